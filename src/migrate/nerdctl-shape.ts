import { at, type Fields, number, objects, pairs, text, texts } from './json.ts';
import { runnable } from './mount-args.ts';

/**
 * What rootful nerdctl prints, in the shape of `docker inspect`. Its own copy of that shape lacks a good part
 * (command, networks, signals, ports of what is stopped), which stands in its labels, in the OCI specification
 * of the container and in a file beside it. Seen with nerdctl 2.3.
 * Source: https://github.com/containerd/nerdctl/blob/main/pkg/labels/labels.go
 */

/** What was gathered of one container (`nerdctl-source.ts`), beside the fields of `nerdctl inspect`. */
export interface Gathered {
  /** `nerdctl inspect --mode=native` */
  readonly Native: Fields;
  /** `network-config.json` of its directory. */
  readonly Network: Fields;
  /** `nerdctl image inspect --mode=native` of the image that its name means now; {} where there is none. */
  readonly NativeImage: Fields;
}

/** A container. */
export function containerShape(entry: Fields): Fields {
  const native = at(entry, 'Native');
  const labels = at(native, 'Labels');
  const spec = at(native, 'Spec');
  const id = text(entry['Id']);
  const mode = networkMode(labels);
  const image = at(at(at(entry, 'NativeImage'), 'ImageConfig'), 'config');
  const mounted = Object.keys(labels).some((key) => key.startsWith('nerdctl/mounts'));
  const tty = at(spec, 'process')['terminal'] === true;
  const config = at(entry, 'Config');
  return {
    ...entry,
    Name: text(labels['nerdctl/name']) || id.slice(0, 12),
    Image: imageId(at(entry, 'NativeImage')) || text(entry['Image']),
    // Without any of its own, it lists the files that nerdctl makes for each.
    Mounts: mounted ? entry['Mounts'] : [],
    Config: {
      ...config,
      Image: familiar(text(entry['Image'])),
      Labels: Object.fromEntries(
        pairs(labels).filter(
          ([key]) => !/^(nerdctl\/|containerd\.io\/|io\.containerd\.)/.test(key),
        ),
      ),
      Env: environment(config, tty),
      ...command(entry, image),
      WorkingDir: text(at(spec, 'process')['cwd']) || '/',
      StopSignal: text(labels['io.containerd.image.config.stop-signal']) || 'SIGTERM',
      StopTimeout: Number(text(labels['nerdctl/stop-timeout'])) || 0,
      Tty: tty,
    },
    HostConfig: hostShape(entry, mode),
    NetworkSettings: { Networks: networksShape(labels, text(config['Hostname']), id) },
  };
}

/** An image, of `nerdctl image inspect --mode=native`: one entry for each of its names. */
export function imageShape(entry: Fields): Fields {
  const image = at(entry, 'ImageConfig');
  const config = at(image, 'config');
  const name = familiar(text(at(entry, 'Image')['Name']));
  return {
    Id: imageId(entry),
    RepoTags: name.includes('@') ? [] : [name],
    Size: number(entry['size']),
    Config: {
      ...config,
      WorkingDir: text(config['WorkingDir']) || '/',
      StopSignal: text(config['StopSignal']) || 'SIGTERM',
    },
    RootFS: { Layers: texts(at(image, 'rootfs')['diff_ids']) },
  };
}

/** A volume: nerdctl has local ones without options, and says neither. */
export function volumeShape(entry: Fields): Fields {
  return { ...entry, Driver: 'local', Options: {} };
}

/** A network, of `nerdctl network inspect --mode=native`: a list of CNI plugins. */
export function networkShape(entry: Fields): Fields {
  const cni = at(entry, 'CNI');
  const [plugin = {}] = objects(cni['plugins']);
  const mtu = number(plugin['mtu']);
  const ranges = at(plugin, 'ipam')['ranges'];
  const pools = (Array.isArray(ranges) ? ranges : []).flatMap((range) => objects(range));
  return {
    Name: text(cni['name']),
    Driver: text(plugin['type']),
    // https://www.cni.dev/plugins/current/main/bridge/
    Internal: plugin['type'] === 'bridge' && plugin['isGateway'] !== true,
    Labels: entry['NerdctlLabels'],
    EnableIPv6: pools.some((pool) => text(pool['subnet']).includes(':')),
    Options: mtu === 0 ? {} : { 'com.docker.network.driver.mtu': String(mtu) },
    IPAM: {
      Config: pools.map((pool) => {
        const [first, last] = [text(pool['rangeStart']), text(pool['rangeEnd'])];
        return {
          Subnet: text(pool['subnet']),
          Gateway: text(pool['gateway']),
          IPRange: text(pool['ipRange']) || (first === '' || last === '' ? '' : `${first}-${last}`),
        };
      }),
    },
  };
}

/** The digest of what an image's name points to; by it nerdctl finds the image, by that of its configuration not. */
export function imageId(nativeImage: Fields): string {
  return text(at(at(nativeImage, 'Image'), 'Target')['digest']);
}

/** A name as people write it: without Docker Hub. */
function familiar(name: string): string {
  return name.replace(/^docker\.io\/(library\/)?/, '');
}

