import { msg } from '../i18n/msg.ts';
import type { SourceEngine } from '../model/action-move.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Message } from '../model/message.ts';
import type { CommandResult, ReadCommand, ReadHost } from '../model/read-host.ts';
import {
  rootfulContainers,
  rootfulDiff,
  rootfulImages,
  rootfulInspect,
  rootfulNetworks,
  rootfulVolumes,
} from '../probe/commands-move.ts';
import { container as parseContainer, type RootfulContainer } from './container.ts';
import { type Firewall, firewallOf } from './firewall.ts';
import { at, type Fields, number, objects, pairs, parseList, text, texts } from './json.ts';
import { layerPaths } from './layer.ts';
import { MANNERS } from './manners.ts';
import { type Owners, ownersOf } from './owners.ts';
import { type Sample, sampleVolumes } from './sample.ts';

/** What engines of root have, as far as a move needs it. */
export interface Inventory {
  readonly containers: readonly RootfulContainer[];
  /** `docker inspect` as it is, by container id; of another engine, in that shape. */
  readonly entries: ReadonlyMap<string, Fields>;
  /** Those that containers use, by id. */
  readonly images: ReadonlyMap<string, RootfulImage>;
  /** Those that containers use, by name. */
  readonly volumes: ReadonlyMap<string, RootfulVolume>;
  /** User-defined ones that containers use, by name. */
  readonly networks: ReadonlyMap<string, RootfulNetwork>;
  /** Owners of what is mounted from the host, by path; null where it can't be seen. */
  readonly owners: ReadonlyMap<string, Owners | null>;
  /** What reading a little of the largest volumes took, by name; none of those that can't be read. */
  readonly samples: ReadonlyMap<string, Sample>;
  /** The firewall that published ports pass by today, and will not. */
  readonly firewall: Firewall | null;
  /** Paths that were written in a container outside of volumes, by container id; empty for most. */
  readonly written: ReadonlyMap<string, readonly string[]>;
  /** Reasons to stay that are the engine's own, by container id. */
  readonly own?: ReadonlyMap<string, readonly Message[]>;
  /** Units of systemd that start a container and do nothing else, by its id: they go with it. */
  readonly units?: ReadonlyMap<string, string>;
  /** Services of root's Podman that are enabled. */
  readonly services?: readonly string[];
  /** What could not be looked at. */
  readonly unseen?: readonly Unseen[];
  /** Namespaces of containerd in which root's nerdctl has containers, too. */
  readonly namespaces?: readonly string[];
}

/** Containers that there may be: only root can see them, or nobody while their daemon does not run. */
export type Unseen = 'podman-hidden' | 'nerdctl-hidden' | 'nerdctl-asleep';

/** An image of root. */
export interface RootfulImage {
  readonly source: SourceEngine;
  readonly id: string;
  readonly refs: readonly string[];
  /** `REPOSITORY@sha256:…` of the registries it came from or went to; none of one that was made here. */
  readonly digests?: readonly string[];
  /** Bytes; layers that images share count in each. */
  readonly size: number;
  readonly entry: Fields;
}

/** A volume of root. */
export interface RootfulVolume {
  readonly source: SourceEngine;
  readonly name: string;
  readonly driver: string;
  readonly options: readonly string[];
  readonly labels: readonly (readonly [string, string])[];
  readonly mountpoint: string;
  /** Bytes, rounded; null where nobody says. */
  readonly size: number | null;
}

/** A network of root. */
export interface RootfulNetwork {
  readonly name: string;
  readonly driver: string;
  readonly internal: boolean;
  readonly labels: readonly (readonly [string, string])[];
  readonly subnet: string;
  readonly gateway: string;
}

/** Of a host without containers of root. */
export const NOTHING: Inventory = {
  containers: [],
  entries: new Map(),
  images: new Map(),
  volumes: new Map(),
  networks: new Map(),
  owners: new Map(),
  samples: new Map(),
  firewall: null,
  written: new Map(),
};

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
  const inspected = await inspect(host, rootfulInspect(ids, source), source);
  const gathered = await MANNERS[source].gather(host, inspected);
  const raw = gathered.map(MANNERS[source].container);
  const containers = raw.map((entry) => parseContainer(entry, source));
  const paths = [...new Set(containers.flatMap(bindsOf))];
  const written = await Promise.all(
    containers.map(async (each) => [each.id, await writtenIn(host, each)] as const),
  );
  const found = await volumes(host, containers, source);
  return {
    containers,
    entries: new Map(raw.map((entry) => [text(entry['Id']), entry])),
    images: await images(host, containers, source),
    volumes: found,
    networks: await networks(host, containers, source),
    owners: new Map(
      await Promise.all(paths.map(async (path) => [path, await ownersOf(host, path)] as const)),
    ),
    samples: await sampleVolumes(host, [...found.values()]),
    firewall: await firewallOf(host),
    written: new Map(written.filter(([, paths]) => paths.length > 0)),
  };
}

function bindsOf({ mounts }: RootfulContainer): readonly string[] {
  return mounts.filter(({ type }) => type === 'bind').map(({ source }) => source);
}

function refused({ stderr, status }: CommandResult, source: SourceEngine): UserError {
  const detail = stderr.trim().split('\n')[0] || status;
  return new UserError(
    EXIT.privilege,
    msg('migrate.not-allowed', { engine: msg(`engines.${source}`), detail }),
    msg('migrate.not-allowed-hint'),
  );
}

async function inspect(
  host: ReadHost,
  command: ReadCommand,
  source: SourceEngine,
): Promise<readonly Fields[]> {
  const result = await host.run(command);
  if (result.status !== 'exited') throw refused(result, source);
  // With a name that is gone meanwhile it fails, and still prints the others.
  return parseList(result.stdout);
}

async function images(
  host: ReadHost,
  containers: readonly RootfulContainer[],
  source: SourceEngine,
) {
  const ids = [...new Set(containers.map(({ imageId }) => imageId))];
  const asked = ids.map(MANNERS[source].imageName);
  const list = (await inspect(host, rootfulImages(asked, source), source)).map(
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
  const said = names.length === 0 ? [] : await inspect(host, rootfulVolumes(names, source), source);
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
  const said =
    names.length === 0 ? [] : await inspect(host, rootfulNetworks(names, source), source);
  const list = said.map(MANNERS[source].network);
  return new Map(
    list.map((entry): [string, RootfulNetwork] => {
      const [pool = {}] = objects(at(entry, 'IPAM')['Config']);
      const name = text(entry['Name']);
      return [
        name,
        {
          name,
          driver: text(entry['Driver']),
          internal: entry['Internal'] === true,
          labels: pairs(entry['Labels']),
          subnet: text(pool['Subnet']),
          gateway: text(pool['Gateway']),
        },
      ];
    }),
  );
}

async function writtenIn(
  host: ReadHost,
  { source, id, mounts }: RootfulContainer,
): Promise<readonly string[]> {
  const { code, stdout } = await host.run(rootfulDiff(id, source));
  const places = [...MANNERS[source].writes, ...mounts.map(({ destination }) => destination)];
  return code === 0 ? layerPaths(stdout, places) : [];
}
