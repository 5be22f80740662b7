import { msg } from '../i18n/msg.ts';
import type { PlannedChange } from '../model/change.ts';
import { EXIT, type ExitCode } from '../model/error.ts';
import type { Paper } from '../model/paper.ts';
import { changesOf, type Plan } from '../model/plan.ts';
import type { RunLog } from '../model/run.ts';
import {
  needsRoot,
  type Outcome,
  type RunContext,
  type Shells,
  stillOpen,
  stopAsked,
  stoppedUnbegun,
} from './context.ts';
import { begin, end, locked, logged, refusalOfRoot } from './held.ts';
import { firstStale, placeOf, standingOf } from './inspect.ts';
import { inPlace, journalRoom, progressOf } from './journal.ts';
import { type Piece, perform, settle } from './perform.ts';
import { rootScript } from './root-script.ts';
import { undoScript } from './undo-script.ts';

/**
 * Applies a plan that the person agreed to (risks are accepted before). In this order, so that whatever
 * can go wrong goes wrong before the first change: the lock, the comparison with the host, root, the
 * folder of the run with room for its journal.
 * @throws UserError when another run holds the lock, or the folder can't be written: nothing was done.
 */
export async function apply(plan: Plan, context: RunContext): Promise<Outcome> {
  const changes = changesOf(plan);
  return locked(context, async (shells) => {
    const stale = await firstStale(
      context.host,
      changes.map(({ action }) => action),
    );
    if (stale !== null) return notBegun(EXIT.stale, msg('run.stale', { what: stale }));
    const refused = await openRoot(changes, context, shells);
    if (refused !== null) return refused;
    const stopped = stoppedUnbegun(context);
    if (stopped !== null) return stopped;
    const log = await context.store.create(plan, context.now());
    return logged(log, async () => {
      await log.reserve(journalRoom(plan));
      await log.writeFile('undo.sh', undoScript(plan, log.record.id));
      await begin(context, log, 'do');
      return goOn(context, shells, log);
    });
  });
}

/**
 * Goes on with an open run from wherever it was left: after a crash, a failure, a stop, or half an undo.
 * What was half done is looked at on the host first.
 * @throws UserError for an unknown run or a held lock.
 */
export async function resume(run: string, context: RunContext): Promise<Outcome> {
  return locked(context, async (shells) => {
    const log = await context.store.open(run);
    return logged(log, async () => {
      const { plan, journal } = log.record;
      const progress = progressOf(plan, journal);
      const left = changesOf(plan).filter(({ id }) => progress.get(id)?.state !== 'done');
      const refused = await openRoot(left, context, shells);
      if (refused !== null) return { ...refused, run };
      const stopped = stoppedUnbegun(context);
      if (stopped !== null) return { ...stopped, run };
      await log.reserve(journalRoom(plan));
      await begin(context, log, 'do');
      return goOn(context, shells, log);
    });
  });
}

/** Asks for root where a change needs it; how it ended where root was refused. */
async function openRoot(
  changes: readonly PlannedChange[],
  context: RunContext,
  shells: Shells,
): Promise<Outcome | null> {
  if (context.root === 'script' || !changes.some(needsRoot)) return null;
  const message = await refusalOfRoot(shells);
  if (message === null) return null;
  const refusal = notBegun(EXIT.privilege, message);
  return { ...refusal, next: [...refusal.next, 'rootless-wizard apply --privilege none'] };
}