/** `bridge`, `none`, `host`, `container:ID`, or the first of its networks. */
function networkMode(labels: Fields): string {
  return networkNames(labels)[0] ?? 'bridge';
}

/** Of the label that holds them as JSON. */
function networkNames(labels: Fields): readonly string[] {
  try {
    return texts(JSON.parse(text(labels['nerdctl/networks']) || '[]'));
  } catch {
    return [];
  }
}

/** What nerdctl adds by itself goes: each engine adds its own. */
function environment(config: Fields, tty: boolean): readonly string[] {
  const hostname = text(config['Hostname']);
  return texts(config['Env']).filter(
    (entry) =>
      !(
        entry === `HOSTNAME=${hostname}` ||
        (tty && entry === 'TERM=xterm') ||
        entry === 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
      ),
  );
}

/**
 * nerdctl keeps the whole command line alone. Where it begins with the entry point of the image, the rest is
 * the command; else the first word was given as entry point.
 */
function command(entry: Fields, image: Fields): Fields {
  const whole = [text(entry['Path']), ...texts(entry['Args'])].filter(
    (word, n) => n > 0 || word !== '',
  );
  const words = isInit(entry) ? whole.slice(2) : whole;
  const given = texts(image['Entrypoint']);
  if (given.every((word, n) => words[n] === word)) {
    return { Entrypoint: given, Cmd: words.slice(given.length) };
  }
  return { Entrypoint: words.slice(0, 1), Cmd: words.slice(1) };
}

/** `--init` mounts tini and puts it before the command. */
function isInit(entry: Fields): boolean {
  return text(entry['Path']) === '/sbin/tini' && texts(entry['Args'])[0] === '--';
}

/** Namespaces of the OCI specification: one that is not there is that of the host. */
function ownNamespaces(spec: Fields): readonly string[] {
  return objects(at(spec, 'linux')['namespaces']).map(({ type }) => text(type));
}

function hostShape(entry: Fields, mode: string): Fields {
  const native = at(entry, 'Native');
  const labels = at(native, 'Labels');
  const spec = at(native, 'Spec');
  const process = at(spec, 'process');
  const host = at(entry, 'HostConfig');
  const own = ownNamespaces(spec);
  const shared = text(labels['nerdctl/pid-container']);
  const log = at(host, 'LogConfig');
  const shm = number(host['ShmSize']);
  const gid = String(number(at(process, 'user')['gid']));
  return {
    ...host,
    NetworkMode: mode,
    PortBindings: bindings(at(entry, 'Network')),
    PidMode: shared !== '' ? `container:${shared}` : own.includes('pid') ? '' : 'host',
    IpcMode: own.includes('ipc') ? text(host['IpcMode']) : 'host',
    UTSMode: own.includes('uts') ? '' : 'host',
    Init: isInit(entry),
    SecurityOpt: [
      ...(process['noNewPrivileges'] === true ? ['no-new-privileges'] : []),
      ...('seccomp' in at(spec, 'linux') ? [] : ['seccomp=unconfined']),
    ],
    GroupAdd: texts(host['GroupAdd']).filter((group) => group !== gid),
    Sysctls: Object.fromEntries(
      pairs(host['Sysctls']).filter(
        // Given to every container, as Docker does.
        ([key, value]) => !(key === 'net.ipv4.ip_unprivileged_port_start' && value === '0'),
      ),
    ),
    ShmSize: shm === 0 ? 64 * 1024 * 1024 : shm,
    Tmpfs: runnable(at(host, 'Tmpfs')),
    LogConfig: {
      Type: labels['nerdctl/log-uri'] === 'none' ? 'none' : text(log['driver']) || 'json-file',
      Config: at(log, 'opts'),
    },
    // What --cpus is made into, which no engine takes beside it.
    NanoCpus: 0,
  };
}

/** Published ports as Docker binds them. */
function bindings(network: Fields): Fields {
  const all: Record<string, readonly Fields[]> = {};
  for (const port of objects(network['portMappings'])) {
    const key = `${number(port['ContainerPort'])}/${text(port['Protocol']) || 'tcp'}`;
    const address = text(port['HostIP']);
    all[key] = [
      ...(all[key] ?? []),
      { HostPort: String(number(port['HostPort'])), HostIp: address === '0.0.0.0' ? '' : address },
    ];
  }
  return all;
}

/**
 * Others in its networks find a container by its name and by its host name, which compose sets to the name of
 * the service: where the target has aliases, that is one.
 */
function networksShape(labels: Fields, hostname: string, id: string): Fields {
  const names = networkNames(labels).filter((name) => !/^(bridge|host|none)$|:/.test(name));
  const chosen = {
    IPv4Address: text(labels['nerdctl/ip']),
    IPv6Address: text(labels['nerdctl/ip6']),
  };
  const aliases = hostname === '' || id.startsWith(hostname) ? [] : [hostname];
  return Object.fromEntries(
    names.map((name, n) => [name, { Aliases: aliases, IPAMConfig: n === 0 ? chosen : {} }]),
  );
}
