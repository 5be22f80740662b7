import { writeText } from '../edit/file.ts';
import { callersProblem } from '../engines/docker-callers.ts';
import { orNull, packageHere } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { Step, StepResult } from '../model/step.ts';
import { blocked, initOf, ok, skip, toDo } from './common.ts';
import { daemonChanges } from './docker-daemon.ts';
import { ipv6Environment, ipv6Problem, ipv6Question, wayOut } from './docker-ipv6.ts';
import { allowsAnew, loopbackEnvironment, loopbackQuestion } from './docker-loopback.ts';
import { networkEnvironment, networkQuestion } from './docker-network.ts';
import { noScript } from './docker-source.ts';
import { nerdctlNetworkQuestion } from './nerdctl-network.ts';
import { bypassQuestion } from './service-bypass.ts';
import { firstUnknown, staysNotes, unitChanges, wasState } from './service-change.ts';
import { hostService } from './service-host-engines.ts';
import { lxcService } from './service-lxc.ts';
import { lxcBootQuestion } from './service-lxc-boot.ts';
import { bridgeQuestion } from './service-lxc-bridge.ts';
import { nerdctlQuestion, nerdctlService } from './service-nerdctl.ts';
import { podmanService, restartQuestion, socketQuestion } from './service-podman.ts';
import { dockerDirs, dockerScript, dockerUnit } from './service-unit.ts';
import { dockerStorage } from './storage-docker.ts';

const DOCKER_SOURCE = 'https://docs.docker.com/engine/security/rootless/';

const dockerQuestion: Question<'service.docker'> = {
  key: 'service.docker',
  title: msg('service.q-docker'),
  help: msg('service.q-docker-help'),
  input: { type: 'yes-no' },
  applies: (facts, values) => initOf(facts) === 'systemd' && wants(values, 'docker'),
  recommend: () => ({ value: true, source: 'default', because: msg('service.q-docker-because') }),
  refuse: () => null,
};

/** The engine under the user's own systemd: Docker's daemon by a unit of ours, Podman by its socket. */
export const service: Step = {
  id: 'service',
  title: msg('report.step-service'),
  intro: msg('service.intro'),
  questions: [
    dockerQuestion,
    networkQuestion,
    ipv6Question,
    loopbackQuestion,
    nerdctlQuestion,
    nerdctlNetworkQuestion,
    bypassQuestion,
    socketQuestion,
    restartQuestion,
    bridgeQuestion,
    lxcBootQuestion,
  ],
  plan(facts, values): StepResult {
    const parts: StepResult[] = [];
    const unreachable = noManager(facts, values);
    if (values.engines.includes('docker')) {
      parts.push(
        hostService(facts, values, 'docker') ?? unreachable?.('docker') ?? docker(facts, values),
      );
    }
    if (values.engines.includes('nerdctl')) {
      parts.push(
        hostService(facts, values, 'nerdctl') ??
          unreachable?.('nerdctl') ??
          nerdctlService(facts, values, rootFirst(facts, true)),
      );
    }
    if (values.engines.includes('podman'))
      parts.push(
        hostPodman(facts, values) ??
          unreachable?.('podman') ??
          podmanService(facts, values, rootFirst(facts, false)),
      );
    if (values.engines.includes('lxc')) {
      parts.push(lxcService(facts, values, rootFirst(facts, false)));
    }
    const [first] = parts;
    if (first === undefined) return skip(msg('service.no-engine'));
    // The worst of the engines counts for the step, with its own reason.
    const worst = ['blocked', 'change', 'ok', 'skip'] as const;
    const status = worst.find((name) => parts.some((part) => part.status === name)) ?? 'skip';
    const because = parts.find((part) => part.status === status)?.because ?? first.because;
    const notes = parts.flatMap((part) => [
      ...(part.because === because ? [] : [part.because]),
      ...(part.notes ?? []),
    ]);
    const changes = status === 'change' ? parts.flatMap((part) => part.changes) : [];
    return { status, because, changes, notes };
  },
};

/** Podman's containers at boot where OpenRC or runit starts things; null elsewhere. Its socket is left to a person. */
function hostPodman(facts: Facts, values: Values): StepResult | null {
  const result = hostService(facts, values, 'podman');
  if (result === null) return null;
  return { ...result, notes: [...(result.notes ?? []), byHand(facts, 'podman').because] };
}

/** Where no systemd of the user will be there: what that means for an engine. Else null. */
function noManager(
  facts: Facts,
  values: Values,
): ((engine: 'docker' | 'nerdctl' | 'podman') => StepResult) | null {
  const init = initOf(facts);
  if (init !== null && init !== 'systemd') {
    return (engine) => byHand(facts, engine);
  }
  const session = orNull(facts.session);
  if (session === null) return () => firstUnknown(facts, ['session']);
  const starts = session.linger || values.linger;
  if (session.userManager !== 'none' || starts) return null;
  const user = facts.target.known ? facts.target.value.name : 'USER';
  return () => blocked(msg('service.no-manager', { user, command: `machinectl shell ${user}@` }));
}

