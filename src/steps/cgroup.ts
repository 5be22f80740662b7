import { dirOf, makeDirectory, ROOT_FILE, writeText } from '../edit/file.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { Step, StepResult } from '../model/step.ts';
import { blocked, change, initOf, ok, skip, toDo, unreadable } from './common.ts';

/** What engines set limits with; cpuset and io are not delegated by default (systemd.resource-control(5)). */
const CONTROLLERS = ['cpu', 'cpuset', 'io', 'memory', 'pids'];
const SOURCE = 'https://rootlesscontaine.rs/getting-started/common/cgroup2/';

const question: Question<'cgroup.delegate'> = {
  key: 'cgroup.delegate',
  title: msg('answers.q-delegate'),
  help: msg('answers.q-delegate-help'),
  input: { type: 'yes-no' },
  applies: (facts) =>
    initOf(facts) === 'systemd' && facts.cgroup.known && facts.cgroup.value.version === 2,
  recommend: () => ({ value: true, source: 'default', because: msg('answers.q-delegate-because') }),
  refuse: () => null,
};

/** Limits for cpu, memory, io and processes: the user's systemd gets those controllers handed down. */
export const cgroup: Step = {
  id: 'cgroup',
  title: msg('report.step-cgroup'),
  intro: msg('steps.cgroup-intro'),
  questions: [question],
  plan(facts, values): StepResult {
    const init = initOf(facts);
    if (init !== null && init !== 'systemd') return skip(msg('steps.cgroup-no-systemd'));
    if (!facts.cgroup.known) return unreadable('cgroup', facts.cgroup.because);
    const { version, controllers, delegated } = facts.cgroup.value;
    if (version !== 2) return oldVersion(facts, values, version === 1 ? 'v1' : 'hybrid');
    const wanted = CONTROLLERS.filter((name) => controllers.includes(name));
    const missing = delegated === null ? null : wanted.filter((name) => !delegated.includes(name));
    if (wanted.length === 0) return skip(msg('steps.cgroup-none'));
    if (missing?.length === 0) return ok(msg('steps.cgroup-ok', { controllers: wanted }));
    if (!values['cgroup.delegate']) return skip(msg('steps.cgroup-unwanted'));
    return delegate(facts, wanted);
  },
};

function oldVersion(facts: Facts, values: Values, version: string): StepResult {
  const because = msg('steps.cgroup-old', {
    version,
    argument: 'systemd.unified_cgroup_hierarchy=1',
  });
  const podman = facts.podman.known ? facts.podman.value.version : null;
  const refuses = Number.parseInt(podman ?? '0', 10) >= 6 && values.engines.includes('podman');
  return refuses ? blocked(because, [msg('steps.cgroup-podman6')]) : skip(because);
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
