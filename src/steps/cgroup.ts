import { dirOf, makeDirectory, ROOT_FILE, writeText } from '../edit/file.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Cgroup, Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { Step, StepResult } from '../model/step.ts';
import { oldTree, switchQuestion } from './cgroup-switch.ts';
import { blocked, change, initOf, ok, skip, toDo, unreadable } from './common.ts';

/** What engines set limits with; cpuset and io are not delegated by default (systemd.resource-control(5)). */
const CONTROLLERS = ['cpu', 'cpuset', 'io', 'memory', 'pids'];
const SOURCE = 'https://rootlesscontaine.rs/getting-started/common/cgroup2/';

const question: Question<'cgroup.delegate'> = {
  key: 'cgroup.delegate',
  title: msg('answers.q-delegate'),
  help: msg('answers.q-delegate-help'),
  input: { type: 'yes-no' },
  applies: (facts, values) =>
    initOf(facts) === 'systemd' &&
    facts.cgroup.known &&
    (facts.cgroup.value.version === 2 || values['cgroup.switch'] === true),
  recommend: () => ({ value: true, source: 'default', because: msg('answers.q-delegate-because') }),
  refuse: () => null,
};

/** Limits for cpu, memory, io and processes: the user's systemd gets those controllers handed down. */
export const cgroup: Step = {
  id: 'cgroup',
  title: msg('report.step-cgroup'),
  intro: msg('steps.cgroup-intro'),
  questions: [switchQuestion, question],
  plan(facts, values): StepResult {
    const init = initOf(facts);
    if (!facts.cgroup.known) {
      return init === null || init === 'systemd'
        ? unreadable('cgroup', facts.cgroup.because)
        : skip(msg('steps.cgroup-no-systemd'));
    }
    const { version, controllers, delegated } = facts.cgroup.value;
    if (version !== 2) return fromOldTree(facts, values, facts.cgroup.value);
    if (init !== null && init !== 'systemd') return skip(msg('steps.cgroup-no-systemd'));
    const wanted = CONTROLLERS.filter((name) => controllers.includes(name));
    const missing = delegated === null ? null : wanted.filter((name) => !delegated.includes(name));
    if (wanted.length === 0) return skip(msg('steps.cgroup-none'));
    if (missing?.length === 0) return ok(msg('steps.cgroup-ok', { controllers: wanted }));
    if (!values['cgroup.delegate']) return skip(msg('steps.cgroup-unwanted'));
    return delegate(facts, wanted);
  },
};

/** The way out of cgroup v1, and with it what the user is to be handed after that boot. */
function fromOldTree(facts: Facts, values: Values, tree: Cgroup): StepResult {
  const result = oldTree(facts, values, tree);
  if (result.status !== 'change' || !values['cgroup.delegate']) return result;
  if (initOf(facts) !== 'systemd') return result;
  const version = facts.init.known ? facts.init.value.version : null;
  // systemd can hand out cpuset since version 244 (its NEWS).
  const known = CONTROLLERS.filter((name) => name !== 'cpuset' || (version ?? 0) >= 244);
  const after = delegate(facts, known);
  return { ...result, changes: [...result.changes, ...after.changes] };
}

function delegate(facts: Facts, wanted: readonly string[]): StepResult {
  if (!facts.files.known) return unreadable('cgroup', facts.files.because);
  const state = facts.files.value['cgroup.delegate'];
  const text =
    '# Lets the users of this host limit their containers: cpu, memory, io, processes.\n' +
    '# Written by rootless-wizard.\n' +
    `[Service]\nDelegate=${wanted.join(' ')}\n`;
  const edit = writeText(state, text, ROOT_FILE);
  if (edit.kind === 'refused') return blocked(edit.because);
  const relogin: Message[] = [msg('steps.cgroup-relogin')];
  // The setting is there; a user manager that is older than it goes on without.
  if (edit.kind === 'same') return ok(msg('steps.cgroup-written'), relogin);
  const dir = dirOf(state.path);
  const directory = change({
    id: 'cgroup.directory',
    kind: 'command',
    scope: 'root',
    title: msg('steps.cgroup-directory', { path: dir }),
    why: msg('steps.cgroup-why'),
    action: makeDirectory(dir, { ...ROOT_FILE, mode: 0o755 }),
    source: 'systemd.unit(5)',
  });
  const isNew = state.kind === 'absent';
  return toDo(
    msg('steps.cgroup-change', { controllers: wanted }),
    [
      ...(isNew ? [directory] : []),
      change({
        id: 'cgroup.delegate',
        kind: 'file',
        scope: 'root',
        title: msg('steps.cgroup-title', { controllers: wanted }),
        why: msg('steps.cgroup-why'),
        action: edit.action,
        needs: 'relogin',
        dependsOn: isNew ? [directory.id] : [],
        source: SOURCE,
      }),
      change({
        id: 'cgroup.reload',
        kind: 'service',
        scope: 'root',
        title: msg('steps.cgroup-reload'),
        why: msg('steps.cgroup-reload-why'),
        action: { do: 'system-reload' },
        needs: 'relogin',
        dependsOn: ['cgroup.delegate'],
        source: SOURCE,
      }),
    ],
    relogin,
  );
}