function byHand(facts: Facts, engine: 'docker' | 'nerdctl' | 'podman'): StepResult {
  switch (engine) {
    case 'docker': {
      const script = dockerScript(facts);
      // Void's moby has the daemon alone.
      if (script === null && orNull(facts.docker)?.dockerd != null) return noScript(facts);
      return skip(msg('service.docker-by-hand', { command: script ?? 'dockerd-rootless.sh' }));
    }
    case 'nerdctl': {
      const command = orNull(facts.nerdctl)?.rootlessScript ?? 'containerd-rootless.sh';
      return skip(msg('service.nerdctl-by-hand', { command }));
    }
    case 'podman':
      return skip(msg('service.podman-by-hand', { command: 'podman system service --time=0 &' }));
  }
}

/**
 * Changes of root without which a unit of the user can't start. They are named whether they are in this
 * plan or not: what stands in the way of an earlier step is not seen any more from here.
 */
function rootFirst(facts: Facts, daemon: boolean): readonly string[] {
  const session = orNull(facts.session);
  // Whoever is logged in has a systemd already; for others linger starts it.
  const loggedIn = orNull(facts.target)?.self === true && session?.xdgRuntimeDir !== null;
  return [
    'packages.install',
    ...(daemon ? ['subids.subuid', 'subids.subgid', 'kernel.tun'] : []),
    ...(loggedIn ? [] : ['linger.enable']),
  ];
}

function docker(facts: Facts, values: Values): StepResult {
  const files = orNull(facts.files);
  const target = orNull(facts.target);
  const found = orNull(facts.docker);
  if (files === null || target === null || found === null) {
    return firstUnknown(facts, ['target', 'files', 'docker']);
  }
  if (!values['service.docker']) {
    return skip(msg('service.docker-unwanted'), staysNotes('docker.service', found.service));
  }
  const stored = dockerStorage(facts, values, null);
  if (stored.blocked !== null) return blocked(msg('service.config-first', { why: stored.blocked }));
  if (found.dockerd === null && !packageHere(facts, 'docker')) {
    return blocked(msg('service.not-installed', { engine: 'Docker' }));
  }
  const script = dockerScript(facts);
  if (script === null) return noScript(facts);
  const { service: unit } = found;
  if (unit.enabled === 'masked') {
    return blocked(msg('service.masked', { command: 'systemctl --user unmask docker.service' }));
  }
  const state = files['docker.unit'];
  const dirs = dockerDirs(script, found);
  const fresh = { mode: 0o644, uid: target.uid, gid: target.gid };
  const environment = [
    ...networkEnvironment(values, facts),
    ...ipv6Environment(values),
    ...loopbackEnvironment(values),
  ];
  const write = writeText(state, dockerUnit(script, dirs, environment, wayOut(values)), fresh);
  if (write.kind === 'refused') return blocked(write.because);
  const needs = [
    ...rootFirst(facts, true),
    'kernel.bridge',
    'packages.docker-archive',
    'packages.docker-extras',
  ];
  if (values['service.docker-network'] === 'no-proxy') {
    const old = callersProblem(facts);
    if (old !== null) return blocked(old);
  }
  if (values['service.docker-ipv6']) {
    const problem = ipv6Problem(facts, values);
    if (problem !== null) return blocked(problem);
  }
  const before = daemonChanges(facts, values);
  if ('key' in before) return blocked(before);
  const changes = [
    ...before,
    ...unitChanges(
      write.kind === 'action' ? write.action : null,
      wasState(unit),
      {
        id: 'service.docker',
        unit: 'docker.service',
        path: state.path,
        why: msg('service.unit-why', { path: `${state.path}.d` }),
        startWhy: msg('service.start-why', { dir: target.runtimeDir }),
        source: DOCKER_SOURCE,
        risks: allowsAnew(facts, values) ? ['host-loopback'] : [],
      },
      needs,
      before.map(({ id }) => id),
    ),
  ];
  const notes = [
    ...rootfulNotes(facts),
    ...(values['service.docker-ipv6'] ? [msg('service.ipv6-note')] : []),
  ];
  const because = msg('service.docker-runs', { dir: target.runtimeDir });
  return changes.length === 0
    ? ok(because, notes)
    : toDo(msg('service.docker-change'), changes, notes);
}

function rootfulNotes(facts: Facts): readonly Message[] {
  const rootful = orNull(facts.rootful);
  return rootful !== null && (rootful.docker.active || rootful.docker.socket)
    ? [msg('service.rootful-beside')]
    : [];
}

function wants(values: Partial<Values>, engine: 'docker' | 'podman'): boolean {
  return values.engines?.includes(engine) ?? false;
}
