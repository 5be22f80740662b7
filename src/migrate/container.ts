import type { SourceEngine } from '../model/action-move.ts';
import { type Limit, limitsOf } from './hard-limits.ts';
import { at, type Fields, number, objects, parseList, text, texts } from './json.ts';

/** What matters of a container of root for a move, in the words of `docker inspect`. */
export interface RootfulContainer {
  /** Whose container it is: names and ids mean nothing without it. */
  readonly source: SourceEngine;
  readonly id: string;
  readonly name: string;
  /** As it was asked for: `nginx`, `nginx:1.27`, or an id. */
  readonly image: string;
  /** `sha256:...` */
  readonly imageId: string;
  readonly running: boolean;
  /** What its health check says; '' without one. */
  readonly health: string;
  /** `USER[:GROUP]` of its first process; '' is root. */
  readonly user: string;
  /** Services of its compose project that it needs. */
  readonly dependsOn: readonly string[];
  /** Its service in the compose project. */
  readonly service: string | null;
  /** Ids of containers that have to run before it, where the engine itself keeps such (Podman's --requires). */
  readonly needs: readonly string[];
  /** The id of its pod, or null. */
  readonly pod: string | null;
  /** Compose project, or null for a plain container. */
  readonly project: string | null;
  readonly privileged: boolean;
  readonly networkMode: string;
  readonly usernsMode: string;
  readonly pidMode: string;
  readonly ipcMode: string;
  readonly utsMode: string;
  /** `--rm`: it goes when it stops. */
  readonly autoRemove: boolean;
  /** A task of a swarm service, which would make it anew. */
  readonly swarm: boolean;
  /** Graphics cards and the like, by driver or capability. */
  readonly deviceRequests: readonly string[];
  /** `/other:/this/alias`, the links of old. */
  readonly links: readonly string[];
  /** User-defined networks, the first being the one that it was made with. */
  readonly networks: readonly {
    readonly name: string;
    readonly aliases: readonly string[];
    /** Addresses that somebody chose, '' for none. */
    readonly ipv4: string;
    readonly ipv6: string;
  }[];
  readonly capAdd: readonly string[];
  readonly devices: readonly string[];
  readonly securityOpt: readonly string[];
  readonly ports: readonly {
    /** 0 where the engine picks any; of a range, the one that it has today, or the first. */
    readonly host: number;
    /** `FIRST-LAST` where the engine picks one of these, else ''. */
    readonly range: string;
    /** Is it the one that it has today? */
    readonly held: boolean;
    /** '' for every address. */
    readonly address: string;
    readonly container: number;
    readonly protocol: string;
  }[];
  readonly mounts: readonly {
    readonly type: string;
    /** Volume name, or path on the host. */
    readonly source: string;
    readonly destination: string;
    readonly writable: boolean;
    /** `z`, `Z`, and what else stood behind the colon. */
    readonly mode: string;
    readonly propagation: string;
  }[];
  readonly restart: string;
  /** The number behind `on-failure:`. */
  readonly retries: number;
  readonly memory: number;
  /** Controllers of control groups that its limits need. */
  readonly controllers: readonly string[];
  /** Limits of its processes (`--ulimit`). */
  readonly ulimits: readonly Limit[];
  /** Seconds until it is killed when it stops; null: it is never killed. */
  readonly stopSeconds: number | null;
  readonly logDriver: string;
  /** Does it ask for the host by a name (`--add-host NAME:host-gateway`)? */
  readonly asksHost: boolean;
}

/**
 * Reads the output of `docker inspect ID...`. Fields that a version does not have count as unset; an entry
 * that is not a container is left out.
 * @throws SyntaxError when it is no JSON.
 */
export function parseInspect(json: string): readonly RootfulContainer[] {
  return parseList(json).map((entry) => container(entry));
}

/** Of Docker and of Podman: https://docs.docker.com/reference/cli/docker/container/stop/ */
const STOP_SECONDS = 10;

/** That of compose's `stop_grace_period` stands in the container, too. Nothing, or 0: the engine's own. */
function stopSeconds(given: number): number | null {
  if (given < 0) return null;
  return given === 0 ? STOP_SECONDS : given;
}

