import { msg } from '../i18n/msg.ts';
import { progressMessage } from '../i18n/progress.ts';
import type { PlannedChange } from '../model/change.ts';
import type { RunEvent } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { Message } from '../model/message.ts';
import { changesOf, type Plan } from '../model/plan.ts';

/** A run as far as its events have told. */
export interface RunState {
  readonly kind: 'apply' | 'resume' | 'undo';
  readonly items: readonly RunItem[];
  readonly total: number;
  /** Milliseconds, on the clock of the session. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** The whole output so far; the oldest lines are dropped beyond `LOG_LIMIT`. */
  readonly log: readonly string[];
  readonly dropped: number;
  /** What changes said of what they met: the last page shows it. */
  readonly notes: readonly string[];
  readonly findings: readonly Finding[];
  readonly stop: 'soon' | 'now' | null;
}

/** One change of a run, or one proof after it. */
export interface RunItem {
  readonly id: string;
  readonly title: Message;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  readonly note: Message | null;
  readonly startedAt: number | null;
}

/** Lines of output that are kept for the log view; the file holds them all. */
export const LOG_LIMIT = 5000;

/** All changes of a plan in order. */
export function changesOfPlan(plan: Plan): readonly PlannedChange[] {
  return changesOf(plan);
}

/** A run that is about to begin: all of its changes wait. */
export function newRun(kind: RunState['kind'], plan: Plan | null): RunState {
  const changes = plan === null ? [] : changesOf(plan);
  const items = changes.map(
    ({ id, title }): RunItem => ({ id, title, state: 'waiting', note: null, startedAt: null }),
  );
  return {
    kind,
    items,
    total: items.length,
    startedAt: 0,
    endedAt: null,
    log: [],
    dropped: 0,
    notes: [],
    findings: [],
    stop: null,
  };
}

/** What an event of the run changes. `at` is the time on the clock of the session. */
export function followRun(run: RunState, event: RunEvent, at: number): RunState {
  switch (event.type) {
    case 'step_start': {
      const item: RunItem = {
        id: event.change,
        title: event.title,
        state: 'running',
        note: null,
        startedAt: at,
      };
      const known = run.items.some(({ id }) => id === event.change);
      const items = known
        ? run.items.map((one) => (one.id === event.change ? item : one))
        : [...run.items, item];
      return { ...run, items, total: Math.max(event.total, items.length) };
    }
    case 'step_log':
      return withNote(withLog(run, [event.line]), event);
    case 'step_progress':
      return setItem(run, event.change, { note: progressMessage(event) });
    case 'step_done':
      return setItem(run, event.change, { state: 'done', note: event.note ?? null });
    case 'step_failed': {
      const known = run.log.slice(-event.lines.length).join('\n') === event.lines.join('\n');
      const failed = setItem(run, event.change, { state: 'failed', note: event.reason });
      return known ? failed : withLog(failed, event.lines);
    }
    case 'finding': {
      // A proof is an item, too; its finding is how it ended.
      const { id, level } = event.finding;
      const state = level === 'fail' ? 'failed' : level === 'skip' ? 'skipped' : 'done';
      return { ...setItem(run, id, { state }), findings: [...run.findings, event.finding] };
    }
    default:
      return run;
  }
}

function setItem(run: RunState, id: string, patch: Partial<RunItem>): RunState {
  return {
    ...run,
    items: run.items.map((item) => (item.id === id ? { ...item, ...patch } : item)),
  };
}

/** A run that was gone on with says some things again. */
function withNote(run: RunState, { note, line }: { readonly note?: true; readonly line: string }) {
  const known = note === undefined || run.notes.includes(line);
  return known ? run : { ...run, notes: [...run.notes, line] };
}

function withLog(run: RunState, lines: readonly string[]): RunState {
  // Programs that redraw their progress with carriage returns: only the last state of the line counts.
  const clean = lines.map((one) => one.replace(/\r+$/, '').replace(/^.*\r/, ''));
  const log = [...run.log, ...clean];
  const over = Math.max(0, log.length - LOG_LIMIT);
  return { ...run, log: over === 0 ? log : log.slice(over), dropped: run.dropped + over };
}

/** What is being done now, in one sentence. */
export function runPhase(run: RunState): Message {
  const running = run.items.some(({ state }) => state === 'running');
  const begun = run.items.some(({ state }) => state !== 'waiting');
  const all = run.items.every(({ state }) => state === 'done');
  if (run.kind !== 'undo' && (run.findings.length > 0 || (all && run.items.length >= run.total))) {
    return msg('tui.running-proof');
  }
  if (!running && !begun && run.kind === 'apply') return msg('tui.running-root');
  return msg(`tui.running-${run.kind}`);
}
