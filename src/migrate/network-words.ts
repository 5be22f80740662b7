/**
 * A network of root, as words for `network create` of an engine of a user; and what that engine has no word for.
 * Sources: https://docs.docker.com/reference/cli/docker/network/create/, podman-network-create(1),
 * https://github.com/containerd/nerdctl/blob/main/pkg/netutil/netutil_unix.go (generateCNIPlugins); tried with
 * Docker 26.1, Podman 5.4 and nerdctl 2.3 on Debian 13.
 */
import type { Pool, RootfulNetwork } from './inventory.ts';
import { at, type Fields, objects, pairs, text, texts } from './json.ts';
import type { TargetEngine } from './target-engine.ts';

/** What a network is made with, beside its labels. */
export interface NetworkWords {
  /** Of the first range, '' for one that the engine picks. */
  readonly subnet: string;
  readonly gateway: string;
  /** All further words. */
  readonly more: readonly string[];
  /** What the target has no word for, as a person writes it. */
  readonly left: readonly string[];
}

const NOTHING = { said: [], left: [] } as const;
type Part = Pick<NetworkWords, 'left'> & { readonly said: readonly string[] };

const MTU = 'com.docker.network.driver.mtu';
const BRIDGE = 'com.docker.network.bridge.name';

/** Options that mean nothing where they say what every network has. */
const USUAL: Readonly<Record<string, string>> = {
  'com.docker.network.bridge.enable_icc': 'true',
  'com.docker.network.bridge.enable_ip_masquerade': 'true',
  'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
};

/** podman-network-create(1) `--opt`. */
const PODMAN_OPTIONS = ['isolate', 'metric', 'no_default_route', 'vlan', 'vrf'];

/** One entry of `docker network inspect`, or of another engine in that shape. */
export function networkOf(entry: Fields): RootfulNetwork {
  const ipam = at(entry, 'IPAM');
  const driver = text(ipam['Driver']);
  return {
    name: text(entry['Name']),
    driver: text(entry['Driver']),
    internal: entry['Internal'] === true,
    labels: pairs(entry['Labels']),
    pools: objects(ipam['Config']).map((pool) => ({
      subnet: text(pool['Subnet']),
      gateway: text(pool['Gateway']),
      range: text(pool['IPRange']),
      aux: pairs(pool['AuxiliaryAddresses']),
    })),
    ipv6: entry['EnableIPv6'] === true,
    // Docker before 27 does not say it, and always has IPv4.
    ipv6Only: entry['EnableIPv4'] === false,
    options: pairs(entry['Options']),
    attachable: entry['Attachable'] === true,
    ipamDriver: driver === 'default' ? '' : driver,
    ipamOptions: pairs(ipam['Options']),
    podmanOnly: texts(entry['PodmanOnly']),
  };
}

/**
 * How the target makes it. A range that root's engine picked is left to the target, which knows what is free
 * there, unless a container has an address in it that somebody chose (`fixed`).
 */
export function networkWords(
  network: RootfulNetwork,
  target: TargetEngine,
  fixed: boolean,
): NetworkWords {
  const { pools, left } = keptPools(network, target, fixed);
  const [first, ...further] = pools;
  const parts = [
    ...pools.map((pool) => poolPart(pool, target, pools.length)),
    ...(network.ipv6 ? [said('--ipv6')] : []),
    ...(network.ipv6Only ? [ipv6Only(target)] : []),
    ...network.options.map(([key, value]) => optionPart(key, value, target)),
    ...(network.attachable && target === 'docker' ? [said('--attachable')] : []),
    ...ipamParts(network, target),
    ...podmanParts(network, target),
  ];
  return {
    subnet: first?.subnet ?? '',
    gateway: first === undefined ? '' : gatewayOf(first, target, pools.length),
    more: [
      ...further.flatMap((pool) => {
        const gateway = gatewayOf(pool, target, pools.length);
        return ['--subnet', pool.subnet, ...(gateway === '' ? [] : ['--gateway', gateway])];
      }),
      ...parts.flatMap((part) => part.said),
    ],
    left: [...left, ...parts.flatMap((part) => part.left)],
  };
}

/** The ranges of addresses that the target is told. Podman and nerdctl pick none beside one that is told. */
function keptPools(
  { pools }: RootfulNetwork,
  target: TargetEngine,
  fixed: boolean,
): { readonly pools: readonly Pool[]; readonly left: readonly string[] } {
  const usable = pools.filter(({ subnet }) => subnet !== '');
  const clashing = usable.filter(({ subnet }) => clashes(subnet, target));
  const rest = usable.filter((pool) => !clashing.includes(pool));
  const chosen = rest.filter((pool) => fixed || isChosen(pool));
  const kept = chosen.length > 0 && target !== 'docker' ? rest : chosen;
  return {
    // Podman gives gateways and parts to ranges by their order.
    pools: kept.toSorted((one, other) => weight(other) - weight(one)),
    left: clashing.map(({ subnet }) => `--subnet ${subnet}`),
  };
}

function weight({ range }: Pool): number {
  return range === '' ? 0 : 1;
}

