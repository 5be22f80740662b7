import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import type { Inventory, Unseen } from './inventory.ts';

/** Where the Docker of root keeps everything, unless its configuration says otherwise; dockerd(8) `--data-root`. */
const DATA = '/var/lib/docker';

/**
 * Has a Docker of root that does not run containers? Asked of its directories alone: a client that asks its socket
 * would start it. `docker-hidden`: it was used, and only root may look. With ids of another user (`userns-remap`)
 * all lies one directory deeper, in one that is named by them.
 */
export async function sleepingDocker(host: ReadHost): Promise<readonly Unseen[]> {
  try {
    if (host.self.uid !== 0) {
      const { kind } = await host.stat(DATA);
      return kind === 'directory' ? ['docker-hidden'] : [];
    }
    const config = textOf(await host.file('/etc/docker/daemon.json')) ?? '';
    const data = /"data-root"\s*:\s*"(\/[^"\\]*)"/.exec(config)?.[1] ?? DATA;
    const remapped = ((await host.list(data)) ?? []).filter((name) => /^\d+\.\d+$/.test(name));
    for (const place of [data, ...remapped.map((name) => `${data}/${name}`)]) {
      const ids = (await host.list(`${place}/containers`)) ?? [];
      if (ids.some((id) => /^[0-9a-f]{64}$/.test(id))) return ['docker-asleep'];
    }
    return [];
  } catch (error) {
    if (error instanceof NotRecorded) return [];
    throw error;
  }
}

/** What to say of what could not be looked at, for a move to this user. */
export function unseenNotes(
  { unseen = [], namespaces = [] }: Pick<Inventory, 'unseen' | 'namespaces'>,
  user: string,
): readonly Message[] {
  return [
    ...unseen.map((each) => msg(`migrate.${each}`, { user })),
    ...(namespaces.length > 0 ? [msg('migrate.nerdctl-namespaces', { namespaces })] : []),
  ];
}

/** That there is nothing to move: on this host, or as far as could be looked. */
export function nothingThere({ unseen = [] }: Pick<Inventory, 'unseen'>): Message {
  return unseen.length === 0 ? msg('migrate.none') : msg('migrate.none-seen');
}
