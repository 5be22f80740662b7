import { msg } from '../i18n/msg.ts';
import type { Question } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { Step, StepResult } from '../model/step.ts';
import { accountProblem, missingName, refuseNewName } from './account.ts';
import { blocked, change, ok, toDo } from './common.ts';
import { familyNote } from './family.ts';
import { idToolChanges } from './id-tools.ts';
import { sessionChanges, sessionNotes } from './session.ts';

const createUser: Question<'user.create'> = {
  key: 'user.create',
  title: msg('answers.q-create'),
  help: msg('answers.q-create-help'),
  input: { type: 'yes-no' },
  applies: (facts) => missingName(facts) !== null,
  // A misspelt name must not become an account: only a person says yes here.
  recommend: () => ({ value: false, source: 'default', because: msg('answers.q-create-because') }),
  refuse(value, facts) {
    const name = missingName(facts);
    return value && name !== null ? refuseNewName(name) : null;
  },
};

/** Whom and where: is this a host and a user for which containers can be set up at all? */
export const system: Step = {
  id: 'system',
  title: msg('report.step-system'),
  intro: msg('steps.system-intro'),
  questions: [createUser],
  plan(facts, values): StepResult {
    const unsupported = unsupportedSystem(facts);
    if (unsupported !== null) return blocked(unsupported);
    const missing = missingName(facts);
    if (missing !== null && values['user.create']) return createAccount(facts, missing);
    const problem = accountProblem(facts);
    if (problem !== null) return blocked(problem);
    if (facts.userns.known && facts.userns.value.noNewPrivs) {
      return blocked(msg('steps.no-new-privs'));
    }
    const notes = [...systemNotes(facts), ...sessionNotes(facts, values)];
    const tools = idToolChanges(facts);
    const changes: readonly Change[] = [...tools.changes, ...sessionChanges(facts)];
    if (tools.blocked !== null) return blocked(tools.blocked, notes);
    return changes.length === 0
      ? ok(msg('steps.system-ok'), notes)
      : toDo(msg('steps.system-change'), changes, notes);
  },
};

/** Why nothing of this host can be set up, or null. */
export function unsupportedSystem(facts: Facts): Message | null {
  if (facts.environment.known && facts.environment.value.kind === 'wsl1') return msg('steps.wsl1');
  return null;
}

function createAccount(facts: Facts, name: string): StepResult {
  const refusal = refuseNewName(name);
  if (refusal !== null) return blocked(refusal);
  const { privilege } = facts;
  if (privilege.known && !privilege.value.isRoot && privilege.value.tools.length === 0) {
    return blocked(msg('steps.create-needs-root', { user: name }));
  }
  return toDo(msg('steps.create-change', { user: name }), [
    change({
      id: 'system.account',
      kind: 'command',
      scope: 'root',
      title: msg('steps.create-title', { user: name }),
      why: msg('steps.create-why'),
      action: { do: 'create-account', name, shell: '/bin/bash' },
      source: 'useradd(8)',
    }),
  ]);
}

function systemNotes(facts: Facts): Message[] {
  const notes: Message[] = [];
  if (facts.os.known && facts.os.value.immutable !== null) {
    const { immutable, prettyName } = facts.os.value;
    notes.push(msg('steps.immutable', { os: prettyName, how: immutable }));
  }
  const family = familyNote(facts);
  if (family !== null) notes.push(family);
  else if (facts.os.known && facts.os.value.family !== 'debian') {
    notes.push(msg('steps.family-untried', { os: facts.os.value.prettyName }));
  }
  if (facts.userns.known && facts.userns.value.nested) notes.push(msg('steps.nested'));
  return notes;
}
