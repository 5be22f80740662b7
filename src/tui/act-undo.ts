import { msg } from '../i18n/msg.ts';
import type { WizardEvent } from './events.ts';
import type { Command } from './keys.ts';
import { riskRows } from './rows.ts';
import { newRun } from './run-state.ts';
import { pop, push, type Screen, still, type Turn, type WizardState } from './state.ts';

/** A run is to be taken back: first it is asked whether that would stop what root moved here. */
export function lookBeforeUndo(state: WizardState, run: string): Turn {
  return {
    state: push({ ...state, asking: null }, { name: 'wait', what: 'undo' }),
    effects: [{ type: 'look-undo', run }],
  };
}

/** Nothing would stop: it is taken back. Else its risk is asked for, with the names of what would. */
export function onStanding(
  state: WizardState,
  { run, names }: Extract<WizardEvent, { type: 'standing' }>,
): Turn {
  // Whoever went back in the meantime does not want it any more.
  if (state.screen.name !== 'wait' || state.screen.what !== 'undo') return still(state);
  if (names.length === 0) return takeBack(state, run);
  // An older yes was about what would have stopped then.
  const accepted = state.accepted.filter((name) => name !== 'stops-moved');
  return still({ ...state, accepted, screen: { name: 'risks', cursor: 0, undo: { run, names } } });
}

/** The page of risks, where it is about an undo: nothing of it can be left out. */
export function actOnUndoRisk(
  state: WizardState,
  { run }: NonNullable<Extract<Screen, { name: 'risks' }>['undo']>,
  command: Command,
): Turn {
  const agreed = riskRows(state).every(({ accepted }) => accepted);
  switch (command) {
    case 'back':
      return still(pop(state));
    case 'toggle':
      return still({
        ...state,
        accepted: agreed
          ? state.accepted.filter((name) => name !== 'stops-moved')
          : [...state.accepted, 'stops-moved'],
      });
    case 'accept':
    case 'next':
      return agreed ? takeBack(state, run) : still({ ...state, notice: msg('tui.undo-risk-open') });
    default:
      return still(state);
  }
}

function takeBack(state: WizardState, run: string): Turn {
  return {
    state: {
      ...state,
      screen: { name: 'run' },
      trail: [],
      run: newRun('undo', null),
      outcome: null,
    },
    effects: [{ type: 'undo', run }],
  };
}
