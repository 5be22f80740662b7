import type { Question, Values } from './answers.ts';
import type { Change } from './change.ts';
import type { Facts } from './facts.ts';
import type { Message } from './message.ts';

/** The steps in the order of the wizard and of the plan. */
export type StepId =
  | 'system'
  | 'packages'
  | 'subids'
  | 'kernel'
  | 'ports'
  | 'cgroup'
  | 'linger'
  | 'storage'
  | 'service'
  | 'shell'
  | 'verify'
  // Of a migration, which is a plan as well but has no page in the wizard.
  | 'migrate-check'
  | 'migrate-images'
  | 'migrate-networks'
  | 'migrate-group'
  | 'migrate-files'
  | 'migrate-cutover'
  | 'migrate-finish';

/** One page of the wizard and one part of the plan. Pure: it reads facts and answers and writes nothing. */
export interface Step {
  readonly id: StepId;
  readonly title: Message;
  /** One sentence: what this is good for, goal first. */
  readonly intro: Message;
  readonly questions: readonly AnyQuestion[];
  plan(facts: Facts, values: Values): StepResult;
}

/** A question whose key type is forgotten, for lists. */
export type AnyQuestion = { readonly [K in keyof Values]: Question<K> }[keyof Values];

/**
 * What a step wants. `ok`: nothing to do, it is fine; `skip`: does not apply or not wanted;
 * `blocked`: it is needed but can't be done, `because` says what to do. `because` is always there:
 * an empty step must say why (design law 3).
 */
export interface StepResult {
  readonly status: 'change' | 'ok' | 'skip' | 'blocked';
  readonly because: Message;
  readonly changes: readonly Change[];
  /** Things to know that need no change, shown in the review. */
  readonly notes?: readonly Message[];
  /**
   * What this step would change where it does not last (a system made from an image); it is no part of the
   * plan, but of the text for that system. An empty list: something is missing there that is no change.
   */
  readonly elsewhere?: readonly Change[];
}
