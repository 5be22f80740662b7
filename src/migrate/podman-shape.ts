import { isObject } from '../model/json.ts';
import { at, type Fields, number, objects, pairs, text, texts } from './json.ts';
import { hostShape } from './podman-host.ts';
import { type CreateOptions, chosenAddresses, createOptions, valuesOf } from './podman-options.ts';

/**
 * What `podman inspect` prints, in the shape of `docker inspect`, so that everything behind it reads one.
 * Fields that mean the same stay as they are, Podman's own among them. What Podman adds by itself goes:
 * each engine adds its own. Seen with Podman 4.3 to 5.4.
 */

/** The network of containers that name none. */
const DEFAULT_NETWORK = 'podman';

/** A container. */
export function containerShape(entry: Fields): Fields {
  const config = at(entry, 'Config');
  const made = createOptions(config);
  return {
    ...entry,
    Image: `sha256:${text(entry['Image']).replace(/^sha256:/, '')}`,
    Config: {
      ...config,
      Env: environment(config, made),
      Entrypoint: entrypoint(entry),
      StopSignal: signal(config['StopSignal']),
      // Ten seconds is what both engines give.
      StopTimeout: number(config['StopTimeout']) === 10 ? undefined : config['StopTimeout'],
      MacAddress: valuesOf(made, 'mac-address').at(-1),
    },
    HostConfig: hostShape(entry, made),
    Mounts: objects(entry['Mounts']).map((mount) => ({
      ...mount,
      Mode: labelOf(made, text(mount['Destination'])) || mount['Mode'],
    })),
    NetworkSettings: {
      ...at(entry, 'NetworkSettings'),
      Networks: networksShape(entry, made),
    },
  };
}

/** An image. */
export function imageShape(entry: Fields): Fields {
  const config = at(entry, 'Config');
  const health = entry['Healthcheck'] ?? entry['HealthCheck'];
  return {
    ...entry,
    Id: `sha256:${text(entry['Id']).replace(/^sha256:/, '')}`,
    Config: {
      ...config,
      // What Podman says of a container whose image says nothing.
      WorkingDir: text(config['WorkingDir']) || '/',
      StopSignal: signal(config['StopSignal']),
      ...(isObject(health) ? { Healthcheck: health } : {}),
    },
  };
}

/** A network: Podman 4 and later write all keys small. */
export function networkShape(entry: Fields): Fields {
  const pools = objects(entry['subnets']).map((pool) => {
    const lease = at(pool, 'lease_range');
    const [first, last] = [text(lease['start_ip']), text(lease['end_ip'])];
    return {
      Subnet: text(pool['subnet']),
      Gateway: text(pool['gateway']),
      IPRange: first === '' || last === '' ? '' : `${first}-${last}`,
    };
  });
  const ipam = text(at(entry, 'ipam_options')['driver']);
  const routes = objects(entry['routes']).map(({ destination, gateway, metric }) =>
    [text(destination), text(gateway), ...(number(metric) === 0 ? [] : [number(metric)])].join(','),
  );
  return {
    Name: text(entry['name']),
    Driver: text(entry['driver']),
    Internal: entry['internal'] === true,
    EnableIPv6: entry['ipv6_enabled'] === true,
    Labels: entry['labels'],
    Options: Object.fromEntries(
      pairs(entry['options']).map(([key, value]) => [key === 'mtu' ? MTU : key, value]),
    ),
    IPAM: { Driver: ipam === 'host-local' ? '' : ipam, Config: pools },
    PodmanOnly: [
      ...(entry['dns_enabled'] === false && entry['internal'] !== true ? ['--disable-dns'] : []),
      ...texts(entry['network_dns_servers']).flatMap((server) => ['--dns', server]),
      ...routes.flatMap((route) => ['--route', route]),
    ],
  };
}

/** The same option of both; podman-network-create(1) `--opt`. */
const MTU = 'com.docker.network.driver.mtu';

/** `z` or `Z` of a mount, which inspection does not say; '' for none. */
function labelOf(made: CreateOptions | null, destination: string): string {
  for (const value of valuesOf(made, 'volume')) {
    const [, place = '', options = ''] = value.split(':');
    const label = options.split(',').find((option) => /^z$/i.test(option));
    if (place === destination && label !== undefined) return label;
  }
  for (const value of valuesOf(made, 'mount')) {
    const fields = value.split(',');
    const here = fields.some(
      (each) => /^(dst|dest|destination|target)=/.test(each) && each.split('=')[1] === destination,
    );
    if (here && fields.includes('relabel=shared')) return 'z';
    if (here && fields.includes('relabel=private')) return 'Z';
  }
  return '';
}

