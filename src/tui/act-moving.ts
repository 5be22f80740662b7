import { msg } from '../i18n/msg.ts';
import { openPager } from './act-pager.ts';
import { detect } from './act-start.ts';
import { planAgain } from './answering.ts';
import type { Command } from './keys.ts';
import { chosenGroups, type Moving, movingRows } from './moving.ts';
import { reviewScreen } from './rows.ts';
import { pop, push, still, type Turn, type WizardState } from './state.ts';

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

/** What was found: the list, with what was ticked off before still ticked off. */
export function onLooked(state: WizardState, found: Moving): Turn {
  const { moving } = state;
  const asked = found.asked;
  const out =
    moving?.out ??
    found.groups
      .filter(({ name }) => asked.length > 0 && !asked.includes(name))
      .map(({ name }) => name);
  return planAgain({
    ...state,
    moving: { found, out, before: moving?.before ?? state.without },
    // What was left out of the set-up that came first is not asked for again.
    without: moving === null ? [] : state.without,
    accepted: [],
    planned: null,
    screen: { name: 'moving', cursor: 0 },
  });
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
    case 'accept':
      return still(toReview(state));
    case 'back':
      return leave(state);
    default:
      return still(state);
  }
}

function toReview(state: WizardState): WizardState {
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
