import { msg } from '../i18n/msg.ts';
import type { UserService, WriteFile } from '../model/action.ts';
import type { Change, RiskName } from '../model/change.ts';
import type { FactId, Facts, UnitState } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { FileState } from '../model/read-host.ts';
import type { StepResult } from '../model/step.ts';
import { textOf } from '../model/text.ts';
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

/** Did a run of ours write this unit? Where the vendor's tool or a person did, it is theirs. */
export function isOurs(unit: FileState): boolean {
  return (textOf(unit) ?? '').includes('rootless-wizard');
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

/**
 * What is said where a service is not wanted that is set up already: a no of today does not stop it. Empty
 * where the unit neither runs nor is enabled.
 */
export function staysNotes(unit: string, state: UnitState): readonly Message[] {
  const { wasEnabled, wasActive } = wasState(state);
  if (!wasEnabled && !wasActive) return [];
  return [msg('service.stays', { unit, command: `systemctl --user disable --now ${unit}` })];
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

/** What a unit of ours is called in a plan, and why it is there. */
export interface UnitWords {
  /** `service.docker`: the changes are `service.docker-unit`, `-reload`, `-start` and `-restart`. */
  readonly id: string;
  readonly unit: string;
  /** Where the file of the unit is, as the person knows it. */
  readonly path: string;
  readonly why: Message;
  readonly startWhy: Message;
  readonly source: string;
  readonly risks?: readonly RiskName[];
}

/**
 * What brings a unit of the user's systemd to where it should be: its file, the daemon told of it, started
 * where it does not run or is not enabled, and started again where it runs with what it read before.
 *
 * `write` is the file of the unit, null where it is right already; `needs` are changes that must be made
 * before it starts; `reread` those of other files that it reads when it starts.
 */
export function unitChanges(
  write: WriteFile | null,
  was: Was,
  { id, unit, path, why, startWhy, source, risks = [] }: UnitWords,
  needs: readonly string[],
  reread: readonly string[] = [],
): readonly Change[] {
  const file = write === null ? [] : [unitFile(write, { id, path, why, source, risks })];
  const before = write === null ? [] : [`${id}-reload`];
  const dependsOn = [...before, ...reread, ...needs];
  const service = (operation: UserService['operation'], title: Message, reason: Message) =>
    userService(`${id}-${operation.replace('enable-', '')}`, unit, operation, was, {
      title,
      why: reason,
      dependsOn: operation === 'reload' ? [`${id}-unit`, ...needs] : dependsOn,
      source,
    });
  const reload = service('reload', msg('service.reload-title'), msg('service.reload-why'));
  const start = service('enable-start', msg('service.start-title', { unit }), startWhy);
  const restart = service(
    'restart',
    msg('service.restart-title', { unit }),
    msg('service.restart-why'),
  );
  return [
    ...file,
    ...(write === null ? [] : [reload]),
    ...(was.wasActive && was.wasEnabled ? [] : [start]),
    ...(was.wasActive && before.length + reread.length > 0 ? [restart] : []),
  ];
}

function unitFile(
  action: WriteFile,
  {
    id,
    path,
    ...words
  }: Pick<UnitWords, 'id' | 'path' | 'why' | 'source'> & {
    readonly risks: readonly RiskName[];
  },
): Change {
  return change({
    id: `${id}-unit`,
    kind: 'file',
    scope: 'user',
    title: msg('service.unit-title', { path }),
    action,
    ...words,
  });
}
