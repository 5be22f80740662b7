import { LANGUAGES } from '../i18n/catalogue.ts';
import { msg } from '../i18n/msg.ts';
import { actOnMoving, look } from './act-moving.ts';
import { actOnPager, openPager } from './act-pager.ts';
import { actOnQuestion, startTour } from './act-question.ts';
import { actOnReview } from './act-review.ts';
import { actOnSave, askPath } from './act-save.ts';
import { actOnStart } from './act-start.ts';
import { lookBeforeUndo } from './act-undo.ts';
import { actOnWay } from './act-ways.ts';
import { planAgain, resetAnswer } from './answering.ts';
import { rowCount } from './cursor.ts';
import type { Effect } from './events.ts';
import type { Command } from './keys.ts';
import { offersMove, reviewScreen, summaryRows } from './rows.ts';
import { newRun } from './run-state.ts';
import {
  hasSomethingToLose,
  isMove,
  isRunning,
  pop,
  push,
  still,
  type Turn,
  type WizardState,
} from './state.ts';
import { isWay } from './ways.ts';

/** What a command does on the present screen. A command that is not valid here does nothing. */
export function act(state: WizardState, command: Command): Turn {
  if (state.asking !== null) return answerAsking(state, command);
  if (state.screen.name === 'pager') return actOnPager(state, command);
  switch (command) {
    case 'interrupt':
      return interrupt(state);
    case 'quit':
      return quit(state);
    case 'help':
      return still(openPager(state, { of: 'help' }));
    case 'redraw':
    case 'suspend':
      return { state, effects: [{ type: command }] };
    case 'language':
      return still(nextLanguage(state));
    case 'up':
      return still(move(state, -1));
    case 'down':
      return still(move(state, 1));
    case 'page-up':
      return still(move(state, -10));
    case 'page-down':
      return still(move(state, 10));
    case 'first':
      return still(move(state, Number.NEGATIVE_INFINITY));
    case 'last':
      return still(move(state, Number.POSITIVE_INFINITY));
    default:
      return actOnScreen(state, command);
  }
}

function actOnScreen(state: WizardState, command: Command): Turn {
  switch (state.screen.name) {
    case 'wait':
    case 'open':
    case 'draft':
    case 'user':
      return actOnStart(state, command);
    case 'summary':
      return actOnSummary(state, command);
    case 'moving':
      return actOnMoving(state, command);
    case 'question':
      return isWay(state, state.screen.key)
        ? actOnWay(state, command)
        : actOnQuestion(state, command);
    case 'review':
    case 'risks':
    case 'confirm':
      return actOnReview(state, command);
    case 'run':
      return still(command === 'log' ? openPager(state, { of: 'log' }) : state);
    case 'done':
      return actOnDone(state, command);
    case 'save':
      return actOnSave(state, command);
    case 'failed':
      return actOnFailed(state, command);
    case 'pager':
      return actOnPager(state, command);
  }
}

/** Moves the cursor of the present list; stops at its ends. */
function move(state: WizardState, by: number): WizardState {
  const { screen } = state;
  if (!('cursor' in screen)) return state;
  const cursor = Math.max(0, Math.min(rowCount(state) - 1, screen.cursor + by));
  return { ...state, screen: { ...screen, cursor } };
}

function nextLanguage(state: WizardState): WizardState {
  const at = LANGUAGES.indexOf(state.language);
  return { ...state, language: LANGUAGES[(at + 1) % LANGUAGES.length] ?? 'en' };
}

function actOnSummary(state: WizardState, command: Command): Turn {
  const rows = summaryRows(state);
  const row = state.screen.name === 'summary' ? rows[state.screen.cursor] : undefined;
  switch (command) {
    case 'next':
    case 'explain':
      if (row === undefined) return still(state);
      if (row.asked === null || command === 'explain') {
        return still(openPager(state, { of: 'step', step: row.step.id }));
      }
      return startTour(state, row.asked, false);
    case 'accept':
      return still(push(state, reviewScreen(state)));
    case 'tour': {
      const first = rows.find(({ asked }) => asked !== null)?.asked;
      return first === undefined || first === null
        ? still(push(state, reviewScreen(state)))
        : startTour(state, first, true);
    }
    case 'reset':
      return row?.asked == null ? still(state) : resetAnswer(state, row.asked.key);
    case 'findings':
      return still(openPager(state, { of: 'findings' }));
    case 'ids':
      return still(openPager(state, { of: 'ids' }));
    case 'save':
      return still(askPath(state));
    case 'move':
      return offersMove(state) ? look(state, true) : still(state);
    case 'back':
      return still(pop(state));
    default:
      return still(state);
  }
}

