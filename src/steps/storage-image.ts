import { dirOf, makeDirectory, ROOT_FILE, writeText } from '../edit/file.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts, StoreImage } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { mountOf } from '../model/mounts.ts';
import { imagePoint, STORES } from '../model/store-image.ts';
import { textOf } from '../model/text.ts';
import { change, targetOf } from './common.ts';
import { type DataImage, isRemote } from './data-dir.ts';
import {
  asked,
  concerned,
  DIRS,
  GB,
  isMounted,
  isOffered,
  usualPath,
} from './storage-image-questions.ts';
import type { StoragePart } from './storage-podman.ts';

/**
 * A store on an XFS of its own, in one sparse file: the way where no directory can hold image layers, and
 * where a user is to have only so much room.
 * https://www.redhat.com/en/blog/rootless-podman-nfs
 *
 * It is mounted in root's own directory, not in the home: root can't reach into a home on a server that
 * squashes root, a mount there would hide what lies below it, and when the mount is missing one day, the
 * engine finds a directory that is not its own and stops, instead of filling the home.
 */
const SOURCE = 'https://man7.org/linux/man-pages/man8/mkfs.xfs.8.html';
const MOUNT_SOURCE = 'https://www.freedesktop.org/software/systemd/man/latest/systemd.mount.html';

/** Set-user-id programs and devices mean nothing to containers of a user, so the store needs none. */
const OPTIONS = 'loop,nosuid,nodev';

/** What the image needs, null where none is asked for; and where it is, for what lies on it. */
export function imageStorage(
  facts: Facts,
  values: Values,
): { readonly part: StoragePart | null; readonly image: DataImage } {
  const target = targetOf(facts);
  if (!asked(values) || !concerned(values) || target === null) return { part: null, image: null };
  const point = imagePoint(target.name);
  const path = values['storage.image'];
  const because = msg('image.mounted', { path, point });
  const nothing: StoragePart = { changes: [], notes: [], because, blocked: null };
  const stop = (blocked: Message) => ({ part: { ...nothing, blocked }, image: null });

  const { kind } = orNull(facts.environment) ?? { kind: 'machine' };
  if (kind === 'container' || kind === 'wsl1') return stop(msg('image.no-loop'));
  const wanted = DIRS.filter(({ engine }) => values.engines.includes(engine));
  if (!wanted.some(({ key }) => values[key].startsWith(`${point}/`))) {
    return stop(msg('image.unused', { point, keys: wanted.map(({ key }) => key) }));
  }
  if (!facts.storeImage.known) {
    const { because: why } = facts.storeImage;
    return stop(msg('steps.unknown-fact', { what: '/proc/self/mountinfo', because: why }));
  }
  const made = changesFor(facts, values, facts.storeImage.value, target.name);
  if ('blocked' in made) return stop(made.blocked);
  const { changes } = made;
  const type = mountOf(facts.storeImage.value.mounts, path)?.type ?? '';
  const notes = isRemote(type) ? [msg('image.remote', { path, type })] : [];
  const part = {
    ...nothing,
    changes,
    notes: changes.length > 0 ? [...notes, msg('image.undo', { path })] : notes,
    because: changes.length > 0 ? msg('image.change', { path, user: target.name }) : because,
  };
  return { part, image: { point, ids: changes.map(({ id }) => id) } };
}

/** What to know of where the home can't hold the data: an image is another way than a directory. */
export function imageOffer(facts: Facts, values: Values): readonly Message[] {
  const target = targetOf(facts);
  if (target === null || asked(values) || !concerned(values) || !isOffered(facts)) return [];
  return [msg('image.offer', { answer: `storage.image=${usualPath(target.name)}` })];
}

function changesFor(
  facts: Facts,
  values: Values,
  seen: StoreImage,
  user: string,
): { readonly changes: readonly Change[] } | { readonly blocked: Message } {
  const { point } = seen;
  const path = values['storage.image'];
  const size = values['storage.image-size'];
  const { systemd } = seen;
  const entry = systemd ? unitFile(seen, path, user) : fstabFile(seen, path);
  if (entry.kind === 'refused') return { blocked: entry.because };
  const mounted = isMounted(facts);
  if (mounted && entry.kind === 'same') return { changes: [] };
  if (mounted) {
    const source = mountOf(seen.mounts, point)?.source ?? '?';
    return { blocked: msg('image.other-mount', { point, source, path }) };
  }
  const why = msg('image.why', { user });
  const common = { scope: 'root', why } as const;
  const directory = change({
    ...common,
    id: 'storage.image-dir',
    kind: 'file',
    title: msg('storage.dir-above-title', { dir: point }),
    action: makeDirectory(point, { ...ROOT_FILE, mode: 0o755 }, [STORES]),
    source: MOUNT_SOURCE,
  });
  const file = change({
    ...common,
    id: 'storage.image-file',
    kind: 'command',
    title: msg('image.file-title', { path, size }),
    action: { do: 'make-image', path, bytes: size * GB },
    dependsOn: [directory.id],
    source: SOURCE,
  });
  const lasting = entry.kind === 'same' ? [] : [lastingChange(entry.action, systemd, file.id)];
  const unit = systemd ? seen.entry.path.replace(/^.*\//, '') : null;
  const mount = change({
    ...common,
    id: 'storage.image-mount',
    kind: 'command',
    title: msg('image.mount-title', { point }),
    why: msg('image.mount-why', { point }),
    action: { do: 'mount-image', path, point, unit },
    dependsOn: [file.id, ...lasting.map(({ id }) => id)],
    source: MOUNT_SOURCE,
  });
  return { changes: [directory, file, ...lasting, mount] };
}

function lastingChange(action: Change['action'], systemd: boolean, after: string): Change {
  const path = action.do === 'write-file' ? action.path : '';
  return change({
    id: 'storage.image-entry',
    kind: 'file',
    scope: 'root',
    title: msg(systemd ? 'image.unit-title' : 'image.fstab-title', { path }),
    why: msg('image.entry-why'),
    action,
    dependsOn: [after],
    source: systemd ? MOUNT_SOURCE : 'https://man7.org/linux/man-pages/man5/fstab.5.html',
  });
}

/**
 * A mount unit. Wanted by local-fs.target, not required: when it fails, the machine still starts. `%` is the
 * mark of specifiers there.
 */
function unitFile({ entry, point, mounts }: StoreImage, path: string, user: string) {
  const type = mountOf(mounts, path)?.type ?? '';
  // On a server's file system that is mounted later than local ones; the root itself is there already.
  const late = isRemote(type) && mountOf(mounts, path)?.point !== '/';
  const text =
    `# The images and containers of ${user}: a file system of their own, in a file.\n` +
    '# Written by rootless-wizard.\n' +
    `[Unit]\nDescription=Containers of ${user}\nRequiresMountsFor=${dirOf(path)}\n\n` +
    `[Mount]\nWhat=${path}\nWhere=${point}\nType=xfs\n` +
    `Options=${OPTIONS}${late ? ',_netdev' : ''}\n\n` +
    `[Install]\nWantedBy=${late ? 'remote-fs' : 'local-fs'}.target\n`;
  return writeText(entry, text.replaceAll('%', '%%'), ROOT_FILE);
}

/** A line of fstab(5); with `nofail` the machine starts without it, too. */
function fstabFile({ entry, point }: StoreImage, path: string) {
  const text = textOf(entry) ?? '';
  const line = `${path} ${point} xfs ${OPTIONS},nofail 0 0`;
  if (text.split('\n').includes(line)) return { kind: 'same' } as const;
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  return writeText(entry, `${text}${gap}${line}\n`, ROOT_FILE);
}
