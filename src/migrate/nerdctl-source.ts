import { createHash } from 'node:crypto';
import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { nerdctlSnapshots } from '../probe/commands-move.ts';
import type { Inventory } from './inventory.ts';
import { at, type Fields, number, objects, text, texts } from './json.ts';
import { startsContainer } from './podman-judge.ts';
import { unitFiles } from './podman-source.ts';

/** Where nerdctl of root keeps what containerd does not, unless a file says otherwise. */
const DATA = '/var/lib/nerdctl';

/** The namespace of containerd that nerdctl works in unless told otherwise: the one that is moved. */
const NAMESPACE = 'default';

/** Namespaces that belong to others: Docker, and Kubernetes with all that is built on it. */
const OTHERS = ['moby', 'k8s.io'];

/** `hidden`: it was used, and only root may look what it has. `asleep`: it has some, and containerd does not run. */
export interface NerdctlSeen {
  readonly seen: 'there' | 'none' | 'hidden' | 'asleep';
  /** Further namespaces of containerd in which nerdctl has containers. */
  readonly namespaces: readonly string[];
}

/**
 * Has the nerdctl of root containers? Asked of its directories alone, and containerd is never started to look:
 * below the directory of each containerd (a hash of its address) lies `containers/NAMESPACE/ID`.
 * Source: https://github.com/containerd/nerdctl/blob/main/docs/dir.md
 */
