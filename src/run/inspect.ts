import { baseOf, dirOf } from '../edit/file.ts';
import type { Action, Before, Effect } from '../model/action.ts';
import type { FileState, ReadHost } from '../model/read-host.ts';
import { getent } from '../probe/commands.ts';
import { readMounts } from '../probe/mounts.ts';
import { capabilitiesOf } from '../probe/which.ts';

/**
 * Where a host stands towards an action. `neither`: someone changed it to something else. `unknown`: it
 * can't be seen from here (not readable, or a command whose effect has no single place); the helper, which
 * looks again as whoever may, decides then.
 */
export type Standing = 'before' | 'after' | 'neither' | 'unknown';

/** Files up to this size are read to compare them: /etc/subuid with 100,000 users has about 3 MB. */
export const MAX_FILE = 16 * 1024 * 1024;

/** Looks at the host: is this action still to be done, done, or does it no longer fit? Reads only. */
export async function standingOf(host: ReadHost, action: Action): Promise<Standing> {
  switch (action.do) {
    case 'write-file': {
      const now = await host.file(action.path, { maxBytes: MAX_FILE });
      if (isHidden(now) || (await isOutOfSight(host, now))) return 'unknown';
      if (isFile(now, action) && isBytes(now, action.bytes)) return 'after';
      return isBefore(now, action.before) ? 'before' : 'neither';
    }
    case 'remove-file': {
      const now = await host.file(action.path, { maxBytes: MAX_FILE });
      if (isHidden(now) || (await isOutOfSight(host, now))) return 'unknown';
      if (now.kind === 'absent') return 'after';
      return isBefore(now, action.before) ? 'before' : 'neither';
    }
    case 'make-directory': {
      const { kind } = await host.stat(action.path);
      if (kind === 'directory') return 'after';
      return kind === 'absent' ? 'before' : 'neither';
    }
    case 'remove-directory': {
      const states = await Promise.all(action.paths.map((path) => host.stat(path)));
      return states.every(({ kind }) => kind === 'absent') ? 'after' : 'before';
    }
    case 'edit-subids': {
      const now = await host.file(action.path, { maxBytes: MAX_FILE });
      if (isHidden(now)) return 'unknown';
      const hash = now.kind === 'file' ? now.sha256 : now.kind;
      if (hash === action.afterSha256) return 'after';
      return hash === action.beforeSha256 ? 'before' : 'neither';
    }
    case 'set-sysctl': {
      const now = await host.file(sysctlPath(action.key));
      if (now.kind !== 'file') return 'unknown';
      return between(spaced(now.bytes), spaced(action.before), spaced(action.value));
    }
    case 'set-mode': {
      const now = await host.stat(action.path);
      if (now.kind !== 'file') return 'unknown';
      return between(now.mode, action.before, action.mode);
    }
    case 'set-capability': {
      // A package that comes before it in the plan may bring the program.
      if ((await host.stat(action.path)).kind === 'absent') return 'unknown';
      const now = await capabilitiesOf(host, action.path);
      return now === null ? 'unknown' : between(now, action.before, action.capabilities);
    }
    case 'set-linger': {
      const { kind } = await host.stat(`/var/lib/systemd/linger/${action.user}`);
      return (kind !== 'absent') === action.linger ? 'after' : 'before';
    }
    case 'create-account':
      return accountExists(host, action.name, 'after', 'before');
    case 'remove-account':
      return accountExists(host, action.name, 'before', 'after');
    case 'install-archive': {
      // The record comes first: without it nothing was put there, with it not all may be.
      const { kind } = await host.stat(action.record);
      return kind === 'absent' ? 'before' : 'unknown';
    }
    case 'remove-archive': {
      const { kind } = await host.stat(action.record);
      return kind === 'absent' ? 'after' : 'before';
    }
    case 'make-image': {
      // Whether it is ours, and whole, only who may read it can tell.
      const { kind } = await host.stat(action.path);
      return kind === 'absent' ? 'before' : 'unknown';
    }
    case 'remove-image': {
      const { kind } = await host.stat(action.path);
      return kind === 'absent' ? 'after' : 'before';
    }
    case 'mount-image':
    case 'unmount-image': {
      const mounts = await readMounts(host);
      if (mounts === null) return 'unknown';
      // Enabled but not mounted, or the other way round: the helper sees to both.
      const mounted = mounts.some(({ point }) => point === action.point);
      return mounted && action.do === 'mount-image' ? 'after' : 'unknown';
    }
    case 'fetch-file':
    case 'fetch-key': {
      // Which key lies there only gpg can tell, and which file its hash.
      const { kind } = await host.stat(action.path);
      return kind === 'absent' ? 'before' : 'unknown';
    }
    case 'remove-fetched':
    case 'remove-key': {
      const { kind } = await host.stat(action.path);
      return kind === 'absent' ? 'after' : 'before';
    }
    case 'runit-service': {
      // The link is not all: whether it runs, only root can see, so the helper sees to that.
      if (action.operation === 'restart') return 'unknown';
      const names = (await host.list(dirOf(action.link))) ?? [];
      const linked = names.includes(baseOf(action.link));
      return linked === (action.operation === 'disable') ? 'before' : 'unknown';
    }
    case 'run-command':
      return (await allTrue(host, action.effects)) ? 'after' : 'unknown';
    case 'install-packages':
    case 'remove-packages':
    case 'load-module':
    case 'user-service':
    case 'system-reload':
    case 'move':
    case 'manual':
      return 'unknown';
  }
}

