import { msg } from '../i18n/msg.ts';
import { openPager } from './act-pager.ts';
import { lookBeforeUndo } from './act-undo.ts';
import { fieldOf } from './field.ts';
import type { Command } from './keys.ts';
import { DRAFT_CHOICES, openChoices } from './rows.ts';
import { newRun } from './run-state.ts';
import type { TargetChoice } from './session.ts';
import { openRunOf, pop, push, type Screen, still, type Turn, type WizardState } from './state.ts';

/**
 * The pages before the summary: an open run, unfinished answers, for whom. `next` on a waiting screen
 * means: what is known at start has been read, show what comes first.
 */
export function actOnStart(state: WizardState, command: Command): Turn {
  const { screen } = state;
  if (command === 'back') return goBack(state);
  if (command !== 'next') return still(state);
  switch (screen.name) {
    case 'wait':
      return state.start === null || screen.what === 'undo'
        ? still(state)
        : afterOpenRun(state, false);
    case 'open':
      return chooseOpen(state, screen.cursor);
    case 'draft':
      return chooseDraft(state, screen.cursor);
    case 'user':
      return chooseUser(state, screen);
    default:
      return still(state);
  }
}

function goBack(state: WizardState): Turn {
  const { screen } = state;
  // From the name of the new account back to the list; what was typed stays in the list's memory.
  if (screen.name === 'user' && screen.field !== null) {
    const drafts = { ...state.drafts, user: screen.field.text };
    return still({ ...state, drafts, screen: { ...screen, field: null, refused: null } });
  }
  return still(pop(state));
}

function chooseOpen(state: WizardState, cursor: number): Turn {
  const run = openRunOf(state);
  const choice = openChoices(state)[cursor];
  if (run === null || choice === undefined) return still(state);
  switch (choice) {
    case 'look':
      return still(openPager(state, { of: 'open', run: run.id }));
    case 'later':
      return afterOpenRun(state, true);
    case 'undo':
      return lookBeforeUndo(state, run.id);
    case 'resume':
      return {
        state: { ...state, screen: { name: 'run' }, trail: [], run: newRun(choice, null) },
        effects: [{ type: choice, run: run.id }],
      };
  }
}

function afterOpenRun(state: WizardState, remember: boolean): Turn {
  const { start } = state;
  const draft = start?.draft ?? null;
  const fits = start?.askUser !== null || draft?.target.name === start?.user;
  const screen: Screen = { name: 'draft', cursor: 0 };
  if (draft !== null && fits) {
    return still(remember ? push(state, screen) : { ...state, screen });
  }
  return afterDraft(state, remember);
}

function chooseDraft(state: WizardState, cursor: number): Turn {
  const { start } = state;
  const draft = start?.draft ?? null;
  if (DRAFT_CHOICES[cursor] === 'forget' || draft === null || start === null) {
    const turn = afterDraft({ ...state, given: start?.given ?? {}, without: [] }, true);
    return { ...turn, effects: [...turn.effects, { type: 'draft', draft: null }] };
  }
  // What was said on the command line now is newer than what was kept.
  const given = { ...draft.given, ...start.given };
  return detect({ ...state, given, without: draft.without }, draft.target, true);
}

function afterDraft(state: WizardState, remember: boolean): Turn {
  const { start } = state;
  if (start === null) return still(state);
  if (start.askUser === null) {
    return detect(state, { name: start.user, create: false }, remember);
  }
  const screen: Screen = { name: 'user', cursor: 0, field: null, refused: null };
  return still(remember ? push(state, screen) : { ...state, screen });
}

function chooseUser(state: WizardState, screen: Extract<Screen, { name: 'user' }>): Turn {
  const list = state.start?.askUser ?? null;
  if (list === null) return still(state);
  if (screen.field !== null) {
    const name = screen.field.text.trim();
    const refused = name === '' ? msg('tui.refuse-empty') : list.refuse(name);
    if (refused !== null) return still({ ...state, screen: { ...screen, refused } });
    const known = list.users.some((user) => user.name === name);
    return detect(state, { name, create: !known }, true);
  }
  const user = list.users[screen.cursor];
  if (user !== undefined) return detect(state, { name: user.name, create: false }, true);
  const typed = state.drafts['user'];
  const field = fieldOf(typeof typed === 'string' ? typed : list.newName);
  return still({ ...state, screen: { ...screen, field, refused: null } });
}

/** Reads the host for a user; a change of the user starts with fresh answers of that user's own. */
export function detect(state: WizardState, target: TargetChoice, remember: boolean): Turn {
  const screen: Screen = { name: 'wait', what: 'detect' };
  const create: WizardState['given'] = target.create
    ? { ...state.given, 'user.create': { value: true, source: 'person' } }
    : withoutCreate(state.given);
  const next = { ...state, given: create, target, planned: null };
  return {
    state: remember ? push(next, screen) : { ...next, screen },
    effects: [{ type: 'detect', target }],
  };
}

function withoutCreate(given: WizardState['given']): WizardState['given'] {
  if (given['user.create']?.source !== 'person') return given;
  const { 'user.create': _, ...rest } = given;
  return rest;
}
