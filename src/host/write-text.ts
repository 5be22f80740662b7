import { appendFile, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';

/** The largest file that a person may hand to the program: answers, plans, recordings. */
const MAX_BYTES = 16 * 1024 * 1024;
const CHUNK = 64 * 1024;

/**
 * Writes a file that the person asked for (answers, a recording), mode 0600, atomically: a full disk
 * leaves the old content. What is no file (/dev/null, /dev/stdout, a pipe) is written to, and never replaced: root
 * would take it from the whole system. @returns the absolute path. @throws UserError when it can't be written.
 */
export async function writeTextFile(path: string, text: string): Promise<string> {
  const target = resolve(path);
  try {
    if (await isStream(target)) await appendFile(target, text);
    else await replace(await behindLink(target), text);
    return target;
  } catch (error) {
    throw new UserError(
      EXIT.failed,
      msg('cli.cannot-write', { file: path, detail: detail(error) }),
    );
  }
}

/** A device, a pipe, or a name that the system keeps for one: /dev/stdout may lead to a file that is open. */
async function isStream(target: string): Promise<boolean> {
  const info = await stat(target).catch(() => null);
  if (info === null) return false;
  return /^\/(dev|proc)\//.test(target) || !(info.isFile() || info.isDirectory());
}

/** Where a link leads that is ours or root's; somebody else's is replaced, as it may lead anywhere. */
async function behindLink(target: string): Promise<string> {
  const info = await lstat(target).catch(() => null);
  if (info?.isSymbolicLink() !== true) return target;
  return info.uid === 0 || info.uid === process.getuid?.() ? realpath(target) : target;
}

async function replace(target: string, text: string): Promise<void> {
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Reads a file that the person named.
 * @throws UserError (usage) when it can't be read, is too big, or is not UTF-8 text.
 */
export async function readTextFile(path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readAtMost(path, MAX_BYTES + 1);
  } catch (error) {
    throw new UserError(EXIT.usage, msg('cli.cannot-read', { file: path, detail: detail(error) }));
  }
  if (bytes.length > MAX_BYTES) {
    throw new UserError(EXIT.usage, msg('cli.too-big', { file: path }));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(EXIT.usage, msg('cli.not-text', { file: path }));
  }
}

/** The first bytes of a file; what has no end (a device, a pipe) is not waited for. */
async function readAtMost(path: string, max: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let left = max; left > 0; ) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(left, CHUNK)), 0);
      if (bytesRead === 0) break;
      chunks.push(buffer.subarray(0, bytesRead));
      left -= bytesRead;
    }
    return Buffer.concat(chunks);
  } finally {
    await handle.close();
  }
}

function detail(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Is there a file with that name? For arguments that may be a file or a text. */
export async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true;
}
