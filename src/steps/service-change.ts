import type { UserService } from '../model/action.ts';
import type { Change } from '../model/change.ts';
import type { FactId, Facts, UnitState } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { StepResult } from '../model/step.ts';
import { change, unreadable } from './common.ts';

const DOCKER_SOURCE = 'https://docs.docker.com/engine/security/rootless/';

/** The reason of the first of these facts that could not be read. */
export function firstUnknown(facts: Facts, ids: readonly FactId[]): StepResult {
  for (const id of ids) {
    const fact = facts[id];
    if (!fact.known) return unreadable(id, fact.because);
  }
  throw new Error(`all known: ${ids.join(', ')}`);
}

/** How a unit stood before, for the way back. */
export type Was = Pick<UserService, 'wasEnabled' | 'wasActive'>;

/** What of a unit's state counts when it is set up, and when that is taken back. */
export function wasState(unit: UnitState): Was {
  return {
    wasEnabled: unit.enabled === 'enabled' || unit.enabled === 'static',
    wasActive: unit.active === 'active' || unit.active === 'activating',
  };
}

/** A change to a unit of the target's own systemd. */
export function userService(
  id: string,
  unit: string,
  operation: UserService['operation'],
  was: Was,
  words: {
    readonly title: Message;
    readonly why: Message;
    readonly dependsOn: readonly string[];
    readonly source?: string;
  },
): Change {
  return change({
    id,
    kind: 'service',
    scope: 'user',
    action: { do: 'user-service', unit, operation, ...was },
    source: DOCKER_SOURCE,
    ...words,
  });
}
