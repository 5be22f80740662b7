import { readToml } from '../edit/toml.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Facts, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { mountOf } from '../model/mounts.ts';
import { STORES } from '../model/store-image.ts';
import { textOf } from '../model/text.ts';
import { fusePossible, wasTried } from './host-rules.ts';
import { orNull } from './versions.ts';

/** Where the program is published by itself, too; the full release archive of nerdctl has it. */
export const FUSE_SNAPSHOTTER = 'https://github.com/containerd/fuse-overlayfs-snapshotter';

/** What nerdctl is to ask containerd for, and why. */
export interface SnapshotterChoice {
  /** `engine`: nothing is written, nerdctl's own choice or the person's stays. */
  readonly snapshotter: 'engine' | 'overlayfs' | 'fuse-overlayfs' | 'native';
  readonly because: Message;
}

type Given = Partial<Pick<Values, 'nerdctl.archive' | 'storage.image' | 'service.nerdctl'>>;

/** Is this file, by its name, the release archive that has everything? */
export function isFullArchive(archive: string): boolean {
  return /\/nerdctl-full-[^/]*$/.test(archive);
}

/**
 * Where containerd-fuse-overlayfs-grpc comes from. No distribution that we know of packages it. Whether an
 * archive really has it is looked at while planning (`run/archive-members.ts`).
 */
export function fuseSnapshotterFrom(facts: Facts, values: Given): 'here' | 'archive' | 'nowhere' {
  if (orNull(facts.nerdctl)?.fuseSnapshotter != null) return 'here';
  return isFullArchive(values['nerdctl.archive'] ?? '') ? 'archive' : 'nowhere';
}

/** Can the snapshotter run beside containerd? It needs a service: of the user, or of a host that has ours. */
export function canServe(facts: Facts): boolean {
  const init = orNull(facts.init);
  const { openrc, runit } = orNull(facts.nerdctl) ?? {};
  return init === null || init.name === 'systemd' || openrc != null || runit !== undefined;
}

/** The snapshotter for `auto`: what the trial mount said, if it was made on the file system of `root`. */
export function nerdctlSnapshotter(facts: Facts, root: string, values: Given): SnapshotterChoice {
  const engine = (because: Message): SnapshotterChoice => ({ snapshotter: 'engine', because });
  const said = saidSnapshotter(facts);
  if (said !== null) {
    const path = orNull(facts.files)?.['nerdctl.toml'].path ?? '';
    return engine(msg('storage.nerdctl-said', { path, snapshotter: said }));
  }
  // A store that is left behind says nothing of the new place.
  const stays =
    root === 'default' || root === nerdctlBase(facts, { 'storage.nerdctl.root': 'default' });
  if (stays && orNull(facts.nerdctl)?.hasStore === true) {
    return engine(msg('storage.nerdctl-keeps'));
  }
  if (!wasTried(facts, root, values['storage.image'])) {
    return liesOnOverlay(facts, root, values)
      ? instead(facts, { dir: root, detail: 'overlay' }, values)
      : engine(msg('storage.overlay-elsewhere'));
  }
  if (!facts.overlay.known) return engine(msg('storage.overlay-unknown'));
  const { native, detail } = facts.overlay.value;
  const dir = orNull(facts.home)?.path ?? facts.overlay.value.dir;
  if (native) return engine(msg('storage.overlay-works', { dir }));
  return instead(facts, { dir, detail }, values);
}

/**
 * Does a directory outside of the home lie on an overlay, on which the kernel mounts no other? nerdctl takes no
 * other snapshotter by itself where the one it asks for is not loaded. On an image that lies there it may.
 */
function liesOnOverlay(facts: Facts, root: string, values: Given): boolean {
  if ((values['storage.image'] ?? '') !== '' && root.startsWith(`${STORES}/`)) return false;
  return mountOf(orNull(facts.storeImage)?.mounts ?? [], root)?.type === 'overlay';
}

