import { BRIDGE_FILTER } from '../distro/docker-ports.ts';
import type { Action, Effect, MakeDirectory } from '../model/action.ts';
import type { FetchKey } from '../model/action-programs.ts';
import type { Target } from '../model/facts.ts';
import { commandKey, type FileState, NotRecorded, type ReadHost } from '../model/read-host.ts';
import { getcap } from '../probe/commands.ts';
import { readFacts } from '../probe/index.ts';
import type { EffectContext } from './effect-context.ts';
import { accountEffects, accountGone } from './effects-account.ts';
import { archiveEffects, archiveGone, fetchedEffect } from './effects-archive.ts';
import { imageMade, mountEffects } from './effects-image.ts';
import { packageEffects } from './effects-packages.ts';
import { runitEffects } from './effects-runit.ts';
import { lingerEffects, serviceEffects, unitFileEffects } from './effects-session.ts';
import { MAX_FILE, sysctlPath } from './inspect.ts';
import { wayCleared, wayMade } from './missing.ts';
import { sha256, subidsAfter } from './subid-edit.ts';

/**
 * What a host looks like after an action, as far as a probe would see it. The next step of a plan is made
 * on top of it, and `--simulate` applies it.
 */
export async function effectsOf(
  action: Action,
  context: EffectContext,
): Promise<readonly Effect[]> {
  const target = context.facts.target.known ? context.facts.target.value : null;
  switch (action.do) {
    case 'write-file': {
      const old = await context.host.file(action.path, { maxBytes: MAX_FILE });
      const file = fileEffect(action.path, action.bytes, action, old);
      return [...wayMade(action, action), file, ...unitFileEffects(action.path, target)];
    }
    case 'remove-file':
      return [absent(action.path), ...(await wayCleared(context.host, action, action.path))];
    case 'make-directory':
      return directories(action);
    case 'remove-directory':
      return emptyOnes(context.host, action.paths);
    case 'edit-subids': {
      const old = await context.host.file(action.path, { maxBytes: MAX_FILE });
      const bytes = subidsAfter(old.kind === 'file' ? old.bytes : null, action);
      if (bytes === null) return [];
      if (action.afterSha256 === 'absent') return [absent(action.path)];
      const rest = old.kind === 'file' ? old : { mode: 0o644, uid: 0, gid: 0 };
      return [fileEffect(action.path, bytes, rest, old)];
    }
    case 'set-sysctl':
      return [
        fileEffect(sysctlPath(action.key), `${action.value}\n`, { mode: 0o644, uid: 0, gid: 0 }),
      ];
    case 'load-module':
      return deviceOf(action.module);
    case 'fetch-key':
      return action.there ? [] : [...wayMade(action, ROOT), keyEffect(action)];
    case 'remove-fetched':
    case 'remove-key':
      return [absent(action.path), ...(await wayCleared(context.host, action, action.path))];
    case 'install-packages':
      return packageEffects(context, action.names, action.versions);
    case 'remove-packages':
      return packageEffects(context, action.names, null);
    case 'set-capability': {
      const { path, capabilities } = action;
      const stdout = capabilities === '' ? '' : `${path} ${capabilities}\n`;
      return [{ type: 'command', key: commandKey(getcap(path)), code: 0, stdout }];
    }
    case 'set-mode': {
      const old = await context.host.stat(action.path);
      if (old.kind !== 'file') return [];
      const { uid, gid, realPath } = old;
      // The content of a program is of no interest, and it may be large.
      const state: FileState = {
        kind: 'too-big',
        path: action.path,
        mode: action.mode,
        uid,
        gid,
        realPath,
      };
      return [{ type: 'file', state }];
    }
    case 'set-linger':
      return lingerEffects(context, action);
    case 'user-service':
      if (target === null) return [];
      return [
        ...wayMade(action, target),
        ...(await serviceEffects(context, target, action)),
        ...(await wayCleared(context.host, action, null)),
      ];
    case 'runit-service':
      return runitEffects(action);
    case 'create-account':
      return context.for === 'simulate' ? accountEffects(context, action) : [];
    case 'remove-account':
      return accountGone(context.host, action.name);
    case 'install-archive':
      if (target === null) return [];
      return [
        ...wayMade(action, action.owner === undefined ? target : ROOT),
        ...archiveEffects(action, target),
      ];
    case 'fetch-file':
      return target === null ? [] : [...wayMade(action, target), fetchedEffect(action, target)];
    case 'remove-archive':
      return archiveGone(context.host, action);
    case 'make-image':
      return imageMade(action);
    case 'remove-image':
      return [absent(action.path)];
    case 'mount-image':
    case 'unmount-image':
      return mountEffects(context.host, action);
    case 'run-command':
      return [
        ...(target === null ? [] : wayMade(action, target)),
        ...action.effects,
        ...(await wayCleared(context.host, action, null)),
      ];
    case 'system-reload':
    case 'move':
    case 'manual':
      return [];
  }
}

