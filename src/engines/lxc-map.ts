import type { MapEntry } from '../edit/id-map.ts';
import { type LxcMaps, ownMaps } from '../edit/lxc-config.ts';
import { parseSubids, rangesOfUser } from '../edit/subid-parse.ts';
import type { Facts, IdRange } from '../model/facts.ts';
import type { FileState } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { orNull } from './versions.ts';

/**
 * The ids of the user's ranges as a map of LXC: container id 0 is the first of them. Unlike with Podman the root
 * of a container is not the user. Empty where the facts don't tell. lxc.container.conf(5), lxc.idmap.
 */
export function lxcMap(facts: Facts, kind: 'uid' | 'gid'): readonly MapEntry[] {
  const subids = orNull(facts.subids);
  const target = orNull(facts.target);
  if (subids === null || target === null) return [];
  const inFile = (state: FileState): readonly IdRange[] =>
    state.kind === 'file' ? rangesOfUser(parseSubids(state.bytes), target) : [];
  const file = kind === 'uid' ? subids.subuid : subids.subgid;
  const ranges = subids.nss === 'files' ? inFile(file) : (subids.getsubids?.[kind] ?? []);
  const map: MapEntry[] = [];
  let container = 0;
  for (const { start, count } of ranges) {
    map.push({ container, host: start, count });
    container += count;
  }
  return map;
}

/** The maps that a new container of the user gets: those of a default.conf that names some, else ours. */
export function lxcMapsHere(facts: Facts): LxcMaps {
  const config = orNull(facts.lxc)?.place?.config;
  const own = config === undefined ? null : ownMaps(textOf(config) ?? '');
  if (own !== null && own.u.length > 0 && own.g.length > 0) return own;
  return { u: lxcMap(facts, 'uid'), g: lxcMap(facts, 'gid') };
}

/** The host id that the root of a container is, or null. */
export function lxcRoot({ u }: LxcMaps): number | null {
  return u.find(({ container }) => container === 0)?.host ?? null;
}

/** Does every entry stay within the user's own ids: the subordinate ranges, and the user itself? */
export function mapsAllowed(facts: Facts, maps: LxcMaps): boolean {
  const target = orNull(facts.target);
  const within = (entries: readonly MapEntry[], kind: 'uid' | 'gid'): boolean => {
    const ranges = lxcMap(facts, kind);
    const self = kind === 'uid' ? target?.uid : target?.gid;
    return entries.every(
      ({ host, count }) =>
        (host === self && count === 1) ||
        ranges.some((range) => host >= range.host && host + count <= range.host + range.count),
    );
  };
  return within(maps.u, 'uid') && within(maps.g, 'gid');
}
