import { msg } from '../i18n/msg.ts';
import { fieldOf } from './field.ts';
import type { Command } from './keys.ts';
import { pop, push, still, type Turn, type WizardState } from './state.ts';

/** Asks where the answers go. */
export function askPath(state: WizardState): WizardState {
  const field = fieldOf(state.model.answersPath);
  return push(state, { name: 'save', field, refused: null });
}

/** The page that asks for a path. */
export function actOnSave(state: WizardState, command: Command): Turn {
  const { screen, answers } = state;
  if (screen.name !== 'save') return still(state);
  if (command === 'back') return still(pop(state));
  if (command !== 'next' || answers === null) return still(state);
  const path = screen.field.text.trim();
  if (path === '') {
    return still({ ...state, screen: { ...screen, refused: msg('tui.refuse-empty') } });
  }
  return { state: pop(state), effects: [{ type: 'save', answers, path }] };
}
