import type { IdRange } from '../model/facts.ts';
import {
  firstFit,
  type Interval,
  mergeIntervals,
  sizeOf,
  subtractIntervals,
  touches,
} from './intervals.ts';
import { type AllocationInput, type BadRange, badRanges, type FileView } from './subid-bad.ts';
import type { SubidFile } from './subid-issue.ts';
import { lastOf, rangesOf, rangesOfUser, type SubidLine, type SubidRange } from './subid-parse.ts';
import type { SubidEdit } from './subid-text.ts';

/** What is to be done. `bad`: own lines that are taken out, and why. */
export type Allocation =
  | { readonly kind: 'ok' }
  | {
      readonly kind: 'change';
      /** `trim`: lines are only taken out. */
      readonly how: 'new' | 'mirror' | 'grow' | 'append' | 'trim';
      readonly subuid: SubidEdit;
      readonly subgid: SubidEdit;
      readonly bad: readonly BadRange[];
      /** The range lies above SUB_UID_MAX of login.defs: that space is used up. */
      readonly beyondPolicy: boolean;
    }
  | {
      readonly kind: 'malformed';
      readonly file: SubidFile;
      readonly line: SubidLine & { readonly kind: 'malformed' };
    }
  | { readonly kind: 'no-room'; readonly count: number };

/** Ids of the system, of users and of sentinels end here: https://systemd.io/UIDS-GIDS/ . */
const FIRST_ID = 65536;
/** End of systemd's range for containers; above it lie ranges that programs reserve or can't handle. */
const LAST_ID = 1879048191;
const HOMED_FIRST_ID = 524288;
const ALIGN = 65536;

/**
 * Finds subordinate ids for a user, so that nothing that is there is touched: no other owner's range in
 * either file, no real account's uid or gid, no reserved range, not host id 0, nothing of `taken`. Own good
 * lines stay; more ids are taken right behind them or above them, so that the ids that containers have
 * now keep their meaning. The same range goes into both files where that is possible. Own lines that can
 * never be right (see `subid-bad.ts`) are replaced by a fresh range. O(n log n).
 */
export function allocate(input: AllocationInput): Allocation {
  for (const file of ['subuid', 'subgid'] as const) {
    const line = input[file].find((each) => each.kind === 'malformed');
    if (line?.kind === 'malformed') return { kind: 'malformed', file, line };
  }
  const uid = viewOf(input, 'subuid');
  const gid = viewOf(input, 'subgid');
  const bad = badRanges(input, uid, gid);
  const out = new Set(bad.map(({ range }) => range));
  const keep = (view: FileView): Kept => {
    const ranges = view.mine.filter((range) => !out.has(range));
    const merged = mergeIntervals(ranges.map(interval));
    return { ...view, ranges, merged, need: Math.max(0, input.want - sizeOf(merged)) };
  };
  const files: Pair = { subuid: keep(uid), subgid: keep(gid) };
  const remove = (file: SubidFile) =>
    bad.filter((each) => each.file === file).map(({ range }) => range.raw);
  const found = place(input, files, bad);
  if (found === null) {
    return { kind: 'no-room', count: Math.max(files.subuid.need, files.subgid.need) };
  }
  const lines = (file: SubidFile) =>
    found.add[file].map((range) => lineOf(input, files[file], range));
  if (bad.length === 0 && found.how === 'trim') return { kind: 'ok' };
  return {
    kind: 'change',
    how: found.how,
    subuid: { remove: remove('subuid'), add: lines('subuid') },
    subgid: { remove: remove('subgid'), add: lines('subgid') },
    bad,
    beyondPolicy: found.beyondPolicy,
  };
}

interface Kept extends FileView {
  readonly ranges: readonly SubidRange[];
  readonly merged: readonly Interval[];
  readonly need: number;
}

type Pair = Readonly<Record<SubidFile, Kept>>;

interface Placed {
  readonly how: 'new' | 'mirror' | 'grow' | 'append' | 'trim';
  readonly add: Readonly<Record<SubidFile, readonly IdRange[]>>;
  readonly beyondPolicy: boolean;
}

function place(input: AllocationInput, files: Pair, bad: readonly BadRange[]): Placed | null {
  const { subuid, subgid } = files;
  if (subuid.need === 0 && subgid.need === 0) return placed('trim', files, []);
  const mirrored = mirror(input, files, bad);
  if (mirrored !== null) return mirrored;
  const needy = [subuid, subgid].filter(({ need }) => need > 0);
  const count = Math.max(subuid.need, subgid.need);
  const occupied = mergeIntervals([
    ...foreign(input, files),
    ...needy.flatMap(({ merged }) => merged),
    // Files of containers may still belong to ids that are given up: nobody gets them again.
    ...bad.map(({ range }) => interval(range)),
  ]);
  const ends = needy.map(({ merged }) => merged.at(-1)?.[1] ?? null);
  const [end = null] = ends;
  if (end !== null && ends.every((each) => each === end) && end + count <= LAST_ID) {
    const range = { start: end + 1, count };
    if (!touches(occupied, range.start, lastOf(range))) return placed('grow', files, [range]);
  }
  return append(input, files, occupied, count);
}

