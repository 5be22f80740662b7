import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import { bindNeed } from './binds.ts';
import type { RootfulContainer } from './container.ts';
import { neededChanges } from './judge-changes.ts';
import type { Surroundings, Target } from './judge-target.ts';
import { clashes } from './network-words.ts';
import { directoryReasons, volumeReasons } from './volume-judge.ts';

/** Can a container move to a rootless engine? Nothing is moved half: one reason to stay is enough. */
export interface Judgement {
  readonly container: RootfulContainer;
  readonly verdict: 'moves' | 'moves-with-changes' | 'stays' | 'moved';
  /** For `stays` the reasons, for `moved` nothing, for `moves-with-changes` what has to change. */
  readonly because: readonly Message[];
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

/** What nobody chose for the container itself, as it follows from another reason, by that reason. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  'migrate.joined-namespace': ['migrate.pod'],
  'migrate.auto-remove': ['migrate.quadlet', 'migrate.systemd-unit'],
  // The ids on the disk are not those of the containers then.
  'volumes.ids': ['volumes.remap'],
  'volumes.ids-fixed': ['volumes.remap'],
  'volumes.bind-ids': ['volumes.remap'],
  'volumes.bind-ids-fixed': ['volumes.remap'],
};

/**
 * Judges one container by what rootless engines can't do
 * (https://docs.docker.com/engine/security/rootless/#known-limitations).
 */
export function judge(
  container: RootfulContainer,
  target: Target,
  around: Surroundings,
): Judgement {
  const own = around.own?.get(container.id) ?? [];
  const said = own.map(({ key }) => key);
  const stays = [
    ...own,
    ...[
      ...isolation(container),
      ...rights(container),
      ...networkReasons(container, target, around),
      ...mountReasons(container, target, around),
    ].filter(({ key }) => !(IMPLIED[key] ?? []).some((by) => said.includes(by))),
  ];
  if (stays.length > 0) return { container, verdict: 'stays', because: stays };
  const because = neededChanges(container, target, around);
  return { container, verdict: because.length > 0 ? 'moves-with-changes' : 'moves', because };
}

function isolation(container: RootfulContainer): readonly Message[] {
  const reasons: Message[] = [];
  if (container.privileged) reasons.push(msg('migrate.privileged'));
  if (container.usernsMode === 'host') reasons.push(msg('migrate.userns-host'));
  if (container.pidMode === 'host') reasons.push(msg('migrate.pid-host'));
  if (container.ipcMode === 'host') reasons.push(msg('migrate.ipc-host'));
  if (container.utsMode === 'host') reasons.push(msg('migrate.uts-host'));
  const other = [container.pidMode, container.ipcMode].find((mode) =>
    mode.startsWith('container:'),
  );
  if (other !== undefined) reasons.push(msg('migrate.joined-namespace'));
  if (container.autoRemove) reasons.push(msg('migrate.auto-remove'));
  if (container.swarm) reasons.push(msg('migrate.swarm'));
  return reasons;
}

function rights(container: RootfulContainer): readonly Message[] {
  const reasons: Message[] = [];
  const devices = container.devices.filter((device) => !OPEN_DEVICES.includes(device));
  if (devices.length > 0) reasons.push(msg('migrate.devices', { devices }));
  const requests = container.deviceRequests;
  if (requests.length > 0) reasons.push(msg('migrate.devices', { devices: requests }));
  const capabilities = container.capAdd.filter((name) => HOST_CAPABILITIES.test(name));
  if (capabilities.length > 0) reasons.push(msg('migrate.capabilities', { capabilities }));
  // The profile itself stands there, and no command line takes it back.
  if (container.securityOpt.some((option) => /^seccomp=\s*\{/.test(option))) {
    reasons.push(msg('migrate.seccomp'));
  }
  return reasons;
}

function networkReasons(
  container: RootfulContainer,
  target: Target,
  { networks }: Surroundings,
): readonly Message[] {
  const reasons: Message[] = [];
  if (container.networkMode === 'host') reasons.push(msg('migrate.host-network'));
  for (const { name, ipv4 } of container.networks) {
    const network = networks.get(name);
    const driver = network?.driver ?? '';
    if (driver !== 'bridge') reasons.push(msg('migrate.network', { network: driver || name }));
    const taken = network?.pools.find(({ subnet }) => clashes(subnet, target.engine));
    if (taken !== undefined && ipv4 !== '') {
      reasons.push(msg('migrate.network-taken', { network: name, subnet: taken.subnet }));
    }
  }
  if (container.ports.some(({ protocol }) => protocol === 'sctp')) {
    reasons.push(msg('migrate.sctp'));
  }
  if (container.links.length > 0 && target.engine === 'podman') reasons.push(msg('migrate.links'));
  return reasons;
}

function mountReasons(
  container: RootfulContainer,
  target: Target,
  around: Surroundings,
): readonly Message[] {
  const { owners } = around;
  return container.mounts.flatMap((mount): readonly Message[] => {
    const { type, source } = mount;
    if (/^(\/var)?\/run\/(docker|podman\/podman)\.sock$/.test(source))
      return [msg('migrate.docker-socket')];
    if (type === 'bind') {
      const found = owners.get(source) ?? null;
      const need = bindNeed(container, mount, found, target.uid);
      if (need.need === 'owners' && target.ways?.directories === 'leave') {
        return [msg('idmapped.left', { path: source })];
      }
      if (need.need === 'owners' && found !== null) return directoryReasons(source, target, found);
      return need.need === 'stay' ? [need.because] : [];
    }
    if (type === 'volume') return volumeReasons(source, target, around);
    return type === 'tmpfs' ? [] : [msg('migrate.mount-kind', { kind: type })];
  });
}
