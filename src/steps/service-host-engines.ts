import { hasBypass, wantsBypass } from '../engines/bypass.ts';
import { fuseSocket, usesFuse } from '../engines/nerdctl-snapshotter.ts';
import { atLeast, orNull, packageHere, podmanVersion } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Fact } from '../model/fact.ts';
import type { Facts, HostServices, Target } from '../model/facts.ts';
import type { StepResult } from '../model/step.ts';
import { blocked, skip } from './common.ts';
import { networkEnvironment } from './docker-network.ts';
import { noScript } from './docker-source.ts';
import { ARCHIVE_CHANGES } from './nerdctl-archive.ts';
import { nerdctlNetworkEnvironment } from './nerdctl-network.ts';
import { buildkitCommand } from './service-buildkit.ts';
import { fuseCommand } from './service-fuse-overlayfs.ts';
import type { HostService } from './service-host.ts';
import { containerdParts } from './service-nerdctl.ts';
import { openrcService } from './service-openrc.ts';
import { containerdProgram, podmanProgram } from './service-program.ts';
import { runitService } from './service-runit.ts';
import { dockerDirs, dockerScript } from './service-unit.ts';

type Engine = HostService['engine'];

/** What must have been done before an engine of the user can start. */
const BEFORE: readonly string[] = [
  ...['packages.install', 'subids.subuid', 'subids.subgid', 'kernel.tun', 'system.runtime-dir'],
];

/** What each engine's service is, or why there is none. */
const SERVICES: Readonly<
  Record<Engine, (facts: Facts, values: Values, target: Target) => HostService | StepResult>
> = { docker: dockerHost, nerdctl: nerdctlHost, podman: podmanHost };

/** An engine as a service of OpenRC or runit; null where neither starts things on this host. */
export function hostService(facts: Facts, values: Values, engine: Engine): StepResult | null {
  const target = orNull(facts.target);
  const fact: Fact<HostServices> = facts[engine];
  const { openrc, runit } = orNull(fact) ?? {};
  if (target === null || (openrc == null && runit === undefined)) return null;
  const what = SERVICES[engine](facts, values, target);
  if ('status' in what) return what;
  const result =
    openrc != null
      ? openrcService(openrc, what)
      : runit === undefined
        ? null
        : runitService(runit, what);
  if (result === null || what.notes === undefined) return result;
  return { ...result, notes: [...(result.notes ?? []), ...what.notes] };
}

function dockerHost(facts: Facts, values: Values, target: Target): HostService | StepResult {
  const docker = orNull(facts.docker);
  if (!values['service.docker']) return skip(msg('service.docker-unwanted'));
  const dockerd = docker?.dockerd ?? null;
  if (dockerd === null && !packageHere(facts, 'docker')) {
    return blocked(msg('service.not-installed', { engine: 'Docker' }));
  }
  const script = dockerScript(facts);
  if (script === null) return noScript(facts);
  const dirs = dockerDirs(script, { dockerd, rootlesskit: docker?.rootlesskit ?? null });
  return {
    engine: 'docker',
    target,
    name: 'Docker',
    headline: `Docker without root, for ${target.name}`,
    description: `Docker Engine (rootless) of ${target.name}`,
    command: script,
    program: null,
    environment: [...userEnvironment(target, dirs), ...networkEnvironment(values, facts)],
    ready: { by: 'dockerd', socket: `${target.runtimeDir}/docker.sock` },
    why: msg('service.openrc-why', { user: target.name, engine: 'Docker' }),
    startWhy: msg('service.start-why', { dir: '$XDG_RUNTIME_DIR' }),
    runs: msg('service.docker-runs', { dir: target.runtimeDir }),
    byHand: msg('service.docker-by-hand', { command: script }),
    before: [...BEFORE, 'packages.docker-archive', 'packages.docker-extras'],
  };
}

function nerdctlHost(facts: Facts, values: Values, target: Target): HostService | StepResult {
  const parts = containerdParts(facts, values);
  if ('status' in parts) return parts;
  const { found, script, dirs, base } = parts;
  if (found.program === undefined) return skip(msg('service.nerdctl-by-hand', { command: script }));
  const fuse = usesFuse(facts, values) ? fuseCommand(found, target, base) : null;
  const buildkit = buildkitCommand(found, base);
  const beside = [fuse, buildkit].filter((words) => words !== null);
  if (beside.length > 0 && found.setupTool === null)
    return blocked(msg('service.nerdctl-no-script'));
  const bypass = wantsBypass(values) && hasBypass(facts) ? found.bypass4netnsd : null;
  const tool = found.setupTool;
  const text = containerdProgram({ user: target.name, script, tool, beside, bypass });
  const socket =
    fuse === null ? `${target.runtimeDir}/containerd/containerd.sock` : fuseSocket(target);
  return {
    engine: 'nerdctl',
    target,
    name: 'containerd',
    headline: `containerd without root, for ${target.name}`,
    description: `containerd (rootless) of ${target.name}`,
    command: found.program.path,
    program: { state: found.program, text },
    environment: [...userEnvironment(target, dirs), ...nerdctlNetworkEnvironment(values)],
    ready: { by: fuse === null ? 'containerd' : 'Its snapshotter', socket },
    why: msg('service.openrc-why', { user: target.name, engine: 'containerd' }),
    startWhy: msg('service.nerdctl-start-why'),
    runs: msg('service.nerdctl-runs'),
    byHand: msg('service.nerdctl-by-hand', { command: script }),
    risks: bypass === null ? [] : ['bypass-ports'],
    notes: bypass === null ? [] : [msg('service.bypass-limits')],
    before: [...BEFORE, ...ARCHIVE_CHANGES],
  };
}

function podmanHost(facts: Facts, values: Values, target: Target): HostService | StepResult {
  const found = orNull(facts.podman);
  if (!values['service.podman-restart']) return skip(msg('service.restart-unwanted'));
  const version = podmanVersion(facts);
  if (found === null || (found.path === null && !packageHere(facts, 'podman'))) {
    return blocked(msg('service.not-installed', { engine: 'Podman' }));
  }
  const byHand = msg('service.restart-by-hand', {
    command: 'podman start --all --filter restart-policy=always',
  });
  // The filters came with Podman 3.4, as podman-restart.service did.
  if (version === null || !atLeast(version, 3, 4) || found.program === undefined)
    return skip(byHand);
  const podman = found.path ?? '/usr/bin/podman';
  const text = podmanProgram(target.name, podman, atLeast(version, 5, 8));
  return {
    engine: 'podman',
    target,
    name: 'Podman',
    headline: `Containers of Podman that come back with the host, for ${target.name}`,
    description: `Containers of Podman (rootless) of ${target.name}`,
    command: found.program.path,
    program: { state: found.program, text },
    environment: userEnvironment(target, []),
    ready: null,
    why: msg('service.restart-host-why', { user: target.name }),
    startWhy: msg('service.restart-host-start-why'),
    runs: msg('service.restart-change'),
    byHand,
    before: BEFORE,
  };
}

/** What every program of the user needs to be told; `dirs` come first in PATH. */
function userEnvironment(target: Target, dirs: readonly string[]): readonly string[] {
  const system = ['/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
  return [
    `HOME=${target.home}`,
    `XDG_RUNTIME_DIR=${target.runtimeDir}`,
    `PATH=${[...new Set([...dirs, ...system])].join(':')}`,
  ];
}