/** Gives one file what the other has more of, so that both are equal again. */
function mirror(input: AllocationInput, files: Pair, bad: readonly BadRange[]): Placed | null {
  const { subuid, subgid } = files;
  const [from, to] = subuid.need > 0 ? [subgid, subuid] : [subuid, subgid];
  if (from.need > 0 || to.need === 0) return null;
  const more = subtractIntervals(from.merged, to.merged);
  const end = to.merged.at(-1)?.[1] ?? -1;
  const occupied = mergeIntervals([
    ...foreign(input, files),
    ...bad.filter(({ file }) => file === to.file).map(({ range }) => interval(range)),
  ]);
  const fits = more.every(([first, last]) => first > end && !touches(occupied, first, last));
  if (!fits || sizeOf(more) < to.need) return null;
  // Line by line as the other file has them where that is possible, so that both read the same.
  const whole = from.ranges.filter(({ start }) => start > end);
  const ranges =
    sizeOf(mergeIntervals(whole.map(interval))) === sizeOf(more)
      ? whole
      : more.map(([first, last]) => ({ start: first, count: last - first + 1 }));
  return placed('mirror', files, ranges);
}

/** A range of its own, above everything that the user has, in both files the same. */
function append(
  input: AllocationInput,
  files: Pair,
  occupied: readonly Interval[],
  count: number,
): Placed | null {
  const { policy, homed } = input;
  const own = Math.max(
    -1,
    ...[files.subuid, files.subgid].map(({ merged }) => merged.at(-1)?.[1] ?? -1),
  );
  const min = Math.max(policy.uidMin, policy.gidMin, homed ? HOMED_FIRST_ID : 0, FIRST_ID);
  const max = Math.min(policy.uidMax, policy.gidMax, LAST_ID);
  const low = Math.max(min, own + 1);
  // Aligned only where the distribution's own first range is: then it is what useradd would give, too.
  const align = min % ALIGN === 0 ? ALIGN : 1;
  const within =
    firstFit(occupied, low, max, count, align) ?? firstFit(occupied, low, max, count, 1);
  const start = within ?? firstFit(occupied, low, LAST_ID, count, ALIGN);
  if (start === null) return null;
  const how = own === -1 ? 'new' : 'append';
  return { ...placed(how, files, [{ start, count }]), beyondPolicy: within === null };
}

function placed(how: Placed['how'], files: Pair, ranges: readonly IdRange[]): Placed {
  const { subuid, subgid } = files;
  return {
    how,
    add: { subuid: subuid.need > 0 ? ranges : [], subgid: subgid.need > 0 ? ranges : [] },
    beyondPolicy: false,
  };
}

/** Everything that belongs to somebody else. Ids of users and groups count for both files. */
function foreign(input: AllocationInput, { subuid, subgid }: Pair): readonly Interval[] {
  const own = mergeIntervals([...subuid.merged, ...subgid.merged]);
  const { user, users, groups } = input;
  return [
    [0, FIRST_ID - 1],
    [LAST_ID + 1, Number.MAX_SAFE_INTEGER],
    ...subuid.others.map(interval),
    ...subgid.others.map(interval),
    ...[user.uid, user.gid].map((id): Interval => [id, id]),
    ...users.map(({ uid }): Interval => [uid, uid]),
    ...groups.map(({ gid }): Interval => [gid, gid]),
    // What runs inside the user's own ranges is most likely the user's own containers.
    ...input.taken
      .map(interval)
      .filter(([first, last]) => !own.some(([a, b]) => a <= first && last <= b)),
  ];
}

function viewOf(input: AllocationInput, file: SubidFile): FileView {
  const mine = rangesOfUser(input[file], input.user);
  const own = new Set(mine);
  return { file, mine, others: rangesOf(input[file]).filter((range) => !own.has(range)) };
}

/** Written as the user's other lines are: by uid where those are, else by name. */
function lineOf(input: AllocationInput, file: Kept, { start, count }: IdRange): string {
  const name = Buffer.from(input.user.name, 'utf8').toString('latin1');
  return `${file.ranges[0]?.owner ?? name}:${start}:${count}`;
}

function interval(range: IdRange): Interval {
  return [range.start, lastOf(range)];
}
