import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';

/** The `code` of a system error (`ENOENT`), or ''. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * Writes the wizard's own small files so that they are whole or not there: new file beside it (never
 * through a link), every byte, fsync, rename, fsync of the directory. Mode 0600. Files of the host are
 * written by the shell helpers, not by this.
 * @throws the system's error; the old content is untouched then.
 */
export async function writeDurably(path: string, text: string): Promise<void> {
  const temp = `${path}.${randomBytes(6).toString('hex')}.new`;
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const handle = await open(temp, flags, 0o600);
  try {
    await writeAll(handle, Buffer.from(text, 'utf8'), 0);
    await handle.sync();
    await handle.close();
    await rename(temp, path);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await unlink(temp).catch(() => undefined);
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** Writes the whole buffer at a position; a short write goes on (a full disk then throws ENOSPC). */
export async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/** fsync of a directory: names in it survive a power failure. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes a directory and what is missing above it, private (0700). Node's own `recursive`
 * never ends where the directory above is there and says ENOENT to what is made in it, as /proc does; not even
 * a signal ends it then (seen with Node 20).
 * @throws the system's error.
 */
export async function makeWay(path: string): Promise<void> {
  const above = dirname(path);
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || above === path || (await isThere(above))) throw error;
    await makeWay(above);
    await makeWay(path);
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Makes a private directory (0700), or takes the one that is there when it is a real directory of ours:
 * nobody else may have put something in its place.
 * @throws UserError
 */
export async function privateDirectory(path: string, uid: number): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const info = await lstat(path);
    if (!info.isDirectory() || info.uid !== uid || (info.mode & 0o022) !== 0) {
      throw new UserError(EXIT.failed, msg('run.store-not-ours', { path }));
    }
  }
}
