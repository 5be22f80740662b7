import {
  closeSync,
  constants,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { lstat, open, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What lies at the end of the links of a path. */
export interface Seen {
  readonly real: string;
  readonly info: Stats;
}

/** Each time at most this much is read; files of /proc do not say how long they are. */
const CHUNK = 64 * 1024;

/** O_NONBLOCK, so that a FIFO put in place of the file can't hang the wizard. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/** What lies there; null for nothing, for what can't be seen, and for a link into nothing. */
export async function look(path: string): Promise<Seen | null> {
  const own = await lstat(path).catch(() => null);
  if (own === null) return null;
  // The links of a directory that may not be searched can't be followed; the name itself is seen.
  const real = await realpath(path).catch(() => (own.isSymbolicLink() ? null : path));
  if (real === null) return null;
  const info = real === path ? own : await stat(real).catch(() => null);
  return info === null ? null : { real, info };
}

/** The same on the spot, without the thread pool. */
export function lookNow(path: string): Seen | null {
  const own = trying(() => lstatSync(path, { throwIfNoEntry: false }));
  if (own === undefined) return null;
  const real = trying(() => realpathSync.native(path)) ?? (own.isSymbolicLink() ? null : path);
  if (real === null) return null;
  const info = real === path ? own : trying(() => statSync(real, { throwIfNoEntry: false }));
  return info === undefined ? null : { real, info };
}

/**
 * May root read, for the owner of a path, what its links lead to? Who may make links in a home can point
 * them at files of root, and what is read there is shown, kept, and handed to that user's shell. So beyond
 * a directory or link that is not root's, root sees what its owner owns, or what everybody can read.
 */
export async function mayFollow(path: string, { real, info }: Seen): Promise<boolean> {
  const way = await Promise.all(upwards(path).map((each) => lstat(each).catch(() => null)));
  const owners = new Set(way.map((each) => each?.uid ?? 0).filter((uid) => uid !== 0));
  if (owners.size === 0 || owners.has(info.uid)) return true;
  const above = await Promise.all(upwards(dirname(real)).map((dir) => stat(dir).catch(() => null)));
  return (
    (info.mode & 0o004) !== 0 && above.every((dir) => dir !== null && (dir.mode & 0o001) !== 0)
  );
}

/** A path and all that is above it, but not `/`. */
function upwards(path: string): readonly string[] {
  return path === '/' ? [] : [path, ...upwards(dirname(path))];
}

/** Reads up to `max` bytes; with `seen`, of that very file and not of one that was put in its place. */
export async function readBytes(
  path: string,
  max: number,
  seen: Stats | null = null,
): Promise<Buffer | 'unreadable' | 'too-big'> {
  const handle = await open(path, FLAGS).catch(() => null);
  if (handle === null) return 'unreadable';
  try {
    if (seen !== null) {
      const { dev, ino } = await handle.stat();
      if (dev !== seen.dev || ino !== seen.ino) return 'unreadable';
    }
    const chunks: Buffer[] = [];
    let total = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const { bytesRead } = await handle.read(chunk, 0, CHUNK, null);
      if (bytesRead === 0) return Buffer.concat(chunks);
      total += bytesRead;
      if (total > max) return 'too-big';
      chunks.push(chunk.subarray(0, bytesRead));
    }
  } catch {
    return 'unreadable';
  } finally {
    await handle.close();
  }
}

/** The same on the spot. */
export function readBytesNow(path: string, max: number): Buffer | 'unreadable' | 'too-big' {
  const file = trying(() => openSync(path, FLAGS));
  if (file === undefined) return 'unreadable';
  try {
    const chunks: Buffer[] = [];
    let total = 0;
    for (;;) {
      const length = readSync(file, SCRATCH, 0, CHUNK, null);
      if (length === 0) return Buffer.concat(chunks);
      total += length;
      if (total > max) return 'too-big';
      chunks.push(Buffer.from(SCRATCH.subarray(0, length)));
    }
  } catch {
    return 'unreadable';
  } finally {
    closeSync(file);
  }
}

const SCRATCH = Buffer.allocUnsafe(CHUNK);

function trying<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
