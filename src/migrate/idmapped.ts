import { createHash } from 'node:crypto';
import { msg } from '../i18n/msg.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { type Mount, mountOf } from '../model/mounts.ts';
import { NotRecorded, type PathState, type ReadHost } from '../model/read-host.ts';
import { mountVersion } from '../probe/commands-move.ts';
import { ancestors } from '../probe/home.ts';
import { readMounts } from '../probe/mounts.ts';
import type { RootfulContainer } from './container.ts';
import type { Inventory } from './inventory.ts';
import type { TargetEngine } from './target-engine.ts';

/** How directories of the host and volumes reach the user's containers, as the person answered. */
export interface Ways {
  /** New owners where they are; shown with other ids by a mount; or what needs them stays. */
  readonly directories: 'owners' | 'idmapped' | 'leave';
  /** A copy of each; root's own shown with other ids by a mount; or its files get new owners where they lie. */
  readonly volumes: 'copy' | 'idmapped' | 'in-place';
  /** Images from root's store, or again from where they once came from. Copied where it is not said. */
  readonly images?: 'copy' | 'pull';
  /** Why a directory, or that of a volume, can't be shown by a mount. No entry: it can, as far as is known. */
  readonly cannot: ReadonlyMap<string, Message>;
  /** Why the directory of a volume can't be given where it lies, likewise. */
  readonly cannotGive?: ReadonlyMap<string, Message>;
  /** Directories that others than root reach: where one is shown by a mount, setuid programs in it end. */
  readonly open?: ReadonlySet<string>;
}

/** What people get who answered nothing. */
export const USUAL_WAYS: Ways = { directories: 'owners', volumes: 'copy', cannot: new Map() };

/** That of `scripts/helpers/migrate-idmap.sh`, which looks at everything again. */
const PLACES = '/var/lib/rootless-wizard/idmapped';

/** Where a directory is shown to the containers of a user. The helper works it out by itself in the same way. */
export function placeOf(uid: number, engine: TargetEngine, path: string): string {
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 16);
  return `${PLACES}/${uid}-${engine}/${hash}`;
}

/** Is this directory shown by a mount? */
export function isShown({ directories, cannot }: Ways, path: string): boolean {
  return directories === 'idmapped' && !cannot.has(path);
}

/** Is this volume of root shown by a mount, and not copied? */
export function isShownVolume(
  { volumes: way, cannot }: Ways,
  { volumes }: Pick<Inventory, 'volumes'>,
  name: string,
): boolean {
  const mountpoint = volumes.get(name)?.mountpoint ?? '';
  return way === 'idmapped' && mountpoint !== '' && !cannot.has(mountpoint);
}

/** Do the files of this volume of root get new owners where they lie? */
export function isGivenVolume(
  { volumes: way, cannotGive }: Ways,
  { volumes }: Pick<Inventory, 'volumes'>,
  name: string,
): boolean {
  const mountpoint = volumes.get(name)?.mountpoint ?? '';
  return way === 'in-place' && mountpoint !== '' && cannotGive?.has(mountpoint) !== true;
}

/**
 * The container with those of its mounts that lie in a directory that is shown (`outer`: the outermost ones)
 * taken from there; `sources`: which of its mounts need other ids.
 */
export function withPlaces(
  container: RootfulContainer,
  sources: readonly string[],
  outer: readonly string[],
  place: (path: string) => string,
): RootfulContainer {
  const mounts = container.mounts.map((mount) => {
    if (mount.type !== 'bind' || !sources.includes(mount.source)) return mount;
    const dir = outer.find((path) => mount.source === path || mount.source.startsWith(`${path}/`));
    if (dir === undefined) return mount;
    return { ...mount, source: `${place(dir)}${mount.source.slice(dir.length)}` };
  });
  return { ...container, mounts };
}

/** Since which kernel a file system can be mounted with other ids: FS_ALLOW_IDMAP in its sources. */
const SINCE: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['ext4', [5, 12]],
  ['xfs', [5, 12]],
  ['btrfs', [5, 15]],
  ['tmpfs', [6, 3]],
]);

/** `X-mount.idmap` of mount(8). */
const UTIL_LINUX = [2, 39] as const;

/**
 * Reads why each of the paths can't be shown by a mount; those that can have no entry. `owners`: by an ordinary
 * one after its files got new owners, which needs nothing of kernel and file system. Reads only.
 */
