import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import type { RootfulContainer } from './container.ts';

/** Can a container move to a rootless engine? Nothing is moved half: one reason to stay is enough. */
export interface Judgement {
  readonly container: RootfulContainer;
  readonly verdict: 'moves' | 'moves-with-changes' | 'stays';
  /** For `stays` the reasons, for `moves-with-changes` what has to change. */
  readonly because: readonly Message[];
}

/** What the rootless side of this host offers. */
export interface Target {
  /** Lowest port that the user may publish. */
  readonly firstPort: number;
  /** Are memory limits handed to the user? null: not known. */
  readonly limits: boolean | null;
}

/** Devices that every container has, or that a user may open anyway. */
const OPEN_DEVICES = [
  '/dev/fuse',
  '/dev/net/tun',
  '/dev/null',
  '/dev/zero',
  '/dev/random',
  '/dev/urandom',
];

/** Capabilities that mean nothing outside the user namespace: over the host's network, clock, modules. */
const HOST_CAPABILITIES =
  /^(CAP_)?(SYS_MODULE|SYS_RAWIO|SYS_TIME|SYS_BOOT|SYSLOG|MAC_ADMIN|MAC_OVERRIDE|BPF|PERFMON|ALL)$/;

/**
 * Judges one container by what rootless engines can't do
 * (https://docs.docker.com/engine/security/rootless/#known-limitations).
 */
export function judge(container: RootfulContainer, target: Target): Judgement {
  const stays = reasonsToStay(container);
  if (stays.length > 0) return { container, verdict: 'stays', because: stays };
  const changes = neededChanges(container, target);
  return {
    container,
    verdict: changes.length > 0 ? 'moves-with-changes' : 'moves',
    because: changes,
  };
}

function reasonsToStay(container: RootfulContainer): readonly Message[] {
  const reasons: Message[] = [];
  if (container.privileged) reasons.push(msg('migrate.privileged'));
  if (container.networkMode === 'host') reasons.push(msg('migrate.host-network'));
  if (/^(macvlan|ipvlan|overlay)/.test(container.networkMode)) {
    reasons.push(msg('migrate.network', { network: container.networkMode }));
  }
  if (container.usernsMode === 'host') reasons.push(msg('migrate.userns-host'));
  if (container.pidMode === 'host') reasons.push(msg('migrate.pid-host'));
  const devices = container.devices.filter((device) => !OPEN_DEVICES.includes(device));
  if (devices.length > 0) reasons.push(msg('migrate.devices', { devices }));
  const capabilities = container.capAdd.filter((name) => HOST_CAPABILITIES.test(name));
  if (capabilities.length > 0) reasons.push(msg('migrate.capabilities', { capabilities }));
  if (container.ports.some(({ protocol }) => protocol === 'sctp'))
    reasons.push(msg('migrate.sctp'));
  if (container.mounts.some(({ source }) => /^(\/var)?\/run\/docker\.sock$/.test(source))) {
    reasons.push(msg('migrate.docker-socket'));
  }
  return reasons;
}

function neededChanges(container: RootfulContainer, target: Target): readonly Message[] {
  const changes: Message[] = [];
  const low = container.ports.filter(({ host }) => host > 0 && host < target.firstPort);
  if (low.length > 0) {
    changes.push(msg('migrate.low-ports', { ports: low.map(({ host }) => String(host)) }));
  }
  const binds = container.mounts.filter(({ type }) => type === 'bind');
  if (binds.length > 0) {
    changes.push(msg('migrate.bind-mounts', { paths: binds.map(({ source }) => source) }));
  }
  if (container.securityOpt.some((option) => option.startsWith('apparmor'))) {
    changes.push(msg('migrate.apparmor'));
  }
  if (container.memory > 0 && target.limits === false) changes.push(msg('migrate.limits'));
  if (!['', 'no'].includes(container.restart)) changes.push(msg('migrate.linger'));
  return changes;
}
