import type { IdRange, SubidPolicy } from '../model/facts.ts';
import type { SubidFile } from './subid-issue.ts';
import { lastOf, type SubidLine, type SubidRange } from './subid-parse.ts';
import { firstHit } from './subid-spans.ts';

/** All that the allocator looks at. Account names are text (UTF-8 decoded), lines latin1. */
export interface AllocationInput {
  readonly subuid: readonly SubidLine[];
  readonly subgid: readonly SubidLine[];
  readonly user: { readonly name: string; readonly uid: number; readonly gid: number };
  readonly policy: SubidPolicy;
  /** Ids per file that are wanted. */
  readonly want: number;
  readonly users: readonly { readonly name: string; readonly uid: number }[];
  readonly groups: readonly { readonly name: string; readonly gid: number }[];
  /** Ranges of others that stand in no file. */
  readonly taken: readonly IdRange[];
  /** systemd-homed maps only ids from 524288 on into its homes (systemd#29297). */
  readonly homed: boolean;
}

/** One file as the user sees it. */
export interface FileView {
  readonly file: SubidFile;
  readonly mine: readonly SubidRange[];
  readonly others: readonly SubidRange[];
}

/** An own line that can't stay. `other`: whose ids they are, '' where that says nothing. */
export interface BadRange {
  readonly file: SubidFile;
  readonly range: SubidRange;
  readonly why: 'overlap' | 'real' | 'own' | 'root-id' | 'beyond' | 'homed' | 'duplicate' | 'pair';
  readonly other: string;
}

/** 4294967295 is not an id (user_namespaces(7)). */
const LAST_MAPPABLE = 4294967294;
const HOMED_FIRST_ID = 524288;

/**
 * Own ranges that can never be right: another owner has the same ids (newuidmap trusts the file, so each
 * could act as the other's container ids), a real account's id or the own one inside (the user could act
 * as that account; Podman refuses the latter), host id 0, ids that the kernel has not, ids that
 * systemd-homed does not map, and lines that repeat ids of an earlier own line (the kernel refuses such a
 * map). A range that is the same in both files goes out of both, so that they stay equal.
 */
export function badRanges(
  input: AllocationInput,
  uid: FileView,
  gid: FileView,
): readonly BadRange[] {
  const found = [...badIn(input, uid), ...badIn(input, gid)];
  const out = new Set(found.map(({ range }) => range));
  const twins = found
    .filter(({ why }) => why !== 'duplicate')
    .flatMap(({ file, range }): BadRange[] => {
      const other = file === 'subuid' ? gid : uid;
      const twin = other.mine.find(
        (each) => !out.has(each) && each.start === range.start && each.count === range.count,
      );
      return twin === undefined ? [] : [{ file: other.file, range: twin, why: 'pair', other: '' }];
    });
  return [...found, ...twins];
}

function badIn(input: AllocationInput, { file, mine, others }: FileView): BadRange[] {
  if (mine.length === 0) return [];
  const self = file === 'subuid' ? input.user.uid : input.user.gid;
  const overlap = byLine(firstHit(mine, others));
  const real = byLine(firstHit(mine, accountsOf(input, file, self)));
  const bad: BadRange[] = [];
  const kept: SubidRange[] = [];
  for (const range of mine) {
    const last = lastOf(range);
    const add = (why: BadRange['why'], other = '') => bad.push({ file, range, why, other });
    const inTheWay = overlap.get(range);
    const account = real.get(range);
    if (range.start === 0) add('root-id');
    else if (last > LAST_MAPPABLE) add('beyond');
    else if (inTheWay !== undefined) add('overlap', inTheWay);
    else if (range.start <= self && self <= last) add('own');
    else if (account !== undefined) add('real', account);
    else if (input.homed && range.start < HOMED_FIRST_ID) add('homed');
    else if (kept.some((each) => each.start <= last && range.start <= lastOf(each))) {
      add('duplicate');
    } else kept.push(range);
  }
  return bad;
}

function byLine(
  hits: readonly { readonly line: SubidRange; readonly other: string }[],
): ReadonlyMap<SubidRange, string> {
  return new Map(hits.map(({ line, other }) => [line, other]));
}

function accountsOf(input: AllocationInput, file: SubidFile, self: number) {
  const all =
    file === 'subuid'
      ? input.users.map(({ name, uid }) => ({ owner: name, start: uid, count: 1 }))
      : input.groups.map(({ name, gid }) => ({ owner: name, start: gid, count: 1 }));
  return all.filter(({ start }) => start !== self);
}