export async function readCannot(
  host: ReadHost,
  facts: Pick<Facts, 'kernel' | 'init'>,
  engine: TargetEngine,
  paths: readonly string[],
  owners: 'kept' | 'new' = 'kept',
): Promise<ReadonlyMap<string, Message>> {
  // Its volumes take no mounts of ours, and nobody has tried how its copy of /var/lib sees new ones.
  const everywhere =
    engine === 'nerdctl' ? msg('idmapped.nerdctl') : await hostCannot(host, facts, owners);
  const cannot = new Map<string, Message>();
  try {
    const mounts = await readMounts(host);
    for (const path of new Set(paths)) {
      const why =
        everywhere ??
        (owners === 'kept' ? typeCannot(facts, mounts ?? [], path) : null) ??
        (await pathCannot(host, mounts ?? [], path));
      if (why !== null) cannot.set(path, why);
    }
  } catch (error) {
    if (!(error instanceof NotRecorded)) throw error;
    for (const path of paths) cannot.set(path, msg('idmapped.unknown'));
  }
  return cannot;
}

/** What this host lacks for it, whatever the path; or null. */
async function hostCannot(
  host: ReadHost,
  { kernel, init }: Pick<Facts, 'kernel' | 'init'>,
  owners: 'kept' | 'new',
): Promise<Message | null> {
  if (owners === 'kept' && !kernel.known) return kernel.because;
  if (!init.known || init.value.name !== 'systemd') return msg('idmapped.systemd');
  if (owners === 'new') return null;
  try {
    const { stdout } = await host.run(mountVersion());
    const [, major = '0', minor = '0'] = /util-linux (\d+)\.(\d+)/.exec(stdout) ?? [];
    return below([Number(major), Number(minor)], UTIL_LINUX)
      ? msg('idmapped.util-linux', { version: `${major}.${minor}` })
      : null;
  } catch (error) {
    if (error instanceof NotRecorded) return msg('idmapped.unknown');
    throw error;
  }
}

function typeCannot(
  { kernel }: Pick<Facts, 'kernel'>,
  mounts: readonly Mount[],
  path: string,
): Message | null {
  if (isOddName(path)) return msg('idmapped.name');
  const type = mountOf(mounts, path)?.type ?? '?';
  const since = SINCE.get(type);
  const release = kernel.known ? ([kernel.value.major, kernel.value.minor] as const) : [0, 0];
  if (since === undefined || below(release, since)) {
    const [major, minor] = release;
    return msg('idmapped.fs', { type, kernel: `${major}.${minor}` });
  }
  return null;
}

/** For a unit of systemd, which has one line for it, and loses blanks at its end. */
function isOddName(path: string): boolean {
  return /\p{Cc}|[ \\]$/u.test(path);
}

async function pathCannot(
  host: ReadHost,
  mounts: readonly Mount[],
  path: string,
): Promise<Message | null> {
  if (isOddName(path)) return msg('idmapped.name');
  if (mounts.some(({ point }) => point.startsWith(`${path}/`))) return msg('idmapped.below');
  if ((await host.stat(path)).realPath !== null) return msg('idmapped.link');
  const [, ...dirs] = ancestors(path);
  const states = await Promise.all(dirs.map((dir) => host.stat(dir)));
  // Outermost last. Below a directory of root that lets nobody in, root looks before anything stops.
  const closed = states.findLastIndex((state) => host.self.uid !== 0 && isClosed(state));
  const at = states.findIndex(
    (state, index) =>
      index >= closed &&
      (state.kind !== 'directory' ||
        state.uid !== 0 ||
        (state.mode & 0o022) !== 0 ||
        state.realPath !== null),
  );
  return at < 0 ? null : msg('idmapped.bent', { dir: dirs[at] ?? '/' });
}

/** A directory of root that others can't go into: what is in it is not seen, which is not the same as absent. */
function isClosed({ kind, uid, mode }: PathState): boolean {
  return kind === 'directory' && uid === 0 && (mode & 0o001) === 0;
}

function below(version: readonly number[], wanted: readonly [number, number]): boolean {
  const [major = 0, minor = 0] = version;
  return major < wanted[0] || (major === wanted[0] && minor < wanted[1]);
}
