import type { IdRange } from '../model/facts.ts';

/** `count` container ids from `container` on are the host ids from `host` on. */
export interface MapEntry {
  readonly container: number;
  readonly host: number;
  readonly count: number;
}

/**
 * The id map of a rootless engine: container 0 is the user, the subordinate ranges follow one after the
 * other (user_namespaces(7); Podman sorts the ranges by their start, RootlessKit takes them in the order
 * of the file).
 */
export function idMap(
  own: number,
  ranges: readonly IdRange[],
  order: 'file' | 'sorted',
): readonly MapEntry[] {
  const sorted = order === 'sorted' ? [...ranges].sort((a, b) => a.start - b.start) : ranges;
  const map: MapEntry[] = [{ container: 0, host: own, count: 1 }];
  let next = 1;
  for (const { start, count } of sorted) {
    map.push({ container: next, host: start, count });
    next += count;
  }
  return map;
}

/** The host id behind a container id, or null when the container cannot have that id. */
export function toHost(map: readonly MapEntry[], id: number): number | null {
  const entry = map.find(({ container, count }) => id >= container && id < container + count);
  return entry === undefined ? null : entry.host + id - entry.container;
}

/** The container id that a host id is seen as, or null when it is not in the map (then it shows as 65534). */
export function toContainer(map: readonly MapEntry[], id: number): number | null {
  const entry = map.find(({ host, count }) => id >= host && id < host + count);
  return entry === undefined ? null : entry.container + id - entry.host;
}
