/** Inclusive first and last id. */
export type Interval = readonly [first: number, last: number];

/** Sorted, without overlaps; neighbours are joined. O(n log n). */
export function mergeIntervals(list: readonly Interval[]): readonly Interval[] {
  const sorted = list.filter(([first, last]) => last >= first).sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [first, last] of sorted) {
    const before = merged.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

/** What `list` covers and `holes` does not; both merged. */
export function subtractIntervals(
  list: readonly Interval[],
  holes: readonly Interval[],
): readonly Interval[] {
  const rest: Interval[] = [];
  for (const [first, last] of list) {
    let from = first;
    for (const [a, b] of holes) {
      if (b < from || a > last) continue;
      if (a > from) rest.push([from, a - 1]);
      from = b + 1;
    }
    if (from <= last) rest.push([from, last]);
  }
  return rest;
}

/** Is any id of `first..last` in the merged list? */
export function touches(merged: readonly Interval[], first: number, last: number): boolean {
  return merged.some(([a, b]) => a <= last && b >= first);
}

/** How many ids a merged list has. */
export function sizeOf(merged: readonly Interval[]): number {
  return merged.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/**
 * The lowest start of `count` ids within `low..high` that touch nothing of the merged list, at a multiple
 * of `align`; null when there is no such place.
 */
export function firstFit(
  merged: readonly Interval[],
  low: number,
  high: number,
  count: number,
  align: number,
): number | null {
  const up = (value: number) => Math.ceil(value / align) * align;
  let start = up(low);
  for (const [first, last] of merged) {
    if (last < start) continue;
    if (start + count - 1 < first) break;
    start = up(last + 1);
  }
  return start + count - 1 <= high ? start : null;
}
