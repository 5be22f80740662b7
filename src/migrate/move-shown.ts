import { msg } from '../i18n/msg.ts';
import type { Change } from '../model/change.ts';
import type { Message } from '../model/message.ts';
import type { RootfulContainer } from './container.ts';
import {
  isGivenVolume,
  isShown,
  isShownVolume,
  placeOf,
  USUAL_WAYS,
  withPlaces,
} from './idmapped.ts';
import { shifted } from './judge-changes.ts';
import { type MoveInput, move, pathsOf, volumesOf } from './move.ts';
import { givenVolumes } from './move-in-place.ts';
import { SOURCES } from './move-sources.ts';

type Members = readonly RootfulContainer[];

/** Directories of a group that get new owners where they are. */
export function ownedPaths(input: MoveInput, members: Members): readonly string[] {
  const ways = input.ways ?? USUAL_WAYS;
  return pathsOf(input.inventory, input.user.uid, members).filter((path) => !isShown(ways, path));
}

/** Directories of a group that are shown by a mount. */
export function shownPaths(input: MoveInput, members: Members): readonly string[] {
  const ways = input.ways ?? USUAL_WAYS;
  return pathsOf(input.inventory, input.user.uid, members).filter((path) => isShown(ways, path));
}

/** Volumes of a group that are copied: neither shown by a mount nor given where they lie. */
export function copiedVolumes(
  input: Pick<MoveInput, 'ways' | 'inventory'>,
  members: Members,
): readonly string[] {
  const ways = input.ways ?? USUAL_WAYS;
  const { inventory } = input;
  return volumesOf(members).filter(
    (name) => !isShownVolume(ways, inventory, name) && !isGivenVolume(ways, inventory, name),
  );
}

/** Volumes of a group that are shown by a mount. */
export function shownVolumes(input: MoveInput, members: Members): readonly string[] {
  const ways = input.ways ?? USUAL_WAYS;
  return volumesOf(members).filter((name) => isShownVolume(ways, input.inventory, name));
}

/** Words of `rw_migrate_check` for what is moved, each way in its own words. */
export function checkWords(input: MoveInput, members: Members): readonly string[] {
  return [
    ...copiedVolumes(input, members).flatMap((name) => ['volume', name]),
    ...shownVolumes(input, members).flatMap((name) => ['idmap-volume', name]),
    ...givenVolumes(input, members).flatMap((name) => ['in-place-volume', name]),
    ...ownedPaths(input, members).flatMap((path) => ['owners', path]),
    ...shownPaths(input, members).flatMap((path) => ['idmap', path]),
  ];
}

/** The changes that show directories and volumes of root to the user's containers by mounts. */
export function shownMoves(
  input: MoveInput,
  members: Members,
  after: Pick<Change, 'dependsOn'>,
): readonly Change[] {
  const { user, engine, inventory } = input;
  const more = { ...after, risks: ['writes-as-root'] } as const;
  const paths = shownPaths(input, members).map((path) =>
    move(
      `migrate.idmap.${path.replaceAll(/[^A-Za-z0-9._/-]/g, '_')}`,
      msg('idmapped.title', { path }),
      msg('idmapped.why', { place: placeOf(user.uid, engine, path) }),
      ['rw_migrate_idmap', user.name, engine, path],
      ['rw_migrate_idmap_undo', user.name, engine, path],
      SOURCES.idmapped,
      more,
    ),
  );
  const volumes = shownVolumes(input, members).map((name) => {
    const volume = inventory.volumes.get(name);
    const labels = (volume?.labels ?? []).flatMap(([key, value]) => ['--label', `${key}=${value}`]);
    return move(
      `migrate.volume.${name}`,
      msg('idmapped.volume-title', {
        name: /^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name,
      }),
      msg('idmapped.volume-why', { path: volume?.mountpoint ?? '' }),
      ['rw_migrate_volume_idmap', user.name, engine, name, ...labels],
      ['rw_migrate_volume_idmap_undo', user.name, engine, name],
      SOURCES.idmapped,
      { ...more, from: volume?.source ?? 'docker' },
    );
  });
  return [...paths, ...volumes];
}

/** The container with the directories that are shown taken from the places where they are shown. */
export function seenFromPlaces(input: MoveInput, container: RootfulContainer): RootfulContainer {
  const { user, engine, inventory, groups } = input;
  const members = groups.find((group) => group.members.some(({ id }) => id === container.id));
  const outer = shownPaths(input, members?.members ?? [container]);
  if (outer.length === 0) return container;
  const sources = shifted(container, user, inventory.owners);
  return withPlaces(container, sources, outer, (path) => placeOf(user.uid, engine, path));
}

/** What has to be said of these ways: what they mean, and where they can't be taken. */
export function shownNotes(input: MoveInput, members: Members): readonly Message[] {
  const { ways = USUAL_WAYS, user, engine, inventory } = input;
  const shown = [...shownPaths(input, members), ...shownVolumes(input, members)];
  const inCompose = (path: string) =>
    members.some(
      ({ project, mounts }) =>
        project !== null &&
        mounts.some(({ source }) => source === path || source.startsWith(`${path}/`)),
    );
  const places = shownPaths(input, members)
    .filter(inCompose)
    .map((path) => msg('idmapped.note-compose', { path, place: placeOf(user.uid, engine, path) }));
  const not = (
    name: string,
    path: string,
    fallback: 'idmapped.note-owners' | 'idmapped.note-copy',
  ) => {
    const cannot = ways.volumes === 'in-place' && name !== path ? ways.cannotGive : ways.cannot;
    const why = cannot?.get(path);
    return why === undefined ? [] : [msg(fallback, { name, why })];
  };
  return [
    ...(shown.length === 0 ? [] : [msg('idmapped.note', { names: shown })]),
    ...places,
    ...(ways.directories === 'idmapped'
      ? ownedPaths(input, members).flatMap((path) => not(path, path, 'idmapped.note-owners'))
      : []),
    ...(ways.volumes === 'copy'
      ? []
      : copiedVolumes(input, members).flatMap((name) =>
          not(name, inventory.volumes.get(name)?.mountpoint ?? '', 'idmapped.note-copy'),
        )),
  ];
}

/** What is to be known of what is in the volumes of a group. */
export function contentNotes(input: MoveInput, members: Members): readonly Message[] {
  const looks = volumesOf(members).map((name) => [name, input.inventory.looks?.get(name)] as const);
  const unseen = looks.flatMap(([name, look]) => (look === null ? [name] : []));
  const copied = copiedVolumes(input, members);
  const notes = looks
    .filter(([name]) => copied.includes(name))
    .flatMap(([name, look]) =>
      (
        [
          [look?.sockets, 'volumes.note-sockets'],
          [look?.trusted, 'volumes.note-trusted'],
          [look?.fixed?.count, 'volumes.note-fixed'],
        ] as const
      ).flatMap(([count, key]) =>
        (count ?? 0) > 0 ? [msg(key, { name, count: count ?? 0 })] : [],
      ),
    );
  return [...notes, ...(unseen.length > 0 ? [msg('volumes.note-unseen', { names: unseen })] : [])];
}
