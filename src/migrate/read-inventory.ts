/** How an engine of root is asked for what it has; what is its own is in `manners.ts`. */
import type { SourceEngine } from '../model/action-move.ts';
import type { ReadHost } from '../model/read-host.ts';
import {
  rootfulContainers,
  rootfulDiff,
  rootfulImages,
  rootfulInspect,
  rootfulNetworks,
  rootfulVolumes,
} from '../probe/commands-move.ts';
import { inspectAll, refused } from './ask.ts';
import { bindNeed } from './binds.ts';
import { container as parseContainer, type RootfulContainer } from './container.ts';
import { firewallOf } from './firewall.ts';
import {
  type Inventory,
  NOTHING,
  type RootfulImage,
  type RootfulNetwork,
  type RootfulVolume,
} from './inventory.ts';
import { at, type Fields, number, pairs, text, texts } from './json.ts';
import { layerPaths } from './layer.ts';
import { MANNERS } from './manners.ts';
import { networkOf } from './network-words.ts';
import { keptOf, type Owners, ownersOf } from './owners.ts';
import { sampleVolumes } from './sample.ts';
import { silentPorts } from './silent.ts';

/**
 * Asks an engine of root for everything. Reads only; `diff` and sizes make it look through its directories.
 * @throws UserError (privilege) when it is there and may not be asked.
 */
export async function readInventory(
  host: ReadHost,
  source: SourceEngine = 'docker',
): Promise<Inventory> {
  const list = await host.run(rootfulContainers(source));
  if (list.status === 'missing') return NOTHING;
  if (list.code !== 0) throw refused(list, source);
  const lines = list.stdout.split('\n').filter((line) => line !== '');
  if (lines.length === 0) return NOTHING;
  const ids = MANNERS[source].newestFirst ? lines : lines.toReversed();
  const inspected = await inspectAll(host, ids, source, (some) => rootfulInspect(some, source));
  const gathered = await MANNERS[source].gather(host, inspected);
  const raw = gathered.map(MANNERS[source].container);
  const containers = raw.map((entry) => parseContainer(entry, source));
  const paths = [...new Set(containers.flatMap(bindsOf))];
  const written = await Promise.all(
    containers.map(
      async (each, n) => [each.id, await writtenIn(host, each, raw[n] ?? {})] as const,
    ),
  );
  const silent = await Promise.all(
    containers.map(
      async (each, n) => [each.id, await silentPorts(host, each, raw[n] ?? {})] as const,
    ),
  );
  const found = await volumes(host, containers, source);
  return {
    containers,
    entries: new Map(raw.map((entry) => [text(entry['Id']), entry])),
    images: await images(host, containers, source),
    volumes: found,
    networks: await networks(host, containers, source),
    owners: new Map(
      await Promise.all(
        paths.map(async (path) => [path, await below(host, path, containers)] as const),
      ),
    ),
    samples: await sampleVolumes(host, [...found.values()]),
    firewall: await firewallOf(host),
    written: new Map(written.filter(([, paths]) => paths.length > 0)),
    silent: new Map(silent.filter(([, ports]) => ports.length > 0)),
  };
}

/** Who owns what lies there; where it may need other ids, with what those would end. */
async function below(
  host: ReadHost,
  path: string,
  containers: readonly RootfulContainer[],
): Promise<Owners | null> {
  const owners = await ownersOf(host, path);
  if (owners === null || !containers.some((each) => mayNeedIds(each, path, owners))) return owners;
  return { ...owners, kept: await keptOf(host, path) };
}

/** For whom is not known yet, so what would be theirs already is looked at, too. */
function mayNeedIds(container: RootfulContainer, path: string, owners: Owners): boolean {
  return container.mounts.some(
    (mount) =>
      mount.type === 'bind' &&
      mount.source === path &&
      bindNeed(container, mount, owners, Number.NaN).need === 'owners',
  );
}

function bindsOf({ mounts }: RootfulContainer): readonly string[] {
  return mounts.filter(({ type }) => type === 'bind').map(({ source }) => source);
}

async function images(
  host: ReadHost,
  containers: readonly RootfulContainer[],
  source: SourceEngine,
) {
  const ids = [...new Set(containers.map(({ imageId }) => imageId))];
  const asked = ids.map(MANNERS[source].imageName);
  const list = (await inspectAll(host, asked, source, (some) => rootfulImages(some, source))).map(
    MANNERS[source].image,
  );
  const found = new Map<string, RootfulImage>();
  for (const entry of list) {
    const id = text(entry['Id']);
    const refs = named(entry['RepoTags']);
    const digests = named(entry['RepoDigests']);
    // Some say it once for each name.
    const known: RootfulImage = found.get(id) ?? {
      source,
      id,
      refs: [],
      size: number(entry['Size']),
      entry,
    };
    found.set(id, {
      ...known,
      refs: [...new Set([...known.refs, ...refs])],
      digests: [...new Set([...(known.digests ?? []), ...digests])],
    });
  }
  return found;
}

/** Names of an image; none of one that has none. */
function named(value: unknown): readonly string[] {
  return texts(value).filter((ref) => !ref.includes('<none>'));
}

async function volumes(
  host: ReadHost,
  containers: readonly RootfulContainer[],
  source: SourceEngine,
) {
  const mounts = containers.flatMap((each) => each.mounts);
  const used = mounts.filter(({ type }) => type === 'volume').map(({ source }) => source);
  const names = [...new Set(used)];
  const said = await inspectAll(host, names, source, (some) => rootfulVolumes(some, source));
  const list = said.map(MANNERS[source].volume);
  const places = list.map((entry) => [text(entry['Name']), text(entry['Mountpoint'])] as const);
  const sizes = await MANNERS[source].sizes(host, places);
  return new Map(
    list.map((entry): [string, RootfulVolume] => {
      const name = text(entry['Name']);
      return [
        name,
        {
          source,
          name,
          driver: text(entry['Driver']),
          options: Object.keys(at(entry, 'Options')),
          labels: pairs(entry['Labels']),
          mountpoint: text(entry['Mountpoint']),
          size: sizes.get(name) ?? null,
        },
      ];
    }),
  );
}

async function networks(
  host: ReadHost,
  containers: readonly RootfulContainer[],
  source: SourceEngine,
) {
  const used = containers.flatMap((each) => each.networks.map(({ name }) => name));
  const names = [...new Set(used)];
  const said = await inspectAll(host, names, source, (some) => rootfulNetworks(some, source));
  const list = said.map(MANNERS[source].network);
  return new Map(
    list.map((entry): [string, RootfulNetwork] => {
      const network = networkOf(entry);
      return [network.name, network];
    }),
  );
}

/** What was written in a container outside of volumes; none where nobody says. */
async function writtenIn(
  host: ReadHost,
  { source, id, mounts }: RootfulContainer,
  entry: Fields,
): Promise<readonly string[]> {
  const { code, stdout } = await host.run(rootfulDiff(id, source));
  const places = [
    ...MANNERS[source].writes,
    ...mounts.map(({ destination }) => destination),
    ...Object.keys(at(at(entry, 'HostConfig'), 'Tmpfs')),
    // Podman writes it where a time zone was chosen.
    ...(text(at(entry, 'Config')['Timezone']) === '' ? [] : ['/etc/localtime']),
  ];
  return code === 0 ? layerPaths(stdout, places) : [];
}
