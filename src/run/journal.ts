import type { MessageKey } from '../i18n/catalogue.ts';
import type { Action } from '../model/action.ts';
import { EXIT } from '../model/error.ts';
import { changesOf, type Plan } from '../model/plan.ts';
import type { ChangeState, JournalLine, RunRecord, UnreadableRun } from '../model/run.ts';

/** What the journal says about one change. */
export interface Progress {
  readonly state: ChangeState;
  /** The action of the last intent in that way: for a merged undo it differs from the plan's. */
  readonly action: Action | null;
  readonly facts: Readonly<Record<string, string>>;
  /** Only the last intent ever tried it: if that one did nothing, nothing of it is in place. */
  readonly first?: boolean;
}

const NOT_BEGUN: Progress = { state: 'todo', action: null, facts: {} };

/** Folds the journal into where each change of the plan stands. */
export function progressOf(
  plan: Plan,
  journal: readonly JournalLine[],
): ReadonlyMap<string, Progress> {
  const progress = new Map<string, Progress>(changesOf(plan).map((c) => [c.id, NOT_BEGUN]));
  for (const line of journal) {
    if (line.type === 'start' || line.type === 'end') continue;
    const before = progress.get(line.change) ?? NOT_BEGUN;
    progress.set(line.change, next(before, line));
  }
  return progress;
}

type ChangeLine = Exclude<JournalLine, { readonly type: 'start' | 'end' }>;

function next(before: Progress, line: ChangeLine): Progress {
  const undo = line.way === 'undo';
  switch (line.type) {
    case 'intent':
      return {
        state: undo ? 'half-undone' : 'half',
        action: line.action,
        facts: before.facts,
        first: !undo && (before.state === 'todo' || before.state === 'undone'),
      };
    case 'done':
      return undo
        ? { ...before, state: 'undone' }
        : { ...before, state: 'done', facts: { ...before.facts, ...line.facts } };
    case 'failed':
      // A helper that finds the host otherwise than planned does nothing (lib.sh). Of other actions the files
      // tell whether they are in place; a directory is there in either case.
      if (!undo && before.first === true && isRefusedDirectory(before, line.code)) {
        return { ...before, state: 'todo' };
      }
      return { ...before, state: undo ? 'half-undone' : 'failed' };
    case 'kept':
      // For a run that came later: it is in place as before, until that one is taken back, too.
      return isForLater(line.reason) ? before : { ...before, state: 'kept' };
  }
}

/** Reasons of `take-back` with regard to runs that came later (later.ts). */
const FOR_LATER: readonly MessageKey[] = ['run.kept-needed', 'run.kept-later'];

/** Is this why undo left a change to a run that came later? */
export function isForLater(reason: string): boolean {
  return FOR_LATER.some((key) => key === reason);
}

function isRefusedDirectory({ action }: Progress, code: number): boolean {
  return action?.do === 'make-directory' && code === EXIT.stale;
}

/** Does this run still wait for its end (a crash, a failure, a stop)? */
export function isOpen(run: RunRecord): boolean {
  const last = run.journal.at(-1);
  return last !== undefined && last.type !== 'end';
}

/** Was it refused before its first change, as the host was not what the plan had seen? Nothing of it is in place. */
export function wasRefused({ journal }: RunRecord): boolean {
  const last = journal.at(-1);
  return last?.type === 'end' && last.way === 'do' && last.exit === EXIT.stale;
}

/** How many changes of a run are in place now (done, or perhaps done) and were not left by an undo. */
export function inPlace(run: RunRecord): number {
  return [...progressOf(run.plan, run.journal).values()].filter(
    ({ state }) => state !== 'todo' && state !== 'undone' && state !== 'kept',
  ).length;
}

/** The newest run that is open, or null. `runs` newest first, as the store gives them. */
export function openRun(runs: readonly (RunRecord | UnreadableRun)[]): RunRecord | null {
  return runs.find((run): run is RunRecord => isReadable(run) && isOpen(run)) ?? null;
}

/**
 * The newest run of which something is in place: what `undo` without a name takes back. With `packages`, also
 * one that was taken back but for its packages, as undo has promised then.
 */
export function lastRun(
  runs: readonly (RunRecord | UnreadableRun)[],
  packages: boolean,
): RunRecord | null {
  const holds = (run: RunRecord) => inPlace(run) > 0 || (packages && keepsPackages(run));
  return runs.find((run): run is RunRecord => isReadable(run) && holds(run)) ?? null;
}

function keepsPackages(run: RunRecord): boolean {
  const progress = progressOf(run.plan, run.journal);
  return changesOf(run.plan).some(
    ({ id, action }) => action.do === 'install-packages' && progress.get(id)?.state === 'kept',
  );
}

/** Tells a run from a folder that could not be read as one. */
export function isReadable(run: RunRecord | UnreadableRun): run is RunRecord {
  return 'plan' in run;
}

/**
 * Room to reserve before the first change: every intent carries its action, plus what outcomes say. Twice
 * that, because a run may be gone through again after a failure. Bytes.
 */
export function journalRoom(plan: Plan): number {
  const actions = changesOf(plan).reduce(
    (sum, change) => sum + Buffer.byteLength(JSON.stringify(change.action)) + OUTCOME_BYTES,
    OUTCOME_BYTES,
  );
  return 2 * actions;
}

/** Upper bound for the text of one outcome (reason and facts are cut to fit). */
export const OUTCOME_BYTES = 4096;
