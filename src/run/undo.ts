import { CachedHost } from '../host/cached.ts';
import { OverlayHost } from '../host/overlay.ts';
import { msg } from '../i18n/msg.ts';
import type { Action, Effect } from '../model/action.ts';
import type { PlannedChange } from '../model/change.ts';
import { EXIT } from '../model/error.ts';
import type { Message } from '../model/message.ts';
import type { ReadHost } from '../model/read-host.ts';
import type { RunLog, RunRecord } from '../model/run.ts';
import {
  type Outcome,
  type RunContext,
  type Shells,
  stillOpen,
  stopAsked,
  stoppedUnbegun,
} from './context.ts';
import { begin, end, locked, logged, refusalOfRoot } from './held.ts';
import { isForLater, journalRoom, progressOf } from './journal.ts';
import { type Later, laterThan, NOTHING_LATER, takeBackWith } from './later.ts';
import { announce, perform, settle } from './perform.ts';
import { render } from './render.ts';
import { type TakeBack, type UndoOptions, undoOrder } from './take-back.ts';

/** One line of what an undo would do, for the review before it. */
export interface UndoStep {
  readonly change: PlannedChange;
  readonly how: TakeBack;
  /** Exactly the shell text that would run; empty where nothing is run. */
  readonly commands: readonly string[];
}

/**
 * What `undo` would do on the host as it is now, in its order; changes of which nothing is in place are
 * left out. Reads only. `effects` as in RunContext: with it, a file that several changes wrote is judged
 * step by step. `later`: what runs that came after it need (`laterThan`).
 */
export async function previewUndo(
  host: ReadHost,
  run: RunRecord,
  options: UndoOptions,
  effects?: (host: ReadHost, action: Action) => Promise<readonly Effect[]>,
  later: Later = NOTHING_LATER,
): Promise<readonly UndoStep[]> {
  const progress = progressOf(run.plan, run.journal);
  // Facts are read again for each change: each question is put to the host once.
  const overlay = new OverlayHost(new CachedHost(host));
  const steps: UndoStep[] = [];
  for (const change of undoOrder(run.plan)) {
    const its = progress.get(change.id);
    if (its === undefined || its.state === 'todo' || its.state === 'undone') continue;
    const how = await takeBackWith(later, overlay, change, its, options);
    const commands = 'run' in how ? render(how.run) : [];
    if ('run' in how && effects !== undefined) overlay.apply(await effects(overlay, how.run));
    steps.push({ change, how, commands });
  }
  return steps;
}

/**
 * Takes a run back, the last change first. Journalled like apply, so it may be killed at any point: then
 * it can be called again, or `resume` goes forth again. What can't be taken back alone does not stop the
 * rest; it is reported, and stays.
 * @throws UserError for an unknown run, a held lock, or a journal that can't be written.
 */
export async function undo(
  run: string,
  context: RunContext,
  options: UndoOptions,
): Promise<Outcome> {
  return locked(context, async (shells) => {
    const log = await context.store.open(run);
    return logged(log, async () => {
      const runs = await context.store.list();
      const later = await laterThan(context.host, log.record, runs, options);
      const refused = await openRoot(context, shells, log, options, later);
      if (refused !== null) return refused;
      const stopped = stoppedUnbegun(context);
      if (stopped !== null) return { ...stopped, run };
      await log.reserve(journalRoom(log.record.plan));
      await begin(context, log, 'undo');
      return backwards(context, shells, log, options, later);
    });
  });
}