/** Every change that is not done yet, in order. */
async function goOn(context: RunContext, shells: Shells, log: RunLog): Promise<Outcome> {
  const { plan, journal } = log.record;
  const changes = changesOf(plan);
  const progress = progressOf(plan, journal);
  const forRoot = context.root === 'script' ? withDependents(changes, needsRoot) : new Set();
  for (const [at, change] of changes.entries()) {
    const { state = 'todo', action } = progress.get(change.id) ?? {};
    if (state === 'done' || forRoot.has(change.id)) continue;
    const asked = stopAsked(context);
    if (asked !== null) return stillOpen(log, asked);
    const piece: Piece = {
      way: 'do',
      change,
      action: change.action,
      index: at + 1,
      total: changes.length,
    };
    if (change.action.do === 'manual') {
      await settle(context, log, piece, msg('run.by-hand'));
      continue;
    }
    if (state !== 'todo' && state !== 'undone') {
      const standing = await standingOf(context.host, change.action);
      if (standing === 'after') {
        await settle(context, log, piece, msg('run.already'));
        continue;
      }
      if (standing === 'neither') {
        const what = placeOf(action ?? change.action) ?? change.id;
        return stillOpen(log, msg('run.neither', { what }));
      }
    }
    const performed = await perform(context, shells, log, piece);
    if (performed.ended === 'done') continue;
    const itself = progressOf(plan, log.record.journal).get(change.id)?.state === 'failed' ? 1 : 0;
    const others = inPlace(log.record) - itself;
    if (performed.ended === 'failed' && performed.code === EXIT.stale && others === 0) {
      await end(context, log, 'do', EXIT.stale);
      return { ...notBegun(EXIT.stale, performed.reason), run: log.record.id };
    }
    return stillOpen(log, performed.reason);
  }
  const waiting = changes.filter(({ id }) => forRoot.has(id));
  return waiting.length === 0 ? finished(context, log) : handOver(context, log, waiting);
}

async function finished(context: RunContext, log: RunLog): Promise<Outcome> {
  const { papers } = log.record.plan;
  if (papers !== undefined) return elsewhere(context, log, papers);
  await end(context, log, 'do', EXIT.ok);
  const count = changesOf(log.record.plan).length;
  return { exit: EXIT.ok, run: log.record.id, message: msg('run.done', { count }), next: [] };
}

/** What would not last here is for the person: the texts for it lie beside the run. */
async function elsewhere(
  context: RunContext,
  log: RunLog,
  texts: readonly Paper[],
): Promise<Outcome> {
  const papers: string[] = [];
  for (const { name, text } of texts) papers.push(await log.writeFile(name, text));
  await end(context, log, 'do', EXIT.unsupported);
  const { plan } = log.record;
  const count = changesOf(plan).length;
  return {
    exit: EXIT.unsupported,
    run: log.record.id,
    message:
      papers.length === 0
        ? msg('cli.immutable', { os: plan.host.os })
        : msg('run.elsewhere', { os: plan.host.os, count, files: papers }),
    next: [],
    papers,
  };
}

/** Nobody here is root: the root part goes into a script, and the next run picks up what is left. */
async function handOver(
  context: RunContext,
  log: RunLog,
  waiting: readonly PlannedChange[],
): Promise<Outcome> {
  const given = waiting.filter(needsRoot);
  const script = await log.writeFile('root.sh', rootScript(given));
  // They may be made at any time from now on, so undo must look whether they were.
  for (const { id: change, action } of given) {
    await log.append({
      type: 'intent',
      way: 'do',
      change,
      action,
      at: context.now().toISOString(),
    });
  }
  await end(context, log, 'do', EXIT.privilege);
  return {
    exit: EXIT.privilege,
    run: log.record.id,
    message: msg('run.for-administrator', { script, count: waiting.length }),
    next: [`sudo sh ${script}`, 'rootless-wizard'],
    script,
  };
}

function notBegun(exit: ExitCode, message: Outcome['message']): Outcome {
  return { exit, run: '', message, next: ['rootless-wizard'] };
}

/** The ids of the changes that are picked, and of all that depend on them, directly or not. */
export function withDependents<C extends Pick<PlannedChange, 'id' | 'dependsOn'>>(
  changes: readonly C[],
  picked: (change: C) => boolean,
): ReadonlySet<string> {
  const ids = new Set(changes.filter(picked).map(({ id }) => id));
  for (let size = -1; size !== ids.size; ) {
    size = ids.size;
    for (const { id, dependsOn } of changes) {
      if (dependsOn.some((other) => ids.has(other))) ids.add(id);
    }
  }
  return ids;
}