/**
 * Did somebody choose it? What engines pick by themselves: https://docs.docker.com/engine/network/#subnet-allocation,
 * containers.conf(5) `default_subnet_pools`, and 10.4.0.0/16 of nerdctl.
 */
function isChosen({ subnet, range, aux }: Pool): boolean {
  const picked =
    /^172\.(1[7-9]|2\d|3[01])\.0\.0\/16$|^192\.168\.\d+\.0\/20$/.test(subnet) ||
    /^10\.(89|9\d|1\d\d|2\d\d)\.\d+\.0\/24$|^10\.4\.\d+\.0\/24$/.test(subnet);
  return !picked || range !== '' || aux.length > 0;
}

/**
 * rootlesskit's own network: the user's engine is in it itself, and a second one of the same numbers cuts all
 * containers off from outside, without an error. https://github.com/rootless-containers/rootlesskit/blob/master/docs/network.md
 */
export function clashes(subnet: string, target: TargetEngine): boolean {
  const [, address = '', bits = ''] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(subnet) ?? [];
  if (target === 'podman' || address === '') return false;
  const size = 2 ** (32 - Math.min(24, Number(bits)));
  return Math.floor(numberOf(address) / size) === Math.floor(numberOf('10.0.2.0') / size);
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** What is said of a range besides its numbers and its gateway. */
function poolPart({ subnet, gateway, range, aux }: Pool, target: TargetEngine, all: number): Part {
  const lost = (words: readonly string[]): Part => ({ said: [], left: [words.join(' ')] });
  const ranges = range === '' ? [] : ['--ip-range', range];
  const takesRange =
    target === 'podman' || (range.includes('/') && (target === 'docker' || all === 1));
  const parts: readonly Part[] = [
    range === '' ? NOTHING : takesRange ? { said: ranges, left: [] } : lost(ranges),
    ...aux.map(([name, address]): Part => {
      const words = ['--aux-address', `${name}=${address}`];
      return target === 'docker' ? { said: words, left: [] } : lost(words);
    }),
    // With several ranges an older nerdctl takes none, and gives each its first address.
    target === 'nerdctl' && all > 1 && !['', firstOf(subnet)].includes(gateway)
      ? lost(['--gateway', gateway])
      : NOTHING,
  ];
  return {
    said: parts.flatMap((part) => part.said),
    left: parts.flatMap((part) => part.left),
  };
}

/** Podman has to be told all of several, or would give one to another range. */
function gatewayOf({ subnet, gateway }: Pool, target: TargetEngine, all: number): string {
  if (target === 'nerdctl' && all > 1) return '';
  return gateway === '' && target === 'podman' && all > 1 ? firstOf(subnet) : gateway;
}

/** The address that every engine gives to a gateway by itself; '' where it can't be told from the text. */
function firstOf(subnet: string): string {
  const [base = ''] = subnet.split('/');
  if (base.endsWith('::')) return `${base}1`;
  return /^\d+\.\d+\.\d+\.\d+$/.test(base)
    ? base.replace(/\d+$/, (last) => `${Number(last) + 1}`)
    : '';
}

function ipv6Only(target: TargetEngine): Part {
  const words = '--ipv4=false';
  // Podman and nerdctl have no other than those that are told.
  if (target === 'docker') return said(words);
  return target === 'podman' ? NOTHING : { said: [], left: [words] };
}

function optionPart(key: string, value: string, target: TargetEngine): Part {
  if (USUAL[key] === value) return NOTHING;
  const given = (...words: readonly string[]): Part => ({ said: words, left: [] });
  const lost: Part = { said: [], left: [`--opt ${key}=${value}`] };
  const own = PODMAN_OPTIONS.includes(key);
  if (target === 'docker') return own ? lost : given('--opt', `${key}=${value}`);
  if (key === MTU) return given('--opt', `mtu=${value}`);
  if (target === 'nerdctl') return lost;
  if (key === BRIDGE) return given('--interface-name', value);
  return own ? given('--opt', `${key}=${value}`) : lost;
}

/** Podman and nerdctl know no drivers of Docker's plugins, and Podman's own are told with its flags. */
function ipamParts({ ipamDriver, ipamOptions }: RootfulNetwork, target: TargetEngine) {
  const words = [
    ...(ipamDriver === '' ? [] : [['--ipam-driver', ipamDriver]]),
    ...ipamOptions.map(([key, value]) => ['--ipam-opt', `${key}=${value}`]),
  ];
  return words.map((pair): Part => {
    // A driver is a plugin of root's daemon.
    const takes = target === 'docker' && pair[0] === '--ipam-opt' && ipamDriver === '';
    return takes ? { said: pair, left: [] } : { said: [], left: [pair.join(' ')] };
  });
}

function podmanParts({ podmanOnly }: RootfulNetwork, target: TargetEngine): readonly Part[] {
  if (podmanOnly.length === 0) return [];
  return target === 'podman'
    ? [{ said: podmanOnly, left: [] }]
    : [{ said: [], left: [podmanOnly.join(' ')] }];
}

function said(...words: readonly string[]): Part {
  return { said: words, left: [] };
}
