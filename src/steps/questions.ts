import { msg } from '../i18n/msg.ts';
import type { AnswerKey, AnswerValues, Question } from '../model/answers.ts';
import type { EngineName } from '../model/finding.ts';
import type { Message } from '../model/message.ts';
import type { AnyQuestion } from '../model/step.ts';
import { enginesQuestion } from './engines-question.ts';
import { familyQuestion } from './family.ts';
import { STEPS } from './index.ts';
import { MIGRATE_QUESTIONS } from './migrate-questions.ts';

/** Every engine that an answer may name, whether it can be set up yet or not. */
export const ENGINE_NAMES: readonly EngineName[] = ['docker', 'nerdctl', 'podman', 'lxc'];

/** All questions in the order in which they are asked. */
export function questions(): readonly AnyQuestion[] {
  return [
    familyQuestion,
    enginesQuestion,
    ...STEPS.flatMap((step) => step.questions),
    ...MIGRATE_QUESTIONS,
  ];
}

/** Does a value have the type that the question asks for? null when not. Says nothing about sense. */
export function coerce(
  { input }: Pick<AnyQuestion, 'input'> | Pick<Question, 'input'>,
  value: unknown,
): { readonly value: AnswerValues[AnswerKey] } | null {
  switch (input.type) {
    case 'yes-no':
      return typeof value === 'boolean' ? { value } : null;
    case 'number':
      return typeof value === 'number' && Number.isSafeInteger(value) ? { value } : null;
    case 'text':
      return typeof value === 'string' ? { value } : null;
    case 'choice':
      return typeof value === 'string' && input.options.some((each) => each.value === value)
        ? { value: value as AnswerValues[AnswerKey] }
        : null;
    case 'several':
      return Array.isArray(value) &&
        value.every((each) => ENGINE_NAMES.includes(each as EngineName))
        ? { value: [...new Set(value)] as AnswerValues['engines'] }
        : null;
  }
}

/** What a question takes, for messages: `true, false`, `1..1023`, `none, sysctl, setcap`. */
export function expectedBy({
  input,
}: Pick<AnyQuestion, 'input'> | Pick<Question, 'input'>): Message {
  switch (input.type) {
    case 'yes-no':
      return msg('answers.expected-yes-no');
    case 'number':
      return msg('answers.expected-number', { min: input.min, max: input.max });
    case 'text':
      return msg('answers.expected-text');
    case 'choice':
      return msg('answers.expected-choice', {
        options: input.options.map(({ value }) => String(value)),
      });
    case 'several':
      return msg('answers.expected-several', {
        options: input.options.map(({ value }) => String(value)),
      });
  }
}
