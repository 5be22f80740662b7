import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import type { ReadHost } from '../model/read-host.ts';
import { type Inventory, NOTHING, readInventory } from './inventory.ts';
import { networksOf, volumesOf } from './move.ts';
import { podmanOnly, rootfulPodman } from './podman-source.ts';

/**
 * Asks every engine of root that is there. `docker`: does its daemon run? Reads only.
 * @throws UserError (privilege) when one is there and may not be asked.
 */
export async function readSources(host: ReadHost, docker: boolean): Promise<Inventory> {
  const first = docker ? await readInventory(host) : NOTHING;
  const seen = await rootfulPodman(host);
  if (seen !== 'there') return { ...first, hidden: seen === 'hidden' };
  const podman = await readInventory(host, 'podman');
  return together(first, { ...podman, ...(await podmanOnly(host, podman)) });
}

/**
 * Two inventories as one. What both know by the same name would meet in the target, so that of Podman stays
 * with a reason that says so; an image that both have is moved once. Pure.
 */
export function together(docker: Inventory, podman: Inventory): Inventory {
  const own = new Map(
    podman.containers.map((each): [string, readonly Message[]] => {
      const reasons = podman.own?.get(each.id) ?? [];
      const names = [...sharedNames(docker, each), ...otherImages(docker, podman, each)];
      return [
        each.id,
        names.length === 0 ? reasons : [...reasons, msg('migrate.name-twice', { names })],
      ];
    }),
  );
  const both = <T>(read: (from: Inventory) => ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...read(podman), ...read(docker)]);
  return {
    containers: [...docker.containers, ...podman.containers],
    entries: both(({ entries }) => entries),
    images: both(({ images }) => images),
    volumes: both(({ volumes }) => volumes),
    networks: both(({ networks }) => networks),
    owners: both(({ owners }) => owners),
    samples: both(({ samples }) => samples),
    written: both(({ written }) => written),
    firewall: docker.firewall ?? podman.firewall,
    own,
    units: podman.units ?? new Map(),
    services: podman.services ?? [],
  };
}

function sharedNames(
  { containers }: Inventory,
  each: Inventory['containers'][number],
): readonly string[] {
  const names = new Set(containers.map(({ name }) => name));
  const projects = new Set(containers.map(({ project }) => project));
  const volumes = new Set(volumesOf(containers));
  const networks = new Set(networksOf(containers));
  return [
    ...[each.name].filter((name) => names.has(name)),
    ...(each.project !== null && projects.has(each.project) ? [each.project] : []),
    ...volumesOf([each]).filter((name) => volumes.has(name)),
    ...networksOf([each]).filter((name) => networks.has(name)),
  ];
}

/**
 * Names of this container's image that mean another image in Docker. The target has room for one of them
 * only; and of `site:1` and `localhost/site:1`, which are two names there, Podman takes the second for both.
 * Source: https://github.com/containers/image/blob/main/pkg/shortnames/shortnames.go (ResolveLocally)
 */
function otherImages(
  docker: Inventory,
  podman: Inventory,
  { imageId }: Inventory['containers'][number],
): readonly string[] {
  const taken = new Map(
    [...docker.images.values()].flatMap(({ id, refs }) =>
      refs.flatMap(meanings).map((name) => [name, id] as const),
    ),
  );
  const own = podman.images.get(imageId);
  return (own?.refs ?? []).filter((ref) =>
    meanings(ref).some((name) => ![undefined, own?.id].includes(taken.get(name))),
  );
}

/** The full names that a name of an image can stand for: one without a registry is Docker Hub's, or from here. */
function meanings(ref: string): readonly string[] {
  const [first = ''] = ref.split('/');
  if (ref.includes('/') && /[.:]|^localhost$/.test(first)) return [ref];
  return [`docker.io/${ref.includes('/') ? ref : `library/${ref}`}`, `localhost/${ref}`];
}
