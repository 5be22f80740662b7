import { randomBytes } from 'node:crypto';
import { link, open, readFile, readlink, rename, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import { codeOf } from './durable.ts';

/** A lock that is held until it is released, or until its process is gone. */
export interface Lock {
  release(): Promise<void>;
}

/**
 * Who holds a lock. A process id alone is used again after a while, so the start time of the process
 * (field 22 of /proc/PID/stat, proc_pid_stat(5)) and the boot stand beside it; `where` is the machine and
 * its process id namespace, since a home may be shared by several.
 */
interface Holder {
  readonly where: string;
  readonly pid: number;
  readonly started: string;
  readonly boot: string;
  readonly nonce: string;
}

/**
 * Takes the lock at `path`: one holder at a time, among processes of this machine. The lock file comes
 * into being with its whole content (link(2) of a synced file), so it is never seen empty. A holder that
 * is dead is taken over.
 * @throws UserError with exit 75 that names a living holder; the system's error when the disk is full.
 */
export async function takeLock(path: string): Promise<Lock> {
  const me: Holder = { ...(await self()), nonce: randomBytes(6).toString('hex') };
  const own = `${path}.${me.pid}.${me.nonce}`;
  try {
    await writeSynced(own, JSON.stringify(me));
    await acquire(path, own);
  } finally {
    await unlink(own).catch(() => undefined);
  }
  return {
    async release() {
      if ((await readHolder(path)).nonce === me.nonce) await unlink(path);
    },
  };
}

/** How often a lock that changes hands under our eyes is looked at again. */
const ATTEMPTS = 50;

/**
 * Makes `path` a link to `own`. To replace a dead holder one must hold the guard that is named after
 * that very holder, and look again: so two processes can't both take over, and a slow one can't throw
 * out the quick one. The guard is a lock like any other; when its holder dies, it is taken over likewise.
 */
async function acquire(path: string, own: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await linked(own, path)) return;
    const holder = await readHolder(path);
    if (holder.nonce === '') continue;
    if (await alive(holder)) {
      throw new UserError(
        EXIT.locked,
        msg('run.locked', { holder: `process ${holder.pid}` }),
        msg('run.locked-hint', { path }),
      );
    }
    const guard = `${path}.${holder.nonce}`;
    await acquire(guard, own);
    try {
      if ((await readHolder(path)).nonce !== holder.nonce) continue;
      const copy = `${own}.take`;
      await linked(own, copy);
      await rename(copy, path);
      // rename(2) does nothing when both are links to one file already; then the copy is still there.
      await unlink(copy).catch(() => undefined);
      return;
    } finally {
      await unlink(guard);
    }
  }
  throw new UserError(
    EXIT.locked,
    msg('run.locked', { holder: path }),
    msg('run.locked-hint', { path }),
  );
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

const NOBODY: Holder = { where: '', pid: 0, started: '', boot: '', nonce: '' };

/** The holder; with an empty nonce when there is none; a damaged file is a holder that can't be alive. */
async function readHolder(path: string): Promise<Holder> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return NOBODY;
    throw error;
  }
  try {
    const { where, pid, started, boot, nonce } = JSON.parse(text) as Partial<Holder>;
    if (typeof pid === 'number' && nonce !== undefined && /^[0-9a-f]+$/.test(nonce)) {
      return {
        where: String(where),
        pid,
        started: String(started),
        boot: String(boot),
        nonce,
      };
    }
  } catch {
    // Not ours or cut by a power failure.
  }
  return { ...NOBODY, nonce: 'damaged' };
}

/** Of another machine or container we can't know: such a holder counts as alive, and the person decides. */
async function alive(holder: Holder): Promise<boolean> {
  if (holder.where !== '' && holder.where !== (await whereAmI())) return true;
  if (holder.boot !== (await bootId())) return false;
  const started = await startTime(holder.pid);
  return started !== null && started === holder.started;
}

async function self(): Promise<Omit<Holder, 'nonce'>> {
  const { pid } = process;
  return {
    where: await whereAmI(),
    pid,
    started: (await startTime(pid)) ?? '',
    boot: await bootId(),
  };
}

async function whereAmI(): Promise<string> {
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  return `${hostname()} ${namespace}`;
}

/** Start time of a process in clock ticks since boot; null when there is no such process. */
async function startTime(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => null);
  // The name in parentheses may hold spaces and parentheses itself; the fields after it are numbers.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'latin1').catch(() => '')).trim();
}

async function writeSynced(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
