import { msg } from '../i18n/msg.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { type Mount, mountOf } from '../model/mounts.ts';
import { NotRecorded, type PathState, type ReadHost } from '../model/read-host.ts';
import { ancestors } from '../probe/home.ts';
import { readMounts } from '../probe/mounts.ts';
import { readCannot, USUAL_WAYS, type Ways } from './idmapped.ts';
import type { Inventory } from './inventory.ts';
import type { TargetEngine } from './target-engine.ts';
import { givenReason } from './volume-judge.ts';

/** The ways that were asked for, and where on this host they can't be taken. Reads only. */
export async function readWays(
  host: ReadHost,
  facts: Pick<Facts, 'kernel' | 'init'>,
  engine: TargetEngine,
  { containers, owners, volumes, looks }: Inventory,
  asked: Pick<Ways, 'directories' | 'volumes' | 'images'>,
): Promise<Ways> {
  if (containers.length === 0) return { ...asked, cannot: USUAL_WAYS.cannot };
  const paths = [...owners.keys(), ...[...volumes.values()].map(({ mountpoint }) => mountpoint)];
  const read = (ids: 'kept' | 'new') => readCannot(host, facts, engine, paths, ids);
  const reached = await readReached(host, paths);
  const alone = reached.alone.map((path) => [path, msg('idmapped.alone')] as const);
  const open = [...reached.open].map((path) => [path, msg('in-place.open')] as const);
  const odd = [...volumes.values()].flatMap(({ name, mountpoint }) => {
    const why = givenReason(looks?.get(name));
    return why === null ? [] : [[mountpoint, why] as const];
  });
  return {
    ...asked,
    cannot: firstOf(alone, await read('kept')),
    cannotGive: firstOf([...odd, ...open], await read('new')),
    open: reached.open,
  };
}

/** What holds for the host and the path says more than what holds for the files in it. */
function firstOf(
  some: readonly (readonly [string, Message])[],
  first: ReadonlyMap<string, Message>,
): ReadonlyMap<string, Message> {
  return new Map([...some, ...first]);
}

interface Reached {
  /** Directories that others than root reach, and where setuid programs count. */
  readonly open: ReadonlySet<string>;
  /** Those of them that are mounts by themselves, which a second mount can't make `nosuid`. */
  readonly alone: readonly string[];
}

/** As `rw_idmap_steady` of `scripts/helpers/migrate-idmap.sh` tells them apart; nothing where nobody recorded it. */
async function readReached(host: ReadHost, paths: readonly string[]): Promise<Reached> {
  try {
    const mounts = (await readMounts(host)) ?? [];
    const open = new Set<string>();
    for (const path of paths) if (await isOpen(host, mounts, path)) open.add(path);
    return { open, alone: mounts.map(({ point }) => point).filter((point) => open.has(point)) };
  } catch (error) {
    if (error instanceof NotRecorded) return { open: new Set(), alone: [] };
    throw error;
  }
}

async function isOpen(host: ReadHost, mounts: readonly Mount[], path: string): Promise<boolean> {
  if (mountOf(mounts, path)?.options.includes('nosuid') === true) return false;
  const [, ...dirs] = ancestors(path);
  const states = await Promise.all(dirs.map((dir) => host.stat(dir)));
  return !states.some(isClosed);
}

/** Only root gets through. What is below is not seen by anybody else, and the ones above were asked, too. */
function isClosed({ kind, gid, mode }: PathState): boolean {
  return kind === 'directory' && (mode & 0o001) === 0 && ((mode & 0o010) === 0 || gid === 0);
}
