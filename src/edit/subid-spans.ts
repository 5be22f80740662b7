import type { IdRange } from '../model/facts.ts';
import { lastOf, type SubidRange } from './subid-parse.ts';

/** A line, the first id that is in the way, and whose that id is. */
export interface Hit {
  readonly line: SubidRange;
  readonly id: number;
  readonly other: string;
}

/** How many different ids some ranges cover. O(n log n). */
export function coveredBy(ranges: readonly IdRange[]): number {
  let total = 0;
  let next = 0;
  for (const range of sorted(ranges)) {
    const from = Math.max(next, range.start);
    const until = range.start + range.count;
    if (until > from) {
      total += until - from;
      next = until;
    }
  }
  return total;
}

/**
 * For each of `mine` one range of `others` that shares an id with it, if there is any. O(n log n): the
 * others are sorted once, with the furthest end so far beside each, so one look back is enough.
 */
export function firstHit(
  mine: readonly SubidRange[],
  others: readonly (IdRange & { readonly owner: string })[],
): readonly Hit[] {
  const list = sorted(others.filter((range) => range.count > 0));
  const reach: (IdRange & { readonly owner: string })[] = [];
  for (const range of list) {
    const before = reach.at(-1);
    reach.push(before !== undefined && lastOf(before) >= lastOf(range) ? before : range);
  }
  return mine.flatMap((line) => {
    // The last of the others that starts at or before the end of this line; of all up to it, the one
    // that reaches furthest touches this line if any of them does.
    const candidate = reach[upperBound(list, lastOf(line)) - 1];
    if (candidate === undefined || lastOf(candidate) < line.start) return [];
    return [{ line, id: Math.max(line.start, candidate.start), other: candidate.owner }];
  });
}

/**
 * Ranges that share ids with a range of another key before it (in the order of their starts): at least
 * one line for every pair of keys that collide somewhere, at most one hit a line. O(n log n).
 */
export function collisions(
  ranges: readonly SubidRange[],
  keyOf: (range: SubidRange) => string | number,
): readonly Hit[] {
  const hits: Hit[] = [];
  // The range that reaches furthest, and the one of another key that does.
  let far: SubidRange | null = null;
  let next: SubidRange | null = null;
  for (const range of sorted(ranges)) {
    const key = keyOf(range);
    const rival: SubidRange | null = far !== null && keyOf(far) !== key ? far : next;
    if (rival !== null && keyOf(rival) !== key && lastOf(rival) >= range.start) {
      hits.push({ line: range, id: range.start, other: rival.owner });
    }
    if (far === null || lastOf(range) > lastOf(far)) {
      if (far !== null && keyOf(far) !== key) next = far;
      far = range;
    } else if (keyOf(far) !== key && (next === null || lastOf(range) > lastOf(next))) {
      next = range;
    }
  }
  return hits;
}

/**
 * Who an owner field means. shadow takes it for a login name and for a decimal uid, so one account can
 * stand there in two ways, and digits that are somebody's login name mean two accounts.
 */
export function ownerKeys(users: readonly { readonly name: string; readonly uid: number }[]): {
  /** The uid, or null where there is no such account. */
  of(owner: string): number | null;
  ambiguous(owner: string): boolean;
} {
  const byName = new Map<string, number>();
  for (const { name, uid } of users) {
    byName.set(Buffer.from(name, 'utf8').toString('latin1'), uid);
  }
  const uids = new Set(users.map(({ uid }) => uid));
  const number = (owner: string) => (/^\d{1,10}$/.test(owner) ? Number(owner) : null);
  return {
    of(owner) {
      const named = byName.get(owner);
      if (named !== undefined) return named;
      const uid = number(owner);
      return uid !== null && uids.has(uid) ? uid : null;
    },
    ambiguous(owner) {
      const named = byName.get(owner);
      const uid = number(owner);
      return named !== undefined && uid !== null && named !== uid && uids.has(uid);
    },
  };
}

function sorted<T extends IdRange>(ranges: readonly T[]): readonly T[] {
  return [...ranges].sort((a, b) => a.start - b.start || a.count - b.count);
}

/** Index of the first range that starts after `value`. */
function upperBound(list: readonly IdRange[], value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const range = list[middle];
    if (range !== undefined && range.start <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