/** One entry of `docker inspect`, or of another engine of root in the same shape. */
export function container(entry: Fields, source: SourceEngine = 'docker'): RootfulContainer {
  const config = at(entry, 'Config');
  const host = at(entry, 'HostConfig');
  const bindings = at(host, 'PortBindings');
  const labels = at(config, 'Labels');
  return {
    source,
    id: text(entry['Id']),
    name: text(entry['Name']).replace(/^\//, ''),
    image: text(config['Image']),
    imageId: text(entry['Image']),
    running: at(entry, 'State')['Running'] === true,
    health: text(at(at(entry, 'State'), 'Health')['Status']),
    user: text(config['User']),
    // `one:service_started:true,two:...`
    dependsOn: text(labels['com.docker.compose.depends_on'])
      .split(',')
      .map((part) => part.split(':')[0] ?? '')
      .filter((name) => name !== ''),
    service: text(labels['com.docker.compose.service']) || null,
    needs: texts(entry['Dependencies']),
    pod: text(entry['Pod']) || null,
    project:
      text(labels['com.docker.compose.project']) ||
      text(labels['io.podman.compose.project']) ||
      null,
    privileged: host['Privileged'] === true,
    networkMode: text(host['NetworkMode']),
    usernsMode: text(host['UsernsMode']),
    pidMode: text(host['PidMode']),
    ipcMode: text(host['IpcMode']),
    utsMode: text(host['UTSMode']),
    swarm: 'com.docker.swarm.service.id' in labels,
    autoRemove: host['AutoRemove'] === true,
    deviceRequests: objects(host['DeviceRequests']).map(
      (request) => text(request['Driver']) || 'gpu',
    ),
    links: texts(host['Links']),
    networks: networks(entry, text(host['NetworkMode'])),
    capAdd: texts(host['CapAdd']),
    devices: objects(host['Devices']).map((device) => text(device['PathOnHost'])),
    securityOpt: texts(host['SecurityOpt']),
    ports: Object.entries(bindings).flatMap(([port, binds]) =>
      objects(binds).map((bind) => ({
        ...publishedAt(bind, objects(at(at(entry, 'NetworkSettings'), 'Ports')[port])),
        address: text(bind['HostIp']),
        container: Number(port.split('/')[0]) || 0,
        protocol: port.split('/')[1] ?? 'tcp',
      })),
    ),
    mounts: objects(entry['Mounts']).map((mount) => ({
      type: text(mount['Type']),
      source: text(mount['Name']) || text(mount['Source']),
      destination: text(mount['Destination']),
      writable: mount['RW'] !== false,
      mode: text(mount['Mode']),
      propagation: text(mount['Propagation']),
    })),
    restart: text(at(host, 'RestartPolicy')['Name']),
    retries: number(at(host, 'RestartPolicy')['MaximumRetryCount']),
    memory: number(host['Memory']),
    controllers: controllersOf(host),
    ulimits: limitsOf(host),
    stopSeconds: stopSeconds(number(config['StopTimeout'])),
    logDriver: text(at(host, 'LogConfig')['Type']),
    asksHost: texts(host['ExtraHosts']).some((each) => /[:=]host-gateway$/.test(each)),
  };
}

/** `-p 8000-8010:80` lets Docker pick one each time it starts. `now`: the ports that it has, with their addresses. */
function publishedAt(
  bind: Fields,
  now: readonly Fields[],
): Pick<RootfulContainer['ports'][number], 'host' | 'range' | 'held'> {
  const said = text(bind['HostPort']);
  const [range = '', first = '', last = ''] = /^(\d+)-(\d+)$/.exec(said) ?? [];
  if (range === '') return { host: Number(said) || 0, range, held: false };
  const address = text(bind['HostIp']);
  const taken = now
    .filter((one) => address === '' || text(one['HostIp']) === address)
    .map((one) => Number(text(one['HostPort'])))
    .find((port) => port >= Number(first) && port <= Number(last));
  return { host: taken ?? Number(first), range, held: taken !== undefined };
}

function controllersOf(host: Fields): readonly string[] {
  const has = (...keys: readonly string[]) => keys.some((key) => number(host[key]) > 0);
  return [
    ...(has('Memory', 'MemoryReservation') ? ['memory'] : []),
    ...(has('NanoCpus', 'CpuQuota', 'CpuShares') ? ['cpu'] : []),
    ...(text(host['CpusetCpus']) === '' ? [] : ['cpuset']),
    ...(has('PidsLimit') ? ['pids'] : []),
  ];
}

/** Networks that the engine makes itself need not be named, and are no reason to stay together. */
const BUILT_IN = ['bridge', 'host', 'none', 'default'];

function networks(entry: Fields, mode: string): RootfulContainer['networks'] {
  const id = text(entry['Id']);
  const all = at(at(entry, 'NetworkSettings'), 'Networks');
  const names = Object.keys(all).filter((name) => !BUILT_IN.includes(name));
  const first = names.find((name) => name === mode || text(at(all, name)['NetworkID']) === mode);
  const sorted = first === undefined ? names : [first, ...names.filter((name) => name !== first)];
  return sorted.map((name) => {
    const endpoint = at(all, name);
    const chosen = at(endpoint, 'IPAMConfig');
    // The engine adds the short id itself, and will add the new one.
    const aliases = texts(endpoint['Aliases']).filter((alias) => !id.startsWith(alias));
    return {
      name,
      aliases: [...new Set(aliases)],
      ipv4: text(chosen['IPv4Address']),
      ipv6: text(chosen['IPv6Address']),
    };
  });
}
