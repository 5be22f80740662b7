import { msg } from '../i18n/msg.ts';
import { openPager } from './act-pager.ts';
import { detect } from './act-start.ts';
import { planAgain, questionScreen } from './answering.ts';
import type { Command } from './keys.ts';
import { chosenGroups, type Moving, type MovingState, movingRows } from './moving.ts';
import { reviewScreen } from './rows.ts';
import { pop, push, still, type Turn, type WizardState } from './state.ts';
import { askedWays, openWays } from './ways.ts';

/** Asks what root's Docker has; `remember`: Esc leads back to the present screen. */
export function look(state: WizardState, remember: boolean): Turn {
  const { target, given } = state;
  if (target === null) return still(state);
  const screen = { name: 'wait', what: 'look' } as const;
  return {
    state: remember ? push(state, screen) : { ...state, screen },
    effects: [{ type: 'look', target, given }],
  };
}

/**
 * What was found: the list, with what was ticked off before still ticked off; the review where a way was answered
 * and all that was to move still moves.
 */
export function onLooked(state: WizardState, found: Moving): Turn {
  const { moving } = state;
  const asked = found.asked;
  const out =
    moving?.out ??
    found.groups
      .filter(({ name }) => asked.length > 0 && !asked.includes(name))
      .map(({ name }) => name);
  const turn = planAgain({
    ...state,
    moving: { found, out, before: moving?.before ?? state.without },
    // What was left out of the set-up that came first is not asked for again.
    without: moving === null ? [] : state.without,
    accepted: [],
    planned: null,
    screen: { name: 'moving', cursor: 0 },
  });
  return moving?.onward === true ? { ...turn, state: afterWays(turn.state, state, moving) } : turn;
}

/** `before`: the state that waits, with the questions in its trail. */
function afterWays(
  state: WizardState,
  { trail }: WizardState,
  { found, out }: MovingState,
): WizardState {
  const wanted = chosenGroups({ found, out, before: [] }).map(({ name }) => name);
  const now = state.moving === null ? [] : chosenGroups(state.moving).map(({ name }) => name);
  if (wanted.length === now.length && wanted.every((name) => now.includes(name))) {
    return { ...state, screen: reviewScreen(state) };
  }
  const list = trail.findIndex(({ name }) => name === 'moving');
  return { ...state, trail: trail.slice(0, Math.max(0, list)), notice: msg('ways.other-list') };
}

/** The list of what can move. */
export function actOnMoving(state: WizardState, command: Command): Turn {
  const { screen, moving } = state;
  if (screen.name !== 'moving' || moving === null) return still(state);
  const row = movingRows(state)[screen.cursor];
  switch (command) {
    case 'toggle': {
      if (row === undefined) return still(state);
      const { name, moves } = row.group;
      if (!moves) return still({ ...state, notice: msg('moving.not-offered', { name }) });
      const out = moving.out.includes(name)
        ? moving.out.filter((one) => one !== name)
        : [...moving.out, name];
      return planAgain({ ...state, moving: { ...moving, out } });
    }
    case 'next':
    case 'explain':
      return still(row === undefined ? state : openPager(state, { of: 'moving', row: row.id }));
    case 'accept': {
      const [way] = openWays(state);
      return still(
        way === undefined ? toReview(state) : push(state, questionScreen(state, way, false)),
      );
    }
    case 'tour': {
      const [way] = askedWays(state);
      return still(way === undefined ? state : push(state, questionScreen(state, way, true)));
    }
    case 'back':
      return leave(state);
    default:
      return still(state);
  }
}

/** The review of what is chosen, or why there is none. */
export function toReview(state: WizardState): WizardState {
  const { moving } = state;
  if (moving === null) return state;
  if (moving.found.groups.every(({ moves }) => !moves)) {
    return { ...state, notice: msg('migrate.nothing-moves') };
  }
  if (chosenGroups(moving).length === 0) return { ...state, notice: msg('moving.none-chosen') };
  // The review itself says that its plan is still being worked out.
  const next = push(state, reviewScreen(state));
  return state.planned?.stage === 'set-up'
    ? { ...next, notice: msg('moving.set-up-first', { user: moving.found.user }) }
    : next;
}

/** Back to the set-up that the list was opened from; the host is read anew, as it may have been changed. */
function leave(state: WizardState): Turn {
  const { moving, target, trail } = state;
  if (trail.length === 0 || moving === null || target === null) return still(state);
  const before: WizardState = { ...state, moving: null, without: moving.before, accepted: [] };
  if (trail.at(-1)?.name === 'done') return still(pop(before));
  return detect({ ...before, trail: [] }, target, false);
}
