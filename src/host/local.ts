import { createHash } from 'node:crypto';
import { readdirSync, statfsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { mayHang, parseMounts } from '../model/mounts.ts';
import {
  type CommandResult,
  type FileState,
  type Identity,
  NO_PATH,
  type PathState,
  type ReadCommand,
  type ReadHost,
  type Space,
} from '../model/read-host.ts';
import { execute, failed } from './execute.ts';
import { look, lookNow, mayFollow, readBytes, readBytesNow } from './look.ts';

const DEFAULT_MAX_BYTES = 1024 * 1024;

/** Where programs are looked for: never a directory that a user can write, never the person's own PATH. */
export const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Directories of the system itself. What lies there is looked at on the spot: a trip through Node's thread
 * pool costs ten times the call, and the probes make some hundred of them. Homes and data directories can
 * lie on a server that is gone; waiting for them must not stop everything else.
 */
function isOfSystem(path: string): boolean {
  return /^\/(etc|usr|bin|sbin|lib|lib64|proc|sys|run|dev|var\/lib)(\/|$)/.test(path);
}

/** This machine. */
export class LocalHost implements ReadHost {
  readonly name = hostname();
  readonly self: Identity = {
    uid: process.getuid?.() ?? 0,
    gid: process.getgid?.() ?? 0,
  };

  #waits: boolean | null = null;

  env(name: string): string | null {
    return process.env[name] ?? null;
  }

  async file(path: string, options: { readonly maxBytes?: number } = {}): Promise<FileState> {
    const now = isOfSystem(path);
    const seen = now ? lookNow(path) : await look(path);
    if (seen === null) return { kind: 'absent', path };
    const { real, info } = seen;
    const rest = {
      path,
      mode: info.mode & 0o7777,
      uid: info.uid,
      gid: info.gid,
      realPath: real === path ? null : real,
    };
    if (info.isDirectory()) return { kind: 'directory', ...rest };
    if (!info.isFile()) return { kind: 'other', ...rest };
    const root = this.self.uid === 0 && (!now || path.startsWith('/run/user/'));
    if (root && real !== path && !(await mayFollow(path, seen))) {
      return { kind: 'unreadable', ...rest };
    }
    const max = options.maxBytes ?? DEFAULT_MAX_BYTES;
    if (info.size > max) return { kind: 'too-big', ...rest };
    const content = now ? readBytesNow(real, max) : await readBytes(real, max, root ? info : null);
    if (content === 'unreadable' || content === 'too-big') return { kind: content, ...rest };
    return {
      kind: 'file',
      ...rest,
      nlink: info.nlink,
      bytes: content.toString('latin1'),
      sha256: createHash('sha256').update(content).digest('hex'),
    };
  }

  async stat(path: string): Promise<PathState> {
    const seen = this.#isAtHand(path) ? lookNow(path) : await look(path);
    if (seen === null) return NO_PATH;
    const { real, info } = seen;
    return {
      kind: info.isFile() ? 'file' : info.isDirectory() ? 'directory' : 'other',
      mode: info.mode & 0o7777,
      uid: info.uid,
      gid: info.gid,
      size: info.size,
      realPath: real === path ? null : real,
    };
  }

  async list(dir: string): Promise<readonly string[] | null> {
    try {
      return (this.#isAtHand(dir) ? readdirSync(dir) : await readdir(dir)).sort();
    } catch {
      return null;
    }
  }

  async space(path: string): Promise<Space | null> {
    try {
      const { bsize, blocks, bavail, files, ffree } = statfsSync(path);
      return {
        totalBytes: bsize * blocks,
        freeBytes: bsize * bavail,
        freeInodes: files === 0 ? null : ffree,
      };
    } catch {
      return null;
    }
  }

  /** A directory of the system, or any at all where no server and no process stands behind a mount. */
  #isAtHand(path: string): boolean {
    if (isOfSystem(path)) return true;
    this.#waits ??= anyMountWaits();
    return !this.#waits;
  }

  async run(command: ReadCommand): Promise<CommandResult> {
    const [program, ...args] = command.argv;
    const { as } = command;
    const other = as !== 'self' && as.uid !== this.self.uid;
    if (other && this.self.uid !== 0) {
      return failed('missing', `only root can look as ${as.name}`);
    }
    return execute(program, args, {
      env: { ...(await this.#environment(command)), ...command.env },
      timeoutMs: command.timeoutMs,
      user: other ? as : null,
    });
  }

  /** A clean environment: nothing of the person's own that could change what a program says. */
  async #environment(command: ReadCommand): Promise<Record<string, string>> {
    const base = { LC_ALL: 'C', PATH: SYSTEM_PATH };
    if (command.as === 'self') return { ...base, HOME: process.env['HOME'] ?? '/' };
    const { name, home, runtimeDir, uid } = command.as;
    const env: Record<string, string> = { ...base, HOME: home, USER: name, LOGNAME: name };
    if ((await this.stat(runtimeDir)).kind === 'directory') {
      env['XDG_RUNTIME_DIR'] = runtimeDir;
      env['DBUS_SESSION_BUS_ADDRESS'] = `unix:path=${runtimeDir}/bus`;
    }
    if (uid === this.self.uid) {
      for (const key of ['XDG_CONFIG_HOME', 'XDG_DATA_HOME']) {
        const value = process.env[key];
        if (value?.startsWith('/')) env[key] = value;
      }
    }
    return env;
  }
}

/** Is there a mount outside the system's own that could keep us waiting? Yes, where nobody knows. */
function anyMountWaits(): boolean {
  const bytes = readBytesNow('/proc/self/mountinfo', 8 * DEFAULT_MAX_BYTES);
  return typeof bytes === 'string' || mayHang(parseMounts(bytes.toString('latin1')), '/');
}