function actOnDone(state: WizardState, command: Command): Turn {
  const { outcome } = state;
  switch (command) {
    case 'next':
    case 'explain':
      return still(openPager(state, { of: 'proofs' }));
    case 'log':
      return still(openPager(state, { of: 'log' }));
    case 'save':
      return still(state.answers === null || isMove(state) ? state : askPath(state));
    case 'move':
      return offersMove(state) ? look(state, true) : still(state);
    case 'undo':
      return still(outcome?.run == null ? state : { ...state, asking: 'undo' });
    case 'retry':
      return readAgain(state);
    case 'back':
      // Only where nothing was begun: the review is as it was.
      return still(pop({ ...state, run: null, outcome: null }));
    default:
      return still(state);
  }
}

/** The host is not as the plan saw it: it is read anew, the answers stay. */
function readAgain(state: WizardState): Turn {
  if (state.target === null) return still(state);
  return {
    state: {
      ...state,
      screen: { name: 'wait', what: 'detect' },
      trail: [],
      run: null,
      outcome: null,
      planned: null,
    },
    effects: [{ type: 'detect', target: state.target }],
  };
}

function actOnFailed(state: WizardState, command: Command): Turn {
  const { screen } = state;
  if (screen.name !== 'failed') return still(state);
  if (command === 'back') return still(pop(state));
  if (command !== 'retry') return still(state);
  const { again } = screen;
  if (again.type === 'plan') return planAgain(pop(state));
  if (again.type === 'look-undo') {
    return { state: { ...state, screen: { name: 'wait', what: 'undo' } }, effects: [again] };
  }
  if (again.type === 'start' || again.type === 'detect' || again.type === 'look') {
    const what = again.type;
    return { state: { ...state, screen: { name: 'wait', what } }, effects: [again] };
  }
  return {
    state: { ...state, screen: { name: 'run' }, run: rerun(state, again) },
    effects: [again],
  };
}

function rerun(state: WizardState, again: Effect): WizardState['run'] {
  if (again.type === 'apply') return newRun('apply', again.plan);
  return again.type === 'resume' || again.type === 'undo' ? newRun(again.type, null) : state.run;
}

function quit(state: WizardState): Turn {
  if (isRunning(state)) return still({ ...state, notice: msg('tui.running-no-quit') });
  if (hasSomethingToLose(state)) return still({ ...state, asking: 'quit' });
  return still({ ...state, exit: leavingExit(state) });
}

function interrupt(state: WizardState): Turn {
  if (isRunning(state) && state.run !== null) {
    const when = state.run.stop === null ? 'soon' : 'now';
    return {
      state: { ...state, run: { ...state.run, stop: when } },
      effects: [{ type: 'stop', when }],
    };
  }
  if (hasSomethingToLose(state)) return still({ ...state, asking: 'quit' });
  return still({ ...state, exit: state.outcome?.run != null ? leavingExit(state) : 130 });
}

function answerAsking(state: WizardState, command: Command): Turn {
  const { asking, outcome } = state;
  if (command === 'back') return still({ ...state, asking: null });
  if (command !== 'next' && command !== 'interrupt') return still(state);
  if (asking === 'undo' && outcome !== null && outcome.run !== null) {
    return lookBeforeUndo(state, outcome.run);
  }
  const exit = command === 'interrupt' ? 130 : leavingExit(state);
  const { target, given, without } = state;
  return {
    state: { ...state, asking: null, exit },
    effects:
      target === null || isMove(state)
        ? []
        : [{ type: 'draft', draft: { target, given, without } }],
  };
}

/** Leaving before anything was done is no failure; afterwards the outcome counts. */
function leavingExit(state: WizardState): number {
  if (state.outcome !== null) return state.outcome.exit;
  return state.screen.name === 'failed' ? state.screen.exit : 0;
}
