import { bootWinner } from '../edit/sysctl.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts, UnitState } from '../model/facts.ts';
import type { EngineName } from '../model/finding.ts';
import type { Message } from '../model/message.ts';
import type { Step, StepResult } from '../model/step.ts';
import { blocked, change, ok, skip, toDo, unreadable } from './common.ts';
import { pingPlan } from './ping.ts';
import { pingAllow, portsLowest, portsMethod, usesRootlesskit } from './ports-questions.ts';
import { outerNet, sysctlChanges } from './sysctl-changes.ts';

export const PORT_START = 'net.ipv4.ip_unprivileged_port_start';
const DOCKER = 'https://docs.docker.com/engine/security/rootless/tips/';
const CAPABILITY = 'cap_net_bind_service';

/** Where packages put rootlesskit: known before it is installed. */
const ROOTLESSKIT = '/usr/bin/rootlesskit';

/** Publishing ports below 1024, and ping: both are refused to ordinary users by default. */
export const ports: Step = {
  id: 'ports',
  title: msg('report.step-ports'),
  intro: msg('steps.ports-intro'),
  questions: [portsMethod, portsLowest, pingAllow],
  plan(facts, values): StepResult {
    if (!facts.sysctls.known) return unreadable('sysctl', facts.sysctls.because);
    const low = lowPorts(facts, values);
    const ping = pingPlan(facts, values);
    if ('refused' in low) return blocked(low.refused);
    if ('refused' in ping) return blocked(ping.refused);
    const changes = [...low.changes, ...ping.changes];
    const notes = [...low.notes, ...ping.notes];
    if (changes.length > 0)
      return toDo(low.changes.length > 0 ? low.because : ping.because, changes, notes);
    return values['ports.method'] === 'none' && !values['ping.allow']
      ? skip(low.because, notes)
      : ok(values['ports.method'] === 'none' ? ping.because : low.because, notes);
  },
};

type Part =
  | {
      readonly because: Message;
      readonly changes: readonly Change[];
      readonly notes: readonly Message[];
    }
  | { readonly refused: Message };

function lowPorts(facts: Facts, values: Values): Part {
  const now = facts.sysctls.known ? (facts.sysctls.value.now[PORT_START] ?? null) : null;
  switch (values['ports.method']) {
    case 'none':
      return {
        because: msg('steps.ports-none', { port: now ?? '1024' }),
        changes: [],
        notes: [],
      };
    case 'sysctl':
      return bySysctl(facts, now, values['ports.lowest']);
    case 'setcap':
      return byCapability(facts, values);
  }
}

function bySysctl(facts: Facts, now: string | null, port: number): Part {
  if (now === null) return { refused: msg('steps.ports-no-sysctl') };
  const winner = facts.sysctls.known ? bootWinner(facts.sysctls.value.files, PORT_START) : null;
  const lasts = winner !== null && Number(winner.value) <= port;
  // Where the host outside decides, nothing of /etc/sysctl.d is read at start: what counts is the value now.
  if (Number(now) <= port && (lasts || outerNet(facts))) {
    return { because: msg('steps.ports-ok', { port: now }), changes: [], notes: [] };
  }
  if (outerNet(facts)) return { refused: msg('steps.kernel-outer') };
  const plan = sysctlChanges(
    facts,
    {
      id: 'ports.sysctl',
      role: 'sysctl.ports',
      comment: [
        `Lets every user of this host listen on ports from ${port} on.`,
        'Written by rootless-wizard.',
      ],
      why: msg('steps.ports-sysctl-why', { port }),
      risks: ['low-ports'],
      source: 'https://docs.kernel.org/networking/ip-sysctl.html',
    },
    // A lower value that is in force is not raised: others may count on it.
    [{ key: PORT_START, value: String(Math.min(port, Number(now))), now }],
  );
  return 'refused' in plan ? plan : { ...plan, because: msg('steps.ports-sysctl', { port }) };
}

function byCapability(facts: Facts, values: Values): Part {
  if (!usesRootlesskit(values)) return { refused: msg('steps.ports-setcap-docker') };
  if (!facts.docker.known) return { refused: facts.docker.because };
  const { rootlesskit, service } = facts.docker.value;
  const path = rootlesskit?.path ?? ROOTLESSKIT;
  const before = rootlesskit?.capabilities ?? '';
  const notes = values.engines.includes('podman') ? [msg('steps.ports-setcap-podman')] : [];
  if (before.includes(CAPABILITY)) {
    return { because: msg('steps.ports-setcap-ok', { path }), changes: [], notes };
  }
  if (rootlesskit !== null && rootlesskit.uid !== 0) {
    return { refused: msg('steps.ports-setcap-owner', { path }) };
  }
  const set = change({
    id: 'ports.setcap',
    kind: 'capability',
    scope: 'root',
    title: msg('steps.ports-setcap-title', { path }),
    why: msg('steps.ports-setcap-why'),
    action: { do: 'set-capability', path, capabilities: `${CAPABILITY}=ep`, before },
    risks: ['rootlesskit-ports'],
    // Where it is not there yet, the package brings the program.
    dependsOn: ['packages.install'],
    source: DOCKER,
  });
  const nerdctl = orNull(facts.nerdctl)?.service;
  const wanted = (name: EngineName) => values.engines.includes(name);
  const restarts = [
    ...(wanted('docker') ? restart('docker', 'docker.service', service, set.id) : []),
    ...(wanted('nerdctl') && nerdctl !== undefined
      ? restart('nerdctl', 'containerd.service', nerdctl, set.id)
      : []),
  ];
  return {
    because: msg('steps.ports-setcap'),
    changes: [set, ...restarts],
    notes: [...notes, msg('steps.ports-setcap-upgrade')],
  };
}

/** A daemon that runs has the rootlesskit from before. */
function restart(
  engine: 'docker' | 'nerdctl',
  unit: string,
  state: UnitState,
  after: string,
): readonly Change[] {
  if (state.active !== 'active') return [];
  const one = change({
    id: `ports.${engine}-restart`,
    kind: 'service',
    scope: 'user',
    title:
      engine === 'docker' ? msg('steps.docker-restart') : msg('service.restart-title', { unit }),
    why: msg('steps.docker-restart-why'),
    action: {
      do: 'user-service',
      unit,
      operation: 'restart',
      wasEnabled: state.enabled === 'enabled',
      wasActive: true,
    },
    dependsOn: [after],
    source: DOCKER,
  });
  return [one];
}
