import { msg } from '../i18n/msg.ts';
import { EXIT } from '../model/error.ts';
import { act } from './act.ts';
import { look, onLooked } from './act-moving.ts';
import { detect } from './act-start.ts';
import { onStanding } from './act-undo.ts';
import { planAgain } from './answering.ts';
import { commandFor, isTyping } from './bindings.ts';
import { rowCount } from './cursor.ts';
import type { WizardEvent } from './events.ts';
import { editField, fieldOf } from './field.ts';
import type { KeyPress } from './input.ts';
import { reviewScreen } from './rows.ts';
import { changesOfPlan, followRun } from './run-state.ts';
import type { Start } from './session.ts';
import {
  isMove,
  openRunOf,
  push,
  type Screen,
  still,
  type Turn,
  type WizardState,
} from './state.ts';

/**
 * The wizard: what happens to it, and what it wants done. Pure; every screen, every key and the line
 * mode go through here, so that no path exists in one and not in the other.
 */
export function reduce(state: WizardState, event: WizardEvent): Turn {
  switch (event.type) {
    case 'key':
      return onKey(state, event.key);
    case 'command':
      return act({ ...state, notice: null }, event.command);
    case 'pick':
      return still(pick(state, event.index));
    case 'write':
      return still(write(state, event.text));
    case 'resize':
      return still({ ...state, size: { columns: event.columns, rows: event.rows } });
    case 'hangup':
      return still({ ...state, exit: state.exit ?? event.exit });
    case 'started':
      return onStarted(state, event.start);
    case 'detected': {
      const answers = state.model.complete(event.detection.facts, state.given);
      const known = { ...state, detection: event.detection, answers };
      // A user that is yet to be made has to be set up first.
      if (state.model.purpose === 'move' && state.target?.create === false) {
        return look(known, false);
      }
      const screen: Screen = { name: 'summary', cursor: 0 };
      return planAgain({ ...known, screen });
    }
    case 'looked':
      return onLooked(state, event.found);
    case 'standing':
      return onStanding(state, event);
    case 'planned':
      return still(onPlanned(state, event));
    case 'begun':
      return still(
        state.run === null ? state : { ...state, run: { ...state.run, startedAt: event.at } },
      );
    case 'run':
      return still(
        state.run === null ? state : { ...state, run: followRun(state.run, event.event, event.at) },
      );
    case 'ended':
      return onEnded(state, event);
    case 'saved':
      return still({ ...state, notice: msg('tui.saved', { path: event.path }) });
    case 'failed':
      return still(onFailed(state, event));
  }
}

function onKey(state: WizardState, key: KeyPress): Turn {
  const quiet: WizardState = { ...state, notice: null };
  if (isTyping(quiet)) {
    const edited = edit(quiet, key);
    if (edited !== null) return still(edited);
  }
  const digit = /^[1-9]$/.test(key.name) ? Number(key.name) - 1 : -1;
  if (digit >= 0 && hasNumbers(quiet) && digit < rowCount(quiet)) return still(pick(quiet, digit));
  const command = commandFor(quiet, key);
  return command === null ? still(state) : act(quiet, command);
}

/** Lists whose rows are numbered on the screen. */
function hasNumbers({ screen, asking }: WizardState): boolean {
  return asking === null && ['question', 'user', 'open', 'draft'].includes(screen.name);
}

function edit(state: WizardState, key: KeyPress): WizardState | null {
  const { screen } = state;
  const field = screen.name === 'pager' ? screen.search : 'field' in screen ? screen.field : null;
  const edited = field === null ? null : editField(field, key);
  if (edited === null) return null;
  return write(state, edited.text, edited.cursor);
}

/** Puts a text into the field of the screen; what was said about the old text goes. */
function write(state: WizardState, text: string, cursor?: number): WizardState {
  const { screen } = state;
  const field = cursor === undefined ? fieldOf(text) : { text, cursor };
  switch (screen.name) {
    case 'question':
    case 'user':
      return screen.field === null
        ? state
        : { ...state, screen: { ...screen, field, refused: null } };
    case 'save':
      return { ...state, screen: { ...screen, field, refused: null } };
    case 'pager':
      return { ...state, screen: { ...screen, search: field } };
    default:
      return state;
  }
}

