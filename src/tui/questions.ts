import { msg } from '../i18n/msg.ts';
import type { AnswerKey, Answers, AnswerValues, Question, Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { chain } from './joined.ts';
import type { StepPage } from './session.ts';

/** Any value that an answer can have. */
export type AnyValue = AnswerValues[AnswerKey];

/** A question that is worth asking here, with all that a screen shows of it. */
export interface Asked {
  readonly step: StepPage;
  readonly key: AnswerKey;
  readonly title: Message;
  readonly help: Message;
  readonly kind: Question['input']['type'];
  /** Choices in order; empty for numbers and texts. */
  readonly options: readonly Choice[];
  readonly value: AnyValue;
  readonly recommended: AnyValue;
  /** Why that is recommended. */
  readonly because: Message;
}

/** One line of a choice. */
export interface Choice {
  readonly value: AnyValue;
  readonly label: Message;
  readonly help: Message | null;
  readonly recommended: boolean;
}

/** The values of answers without their sources. */
export function valuesOf(answers: Answers): Values {
  const entries = Object.entries(answers).map(([key, answer]) => [key, answer.value]);
  return Object.fromEntries(entries);
}

/** Every question that is worth asking for these facts and answers, in the order of the steps. */
export function askedQuestions(
  steps: readonly StepPage[],
  facts: Facts,
  answers: Answers,
): readonly Asked[] {
  const values = valuesOf(answers);
  return steps.flatMap((step) =>
    step.questions
      .filter((question) => question.applies(facts, values))
      .map((question) => asked(step, question, facts, values)),
  );
}

function asked(step: StepPage, question: Question, facts: Facts, values: Values): Asked {
  const { value: recommended, because } = question.recommend(facts, values);
  const { key, title, help, input } = question;
  const value = values[key];
  const options = optionsOf(input, recommended);
  return { step, key, title, help, kind: input.type, options, value, recommended, because };
}

function optionsOf(input: Question['input'], recommended: AnyValue): readonly Choice[] {
  if (input.type === 'yes-no') {
    return [true, false].map((value) => ({
      value,
      label: msg(value ? 'tui.yes' : 'tui.no'),
      help: null,
      recommended: value === recommended,
    }));
  }
  if (input.type !== 'choice' && input.type !== 'several') return [];
  return input.options.map(({ value, label, help }) => ({
    value,
    label,
    help,
    recommended: Array.isArray(recommended)
      ? recommended.some((one) => one === value)
      : sameValue(value, recommended),
  }));
}

/** A typed text as the value of a question, or the sentence that says why it can't be. */
export function parseAnswer(
  asked: Asked,
  text: string,
): { readonly value: AnyValue } | { readonly refused: Message } {
  const typed = text.trim();
  // Whether nothing is an answer, the question knows: "empty for none".
  if (asked.kind !== 'number') return { value: typed };
  const digits = typed.normalize('NFKC').replaceAll(/[\s,_]/g, '');
  const number = Number(digits);
  if (!/^\d+$/.test(digits) || !Number.isSafeInteger(number)) {
    return { refused: msg('tui.refuse-number', { text: typed }) };
  }
  return { value: number };
}

/** Why a value can't be taken, in the words of its question, or null. */
export function refusal(
  steps: readonly StepPage[],
  key: AnswerKey,
  value: AnyValue,
  facts: Facts,
  values: Values,
): Message | null {
  const question = steps.flatMap(({ questions }) => questions).find((one) => one.key === key);
  if (question === undefined) return null;
  const { input }: Question = question;
  if (input.type === 'number' && typeof value === 'number') {
    const { min, max } = input;
    if (value < min || value > max) return msg('tui.refuse-range', { min, max });
  }
  if (input.type === 'several' && Array.isArray(value) && value.length === 0) {
    return msg('tui.refuse-none');
  }
  const loose: Question = question;
  const because = loose.refuse(value, facts, values);
  return value === '' && because !== null ? msg('tui.refuse-empty') : because;
}

/** A value as the person reads it. */
export function valueMessage(asked: Asked): Message {
  return describeValue(asked.options, asked.value);
}

/** A value in the words of its options: labels for choices, yes or no, else the value itself. */
export function describeValue(options: readonly Choice[], value: AnyValue): Message {
  if (Array.isArray(value)) {
    const labels = value.map((one) => options.find((option) => option.value === one)?.label);
    const messages = labels.filter((label) => label !== undefined);
    return chain(messages);
  }
  if (value === '') return msg('tui.none');
  const option = options.find((one) => sameValue(one.value, value));
  return option?.label ?? msg('core.raw', { text: String(value) });
}

/** One element of the answer to a question that takes several. */
export type ListItem = AnswerValues['engines'][number];

/** Is this the value of an option of a question that takes several? Those are words, all others are not lists. */
export function isListItem(value: AnyValue | undefined): value is ListItem {
  return typeof value === 'string';
}

/** Equality of answers: lists without regard to order. */
export function sameValue(a: AnyValue | undefined, b: AnyValue | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((one) => b.includes(one));
  }
  return a === b;
}