/**
 * The first path that is no longer as the plan saw it, or null. Only what a plan meets first is compared:
 * a later change of the same path builds on the earlier one.
 */
export async function firstStale(
  host: ReadHost,
  actions: readonly Action[],
): Promise<string | null> {
  const met = new Set<string>();
  for (const action of actions) {
    const place = placeOf(action);
    if (place === null || met.has(place)) continue;
    met.add(place);
    if ((await standingOf(host, action)) === 'neither') return place;
  }
  return null;
}

/** What a person would look at to see this action: a path, a key, a name; null where there is none. */
export function placeOf(action: Action): string | null {
  switch (action.do) {
    case 'write-file':
    case 'remove-file':
    case 'make-directory':
    case 'edit-subids':
    case 'set-capability':
    case 'set-mode':
      return action.path;
    case 'set-sysctl':
      return action.key;
    default:
      return null;
  }
}

/** Where the kernel shows a sysctl: proc(5). A dot in a name (of a network device) is written `/`. */
export function sysctlPath(key: string): string {
  const swapped = key.replace(/[./]/g, (mark) => (mark === '.' ? '/' : '.'));
  return `/proc/sys/${swapped}`;
}

/** A sysctl value as it is compared: the kernel separates several numbers by tabs. */
export function spaced(value: string): string {
  return value.trim().replace(/\s+/g, ' ');
}

function between<T>(now: T, before: T, after: T): Standing {
  if (now === after) return 'after';
  return now === before ? 'before' : 'neither';
}

function isHidden(state: FileState): boolean {
  return state.kind === 'unreadable' || state.kind === 'too-big';
}

/**
 * Root may look anywhere but into a directory on a server that takes root for nobody (exports(5),
 * root_squash): what lies in there looks absent.
 */
async function isOutOfSight(host: ReadHost, state: FileState): Promise<boolean> {
  if (host.self.uid !== 0 || state.kind !== 'absent') return false;
  let dir = dirOf(state.path);
  while (dir !== '/' && (await host.stat(dir)).kind === 'absent') dir = dirOf(dir);
  return (await host.stat(dir)).kind === 'directory' && (await host.list(dir)) === null;
}

function isBytes(state: FileState, bytes: string): boolean {
  return state.kind === 'file' && state.bytes === bytes;
}

function isFile(
  state: FileState,
  wanted: { readonly mode: number; readonly uid: number; readonly gid: number },
): boolean {
  return (
    state.kind === 'file' &&
    state.mode === wanted.mode &&
    state.uid === wanted.uid &&
    state.gid === wanted.gid
  );
}

/** Is it as the plan saw it: the same content, mode and owner? */
export function isBefore(state: FileState, before: Before): boolean {
  if (before.kind === 'absent') return state.kind === 'absent';
  return state.kind === 'file' && state.sha256 === before.sha256 && isFile(state, before);
}

async function accountExists(
  host: ReadHost,
  name: string,
  yes: Standing,
  no: Standing,
): Promise<Standing> {
  const result = await host.run(getent('passwd', name));
  if (result.status !== 'exited') return 'unknown';
  // getent(1): 2 means that the key was not found.
  return result.code === 0 ? yes : result.code === 2 ? no : 'unknown';
}

/** Are all files that a command was to leave there? False where it names none. */
async function allTrue(host: ReadHost, effects: readonly Effect[]): Promise<boolean> {
  const files = effects.flatMap((effect) => (effect.type === 'file' ? [effect.state] : []));
  const states = await Promise.all(files.map(({ path }) => host.file(path)));
  return (
    files.length > 0 &&
    files.every((wanted, at) => {
      const now = states[at];
      if (wanted.kind === 'file') return now !== undefined && isBytes(now, wanted.bytes);
      return now?.kind === wanted.kind;
    })
  );
}
