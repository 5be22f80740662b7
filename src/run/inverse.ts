import { createHash } from 'node:crypto';
import type { Action, Before, UserService, WriteFile } from '../model/action.ts';
import type { RunitServiceAction } from '../model/action-runit.ts';
import type { ClearsWay, MakesWay } from '../model/action-way.ts';

/** What may be taken back beside the settings. */
export interface InverseOptions {
  /** Packages are left unless asked for: other things may need them by now. */
  readonly packages?: boolean;
}

/**
 * The action that takes an action back, or null where nothing can or needs to be. Its `before` is the
 * state after the first action, so it does nothing to what somebody has changed since.
 *
 * `reload`, `restart` and `system-reload` are their own inverse: they make a service read the files
 * again. They only do good *after* the files are back, so undo runs them after the other inverses.
 */
export function inverse(action: Action, options: InverseOptions = {}): Action | null {
  switch (action.do) {
    case 'write-file':
      return inverseOfWrite(action);
    case 'remove-file':
      return action.before.kind === 'absent'
        ? null
        : {
            do: 'write-file',
            path: action.path,
            bytes: action.before.bytes,
            mode: action.before.mode,
            uid: action.before.uid,
            gid: action.before.gid,
            before: { kind: 'absent' },
            ...missing(action.emptied?.toReversed()),
          };
    case 'make-directory':
      return action.missing.length === 0
        ? null
        : { do: 'remove-directory', paths: action.missing.toReversed() };
    case 'edit-subids':
      return {
        do: 'edit-subids',
        path: action.path,
        remove: action.add,
        add: action.remove,
        beforeSha256: action.afterSha256,
        afterSha256: action.beforeSha256,
        ...(action.addAt === undefined ? {} : { removeAt: action.addAt }),
        ...(action.removeAt === undefined ? {} : { addAt: action.removeAt }),
      };
    case 'set-sysctl':
      return { ...action, value: action.before, before: action.value };
    case 'fetch-key': {
      const { fingerprint, path } = action;
      return action.there ? null : { do: 'remove-key', fingerprint, path, ...emptied(action) };
    }
    case 'fetch-file': {
      const { sha256, path } = action;
      return { do: 'remove-fetched', sha256, path, ...emptied(action) };
    }
    case 'install-packages':
      return options.packages === true && !action.reinstall
        ? { do: 'remove-packages', manager: action.manager, names: action.names }
        : null;
    case 'set-capability':
      return { ...action, capabilities: action.before, before: action.capabilities };
    case 'set-mode':
      return { ...action, mode: action.before, before: action.mode };
    case 'set-linger':
      return { ...action, linger: !action.linger };
    case 'create-account':
      return { do: 'remove-account', name: action.name };
    case 'user-service':
      return inverseOfService(action);
    case 'runit-service':
      return inverseOfRunit(action);
    case 'system-reload':
      return action;
    case 'install-archive': {
      const { dir, record } = action;
      return { do: 'remove-archive', dir, record, ...emptied(action) };
    }
    case 'make-image':
      return { do: 'remove-image', path: action.path };
    case 'mount-image':
      return { ...action, do: 'unmount-image' };
    case 'unmount-image':
      return { ...action, do: 'mount-image' };
    case 'run-command':
      return action.undo === null
        ? null
        : {
            do: 'run-command',
            argv: action.undo,
            undo: action.argv,
            effects: [],
            ...(action.rereads === true ? { rereads: true } : {}),
            ...emptied(action),
            ...missing(action.emptied?.toReversed()),
          };
    case 'move':
      return action.undo === null ? null : { ...action, call: action.undo, undo: action.call };
    // What was in a directory, a package, an archive or a home is not known any more; a module may be in use by now.
    case 'remove-directory':
    case 'remove-packages':
    case 'remove-account':
    case 'remove-archive':
    case 'remove-image':
    case 'remove-key':
    case 'remove-fetched':
    case 'load-module':
    case 'manual':
      return null;
  }
}

function inverseOfRunit(action: RunitServiceAction): Action {
  if (action.operation === 'restart') return action;
  return { ...action, operation: action.operation === 'enable' ? 'disable' : 'enable' };
}

/** The state that a write leaves, as the next action's `before`. */
export function stateAfterWrite(action: WriteFile): Before {
  return {
    kind: 'file',
    sha256: createHash('sha256').update(action.bytes, 'latin1').digest('hex'),
    mode: action.mode,
    uid: action.uid,
    gid: action.gid,
    bytes: action.bytes,
  };
}

function inverseOfWrite(action: WriteFile): Action {
  const { path, before } = action;
  const after = stateAfterWrite(action);
  if (before.kind === 'absent') {
    return { do: 'remove-file', path, before: after, ...emptied(action) };
  }
  return {
    do: 'write-file',
    path,
    bytes: before.bytes,
    mode: before.mode,
    uid: before.uid,
    gid: before.gid,
    before: after,
  };
}

/** The directories that a change made on its way, as what takes it back names them. */
export function emptied({ missing = [] }: MakesWay): ClearsWay {
  return missing.length === 0 ? {} : { emptied: missing.toReversed() };
}

function missing(paths: readonly string[] = []): MakesWay {
  return paths.length === 0 ? {} : { missing: paths };
}

/** Back to what was enabled and active before; null when that is how it is left anyway. */
function inverseOfService(action: UserService): UserService | null {
  const { wasEnabled, wasActive } = action;
  const { missing: made, emptied: cleared, ...rest } = action;
  const back = (operation: UserService['operation']): UserService => ({
    ...rest,
    operation,
    ...stateAfter(action),
    ...(operation.startsWith('disable') ? emptied(action) : missing(cleared?.toReversed())),
  });
  switch (action.operation) {
    case 'enable-start':
      if (wasEnabled && wasActive) return null;
      if (wasEnabled) return back('stop');
      return back(wasActive ? 'disable' : 'disable-stop');
    case 'disable-stop':
      if (!wasEnabled && !wasActive) return null;
      if (wasEnabled && wasActive) return back('enable-start');
      return back(wasEnabled ? 'enable' : 'start');
    case 'enable':
      return wasEnabled ? null : back('disable');
    case 'disable':
      return wasEnabled ? back('enable') : null;
    case 'start':
      return wasActive ? null : back('stop');
    case 'stop':
      return wasActive ? back('start') : null;
    case 'restart':
      // Not running before: restarting started it.
      return back(wasActive ? 'restart' : 'stop');
    case 'reload':
      return action;
  }
}

function stateAfter(action: UserService): { wasEnabled: boolean; wasActive: boolean } {
  const { operation, wasEnabled, wasActive } = action;
  return {
    wasEnabled: operation.startsWith('enable') || (wasEnabled && !operation.startsWith('disable')),
    wasActive:
      ['enable-start', 'start', 'restart'].includes(operation) ||
      (wasActive && !['disable-stop', 'stop'].includes(operation)),
  };
}
