import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { rootfulSecurity } from '../probe/commands-move.ts';
import type { RootfulContainer } from './container.ts';
import type { Inventory } from './inventory.ts';

/**
 * Why containers of root's Docker stay for the sake of its ids. A daemon with `userns-remap` has other ids on
 * the disk than its containers see, so what these keep in volumes and directories is not copied. Reads only.
 * https://docs.docker.com/engine/security/userns-remap/
 */
export async function remappedReasons(
  host: ReadHost,
  { containers, owners }: Pick<Inventory, 'containers' | 'owners'>,
): Promise<NonNullable<Inventory['own']>> {
  if (containers.length === 0 || !(await shiftsIds(host))) return new Map();
  return new Map(
    containers.flatMap((each): readonly (readonly [string, readonly Message[]])[] => {
      const places = keeping(each, owners);
      return places.length === 0 ? [] : [[each.id, [msg('volumes.remap', { places })]]];
    }),
  );
}

/** Its volumes, and the directories of the host but those that it only reads and everybody may. */
function keeping({ mounts }: RootfulContainer, owners: Inventory['owners']): readonly string[] {
  const places = mounts
    .filter(
      ({ type, source, writable }) =>
        type === 'volume' ||
        (type === 'bind' && (writable || owners.get(source)?.readable !== true)),
    )
    .map(({ source }) => source);
  return [...new Set(places)];
}

async function shiftsIds(host: ReadHost): Promise<boolean> {
  try {
    const { stdout } = await host.run(rootfulSecurity());
    return /"name=userns[",]/.test(stdout);
  } catch (error) {
    if (error instanceof NotRecorded) return false;
    throw error;
  }
}
