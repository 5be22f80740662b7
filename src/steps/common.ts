import { msg } from '../i18n/msg.ts';
import type { Change } from '../model/change.ts';
import type { Facts, Init, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { StepResult } from '../model/step.ts';

type Given = Pick<Change, 'id' | 'kind' | 'scope' | 'title' | 'why' | 'action' | 'source'> &
  Partial<Pick<Change, 'risks' | 'needs' | 'dependsOn'>>;

/** A change with the usual values for what is left out: no risk, nothing to wait for. */
export function change(given: Given): Change {
  return { risks: [], needs: 'none', dependsOn: [], ...given };
}

/** It is fine as it is. */
export function ok(because: Message, notes: readonly Message[] = []): StepResult {
  return { status: 'ok', because, changes: [], notes };
}

/** It does not apply, or is not wanted. */
export function skip(because: Message, notes: readonly Message[] = []): StepResult {
  return { status: 'skip', because, changes: [], notes };
}

/** It is needed and can't be done; `because` says what to do. */
export function blocked(because: Message, notes: readonly Message[] = []): StepResult {
  return { status: 'blocked', because, changes: [], notes };
}

/** There is something to do. */
export function toDo(
  because: Message,
  changes: readonly Change[],
  notes: readonly Message[] = [],
): StepResult {
  return { status: 'change', because, changes, notes };
}

/** A fact that a step can't do without could not be read. */
export function unreadable(what: string, because: Message): StepResult {
  return blocked(msg('steps.unknown-fact', { what, because }));
}

/** The target, or null while nobody is known. */
export function targetOf(facts: Facts): Target | null {
  return facts.target.known ? facts.target.value : null;
}

/** PID 1's name, or null where it could not be read. */
export function initOf(facts: Facts): Init['name'] | null {
  return facts.init.known ? facts.init.value.name : null;
}
