import { packageHere } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Docker, Facts, Target } from '../model/facts.ts';
import type { StepResult } from '../model/step.ts';
import { blocked, skip } from './common.ts';
import { networkEnvironment } from './docker-network.ts';
import { dockerDirs, dockerScript } from './service-unit.ts';

/**
 * Rootless Docker where something else than systemd starts things: a service of the host that runs as the
 * user. It is what a user unit and linger are elsewhere: it comes at boot, outlives a logout, and makes
 * XDG_RUNTIME_DIR. What OpenRC and runit share of it.
 */
export interface HostService {
  readonly target: Target;
  /** dockerd-rootless.sh, absolute. */
  readonly script: string;
  /** What it is told, `NAME=value`. */
  readonly environment: readonly string[];
}

/** What must have been done before such a service can start. */
export const BEFORE_HOST_SERVICE: readonly string[] = [
  ...['packages.install', 'packages.docker-archive', 'packages.docker-extras'],
  ...['subids.subuid', 'subids.subgid', 'kernel.tun', 'system.runtime-dir'],
];

/** What the service runs, or why there is none. */
export function hostService(
  facts: Facts,
  values: Values,
  docker: Docker,
  target: Target,
): HostService | StepResult {
  if (!values['service.docker']) return skip(msg('service.docker-unwanted'));
  if (docker.dockerd === null && !packageHere(facts, 'docker')) {
    return blocked(msg('service.not-installed', { engine: 'Docker' }));
  }
  const script = dockerScript(facts);
  if (script === null) return blocked(msg('service.no-script'));
  const dirs = [...dockerDirs(script, docker), '/usr/local/bin', '/usr/sbin', '/usr/bin'];
  const path = [...new Set([...dirs, '/sbin', '/bin'])].join(':');
  const environment = [
    `HOME=${target.home}`,
    `XDG_RUNTIME_DIR=${target.runtimeDir}`,
    `PATH=${path}`,
    ...networkEnvironment(values),
  ];
  return { target, script, environment };
}