export async function rootfulNerdctl(host: ReadHost, running: boolean): Promise<NerdctlSeen> {
  try {
    if (host.self.uid !== 0) {
      const { kind } = await host.stat(DATA);
      return { seen: kind === 'directory' ? 'hidden' : 'none', namespaces: [] };
    }
    const config = textOf(await host.file('/etc/nerdctl/nerdctl.toml')) ?? '';
    const data = /^\s*data_root\s*=\s*(["'])(\/[^"']*)\1/m.exec(config)?.[2] ?? DATA;
    const filled = new Set<string>();
    for (const hash of (await host.list(data)) ?? []) {
      const place = `${data}/${hash}/containers`;
      for (const namespace of (await host.list(place)) ?? []) {
        const ids = (await host.list(`${place}/${namespace}`)) ?? [];
        if (ids.length > 0) filled.add(namespace);
      }
    }
    const namespaces = [...filled]
      .filter((name) => name !== NAMESPACE && !OTHERS.includes(name))
      .sort();
    if (!filled.has(NAMESPACE)) return { seen: 'none', namespaces };
    return { seen: running ? 'there' : 'asleep', namespaces };
  } catch (error) {
    if (error instanceof NotRecorded) return { seen: 'none', namespaces: [] };
    throw error;
  }
}

/** What only nerdctl has to say of its containers: reasons to stay. Reads only. */
export async function nerdctlOnly(
  host: ReadHost,
  { entries }: Pick<Inventory, 'entries'>,
): Promise<Required<Pick<Inventory, 'own'>>> {
  const all = [...entries.values()];
  const snapshotters = [...new Set(all.map((entry) => snapshotter(entry)))];
  const parents = new Map<string, string>();
  for (const name of snapshotters.filter((each) => each !== '')) {
    const { stdout } = await host.run(nerdctlSnapshots(name));
    for (const line of stdout.split('\n')) {
      const [key = '', parent = '', kind] = line.trim().split(/\s+/);
      if (kind !== undefined) parents.set(key, parent);
    }
  }
  const units = await unitFiles(host);
  const unitOf = (entry: Fields) => {
    const [name, id] = [text(entry['Name']), text(entry['Id'])];
    return units.find(([, unit]) => startsContainer(unit, name, id, 'nerdctl'))?.[0];
  };
  return {
    own: new Map(
      all.map(
        (entry) => [text(entry['Id']), nerdctlReasons(entry, parents, unitOf(entry))] as const,
      ),
    ),
  };
}

function snapshotter(entry: Fields): string {
  return text(at(entry, 'Native')['Snapshotter']);
}

/**
 * Reasons that only nerdctl has for a container to stay. `entry`: in the shape of Docker, nerdctl-shape.ts.
 * `parents`: the snapshot below that of each container, by its key. `unit`: one of systemd that starts it.
 */
export function nerdctlReasons(
  entry: Fields,
  parents: ReadonlyMap<string, string>,
  unit?: string,
): readonly Message[] {
  const native = at(entry, 'Native');
  const spec = at(native, 'Spec');
  const reasons: Message[] = [];
  if (text(at(native, 'Labels')['nerdctl/name']) === '') return [msg('migrate.nerdctl-foreign')];
  if (unit !== undefined) reasons.push(msg('migrate.systemd-unit', { unit }));
  if (objects(at(spec, 'linux')['uidMappings']).length > 0) reasons.push(msg('migrate.id-map'));
  const layers = texts(at(at(at(entry, 'NativeImage'), 'ImageConfig'), 'rootfs')['diff_ids']);
  if (layers.length === 0 || parents.get(text(native['SnapshotKey'])) !== chainId(layers)) {
    reasons.push(msg('migrate.nerdctl-image', { image: text(at(entry, 'Config')['Image']) }));
  }
  // Pinned by a digest, it has none that another engine could take.
  if (text(at(entry, 'Config')['Image']).includes('@')) {
    reasons.push(msg('migrate.podman-nameless', { engine: 'nerdctl' }));
  }
  if (isOwnProfile(at(at(spec, 'linux'), 'seccomp'))) reasons.push(msg('migrate.seccomp'));
  const lost = lostOptions(entry, spec);
  if (lost.length > 0) reasons.push(msg('migrate.podman-options', { options: lost }));
  return reasons;
}

/**
 * The name of the snapshot that these layers make, one on top of the other.
 * Source: https://github.com/opencontainers/image-spec/blob/main/config.md#layer-chainid
 */
export function chainId([first = '', ...more]: readonly string[]): string {
  return more.reduce(
    (below, layer) => `sha256:${createHash('sha256').update(`${below} ${layer}`).digest('hex')}`,
    first,
  );
}

/** The usual profile of containerd refuses by default, and allows more than 300 system calls in its first rule. */
function isOwnProfile(profile: Fields): boolean {
  if (Object.keys(profile).length === 0) return false;
  const [first = {}] = objects(profile['syscalls']);
  return (
    profile['defaultAction'] !== 'SCMP_ACT_ERRNO' || texts(first['names']).length < USUAL_CALLS
  );
}

const USUAL_CALLS = 300;

/** What a container was made with and nothing here carries over, as a person writes it. */
function lostOptions(entry: Fields, spec: Fields): readonly string[] {
  const host = at(entry, 'HostConfig');
  const labels = at(at(entry, 'Native'), 'Labels');
  const named = (name: string, value: string) => (value === '' ? [] : [`${name} ${value}`]);
  const counted = (name: string, value: unknown) =>
    number(value) === 0 ? [] : [`${name} ${number(value)}`];
  const namespaces = objects(at(spec, 'linux')['namespaces']).map(({ type }) => text(type));
  const hooks = Object.values(at(spec, 'hooks')).flatMap((each) =>
    objects(each).map(({ path }) => text(path)),
  );
  const runtime = text(host['Runtime']);
  const modes = objects(entry['Mounts']).map((mount) => text(mount['Mode']));
  return [
    ...named('--runtime', runtime === 'io.containerd.runc.v2' ? '' : runtime),
    ...named('--mac-address', text(labels['nerdctl/mac-address'])),
    ...named('--network', text(host['NetworkMode']).startsWith('ns:') ? 'ns:' : ''),
    ...named('--cpuset-mems', text(host['CpusetMems'])),
    ...counted('--blkio-weight', host['BlkioWeight']),
    ...counted('--oom-score-adj', host['OomScoreAdj']),
    ...counted('--cpu-rt-runtime', host['CpuRealtimeRuntime']),
    ...(host['OomKillDisable'] === true ? ['--oom-kill-disable'] : []),
    ...(namespaces.includes('cgroup') ? [] : ['--cgroupns host']),
    ...(hooks.some((path) => !path.endsWith('/nerdctl')) ? ['--gpus'] : []),
    ...named('-v', modes.find((mode) => /(^|,)rro(,|$)/.test(mode)) ?? ''),
  ];
}