/** Of the environment, what neither Podman nor the start has added. */
function environment(config: Fields, made: CreateOptions | null): readonly string[] {
  const given = new Set(valuesOf(made, 'env').map((entry) => entry.split('=')[0]));
  // What stood in a file, nobody knows any more.
  const told = made !== null && !made.options.some(([name]) => /^env-(file|host)$/.test(name));
  const hostname = text(config['Hostname']);
  const root = /^(|0|root)(:|$)/.test(text(config['User']));
  const own = new Map([
    ['container', /^(podman|oci)$/],
    ['PATH', /^\/usr\/local\/sbin:\/usr\/local\/bin:\/usr\/sbin:\/usr\/bin:\/sbin:\/bin$/],
    ['TERM', /^xterm$/],
    // Of --systemd.
    ['container_uuid', /./],
    ['HOME', told || (made === null && root) ? /^(\/|$)/ : root ? /^(\/root|\/|)$/ : /^$/],
  ]);
  return texts(config['Env']).filter((entry) => {
    const cut = entry.indexOf('=');
    const name = entry.slice(0, cut);
    const value = entry.slice(cut + 1);
    if (given.has(name)) return true;
    return name === 'HOSTNAME' ? !told && value !== hostname : own.get(name)?.test(value) !== true;
  });
}

/**
 * Podman 4 joins the words of an entry point by blanks, so it is what of the whole command line (without
 * that of `--init`) is not the command.
 */
function entrypoint(entry: Fields): readonly string[] {
  const config = at(entry, 'Config');
  const command = texts(config['Cmd']);
  const whole = [text(entry['Path']), ...texts(entry['Args'])].filter(
    (word, n) => n > 0 || word !== '',
  );
  const init = ['/run/podman-init', '/dev/init'].includes(whole[0] ?? '') && whole[1] === '--';
  const said = config['Entrypoint'];
  const given =
    typeof said === 'string' ? said.split(' ').filter((word) => word !== '') : texts(said);
  // Of a line of one word, it says that word as the arguments, too.
  const twice = whole.length === 2 && whole[0] === whole[1] && given.length + command.length < 2;
  const words = init ? whole.slice(2) : twice ? whole.slice(1) : whole;
  const first = words.length - command.length;
  if (first >= 0 && command.every((word, n) => words[first + n] === word))
    return words.slice(0, first);
  return given;
}

const SIGNALS = new Map([
  [1, 'SIGHUP'],
  [2, 'SIGINT'],
  [3, 'SIGQUIT'],
  [9, 'SIGKILL'],
  [10, 'SIGUSR1'],
  [12, 'SIGUSR2'],
  [15, 'SIGTERM'],
  [28, 'SIGWINCH'],
  [37, 'SIGRTMIN+3'],
]);

/** Podman 4 gives the number. */
function signal(value: unknown): string {
  if (typeof value === 'number') return SIGNALS.get(value) ?? String(value);
  return text(value) || 'SIGTERM';
}

/** Podman takes networks of its own from these, so nobody has chosen an address there: containers.conf(5). */
const POOLS = /^10\.(89|9\d|1\d\d|2\d\d)\./;

function networksShape(entry: Fields, made: CreateOptions | null): Fields {
  const networks = at(at(entry, 'NetworkSettings'), 'Networks');
  const names = Object.keys(networks).filter((name) => name !== DEFAULT_NETWORK);
  const chosen = made === null ? null : chosenAddresses(made);
  return Object.fromEntries(
    names.map((name) => {
      const endpoint = at(networks, name);
      const now = text(endpoint['IPAddress']);
      // Through the API, what was asked for is not kept: in a range that somebody chose, an address stays.
      const said = chosen?.get(name) ?? (names.length === 1 ? chosen?.get('') : undefined);
      const address = said ?? { ipv4: chosen === null && !POOLS.test(now) ? now : '', ipv6: '' };
      return [
        name,
        { ...endpoint, IPAMConfig: { IPv4Address: address.ipv4, IPv6Address: address.ipv6 } },
      ];
    }),
  );
}