/** What takes the place of overlay, which does not mount in `dir` for the reason `detail`. */
function instead(
  facts: Facts,
  { dir, detail }: { readonly dir: string; readonly detail: string | Message },
  values: Given,
): SnapshotterChoice {
  if (!fusePossible(facts)) {
    return { snapshotter: 'native', because: msg('storage.native-left', { dir, detail }) };
  }
  if (!canServe(facts) || values['service.nerdctl'] === false) {
    return { snapshotter: 'native', because: msg('storage.native-no-service', { dir, detail }) };
  }
  if (fuseSnapshotterFrom(facts, values) === 'nowhere') {
    const because = msg('storage.native-no-snapshotter', { dir, detail, url: FUSE_SNAPSHOTTER });
    return { snapshotter: 'native', because };
  }
  return { snapshotter: 'fuse-overlayfs', because: msg('storage.fuse-instead', { dir, detail }) };
}

/** The snapshotter that the person's nerdctl.toml names, or null. */
export function saidSnapshotter(facts: Facts): string | null {
  const text = textOf(orNull(facts.files)?.['nerdctl.toml'] ?? { kind: 'absent', path: '' });
  const said = text === null ? undefined : readToml(text, [], 'snapshotter');
  return typeof said === 'string' ? said : null;
}

/**
 * Is nerdctl to have fuse-overlayfs, and is it ours to see to it? Not where its program is nowhere to be had,
 * nor where the person's config.toml names another socket for it: that set-up is theirs.
 */
export function usesFuse(facts: Facts, values: Values): boolean {
  const wanted = wantedSnapshotter(facts, values) === 'fuse-overlayfs';
  return wanted && fuseSnapshotterFrom(facts, values) !== 'nowhere' && !hasOtherProxy(facts);
}

/**
 * The snapshotter that containerd must be told to unpack images for: any but overlayfs. Without that nerdctl
 * can't load or import an image ("no unpack platforms defined", seen with nerdctl 2.3.5 and containerd 1.7).
 */
export function unpackSnapshotter(
  facts: Facts,
  values: Values,
): 'fuse-overlayfs' | 'native' | null {
  if (wantedSnapshotter(facts, values) === 'native') return 'native';
  return usesFuse(facts, values) ? 'fuse-overlayfs' : null;
}

/** As it is asked for, else as nerdctl.toml says, else as we choose. */
function wantedSnapshotter(facts: Facts, values: Values): string {
  const asked = values['storage.nerdctl.snapshotter'];
  if (asked !== 'auto') return asked;
  const root = values['storage.nerdctl.root'];
  return saidSnapshotter(facts) ?? nerdctlSnapshotter(facts, root, values).snapshotter;
}

function hasOtherProxy(facts: Facts): boolean {
  const target = orNull(facts.target);
  const text = textOf(orNull(facts.files)?.['nerdctl.containerd'] ?? { kind: 'absent', path: '' });
  if (target === null || text === null) return false;
  const address = readToml(text, ['proxy_plugins', 'fuse-overlayfs'], 'address');
  return address !== undefined && address !== fuseSocket(target);
}

/** The socket between containerd and the snapshotter: the vendor's place. */
export function fuseSocket({ runtimeDir }: Pick<Target, 'runtimeDir'>): string {
  return `${runtimeDir}/containerd-fuse-overlayfs.sock`;
}

/** Where each part of nerdctl keeps its data, as absolute paths. */
export interface NerdctlDirs {
  /** `root` of containerd's config.toml. */
  readonly containerd: string;
  /** `data_root` of nerdctl.toml: volumes, logs and names. */
  readonly nerdctl: string;
  readonly fuse: string;
  readonly buildkit: string;
}

/** The same names below another directory as below `~/.local/share`. */
export function nerdctlDirs(base: string): NerdctlDirs {
  return {
    containerd: `${base}/containerd`,
    nerdctl: `${base}/nerdctl`,
    fuse: `${base}/containerd-fuse-overlayfs`,
    buildkit: `${base}/buildkit`,
  };
}

/**
 * The directory that stands for the data home, or null where none does: as asked for, else as an earlier run
 * wrote it into config.toml.
 */
export function nerdctlBase(
  facts: Facts,
  values: Pick<Values, 'storage.nerdctl.root'>,
): string | null {
  const asked = values['storage.nerdctl.root'];
  if (asked !== 'default') return asked;
  const text = textOf(orNull(facts.files)?.['nerdctl.containerd'] ?? { kind: 'absent', path: '' });
  const root = text === null ? undefined : readToml(text, [], 'root');
  const found = typeof root === 'string' ? /^(\/.+)\/containerd\/?$/.exec(root)?.[1] : undefined;
  return found ?? null;
}
