import { msg } from '../i18n/msg.ts';
import type { Change } from '../model/change.ts';
import type { Message } from '../model/message.ts';
import type { RootfulContainer } from './container.ts';
import { isGivenVolume, USUAL_WAYS } from './idmapped.ts';
import { type MoveInput, move, volumesOf } from './move.ts';
import { SOURCES } from './move-sources.ts';

type Members = readonly RootfulContainer[];

/** Volumes of a group whose files get new owners where they lie. */
export function givenVolumes(
  { ways = USUAL_WAYS, inventory }: Pick<MoveInput, 'ways' | 'inventory'>,
  members: Members,
): readonly string[] {
  return volumesOf(members).filter((name) => isGivenVolume(ways, inventory, name));
}

/** The changes that give volumes of root to the user's containers where they lie (`migrate-in-place-volume.sh`). */
export function givenMoves(
  input: MoveInput,
  members: Members,
  after: Pick<Change, 'dependsOn'>,
): readonly Change[] {
  const { user, engine, inventory } = input;
  return givenVolumes(input, members).map((name) => {
    const volume = inventory.volumes.get(name);
    const labels = (volume?.labels ?? []).flatMap(([key, value]) => ['--label', `${key}=${value}`]);
    return move(
      `migrate.volume.${name}`,
      msg('in-place.title', { name: /^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name }),
      msg('in-place.why', { path: volume?.mountpoint ?? '', user: user.name }),
      ['rw_migrate_volume_in_place', user.name, engine, name, ...labels],
      ['rw_migrate_volume_in_place_undo', user.name, engine, name],
      SOURCES.owners,
      { ...after, risks: ['volumes-in-place'], from: volume?.source ?? 'docker' },
    );
  });
}

/** What has to be said of it. */
export function givenNotes(input: MoveInput, members: Members): readonly Message[] {
  const names = givenVolumes(input, members);
  return names.length === 0 ? [] : [msg('in-place.note', { names })];
}
