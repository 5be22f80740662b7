import { dirOf } from '../edit/file.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { AnswerKey, Question, Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { mountOf } from '../model/mounts.ts';
import { imagePoint, STORES } from '../model/store-image.ts';
import { targetOf } from './common.ts';
import { homeProblem, isRemote, refuseDir } from './data-dir.ts';

/** 10^9 bytes. */
export const GB = 1_000_000_000;

/** What an image is large enough for, where there is room for twice as much. */
const USUAL_GB = 20;

/** The data directories that may lie on an image, with the answer that says where each is. */
export const DIRS = [
  { engine: 'podman', key: 'storage.podman.graphroot' },
  { engine: 'docker', key: 'storage.docker.data-root' },
  { engine: 'nerdctl', key: 'storage.nerdctl.root' },
] as const satisfies readonly { engine: string; key: AnswerKey }[];

/** The file with the file system; empty for none. */
export const imageQuestion: Question<'storage.image'> = {
  key: 'storage.image',
  title: msg('image.q-path'),
  help: msg('image.q-path-help', { dir: STORES }),
  input: { type: 'text' },
  applies: (facts, values) => concerned(values) && (isOffered(facts) || asked(values)),
  recommend(facts) {
    const remote = remoteStores(facts);
    const target = targetOf(facts);
    if (remote === null || target === null || homeProblem(facts) === null) {
      return { value: '', source: 'default', because: msg('image.q-because') };
    }
    const because = msg('image.q-because-remote', { dir: STORES, type: remote });
    return { value: usualPath(target.name), source: 'detected', because };
  },
  refuse: (value, facts) => refusePath(value, facts),
};

/** How large it may become. XFS itself needs 300 MB at least, mkfs.xfs(8); less than 1 GB holds no image. */
export const imageSizeQuestion: Question<'storage.image-size'> = {
  key: 'storage.image-size',
  title: msg('image.q-size'),
  help: msg('image.q-size-help'),
  input: { type: 'number', min: 1, max: 100_000 },
  applies: (_facts, values) => concerned(values) && asked(values),
  recommend(facts) {
    const free = orNull(facts.storeImage)?.freeBytes ?? null;
    const half = free === null ? USUAL_GB : Math.max(1, Math.floor(free / 2 / GB));
    const because = msg('image.q-size-because');
    return { value: Math.min(USUAL_GB, half), source: 'default', because };
  },
  refuse(value, facts, values) {
    const free = orNull(facts.storeImage)?.freeBytes ?? null;
    // Of another place than the usual one the room is not known here: the helper looks.
    const usual = dirOf(values['storage.image'] ?? '') === STORES;
    if (!usual || free === null || value * GB <= free || isMounted(facts)) return null;
    return msg('image.size-free', { dir: STORES, free: Math.floor(free / GB) });
  },
};

function refusePath(value: string, facts: Facts): Message | null {
  if (value === '') return null;
  // In units and in fstab blanks, quotes and backslashes would mean something else.
  if (!/^(\/[\w.+@%-]+)+$/.test(value)) return msg('image.path-plain', { path: value });
  const target = targetOf(facts);
  const place = refuseDir(value, target);
  if (place !== null) return place;
  if (target === null) return null;
  const usual = usualPath(target.name);
  if (value.startsWith(`${target.home}/`)) return msg('image.path-home', { path: value, usual });
  const point = imagePoint(target.name);
  const inside = value === point || value.startsWith(`${point}/`);
  return inside ? msg('image.path-inside', { path: value, point, usual }) : null;
}

/** Where the file of a user lies, unless another place is asked for. */
export function usualPath(user: string): string {
  return `${STORES}/${user}.xfs`;
}

/** Offered where the home can't hold a store for its kind; for want of room it would be no help. */
export function isOffered(facts: Facts): boolean {
  const home = orNull(facts.home);
  return home !== null && (isRemote(home.fs.type) || home.fs.options.includes('noexec'));
}

/** The kind of file system where stores go that can't be in a home, if that is not a local one either. */
function remoteStores(facts: Facts): string | null {
  const mounts = orNull(facts.storeImage)?.mounts ?? [];
  const type = mountOf(mounts, STORES)?.type ?? '';
  return isRemote(type) ? type : null;
}

/** Is something mounted where the file would be? */
export function isMounted(facts: Facts): boolean {
  const { mounts, point } = orNull(facts.storeImage) ?? { mounts: [], point: '' };
  return mounts.some((mount) => mount.point === point);
}

/** Is there to be such a file? */
export function asked(values: Partial<Values>): boolean {
  return (values['storage.image'] ?? '') !== '';
}

/** Is an engine chosen whose data may lie in one? */
export function concerned({ engines = [] }: Partial<Values>): boolean {
  return DIRS.some(({ engine }) => engines.includes(engine));
}
