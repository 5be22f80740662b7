import { atLeast, orNull, packageHere, podmanVersion } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts, Podman, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { StepResult } from '../model/step.ts';
import { blocked, initOf, ok, skip, toDo } from './common.ts';
import { firstUnknown, userService, wasState } from './service-change.ts';

const SOCKET_SOURCE = 'https://docs.podman.io/en/latest/markdown/podman-system-service.1.html';
const RESTART_SOURCE = 'https://docs.podman.io/en/latest/markdown/podman-run.1.html#restart-policy';
const RESTART = 'podman-restart.service';

/** Podman's socket, for tools that speak Docker's language. */
export const socketQuestion: Question<'service.podman-socket'> = {
  key: 'service.podman-socket',
  title: msg('service.q-socket'),
  help: msg('service.q-socket-help'),
  input: { type: 'yes-no' },
  applies: (facts, values) => initOf(facts) === 'systemd' && wantsPodman(values),
  recommend: () => ({ value: true, source: 'default', because: msg('service.q-socket-because') }),
  refuse: () => null,
};

/** Podman has no daemon: a unit of its own starts containers again when the machine has started. */
export const restartQuestion: Question<'service.podman-restart'> = {
  key: 'service.podman-restart',
  title: msg('service.q-restart'),
  help: msg('service.q-restart-help'),
  input: { type: 'yes-no' },
  applies: (facts, values) =>
    wantsPodman(values) &&
    (isServed(facts) || (initOf(facts) === 'systemd' && values.linger !== false)),
  recommend: () => ({ value: true, source: 'default', because: msg('service.q-restart-because') }),
  refuse: () => null,
};

/**
 * Podman under the user's systemd: its socket, and containers that come back after a reboot. `rootFirst` are
 * the changes of root without which neither can be.
 */
export function podmanService(
  facts: Facts,
  values: Values,
  rootFirst: readonly string[],
): StepResult {
  const found = orNull(facts.podman);
  const target = orNull(facts.target);
  if (found === null || target === null) return firstUnknown(facts, ['target', 'podman']);
  const wanted = values['service.podman-socket'];
  const restart = restartChange(facts, values, found, rootFirst);
  if (!wanted && restart.length === 0) return skip(msg('service.socket-unwanted'));
  if (found.path === null && !packageHere(facts, 'podman')) {
    return blocked(msg('service.not-installed', { engine: 'Podman' }));
  }
  if (wanted && found.socket.enabled === 'masked') {
    return blocked(msg('service.masked', { command: 'systemctl --user unmask podman.socket' }));
  }
  const missing = found.path !== null && found.socket.enabled === 'missing';
  const socket = wanted && !missing ? socketChange(found, target, rootFirst) : [];
  const changes = [...socket, ...restart];
  if (changes.length > 0) {
    return toDo(
      msg(socket.length > 0 ? 'service.socket-change' : 'service.restart-change'),
      changes,
    );
  }
  return missing ? skip(msg('service.socket-missing')) : ok(socketRuns(target));
}

function socketRuns({ runtimeDir }: Target): Message {
  return msg('service.socket-runs', { path: `${runtimeDir}/podman/podman.sock` });
}

function socketChange(
  { socket }: Podman,
  target: Target,
  dependsOn: readonly string[],
): readonly Change[] {
  const was = wasState(socket);
  if (was.wasActive && was.wasEnabled) return [];
  return [
    userService('service.podman-socket', 'podman.socket', 'enable-start', was, {
      title: msg('service.start-title', { unit: 'podman.socket' }),
      why: msg('service.socket-why', { path: `${target.runtimeDir}/podman/podman.sock` }),
      dependsOn,
      source: SOCKET_SOURCE,
    }),
  ];
}

/**
 * Only enabled, not started: now it would start containers that were stopped on purpose. The unit came with
 * Podman 3.4; without lingering nothing of the user starts at boot.
 */
function restartChange(
  facts: Facts,
  values: Values,
  { restart }: Podman,
  dependsOn: readonly string[],
): readonly Change[] {
  const version = podmanVersion(facts);
  const lingers = values.linger || orNull(facts.session)?.linger === true;
  if (!values['service.podman-restart'] || !lingers) return [];
  if (version === null || !atLeast(version, 3, 4) || restart.enabled !== 'disabled') return [];
  return [
    userService('service.podman-restart', RESTART, 'enable', wasState(restart), {
      title: msg('service.restart-boot-title', { unit: RESTART }),
      why: msg('service.restart-boot-why'),
      dependsOn,
      source: RESTART_SOURCE,
    }),
  ];
}

/** Does OpenRC or runit start things, so that a service of the host can do it? */
function isServed(facts: Facts): boolean {
  const { openrc, runit } = orNull(facts.podman) ?? {};
  return openrc != null || runit !== undefined;
}

function wantsPodman(values: Partial<Values>): boolean {
  return values.engines?.includes('podman') ?? false;
}
