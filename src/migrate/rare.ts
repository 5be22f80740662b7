/**
 * Settings that few containers have. Each is carried over in the words of the target, or named where the target
 * has none: nothing that somebody chose is lost without a word.
 * Sources: https://docs.docker.com/reference/cli/docker/container/run/, podman-create(1),
 * https://github.com/containerd/nerdctl/blob/main/docs/command-reference.md; what each takes without root was
 * tried with Docker 26.1, Podman 5.4 and nerdctl 2.3.
 */
import type { RootfulContainer } from './container.ts';
import { each } from './flags.ts';
import { at, type Fields, number, objects, pairs, text, texts } from './json.ts';
import { logLosses } from './log-args.ts';
import { nerdctlSettings } from './nerdctl-rare.ts';
import { podmanSettings } from './podman-rare.ts';
import { plain, type Rare, TAKEN } from './rare-setting.ts';
import type { TargetEngine } from './target-engine.ts';

/** What a target has no word for, by what that means. */
export interface Losses {
  /** Without these the container does not move. */
  readonly needed: readonly string[];
  /** It moves without these. */
  readonly left: readonly string[];
}

/** The words for `create` of what the target takes. */
export function rareArgs(
  entry: Fields,
  imageEntry: Fields,
  container: RootfulContainer,
  target: TargetEngine,
): readonly string[] {
  return settings(entry, imageEntry, container).flatMap(({ words }) => words[target] ?? []);
}

/** What the target does not take. */
export function rareLosses(
  entry: Fields,
  imageEntry: Fields,
  container: RootfulContainer,
  target: TargetEngine,
): Losses {
  const lost = settings(entry, imageEntry, container).filter(({ words }) => !(target in words));
  const said = (needed: boolean) =>
    lost.filter((setting) => setting.needed === needed).map((setting) => setting.said);
  return { needed: said(true), left: said(false) };
}

/** nerdctl says it otherwise, and has a judge of its own for what keeps a container where it is. */
function settings(entry: Fields, imageEntry: Fields, container: RootfulContainer): readonly Rare[] {
  const config = at(entry, 'Config');
  const host = at(entry, 'HostConfig');
  const domain = text(config['Domainname']);
  // runc writes it to a file of /proc that is root's, also in a user namespace, and the container does not start.
  // https://github.com/moby/moby/issues/40632
  const own = [...(domain === '' ? [] : [plain('--domainname', domain, [])]), ...logLosses(host)];
  if (container.source === 'nerdctl') return [...own, ...nerdctlSettings(entry)];
  return [
    ...own,
    ...ports(config, at(imageEntry, 'Config'), host, container),
    ...namespaces(host),
    ...pairs(host['Annotations']).map(([key, value]) =>
      plain('--annotation', `${key}=${value}`, TAKEN),
    ),
    ...addresses(entry, config, container),
    ...life(config, host),
    ...limits(host),
    ...tied(host),
    ...(container.source === 'podman' ? podmanSettings(entry, container) : []),
  ];
}

/** Ports that are only named: reverse proxies look for them, and `-P` publishes them. */
function ports(
  config: Fields,
  image: Fields,
  host: Fields,
  container: RootfulContainer,
): readonly Rare[] {
  const known = new Set([
    ...Object.keys(at(image, 'ExposedPorts')),
    ...container.ports.map((port) => `${port.container}/${port.protocol}`),
  ]);
  const more = Object.keys(at(config, 'ExposedPorts')).filter((port) => !known.has(port));
  const exposed = each('--expose', more);
  return [
    // nerdctl has neither the option nor anything that would look for it: nothing is lost there.
    {
      said: exposed.join(' '),
      words: { docker: exposed, podman: exposed, nerdctl: [] },
      needed: false,
    },
    ...(host['PublishAllPorts'] === true
      ? [plain('--publish-all', '', ['docker', 'podman'], true)]
      : []),
  ];
}

function namespaces(host: Fields): readonly Rare[] {
  const unmasked = [host['MaskedPaths'], host['ReadonlyPaths']].every(
    (paths) => Array.isArray(paths) && paths.length === 0,
  );
  const open = 'systempaths=unconfined';
  return [
    ...(host['CgroupnsMode'] === 'host' ? [plain('--cgroupns', 'host', TAKEN)] : []),
    ...(host['IpcMode'] === 'none' ? [plain('--ipc', 'none', ['docker', 'podman'])] : []),
    ...(unmasked && host['Privileged'] !== true
      ? [
          {
            said: `--security-opt ${open}`,
            words: {
              docker: ['--security-opt', open],
              podman: ['--security-opt', 'unmask=ALL'],
            },
            needed: false,
          },
        ]
      : []),
  ];
}

