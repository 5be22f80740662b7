import type { AnswerKey, GivenAnswers } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import { fieldOf } from './field.ts';
import { movingRequest } from './moving.ts';
import {
  type AnyValue,
  type Asked,
  askedQuestions,
  isListItem,
  parseAnswer,
  refusal,
  sameValue,
  valuesOf,
} from './questions.ts';
import { askedByKey } from './rows.ts';
import type { Screen, Turn, WizardState } from './state.ts';

type QuestionScreen = Extract<Screen, { name: 'question' }>;

/**
 * The screen of a question: the cursor stands on the present answer, and what was typed or ticked before
 * without being confirmed is there again.
 */
export function questionScreen(state: WizardState, asked: Asked, tour: boolean): QuestionScreen {
  const draft = state.drafts[asked.key];
  const value = draft ?? asked.value;
  const typed = asked.kind === 'number' || asked.kind === 'text';
  const at = asked.options.findIndex((option) =>
    Array.isArray(value) ? value.some((one) => one === option.value) : option.value === value,
  );
  return {
    name: 'question',
    key: asked.key,
    cursor: Math.max(0, at),
    ticked: Array.isArray(value) ? value : [],
    field: typed ? fieldOf(String(value)) : null,
    refused: null,
    tour,
  };
}

/** Keeps what stands on a question that is left without confirming it, when it differs from the answer. */
export function keepDraftOf(state: WizardState): WizardState {
  const { screen } = state;
  if (screen.name !== 'question') return state;
  const asked = askedByKey(state, screen.key);
  if (asked === null) return state;
  const value = asked.kind === 'several' ? screen.ticked : screen.field?.text;
  if (value === undefined) return state;
  const same = Array.isArray(asked.value)
    ? sameValue(value, asked.value)
    : value === String(asked.value);
  const drafts = { ...state.drafts };
  if (same) delete drafts[screen.key];
  else drafts[screen.key] = value;
  return { ...state, drafts };
}

/**
 * Takes the answer that stands on the question's screen: the state with the new answer, or the same
 * screen with the reason why it can't be taken.
 */
export function takeAnswer(
  state: WizardState,
  screen: QuestionScreen,
  asked: Asked,
):
  | { readonly ok: true; readonly turn: Turn }
  | { readonly ok: false; readonly state: WizardState } {
  const { detection, answers } = state;
  if (detection === null || answers === null) return { ok: false, state };
  const parsed = standing(screen, asked);
  const refused =
    'refused' in parsed
      ? parsed.refused
      : refusal(state.model.steps, asked.key, parsed.value, detection.facts, valuesOf(answers));
  if (refused !== null || 'refused' in parsed) {
    return { ok: false, state: { ...state, screen: { ...screen, refused } } };
  }
  const drafts = { ...state.drafts };
  delete drafts[asked.key];
  return { ok: true, turn: give({ ...state, drafts }, asked.key, parsed.value) };
}

function standing(screen: QuestionScreen, asked: Asked): ReturnType<typeof parseAnswer> {
  if (asked.kind === 'several') {
    // In the order of the options, not of the ticking.
    const values = asked.options.map(({ value }) => value).filter(isListItem);
    return { value: values.filter((one) => screen.ticked.includes(one)) };
  }
  if (screen.field !== null) return parseAnswer(asked, screen.field.text);
  return { value: asked.options[screen.cursor]?.value ?? asked.value };
}

/** Sets one answer of the person and asks for a new plan. */
export function give(state: WizardState, key: AnswerKey, value: AnyValue): Turn {
  const given: GivenAnswers = { ...state.given, [key]: { value, source: 'person' } };
  return withGiven(state, given, key);
}

/** Takes the person's answer back: the recommended one holds again. */
export function resetAnswer(state: WizardState, key: AnswerKey): Turn {
  const given: { -readonly [K in keyof GivenAnswers]: GivenAnswers[K] } = { ...state.given };
  delete given[key];
  const original = state.start?.given[key];
  const restored: GivenAnswers = original === undefined ? given : { ...given, [key]: original };
  return withGiven(state, restored, key);
}

function withGiven(state: WizardState, given: GivenAnswers, changed: AnswerKey): Turn {
  const { detection, answers: before, model } = state;
  if (detection === null || before === null) return { state: { ...state, given }, effects: [] };
  const { facts } = detection;
  const answers = model.complete(facts, given);
  const moved = doubts(state, facts, before, answers).filter((key) => key !== changed);
  const kept = state.doubtful.filter((key) => key !== changed && !moved.includes(key));
  return planAgain({ ...state, given, answers, doubtful: [...kept, ...moved] });
}

/**
 * Answers that deserve a second look after another one changed: those that moved by themselves, and those
 * of the person (or a file) whose recommendation is another one now.
 */
function doubts(
  state: WizardState,
  facts: Facts,
  before: NonNullable<WizardState['answers']>,
  after: NonNullable<WizardState['answers']>,
): readonly AnswerKey[] {
  const was = new Map(askedQuestions(state.model.steps, facts, before).map((a) => [a.key, a]));
  return askedQuestions(state.model.steps, facts, after)
    .filter((now) => {
      const old = was.get(now.key);
      if (old === undefined) return false;
      if (!sameValue(old.value, now.value)) return true;
      const moved = !sameValue(old.recommended, now.recommended);
      return moved && !sameValue(now.value, now.recommended);
    })
    .map(({ key }) => key);
}

/** Asks for a plan for the present answers. */
export function planAgain(state: WizardState): Turn {
  const { target, given, without } = state;
  if (target === null) return { state, effects: [] };
  const id = state.planId + 1;
  const moving = movingRequest(state);
  const request = { target, given, without, ...(moving === null ? {} : { moving }) };
  return {
    state: { ...state, planId: id },
    effects: [{ type: 'plan', id, request }],
  };
}
