import { msg } from '../i18n/msg.ts';
import type { Action } from '../model/action.ts';
import type { PlannedChange } from '../model/change.ts';
import type { Message } from '../model/message.ts';
import { changesOf, type Plan } from '../model/plan.ts';
import type { ReadHost } from '../model/read-host.ts';
import { MAX_FILE, standingOf } from './inspect.ts';
import { inverse } from './inverse.ts';
import type { Progress } from './journal.ts';
import { mergeBack } from './merge.ts';
import { wayLeft } from './missing.ts';
import { takeBack } from './subid-edit.ts';

/** What undo does with one change. */
export type TakeBack =
  /** Runs this action. */
  | { readonly run: Action }
  /** Nothing to do: it never happened, or it is already as before. */
  | { readonly settled: Message }
  /** Leaves it, and says why; `diff` shows what somebody changed since, '' where there is no file. */
  | { readonly keep: Message; readonly diff: string };

/** Options of `undo`. */
export interface UndoOptions {
  /** Remove the packages, too: others may need them by now, so it is asked for. */
  readonly packages: boolean;
}

/**
 * The order in which a run is taken back: the last change first; what only makes a service read its files
 * again comes at the very end, when the files are back.
 */
export function undoOrder(plan: Plan): readonly PlannedChange[] {
  const changes = changesOf(plan).filter(({ action }) => action.do !== 'manual');
  const isReload = ({ action }: PlannedChange) =>
    action.do === 'system-reload' ||
    (action.do === 'run-command' && action.rereads === true) ||
    (action.do === 'runit-service' && action.operation === 'restart') ||
    (action.do === 'user-service' &&
      (action.operation === 'reload' || action.operation === 'restart'));
  return [...changes.filter((c) => !isReload(c)).reverse(), ...changes.filter(isReload)];
}

/**
 * Looks at the host and decides how one change is taken back: only what is still ours (a file that was
 * edited since keeps the edits, or is left and shown). Reads only.
 */
export async function takeBackOf(
  host: ReadHost,
  change: PlannedChange,
  progress: Progress,
  options: UndoOptions,
): Promise<TakeBack> {
  const { action } = change;
  if (progress.state === 'todo' || progress.state === 'undone') {
    return { settled: msg('run.not-in-place') };
  }
  // An undo that was cut off: it may have come through.
  const tried = progress.state === 'half-undone' ? progress.action : null;
  if (tried !== null && (await standingOf(host, tried)) === 'after') {
    return alreadyBack(host, action);
  }
  if (action.do === 'install-packages' && !options.packages) {
    return { keep: msg('run.kept-packages', { names: [...action.names] }), diff: '' };
  }
  const back = wasThere(action, progress) ? null : inverse(action, options);
  if (back === null) return { settled: msg('run.nothing-to-undo') };
  const standing = await standingOf(host, action);
  if (standing === 'before') return alreadyBack(host, action);
  return standing === 'neither' ? editedSince(host, action) : { run: back };
}

/** Was a directory there before we were to make it? Then it is not ours, also where it is empty now. */
function wasThere(action: Action, { facts }: Progress): boolean {
  return (
    action.do === 'make-directory' && facts['already'] !== undefined && facts['made'] === undefined
  );
}

/** As before; but empty directories on the way may be left of it. */
async function alreadyBack(host: ReadHost, action: Action): Promise<TakeBack> {
  const left = await wayLeft(host, action);
  return left === null ? { settled: msg('run.already') } : { run: left };
}

/** Somebody changed it after us. */
async function editedSince(host: ReadHost, action: Action): Promise<TakeBack> {
  switch (action.do) {
    case 'write-file': {
      const now = await host.file(action.path, { maxBytes: MAX_FILE });
      if (now.kind === 'absent') {
        return action.before.kind === 'absent'
          ? { settled: msg('run.already') }
          : { keep: msg('run.kept-removed', { path: action.path }), diff: '' };
      }
      if (now.kind !== 'file') {
        return { keep: msg('run.kept-edited', { path: action.path }), diff: '' };
      }
      const merge = mergeBack(action, now);
      return 'merged' in merge
        ? { run: merge.merged }
        : { keep: msg('run.kept-edited', { path: action.path }), diff: merge.conflict };
    }
    case 'remove-file':
      return { keep: msg('run.kept-edited', { path: action.path }), diff: '' };
    case 'edit-subids': {
      const now = await host.file(action.path, { maxBytes: MAX_FILE });
      if (now.kind !== 'file') {
        return { keep: msg('run.kept-removed', { path: action.path }), diff: '' };
      }
      const edit = takeBack(now.bytes, action);
      if ('nothing' in edit) return { settled: msg('run.already') };
      if ('taken' in edit) {
        return { keep: msg('run.kept-taken', { path: action.path, line: edit.taken }), diff: '' };
      }
      return { run: edit };
    }
    case 'set-sysctl':
      return { keep: msg('run.kept-value', { what: action.key }), diff: '' };
    case 'set-mode':
    case 'set-capability':
      return { keep: msg('run.kept-value', { what: action.path }), diff: '' };
    default:
      return { settled: msg('run.already') };
  }
}
