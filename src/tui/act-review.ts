import { msg } from '../i18n/msg.ts';
import { openPager } from './act-pager.ts';
import { askPath } from './act-save.ts';
import { actOnUndoRisk } from './act-undo.ts';
import { planAgain } from './answering.ts';
import type { Topic } from './events.ts';
import type { Command } from './keys.ts';
import { reviewRows, riskRows } from './rows.ts';
import { newRun } from './run-state.ts';
import { isMove, isPlanning, pop, push, still, type Turn, type WizardState } from './state.ts';

/** Review, risks and the last yes: from here on a plan becomes a run. */
export function actOnReview(state: WizardState, command: Command): Turn {
  if (state.screen.name === 'risks' && state.screen.undo !== undefined) {
    return actOnUndoRisk(state, state.screen.undo, command);
  }
  if (command === 'back') return still(pop(state));
  switch (state.screen.name) {
    case 'review':
      return onReview(state, state.screen.cursor, command);
    case 'risks':
      return onRisks(state, state.screen.cursor, command);
    case 'confirm':
      return command === 'next' ? apply(state) : still(state);
    default:
      return still(state);
  }
}

function onReview(state: WizardState, cursor: number, command: Command): Turn {
  const row = reviewRows(state)[cursor];
  switch (command) {
    case 'accept':
      return still(towardsApply(state));
    case 'save':
      return still(isMove(state) ? state : askPath(state));
    case 'ids':
      return still(openPager(state, { of: 'ids' }));
    case 'print':
      return { state, effects: [{ type: 'print', topic: { of: 'all-commands' } }] };
    default:
  }
  if (row === undefined) return still(state);
  const changes = row.kind === 'step' ? row.step.changes : [row.change];
  const ids = changes.map(({ id }) => id);
  const hasDiff = changes.some(({ diff }) => diff !== null);
  const explain: Topic =
    row.kind === 'step'
      ? { of: 'step', step: row.step.id, at: state.planned?.all.steps.indexOf(row.step) ?? 0 }
      : { of: 'change', change: row.change.id };
  switch (command) {
    case 'toggle':
      return row.kind === 'step' ? toggleStep(state, ids) : toggle(state, row.change.id, row.left);
    case 'diff':
      return hasDiff
        ? still(openPager(state, { of: 'diff', changes: ids }))
        : still({ ...state, notice: msg('tui.no-diff') });
    case 'commands':
      return still(openPager(state, { of: 'commands', changes: ids }));
    case 'explain':
      return still(openPager(state, explain));
    case 'next':
      if (row.kind === 'step') return still(openPager(state, explain));
      return still(openPager(state, { of: hasDiff ? 'diff' : 'commands', changes: ids }));
    default:
      return still(state);
  }
}

/** All changes of a step out, or, when all of them are out, in again. */
function toggleStep(state: WizardState, ids: readonly string[]): Turn {
  if (ids.length === 0) return still(state);
  const allOut = ids.every((id) => state.without.includes(id));
  const without = allOut
    ? state.without.filter((id) => !ids.includes(id))
    : [...new Set([...state.without, ...ids])];
  return planAgain({ ...state, without });
}

/** Leaves a change out or takes it in again. What depends on it follows, and the new plan says so. */
function toggle(state: WizardState, id: string, left: 'no' | 'chosen' | 'depends'): Turn {
  if (left === 'depends') return still({ ...state, notice: msg('tui.left-depends') });
  const without =
    left === 'chosen' ? state.without.filter((one) => one !== id) : [...state.without, id];
  return planAgain({ ...state, without });
}

function towardsApply(state: WizardState): WizardState {
  const { planned } = state;
  if (planned === null || isPlanning(state)) {
    return { ...state, notice: msg('tui.working-out') };
  }
  const [problem] = planned.problems;
  if (problem !== undefined) {
    return { ...state, notice: msg('tui.problem-first', { problem: problem.message }) };
  }
  const open = riskRows(state).findIndex(({ accepted }) => !accepted);
  return push(state, open < 0 ? { name: 'confirm', cursor: 0 } : { name: 'risks', cursor: open });
}

function onRisks(state: WizardState, cursor: number, command: Command): Turn {
  const rows = riskRows(state);
  const row = rows[cursor];
  switch (command) {
    case 'toggle': {
      if (row === undefined) return still(state);
      const accepted = row.accepted
        ? state.accepted.filter((name) => name !== row.name)
        : [...state.accepted, row.name];
      return still({ ...state, accepted });
    }
    case 'leave-out': {
      if (row === undefined) return still(state);
      const without = [...new Set([...state.without, ...row.changes.map(({ id }) => id)])];
      return planAgain({ ...state, without });
    }
    case 'accept':
    case 'next':
      if (isPlanning(state)) return still({ ...state, notice: msg('tui.working-out') });
      return rows.every(({ accepted }) => accepted)
        ? still(push(state, { name: 'confirm', cursor: 0 }))
        : still({ ...state, notice: msg('tui.risk-open') });
    default:
      return still(state);
  }
}

function apply(state: WizardState): Turn {
  const { planned, accepted } = state;
  if (planned === null || isPlanning(state)) return still(state);
  return {
    // The trail stays: when nothing could be begun, Esc leads back to the review.
    state: { ...state, screen: { name: 'run' }, run: newRun('apply', planned.plan) },
    effects: [{ type: 'apply', plan: planned.plan, accepted }],
  };
}