/** Nothing that a probe would see comes of these, whatever the host is like. */
const UNSEEN: ReadonlySet<Action['do']> = new Set(['system-reload', 'move', 'manual']);

/**
 * The effects of actions on a host that is simulated: facts are read afresh for each, so that the second
 * package is installed on top of the first. None are read for what no probe sees: a move has many of those,
 * and each reading asks every engine.
 */
export function simulatedEffects(
  host: ReadHost,
  userName: string | null,
): (action: Action) => Promise<readonly Effect[]> {
  return async (action) =>
    UNSEEN.has(action.do)
      ? []
      : effectsOf(action, { host, facts: await readFacts(host, userName), for: 'simulate' });
}

/** A file with these bytes; links and their number stay as they were. */
export function fileEffect(
  path: string,
  bytes: string,
  { mode, uid, gid }: { readonly mode: number; readonly uid: number; readonly gid: number },
  old: FileState | null = null,
): Effect {
  return {
    type: 'file',
    state: {
      kind: 'file',
      path,
      bytes,
      sha256: sha256(bytes),
      mode,
      uid,
      gid,
      nlink: old?.kind === 'file' ? old.nlink : 1,
      realPath: old?.kind === 'file' ? old.realPath : null,
    },
  };
}

/** The key of a repository. Its bytes are known when it was fetched; here a line will do. */
function keyEffect({ path, fingerprint }: FetchKey): Effect {
  return fileEffect(path, `${fingerprint}\n`, { mode: 0o644, ...ROOT });
}

/** Nothing there any more. */
export function absent(path: string): Effect {
  return { type: 'file', state: { kind: 'absent', path } };
}

/** A directory, a device or a socket. */
export function placeEffect(
  kind: 'directory' | 'other',
  path: string,
  mode: number,
  owner: Pick<Target, 'uid' | 'gid'>,
): Effect {
  const { uid, gid } = owner;
  return { type: 'file', state: { kind, path, mode, uid, gid, realPath: null } };
}

function directories(action: MakeDirectory): readonly Effect[] {
  const { path, mode } = action;
  const parents = action.missing.filter((each) => each !== path);
  return [
    ...parents.map((each) => placeEffect('directory', each, 0o755, action)),
    placeEffect('directory', path, mode, action),
  ];
}

const ROOT = { uid: 0, gid: 0 };

/** Device nodes and settings that appear with a module. */
function deviceOf(module: string): readonly Effect[] {
  if (module === 'br_netfilter') {
    return [fileEffect(sysctlPath(BRIDGE_FILTER), '1\n', { mode: 0o644, uid: 0, gid: 0 })];
  }
  const path = { tun: '/dev/net/tun', fuse: '/dev/fuse' }[module];
  return path === undefined ? [] : [placeEffect('other', path, 0o666, ROOT)];
}

/** Those that rmdir(1) would remove, deepest first: nothing is in them but what went before. */
async function emptyOnes(host: ReadHost, paths: readonly string[]): Promise<readonly Effect[]> {
  const gone = new Set<string>();
  for (const path of paths) {
    const names = await namesIn(host, path);
    if (names.every((name) => gone.has(`${path}/${name}`))) gone.add(path);
  }
  return [...gone].map(absent);
}

/** A recording knows nothing of directories that only a plan made: then the overlay's own names are all. */
async function namesIn(host: ReadHost, dir: string): Promise<readonly string[]> {
  try {
    return (await host.list(dir)) ?? [];
  } catch (error) {
    if (error instanceof NotRecorded) return [];
    throw error;
  }
}