/** What was chosen of a network besides the address. Podman has a link of its own only in a network that is named. */
function addresses(entry: Fields, config: Fields, { networks }: RootfulContainer): readonly Rare[] {
  const mac = text(config['MacAddress']);
  const named = networks.length > 0;
  const endpoints = at(at(entry, 'NetworkSettings'), 'Networks');
  const chosen = Object.keys(endpoints).map((name) => at(endpoints, name));
  return [
    ...(mac === '' ? [] : [plain('--mac-address', mac, named ? TAKEN : ['docker', 'nerdctl'])]),
    ...chosen.flatMap((endpoint) => [
      ...texts(at(endpoint, 'IPAMConfig')['LinkLocalIPs']).map((address) =>
        plain('--link-local-ip', address, []),
      ),
      ...pairs(endpoint['DriverOpts']).map(([key, value]) =>
        plain('--network', `driver-opt=${key}=${value}`, []),
      ),
      ...(number(endpoint['GwPriority']) === 0
        ? []
        : [plain('--network', `gw-priority=${number(endpoint['GwPriority'])}`, [])]),
    ]),
  ];
}

function life(config: Fields, host: Fields): readonly Rare[] {
  const score = number(host['OomScoreAdj']);
  const start = number(at(config, 'Healthcheck')['StartInterval']);
  return [
    ...(config['StopTimeout'] === 0 ? [plain('--stop-timeout', '0', TAKEN)] : []),
    // What a session has by itself, nobody without root can go below: it is taken, and has no effect.
    ...(score === 0 ? [] : [plain('--oom-score-adj', String(score), score < 100 ? [] : TAKEN)]),
    ...(start === 0 ? [] : [plain('--health-start-interval', `${start}ns`, ['docker'])]),
  ];
}

/**
 * Limits besides those of memory, processors and processes. Podman starts nothing where their controllers are
 * not handed to the user; Docker goes on without them. Some exist with cgroup v1 alone, where nobody without
 * root has any.
 */
function limits(host: Fields): readonly Rare[] {
  const given = (option: string, value: string | number, takers: readonly TargetEngine[]) =>
    value === '' || value === 0 ? [] : [plain(option, String(value), takers)];
  const swappiness = host['MemorySwappiness'];
  return [
    ...given('--cpuset-mems', text(host['CpusetMems']), ['docker']),
    ...given('--blkio-weight', number(host['BlkioWeight']), ['docker']),
    ...objects(host['BlkioWeightDevice']).map((device) =>
      plain('--blkio-weight-device', `${text(device['Path'])}:${number(device['Weight'])}`, [
        'docker',
      ]),
    ),
    ...RATES.flatMap(([field, option]) =>
      objects(host[field]).map((device) =>
        plain(option, `${text(device['Path'])}:${number(device['Rate'])}`, ['docker']),
      ),
    ),
    ...(typeof swappiness === 'number' && swappiness >= 0
      ? [plain('--memory-swappiness', String(swappiness), [])]
      : []),
    ...(host['OomKillDisable'] === true ? [plain('--oom-kill-disable', '', [])] : []),
    ...given('--cpu-rt-runtime', number(host['CpuRealtimeRuntime']), []),
    ...given('--cpu-rt-period', number(host['CpuRealtimePeriod']), []),
    ...given('--cgroup-parent', text(host['CgroupParent']), []),
    ...pairs(host['StorageOpt']).map(([key, value]) =>
      plain('--storage-opt', `${key}=${value}`, []),
    ),
  ];
}

const RATES = [
  ['BlkioDeviceReadBps', '--device-read-bps'],
  ['BlkioDeviceReadIOps', '--device-read-iops'],
  ['BlkioDeviceWriteBps', '--device-write-bps'],
  ['BlkioDeviceWriteIOps', '--device-write-iops'],
] as const;

/** Runtimes that do the same as the one of the user's engine. */
const USUAL_RUNTIMES = ['', 'runc', 'crun', 'io.containerd.runc.v2'];

/** What ties it to this host, or to an engine that is set up for it. */
function tied(host: Fields): readonly Rare[] {
  const runtime = text(host['Runtime']);
  return [
    ...texts(host['DeviceCgroupRules']).map((rule) =>
      plain('--device-cgroup-rule', rule, [], true),
    ),
    ...(USUAL_RUNTIMES.includes(runtime) ? [] : [plain('--runtime', runtime, [], true)]),
    ...objects(host['Mounts']).flatMap((mount) => {
      const subpath = text(at(mount, 'VolumeOptions')['Subpath']);
      const own = at(mount, 'BindOptions');
      const alone =
        own['NonRecursive'] === true ||
        own['ReadOnlyNonRecursive'] === true ||
        own['ReadOnlyForceRecursive'] === true;
      return [
        ...(subpath === '' ? [] : [plain('--mount', `volume-subpath=${subpath}`, [], true)]),
        ...(alone ? [plain('--mount', `bind-recursive of ${text(mount['Target'])}`, [])] : []),
      ];
    }),
  ];
}
