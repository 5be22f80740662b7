import type { IdRange } from '../model/facts.ts';
import { issue, type SubidFile, type SubidIssue, type SubidRule } from './subid-issue.ts';
import { lastOf, rangesOf, rangesOfUser, type SubidLine, type SubidRange } from './subid-parse.ts';
import { collisions, coveredBy, firstHit, type Hit, ownerKeys } from './subid-spans.ts';

/** All that the lint looks at. Account names are plain text (UTF-8 decoded), lines latin1. */
export interface SubidLintInput {
  readonly subuid: readonly SubidLine[];
  readonly subgid: readonly SubidLine[];
  readonly user: { readonly name: string; readonly uid: number; readonly gid: number };
  readonly users: readonly { readonly name: string; readonly uid: number }[];
  readonly groups: readonly { readonly name: string; readonly gid: number }[];
  /** Whether `users` is all of them: a directory may not list its accounts. */
  readonly complete: boolean;
  /** systemd-homed maps only some host ids into its home directories. */
  readonly homed: boolean;
  /** Ids per file that are wanted, 65536 at least for one engine. */
  readonly want: number;
  /** Ranges of others that stand in no file. */
  readonly taken: readonly (IdRange & { readonly by: string })[];
}

/** Highest id that the kernel can map: 4294967295 is invalid (user_namespaces(7)). */
const LAST_ID = 4294967294;

/** systemd's list of ids that belong to something: https://systemd.io/UIDS-GIDS/ . */
const FIRST_FREE_ID = 65536;
const FIRST_AVOIDED_ID = 2 ** 31;
const HOMED_FIRST_ID = 524288;

/**
 * Everything that is wrong with the two files, first what concerns the user. Never more than one issue
 * for a rule and file, so that a file of 100,000 bad lines gives a readable answer. O(n log n).
 */
export function lintSubids(input: SubidLintInput): readonly SubidIssue[] {
  const uid = fileView(input, 'subuid');
  const gid = fileView(input, 'subgid');
  return [
    ...aboutUser(input, uid),
    ...aboutUser(input, gid),
    ...aboutPair(uid, gid),
    ...aboutFile(input, uid),
    ...aboutFile(input, gid),
  ];
}

interface FileView {
  readonly file: SubidFile;
  readonly lines: readonly SubidLine[];
  readonly ranges: readonly SubidRange[];
  readonly mine: readonly SubidRange[];
  readonly others: readonly SubidRange[];
}

function fileView(input: SubidLintInput, file: SubidFile): FileView {
  const lines = input[file];
  const ranges = rangesOf(lines);
  const mine = rangesOfUser(lines, input.user);
  const own = new Set(mine);
  return { file, lines, ranges, mine, others: ranges.filter((range) => !own.has(range)) };
}

function aboutUser(input: SubidLintInput, view: FileView): SubidIssue[] {
  const { file, mine, others } = view;
  if (mine.length === 0) return [issue(view.file, 'missing', 'fail', [])];
  const found: SubidIssue[] = [];
  const add = (rule: SubidRule, level: SubidIssue['level'], at: readonly Hit[]): void => {
    const first = at[0];
    if (first === undefined) return;
    const lines = at.map((hit) => hit.line);
    found.push({ ...issue(file, rule, level, lines), other: first.other, id: first.id });
  };
  const where = (test: (range: SubidRange) => number | null): Hit[] =>
    mine.flatMap((line) => {
      const id = test(line);
      return id === null ? [] : [{ line, id, other: '' }];
    });

  const total = coveredBy(mine);
  if (total < input.want) {
    found.push({ ...issue(file, 'size', 'fail', mine), id: total });
  }
  add('overlap', 'fail', firstHit(mine, others));
  add(
    'duplicate',
    'fail',
    collisions(mine, (range) => range.line),
  );
  const self = file === 'subuid' ? input.user.uid : input.user.gid;
  const holds = (range: SubidRange, id: number) => range.start <= id && id <= lastOf(range);
  add(
    'own',
    'fail',
    where((range) => (holds(range, self) ? self : null)),
  );
  add(
    'root-id',
    'fail',
    where((range) => (range.start === 0 ? 0 : null)),
  );
  add('real', 'fail', firstHit(mine, accountsOf(input, file)));
  add(
    'beyond',
    'fail',
    where((range) => (lastOf(range) > LAST_ID ? lastOf(range) : null)),
  );
  const taken = input.taken.map((range) => ({ ...range, owner: range.by }));
  add('taken', 'warn', firstHit(mine, taken));
  add('reserved', 'warn', where(reservedId));
  if (input.homed) {
    add(
      'homed',
      'fail',
      where((range) => (range.start < HOMED_FIRST_ID ? range.start : null)),
    );
  }
  const sorted = mine.every((range, i) => i === 0 || range.start > (mine[i - 1]?.start ?? -1));
  if (!sorted) found.push(issue(file, 'order', 'warn', mine));
  if (new Set(mine.map((range) => range.owner)).size > 1) {
    found.push(issue(file, 'twice', 'warn', mine));
  }
  return found;
}

function reservedId(range: SubidRange): number | null {
  if (range.start > 0 && range.start < FIRST_FREE_ID) return range.start;
  const last = lastOf(range);
  return last >= FIRST_AVOIDED_ID && last <= LAST_ID ? last : null;
}

/** Real ids as one-id ranges, without the user's own (that is `own`) and without nobody. */
function accountsOf(
  input: SubidLintInput,
  file: SubidFile,
): readonly (IdRange & { readonly owner: string })[] {
  const { user } = input;
  return file === 'subuid'
    ? input.users
        .filter(({ uid }) => uid !== user.uid)
        .map(({ name, uid }) => ({ owner: name, start: uid, count: 1 }))
    : input.groups
        .filter(({ gid }) => gid !== user.gid)
        .map(({ name, gid }) => ({ owner: name, start: gid, count: 1 }));
}

function aboutPair(uid: FileView, gid: FileView): SubidIssue[] {
  if (uid.mine.length === 0 || gid.mine.length === 0) return [];
  const shape = (view: FileView) =>
    view.mine.map(({ start, count }) => `${start}:${count}`).join(' ');
  return shape(uid) === shape(gid) ? [] : [issue('subuid', 'pair', 'info', uid.mine)];
}

function aboutFile(input: SubidLintInput, view: FileView): SubidIssue[] {
  const { file, lines, ranges, others } = view;
  const found: SubidIssue[] = [];
  const add = (rule: SubidRule, level: SubidIssue['level'], at: readonly SubidLine[]): void => {
    if (at.length > 0) found.push(issue(file, rule, level, at));
  };
  add(
    'syntax',
    'fail',
    lines.filter((line) => line.kind === 'malformed'),
  );
  add(
    'empty',
    'warn',
    lines.filter((line) => line.kind === 'range' && line.count === 0),
  );
  const keys = ownerKeys(input.users);
  add(
    'unknown-owner',
    input.complete ? 'warn' : 'info',
    others.filter(({ owner }) => keys.of(owner) === null),
  );
  add(
    'ambiguous-owner',
    'warn',
    ranges.filter(({ owner }) => keys.ambiguous(owner)),
  );
  add(
    'others-root-id',
    'warn',
    others.filter((range) => range.start === 0),
  );
  const clashes = collisions(others, (range) => keys.of(range.owner) ?? range.owner);
  const [first] = clashes;
  if (first !== undefined) {
    const at = clashes.map((hit) => hit.line);
    found.push({
      ...issue(file, 'others-overlap', 'warn', at),
      other: first.other,
      id: first.id,
    });
  }
  return found;
}
