import { msg } from '../i18n/msg.ts';
import type {
  Answer,
  AnswerKey,
  Answers,
  AnswerValues,
  GivenAnswers,
  Question,
  Values,
} from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { AnyQuestion } from '../model/step.ts';
import { enginesQuestion } from './engines-question.ts';
import { withFamily } from './family.ts';
import { coerce, expectedBy, questions } from './questions.ts';

export { questions } from './questions.ts';

/** A value that can't be taken, and why. */
export interface AnswerProblem {
  readonly key: AnswerKey;
  readonly message: Message;
}

/** The values of a complete set. */
export function valuesOf(answers: Answers): Values {
  return Object.fromEntries(
    Object.entries(answers).map(([key, { value }]) => [key, value]),
  ) as unknown as Values;
}

/**
 * A complete set of answers: what was given, and for the rest what each question recommends for these
 * facts and the answers before it. `overrides` win over `given` (flags over a file). A given value that
 * can't be taken is kept in the set, so that a screen can show it, and named in `problems`.
 */
export function resolveAnswers(
  facts: Facts,
  given: GivenAnswers,
  overrides: GivenAnswers = {},
): { readonly answers: Answers; readonly problems: readonly AnswerProblem[] } {
  const all: GivenAnswers = { ...given, ...overrides };
  const values: { [K in AnswerKey]?: AnswerValues[K] } = {};
  const answers: { [K in AnswerKey]?: Answer<K> } = {};
  const problems: AnswerProblem[] = [];
  for (const question of questions()) {
    const { answer, refusal } = resolveOne(question, withFamily(facts, values), all, values);
    Object.assign(answers, { [question.key]: answer });
    Object.assign(values, { [question.key]: answer.value });
    if (refusal !== null) problems.push({ key: question.key, message: refusal });
  }
  // `engines` comes first, so an engine has seen no other answer yet: it is asked again at the end. What
  // was only recommended is no wrong answer; there the steps say what is in the way.
  const engines =
    all.engines === undefined
      ? null
      : enginesQuestion.refuse(all.engines.value, withFamily(facts, values), values);
  if (engines !== null && !problems.some(({ key }) => key === 'engines')) {
    problems.unshift({ key: 'engines', message: engines });
  }
  return { answers: answers as Answers, problems };
}

function resolveOne<K extends AnswerKey>(
  question: Question<K>,
  facts: Facts,
  given: GivenAnswers,
  values: Partial<Values>,
): { readonly answer: Answer<K>; readonly refusal: Message | null } {
  const own = given[question.key] as Answer<K> | undefined;
  if (own === undefined) {
    const { value, source } = question.recommend(facts, values);
    return { answer: { value, source }, refusal: null };
  }
  const refusal = fits(question, own.value)
    ? question.refuse(own.value, facts, values)
    : msg('answers.wrong-type', { expected: expectedBy(question) });
  return { answer: own, refusal };
}

function fits(question: AnyQuestion | Question, value: unknown): boolean {
  return coerce(question, value) !== null;
}
