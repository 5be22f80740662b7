import { makeDirectory } from '../edit/file.ts';
import { msg } from '../i18n/msg.ts';
import type { Change } from '../model/change.ts';
import type { Facts, FileSystem, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { hasFewInodes, isNearlyFull } from '../model/room.ts';
import { imagePoint, STORES } from '../model/store-image.ts';
import { hasControl } from '../model/unseen.ts';

/** Below this there is no room for images: 5 GB. */
const SMALL_BYTES = 5_000_000_000;

/**
 * File systems whose server refuses files of subordinate ids, or on which overlay can't work: images do
 * not unpack there. https://docs.docker.com/engine/security/rootless/troubleshoot/
 * https://github.com/containers/podman/blob/main/rootless.md
 */
const REMOTE =
  /^(nfs4?|cifs|smb3?|smbfs|9p|afs|ceph|lustre|gpfs|beegfs|fuse\.(sshfs|glusterfs|s3fs|encfs|gocryptfs)|ecryptfs|vboxsf|prl_fs)$/;

/** Are files of other ids refused there, or can overlay not stand on it? `type` as in /proc/self/mountinfo. */
export function isRemote(type: string): boolean {
  return REMOTE.test(type);
}

/** Why container data should not lie in the home, or null where it may. */
export function homeProblem(facts: Facts): Message | null {
  if (!facts.home.known) return null;
  const { fs } = facts.home.value;
  const where = { dir: facts.home.value.path, type: fs.type };
  if (REMOTE.test(fs.type)) return msg('storage.home-remote', where);
  if (fs.options.includes('noexec')) return msg('storage.home-noexec', where);
  if (fs.freeBytes < SMALL_BYTES)
    return msg('storage.home-small', { ...where, free: gigabytes(fs) });
  return null;
}

/** Why the home may soon be too small, where it is not yet: worth a word, and no reason for another place. */
export function homeTight(facts: Facts): Message | null {
  if (!facts.home.known) return null;
  const { path: dir, fs } = facts.home.value;
  if (hasFewInodes(fs)) return msg('storage.home-inodes', { dir, inodes: fs.freeInodes ?? 0 });
  if (!isNearlyFull(fs)) return null;
  const percent = Math.floor((100 * fs.freeBytes) / fs.totalBytes);
  return msg('storage.home-tight', { dir, free: gigabytes(fs), percent });
}

/** The engines whose data may lie in a directory of their own. */
export type DataEngine = 'podman' | 'docker' | 'nerdctl';

/**
 * The directory that we recommend for an engine: on the image, where one is asked for; elsewhere, where the home
 * can't hold its data; else `default`.
 */
export function recommendedDir(facts: Facts, engine: DataEngine, image = ''): string {
  if (image !== '' && facts.target.known) {
    return `${imagePoint(facts.target.value.name)}/${engine}`;
  }
  // Where home and the rest share one file system, another directory changes nothing.
  const shared = facts.home.known && facts.home.value.fs.mountPoint === '/';
  if (!facts.target.known || homeProblem(facts) === null || shared) return 'default';
  return `${imagePoint(facts.target.value.name)}/${engine}`;
}

/** What others keep their files in, below the home. */
const IN_USE = /^\/(\.config|\.cache|\.local(\/(share|state|bin|lib))?|\.ssh|\.gnupg|\.docker)$/;

/**
 * Why a directory can't hold the data, or null. `default` is fine. An engine takes the directory for its own and
 * sets its mode (Docker 0710), so it is none that other things live in.
 */
export function refuseDir(value: string, target: Pick<Target, 'home'> | null): Message | null {
  if (value === 'default') return null;
  const segments = value.split('/').slice(1);
  const plain = segments.every((name) => name !== '' && name !== '.' && name !== '..');
  // Podman would put a variable in the place of `$NAME`.
  const odd = hasControl(value) || /[:,$]/.test(value);
  if (!value.startsWith('/') || !plain || odd) return msg('storage.dir-not-plain', { dir: value });
  if (/^\/(proc|sys|dev|run|etc|usr|bin|sbin|lib|lib64|boot|tmp)(\/|$)/.test(value)) {
    return msg('storage.dir-not-lasting', { dir: value });
  }
  if (segments.length < 2) return msg('storage.dir-top', { dir: value });
  const home = target?.home ?? '';
  const used =
    home.startsWith(`${value}/`) ||
    value === home ||
    (home !== '' && value.startsWith(`${home}/`) && IN_USE.test(value.slice(home.length)));
  return used ? msg('storage.dir-used', { dir: value, example: `${value}/containers` }) : null;
}

/** Where an image is mounted, and the ids of the changes of this plan that see to it; null for no image. */
export type DataImage = { readonly point: string; readonly ids: readonly string[] } | null;

/**
 * The changes that make a data directory: nobody but the user may look into it (0700). Above it stand
 * root's directories, so that one user can't reach another's; inside the home it is made by the user.
 * What lies on an image is made once that is mounted, by the changes `image`; its directory is there then.
 */
export function makeDataDir(
  id: string,
  dir: string,
  target: Target,
  image: DataImage,
): readonly Change[] {
  const inHome = dir.startsWith(`${target.home}/`);
  const above = dir.slice(0, dir.lastIndexOf('/'));
  const own = { mode: 0o700, uid: target.uid, gid: target.gid };
  const common = {
    kind: 'file',
    why: msg('storage.dir-why', { dir, user: target.name }),
    risks: [],
    needs: 'none',
    source: 'https://docs.docker.com/engine/security/rootless/tips/#data-dir',
  } as const;
  const onImage = image !== null && dir.startsWith(`${image.point}/`);
  const there = inHome || (onImage && above === image.point);
  const leaf: Change = {
    ...common,
    id,
    scope: inHome ? 'user' : 'root',
    title: msg('storage.dir-title', { dir, user: target.name }),
    action: makeDirectory(dir, own),
    dependsOn: [...(onImage ? image.ids : []), ...(there ? [] : [`${id}-above`])],
  };
  if (there) return [leaf];
  const ours = above.startsWith(`${STORES}/`) ? [STORES] : [];
  return [
    {
      ...common,
      id: `${id}-above`,
      scope: 'root',
      title: msg('storage.dir-above-title', { dir: above }),
      action: {
        ...makeDirectory(above, { mode: 0o755, uid: 0, gid: 0 }, ours),
        // Of somebody else's directories we don't know whether they were there: undo leaves them.
        ...(ours.length === 0 ? { missing: [] } : {}),
      },
      dependsOn: onImage ? image.ids : [],
    },
    leaf,
  ];
}

function gigabytes(fs: FileSystem): string {
  return `${(fs.freeBytes / 1e9).toFixed(1)} GB`;
}