async function backwards(
  context: RunContext,
  shells: Shells,
  log: RunLog,
  options: UndoOptions,
  later: Later,
): Promise<Outcome> {
  const changes = undoOrder(log.record.plan);
  const progress = progressOf(log.record.plan, log.record.journal);
  const failures: Message[] = [];
  let kept = 0;
  const packages: string[] = [];
  const data: string[] = [];
  const forLater: string[] = [];
  for (const [index, change] of changes.entries()) {
    const its = progress.get(change.id);
    if (its === undefined || its.state === 'todo' || its.state === 'undone') continue;
    const asked = stopAsked(context);
    if (asked !== null) return stillOpen(log, asked);
    const how = await takeBackWith(later, context.host, change, its, options);
    const piece = { way: 'undo', change, index: index + 1, total: changes.length } as const;
    if ('settled' in how) {
      await settle(context, log, piece, how.settled);
    } else if ('keep' in how) {
      await keep(context, log, piece, how.keep, how.diff);
      const { run } = how.keep.args ?? {};
      if (isForLater(how.keep.key) && typeof run === 'string') forLater.push(run);
      else if (change.action.do === 'install-packages') packages.push(...change.action.names);
      else kept++;
    } else {
      const performed = await perform(context, shells, log, { ...piece, action: how.run });
      if (performed.ended === 'lost') return stillOpen(log, performed.reason);
      if (performed.ended === 'done') {
        data.push(...(await stillThere(context.host, how.run)));
        continue;
      }
      // What never came to its end may have nothing to take back; and a second try is the last one.
      if (its.state === 'done') failures.push(performed.reason);
      else {
        await keep(context, log, piece, performed.reason, '');
        kept++;
      }
    }
  }
  const [first] = failures;
  if (first !== undefined) return stillOpen(log, first);
  const exit = kept === 0 ? EXIT.ok : EXIT.failed;
  await end(context, log, 'undo', exit);
  const run = log.record.id;
  const left = [...new Set(forLater)].sort().reverse();
  const message =
    left.length > 0 && kept === 0
      ? msg('run.undone-later', { count: forLater.length, runs: left })
      : undoneMessage(kept, data, packages);
  const again = options.packages ? `${run} --packages` : run;
  const next = left.length === 0 ? [] : [...left, again].map((id) => `rootless-wizard undo ${id}`);
  return { exit, run, message, next };
}

/** Directories that were to go and hold something by now: images and containers are never deleted. */
async function stillThere(host: ReadHost, action: Action): Promise<readonly string[]> {
  if (action.do !== 'remove-directory') return [];
  const states = await Promise.all(action.paths.map((path) => host.stat(path)));
  // The innermost says it; what lies above cannot go then.
  return action.paths.filter((_path, index) => states[index]?.kind === 'directory').slice(0, 1);
}

function undoneMessage(
  kept: number,
  data: readonly string[],
  packages: readonly string[],
): Message {
  if (kept > 0) return msg('run.undone-except', { count: kept });
  if (data.length > 0) return msg('run.undone-data', { paths: [...data] });
  return packages.length === 0
    ? msg('run.undone')
    : msg('run.undone-packages', { names: [...packages] });
}

/** Leaves a change as it is; the diff goes to the log, line by line. */
async function keep(
  context: RunContext,
  log: RunLog,
  piece: { readonly change: PlannedChange; readonly index: number; readonly total: number },
  reason: Message,
  diff: string,
): Promise<void> {
  const { change } = piece;
  const at = context.now().toISOString();
  announce(context, piece);
  await log.append({ type: 'kept', way: 'undo', change: change.id, reason: reason.key, at });
  for (const line of diff === '' ? [] : diff.trimEnd().split('\n')) {
    context.onEvent({ type: 'step_log', change: change.id, line });
  }
  context.onEvent({ type: 'step_done', change: change.id, note: reason });
}

/** Root is asked for only when something of root's is to be taken back. */
async function openRoot(
  context: RunContext,
  shells: Shells,
  log: RunLog,
  options: UndoOptions,
  later: Later,
): Promise<Outcome | null> {
  const steps = await previewUndo(context.host, log.record, options, undefined, later);
  if (!steps.some(({ change, how }) => 'run' in how && change.scope === 'root')) return null;
  const { id: run, dir } = log.record;
  const next = [`sh ${dir}/undo.sh`];
  if (context.root === 'script') {
    return { exit: EXIT.privilege, run, message: msg('run.undo-needs-root'), next };
  }
  const message = await refusalOfRoot(shells);
  return message === null ? null : { exit: EXIT.privilege, run, message, next };
}
