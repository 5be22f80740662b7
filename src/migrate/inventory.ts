import { msg } from '../i18n/msg.ts';
import { parseDockerSize } from '../model/bytes.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { CommandResult, ReadCommand, ReadHost } from '../model/read-host.ts';
import {
  rootfulContainers,
  rootfulDiff,
  rootfulDiskUsage,
  rootfulImages,
  rootfulInspect,
  rootfulNetworks,
  rootfulVolumes,
} from '../probe/commands.ts';
import { container as parseContainer, type RootfulContainer } from './container.ts';
import { type Firewall, firewallOf } from './firewall.ts';
import { at, type Fields, isObject, objects, pairs, parseList, text, texts } from './json.ts';
import { layerPaths } from './layer.ts';
import { type Owners, ownersOf } from './owners.ts';
import { type Sample, sampleVolumes } from './sample.ts';

/** What the Docker of root has, as far as a move needs it. */
export interface Inventory {
  readonly containers: readonly RootfulContainer[];
  /** `docker inspect` as it is, by container id. */
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
}

/** An image of the daemon of root. */
export interface RootfulImage {
  readonly id: string;
  readonly refs: readonly string[];
  /** Bytes; layers that images share count in each. */
  readonly size: number;
  readonly entry: Fields;
}

/** A volume of the daemon of root. */
export interface RootfulVolume {
  readonly name: string;
  readonly driver: string;
  readonly options: readonly string[];
  readonly labels: readonly (readonly [string, string])[];
  readonly mountpoint: string;
  /** Bytes, as the daemon rounds them; null where it does not say. */
  readonly size: number | null;
}

/** A network of the daemon of root. */
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
 * Asks the daemon of root for everything. Reads only; `docker diff` and sizes make the daemon look through
 * its directories.
 * @throws UserError (privilege) when the daemon is there and may not be asked.
 */
export async function readInventory(host: ReadHost): Promise<Inventory> {
  const list = await host.run(rootfulContainers());
  if (list.status === 'missing') return NOTHING;
  if (list.code !== 0) throw refused(list);
  const ids = list.stdout.split('\n').filter((line) => line !== '');
  if (ids.length === 0) return NOTHING;
  const raw = await inspect(host, rootfulInspect(ids));
  const containers = raw.map((entry) => parseContainer(entry));
  const usage = await host.run(rootfulDiskUsage());
  const sizes = sizesOf(usage.code === 0 ? usage.stdout : '');
  const paths = [...new Set(containers.flatMap(bindsOf))];
  const written = await Promise.all(
    containers.map(async (each) => [each.id, await writtenIn(host, each)] as const),
  );
  const found = await volumes(host, containers, sizes);
  return {
    containers,
    entries: new Map(raw.map((entry) => [text(entry['Id']), entry])),
    images: await images(host, containers),
    volumes: found,
    networks: await networks(host, containers),
    owners: new Map(
      await Promise.all(paths.map(async (path) => [path, await ownersOf(host, path)] as const)),
    ),
    samples: await sampleVolumes(host, [...found.values()]),
    firewall: await firewallOf(host),
    written: new Map(written.filter(([, lines]) => lines.length > 0)),
  };
}

function bindsOf({ mounts }: RootfulContainer): readonly string[] {
  return mounts.filter(({ type }) => type === 'bind').map(({ source }) => source);
}

function refused({ stderr, status }: CommandResult): UserError {
  const detail = stderr.trim().split('\n')[0] || status;
  return new UserError(
    EXIT.privilege,
    msg('migrate.not-allowed', { detail }),
    msg('migrate.not-allowed-hint'),
  );
}

async function inspect(host: ReadHost, command: ReadCommand): Promise<readonly Fields[]> {
  const result = await host.run(command);
  if (result.status !== 'exited') throw refused(result);
  // With a name that is gone meanwhile it fails, and still prints the others.
  return parseList(result.stdout);
}

async function images(host: ReadHost, containers: readonly RootfulContainer[]) {
  const ids = [...new Set(containers.map(({ imageId }) => imageId))];
  const list = await inspect(host, rootfulImages(ids));
  return new Map(
    list.map((entry): [string, RootfulImage] => {
      const size = entry['Size'];
      const id = text(entry['Id']);
      return [
        id,
        {
          id,
          refs: texts(entry['RepoTags']).filter((ref) => !ref.includes('<none>')),
          size: typeof size === 'number' ? size : 0,
          entry,
        },
      ];
    }),
  );
}

async function volumes(
  host: ReadHost,
  containers: readonly RootfulContainer[],
  sizes: ReadonlyMap<string, number>,
) {
  const mounts = containers.flatMap((each) => each.mounts);
  const used = mounts.filter(({ type }) => type === 'volume').map(({ source }) => source);
  const names = [...new Set(used)];
  const list = names.length === 0 ? [] : await inspect(host, rootfulVolumes(names));
  return new Map(
    list.map((entry): [string, RootfulVolume] => {
      const name = text(entry['Name']);
      return [
        name,
        {
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

async function networks(host: ReadHost, containers: readonly RootfulContainer[]) {
  const used = containers.flatMap((each) => each.networks.map(({ name }) => name));
  const names = [...new Set(used)];
  const list = names.length === 0 ? [] : await inspect(host, rootfulNetworks(names));
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

/** `docker system df -v --format '{{json .}}'`: of each volume its `Name` and `Size`. */
function sizesOf(stdout: string): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  try {
    const usage: unknown = JSON.parse(stdout);
    for (const volume of isObject(usage) ? objects(usage['Volumes']) : []) {
      const size = parseDockerSize(text(volume['Size']));
      if (size !== null) sizes.set(text(volume['Name']), size);
    }
  } catch {
    // Sizes are for the estimate alone; the copy itself counts.
  }
  return sizes;
}

async function writtenIn(
  host: ReadHost,
  { id, mounts }: RootfulContainer,
): Promise<readonly string[]> {
  const { code, stdout } = await host.run(rootfulDiff(id));
  const places = mounts.map(({ destination }) => destination);
  return code === 0 ? layerPaths(stdout, places) : [];
}
