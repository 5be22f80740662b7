import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import { bindNeed } from './binds.ts';
import type { RootfulContainer } from './container.ts';
import { limitSetting, limitText, lowered, tooHigh } from './hard-limits.ts';
import { isShown, USUAL_WAYS } from './idmapped.ts';
import type { Surroundings, Target } from './judge-target.ts';
import { takenFor } from './network-args.ts';
import { networkWords } from './network-words.ts';

/** What has to change for a container that can move: nothing where it moves as it is. */
export function neededChanges(
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