/** Puts the cursor on a row, within the bounds of the list. */
function pick(state: WizardState, index: number): WizardState {
  const { screen } = state;
  if (!('cursor' in screen)) return state;
  const cursor = Math.max(0, Math.min(index, rowCount(state) - 1));
  return { ...state, screen: { ...screen, cursor } };
}

function onStarted(state: WizardState, start: Start): Turn {
  const target = start.askUser === null ? { name: start.user, create: false } : null;
  const known: WizardState = { ...state, start, given: start.given, target };
  if (openRunOf(known) !== null) return still({ ...known, screen: { name: 'open', cursor: 0 } });
  return act(known, 'next');
}

function onPlanned(
  state: WizardState,
  event: Extract<WizardEvent, { type: 'planned' }>,
): WizardState {
  // An older plan that comes late is of no use: a newer one is on its way.
  if (event.id !== state.planId) return state;
  const next: WizardState = { ...state, planned: event.planned, plannedId: event.id };
  const risks = changesOfPlan(event.planned.plan).flatMap((change) => change.risks);
  const accepted = state.accepted.filter((name) => risks.includes(name));
  // Whoever came to the review before its plan was there begins at the first change, too.
  if (state.planned === null && state.screen.name === 'review') {
    const first = next.moving !== null && event.planned.stage === 'set-up';
    const notice = first
      ? msg('moving.set-up-first', { user: event.planned.plan.user.name })
      : next.notice;
    return { ...next, accepted, notice, screen: reviewScreen(next) };
  }
  return clampCursor({ ...next, accepted });
}

/** After rows went away, the cursor of the present list stands on the last one at most. */
function clampCursor(state: WizardState): WizardState {
  return 'cursor' in state.screen ? pick(state, state.screen.cursor) : state;
}

function onEnded(state: WizardState, event: Extract<WizardEvent, { type: 'ended' }>): Turn {
  const { outcome } = event;
  const run = state.run === null ? null : { ...state.run, endedAt: event.at };
  const { target } = state;
  if (target?.create === true && run?.kind === 'apply' && outcome.exit === EXIT.ok) {
    // The account is there: what it needs can be read only now, and is agreed to by itself.
    const made = {
      ...state,
      run,
      outcome,
      asking: null,
      trail: [],
      notice: msg('cli.account-made'),
    };
    const turn = detect(made, { name: target.name, create: false }, false);
    return { ...turn, effects: [{ type: 'draft', draft: null }, ...turn.effects] };
  }
  if (
    state.moving !== null &&
    state.planned?.stage === 'set-up' &&
    run?.kind === 'apply' &&
    outcome.exit === EXIT.ok
  ) {
    // The engine is there: what can move is judged once more, and agreed to by itself.
    const ready = {
      ...state,
      run,
      outcome,
      asking: null,
      trail: state.trail.filter(({ name }) => name === 'summary'),
      notice: msg('moving.engine-ready'),
    };
    return look(ready, false);
  }
  const screen: Screen = { name: 'done', cursor: 0 };
  // Nothing was begun (no root, stale plan): the way back to the review stays open.
  const trail = outcome.run === null ? state.trail.filter(({ name }) => name !== 'run') : [];
  const reading = state.screen.name === 'pager';
  const next: WizardState = { ...state, run, outcome, asking: null };
  return {
    state: reading ? { ...next, trail: [...trail, screen] } : { ...next, screen, trail },
    effects: outcome.run === null || isMove(state) ? [] : [{ type: 'draft', draft: null }],
  };
}

function onFailed(
  state: WizardState,
  event: Extract<WizardEvent, { type: 'failed' }>,
): WizardState {
  const { effect, message, hint, exit } = event;
  if (effect.type === 'save') {
    const screen: Screen = { name: 'save', field: fieldOf(effect.path), refused: message };
    return push(state, screen);
  }
  if (effect.type === 'plan' && effect.id !== state.planId) return state;
  const screen: Screen = { name: 'failed', cursor: 0, message, hint, exit, again: effect };
  const waiting = state.screen.name === 'wait' || state.screen.name === 'run';
  const plannedId = effect.type === 'plan' ? state.planId : state.plannedId;
  const next = { ...state, plannedId, run: state.screen.name === 'run' ? null : state.run };
  return waiting ? { ...next, screen } : push(next, screen);
}
