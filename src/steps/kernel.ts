import { ROOT_FILE, writeText } from '../edit/file.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { Step, StepResult } from '../model/step.ts';
import { apparmorChanges } from './apparmor.ts';
import { blocked, change, ok, toDo, unreadable } from './common.ts';
import { bridgeChanges, bridgeWanted } from './kernel-bridge.ts';
import { sysctlChanges, type WantedSysctl } from './sysctl-changes.ts';

const CAVEATS = 'https://rootlesscontaine.rs/getting-started/common/sysctl/';
const USERNS_CLONE = 'kernel.unprivileged_userns_clone';
const USERNS_MAX = 'user.max_user_namespaces';
/** The number that Docker's and RootlessKit's documentation give; fewer than `TOO_FEW` run out soon. */
const ENOUGH_NAMESPACES = '28633';
const TOO_FEW = 1024;

const question: Question<'kernel.settings'> = {
  key: 'kernel.settings',
  title: msg('answers.q-kernel'),
  help: msg('answers.q-kernel-help'),
  input: { type: 'yes-no' },
  applies: (facts, values) =>
    wantedSysctls(facts).length > 0 || tunMissing(facts) || bridgeWanted(facts, values),
  recommend: () => ({ value: true, source: 'default', because: msg('answers.q-kernel-because') }),
  refuse: () => null,
};

/** User namespaces, the tun device and filters on bridges: only what this kernel has and what is wrong. */
export const kernel: Step = {
  id: 'kernel',
  title: msg('report.step-kernel'),
  intro: msg('steps.kernel-intro'),
  questions: [question],
  plan(facts, values): StepResult {
    if (!facts.sysctls.known) return unreadable('sysctl', facts.sysctls.because);
    const wanted = wantedSysctls(facts);
    const tun = tunChanges(facts);
    const profiles = apparmorChanges(facts, values);
    if ('refused' in tun) return blocked(tun.refused);
    const bridge = bridgeChanges(facts, values);
    if ('refused' in bridge) return blocked(bridge.refused);
    const modules = [...tun.changes, ...bridge.changes];
    const possible = wanted.length + modules.length + profiles.changes.length > 0;
    if (possible && !values['kernel.settings']) return blocked(msg('steps.kernel-unwanted'));
    const notes = [...profiles.notes, ...tun.notes];
    const changes: Change[] = [...modules, ...profiles.changes];
    if (wanted.length > 0) {
      if (isContainer(facts)) return blocked(msg('steps.kernel-outer'), notes);
      const plan = sysctlChanges(facts, USERNS, wanted);
      if ('refused' in plan) return blocked(plan.refused);
      changes.unshift(...plan.changes);
      notes.push(...plan.notes);
    } else {
      const stuck = usernsProblem(facts, values);
      if (stuck !== null) return blocked(stuck, notes);
    }
    return changes.length === 0
      ? ok(kernelOk(facts), notes)
      : toDo(msg('steps.kernel-change'), changes, notes);
  },
};

const USERNS = {
  id: 'kernel.userns',
  role: 'sysctl.userns',
  comment: [
    'Lets users make user namespaces, which rootless containers run in.',
    'Written by rootless-wizard.',
  ],
  why: msg('steps.kernel-userns-why'),
  risks: ['userns-for-all'],
  source: CAVEATS,
} as const;

/** Keys that this kernel has and whose value keeps users from making user namespaces. */
function wantedSysctls(facts: Facts): readonly WantedSysctl[] {
  if (!facts.sysctls.known) return [];
  const { now } = facts.sysctls.value;
  const wanted: WantedSysctl[] = [];
  const clone = now[USERNS_CLONE];
  if (clone === '0') wanted.push({ key: USERNS_CLONE, value: '1', now: clone });
  const max = now[USERNS_MAX];
  if (max != null && Number(max) < TOO_FEW) {
    wanted.push({ key: USERNS_MAX, value: ENOUGH_NAMESPACES, now: max });
  }
  return wanted;
}

/** It was tried and does not work, and none of our settings would change that. */
function usernsProblem(facts: Facts, values: Values): Message | null {
  if (!facts.userns.known) return null;
  const { works, detail, nested } = facts.userns.value;
  if (works) return null;
  if (nested || isContainer(facts)) return msg('steps.userns-nested', { detail });
  // unshare(1) itself has no profile there; the engines' own programs may have one.
  if (facts.lsm.known && facts.lsm.value.apparmorRestrictsUserns) return null;
  return values.engines.length === 0 ? null : msg('steps.userns-broken', { detail });
}

function kernelOk(facts: Facts): Message {
  return facts.userns.known ? msg('steps.kernel-ok') : msg('steps.kernel-ok-untried');
}

function isContainer(facts: Facts): boolean {
  return facts.environment.known && facts.environment.value.kind === 'container';
}

function tunMissing(facts: Facts): boolean {
  return facts.devices.known && !facts.devices.value.tun;
}

/** slirp4netns and pasta make a tap device, so the module has to be there, at boot as well. */
function tunChanges(
  facts: Facts,
):
  | { readonly changes: readonly Change[]; readonly notes: readonly Message[] }
  | { readonly refused: Message } {
  if (!tunMissing(facts)) return { changes: [], notes: [] };
  if (isContainer(facts)) return { refused: msg('steps.tun-outer') };
  if (!facts.files.known) return { refused: facts.files.because };
  const state = facts.files.value['modules.tun'];
  const text = '# The device of slirp4netns and pasta, for rootless containers.\ntun\n';
  const edit = writeText(state, text, ROOT_FILE);
  if (edit.kind === 'refused') return { refused: edit.because };
  const rest = { why: msg('steps.tun-why'), scope: 'root', source: 'modules-load.d(5)' } as const;
  const file =
    edit.kind === 'same'
      ? []
      : [
          change({
            ...rest,
            id: 'kernel.tun-file',
            kind: 'file',
            title: msg('steps.tun-file', { path: state.path }),
            action: edit.action,
          }),
        ];
  const load = change({
    ...rest,
    id: 'kernel.tun',
    kind: 'command',
    title: msg('steps.tun-load'),
    action: { do: 'load-module', module: 'tun' },
  });
  return { changes: [...file, load], notes: [] };
}
