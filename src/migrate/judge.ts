import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import { bindNeed } from './binds.ts';
import type { RootfulContainer } from './container.ts';
import { type HardLimits, limitSetting, limitText, lowered, tooHigh } from './hard-limits.ts';
import { isShown, USUAL_WAYS, type Ways } from './idmapped.ts';
import type { Inventory } from './inventory.ts';
import { takenFor } from './network-args.ts';
import { clashes, networkWords } from './network-words.ts';
import type { TargetEngine } from './target-engine.ts';
import { type ContainerIds, directoryReasons, volumeReasons } from './volume-judge.ts';

/** Can a container move to a rootless engine? Nothing is moved half: one reason to stay is enough. */
export interface Judgement {
  readonly container: RootfulContainer;
  readonly verdict: 'moves' | 'moves-with-changes' | 'stays' | 'moved';
  /** For `stays` the reasons, for `moved` nothing, for `moves-with-changes` what has to change. */
  readonly because: readonly Message[];
}

/** What the rootless side of this host offers. */
export interface Target {
  readonly engine: TargetEngine;
  readonly uid: number;
  /** Lowest port that the user may publish. */
  readonly firstPort: number;
  /** Are memory limits handed to the user? null: not known. */
  readonly limits: boolean | null;
  /** All controllers that are; null or nothing: not known. */
  readonly controllers?: readonly string[] | null;
  /** Can a container reach what listens on 127.0.0.1 of the host? Nothing: the engine has no such setting. */
  readonly reachesHost?: boolean;
  /** Has the engine itself a 127.0.0.1 that is not the host's? Nothing: it may. */
  readonly ownLoopback?: boolean;
  /** Hard limits of the user's processes; null: not known. Only asked for where a container has limits. */
  readonly allowed?: HardLimits | null;
  /** As `USUAL_WAYS` where it is not said. */
  readonly ways?: Ways;
  /** Not there: not known. */
  readonly ids?: ContainerIds;
}

/** What is known of the things that a container uses. */
export type Surroundings = Pick<Inventory, 'networks' | 'volumes' | 'owners' | 'written'> &
  Partial<Pick<Inventory, 'own' | 'units' | 'callers' | 'looks'>>;

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

function neededChanges(
  container: RootfulContainer,
  target: Target,
  around: Surroundings,
): readonly Message[] {
  const { owners, written, units, networks } = around;
  const changes: Message[] = [];
  for (const { name } of container.networks) {
    const network = networks.get(name);
    const left = network === undefined ? [] : networkWords(network, target.engine, true).left;
    if (left.length > 0) {
      changes.push(msg('migrate.network-left', { network: name, settings: [...left] }));
    }
  }
  const unit = units?.get(container.id);
  if (unit !== undefined) changes.push(msg('migrate.unit-off', { unit }));
  const low = container.ports.filter(({ host }) => host > 0 && host < target.firstPort);
  if (low.length > 0) {
    changes.push(msg('migrate.low-ports', { ports: low.map(({ host }) => String(host)) }));
  }
  const ways = target.ways ?? USUAL_WAYS;
  const all = shifted(container, target, owners);
  const shown = all.filter((path) => isShown(ways, path));
  const paths = all.filter((path) => !shown.includes(path));
  if (paths.length > 0) changes.push(msg('migrate.bind-mounts', { paths }));
  if (shown.length > 0) changes.push(msg('idmapped.shown', { paths: shown }));
  for (const port of container.ports) {
    const { range, host } = port;
    if (takenFor(port, target.engine))
      changes.push(msg('migrate.port-range', { range, port: host }));
  }
  if (container.securityOpt.some((option) => option.startsWith('apparmor'))) {
    changes.push(msg('migrate.apparmor'));
  }
  changes.push(...limitChanges(container, target));
  if (lacksController(container, target)) changes.push(msg('migrate.limits'));
  if (container.asksHost && target.reachesHost === false) {
    changes.push(msg('migrate.host-gateway'));
  }
  if (container.asksHost && target.engine === 'nerdctl') {
    changes.push(msg('migrate.nerdctl-host-gateway'));
  }
  const callers = around.callers?.get(container.id) ?? [];
  if (callers.length > 0) changes.push(msg('migrate.callers', { files: [...callers] }));
  const left = written.get(container.id) ?? [];
  if (left.length > 0) {
    changes.push(msg('migrate.written', { count: left.length, paths: left.slice(0, SHOWN) }));
  }
  return changes;
}

function lacksController(
  { memory, controllers: needed }: RootfulContainer,
  { limits, controllers }: Target,
): boolean {
  if (controllers == null) return memory > 0 && limits === false;
  return needed.some((each) => !controllers.includes(each));
}

/** Limits that the user may not have are lowered, as a container with them would not start at all. */
function limitChanges({ ulimits }: RootfulContainer, { uid, allowed }: Target): readonly Message[] {
  if (ulimits.length === 0 || allowed === undefined) return [];
  if (allowed === null) {
    return [msg('migrate.ulimits-unknown', { limits: ulimits.map(limitText) })];
  }
  const high = tooHigh(ulimits, allowed);
  if (high.length === 0) return [];
  return [
    msg('migrate.ulimits', {
      limits: high.map((limit) => `${limitText(limit)} → ${limitText(lowered(limit, allowed))}`),
      unit: `user@${uid}.service`,
      settings: high.map(limitSetting),
    }),
  ];
}

/** How many paths are named; `--json` has them all. */
const SHOWN = 3;

/** The directories of the host whose files get other owners for this container. */
export function shifted(
  container: RootfulContainer,
  target: Pick<Target, 'uid'>,
  owners: Surroundings['owners'],
): readonly string[] {
  return container.mounts
    .filter(
      (mount) =>
        mount.type === 'bind' &&
        bindNeed(container, mount, owners.get(mount.source) ?? null, target.uid).need === 'owners',
    )
    .map(({ source }) => source);
}
