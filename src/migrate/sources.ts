import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import type { ReadHost } from '../model/read-host.ts';
import { dockerOnly } from './docker-callers.ts';
import { remappedReasons } from './docker-remap.ts';
import { sleepingDocker } from './docker-source.ts';
import { type Inventory, NOTHING, type RootfulImage, type RootfulVolume } from './inventory.ts';
import { at, texts } from './json.ts';
import { networksOf, volumesOf } from './move.ts';
import { nerdctlOnly, rootfulNerdctl } from './nerdctl-source.ts';
import { podmanOnly, rootfulPodman } from './podman-source.ts';
import { readInventory } from './read-inventory.ts';
import { lookAtVolumes } from './volume-look.ts';

/** Which daemons of root run. Podman needs none. */
export interface Daemons {
  readonly docker: boolean;
  readonly containerd: boolean;
}

/**
 * Asks every engine of root that is there. Reads only.
 * @throws UserError (privilege) when one is there and may not be asked.
 */
export async function readSources(host: ReadHost, daemons: Daemons): Promise<Inventory> {
  const docker = daemons.docker
    ? await readDocker(host)
    : { ...NOTHING, unseen: await sleepingDocker(host) };
  const podman = await readPodman(host);
  const nerdctl = await readNerdctl(host, daemons.containerd);
  const all = together(together(docker, podman), nerdctl);
  // Last: what was read of volumes to know how long it takes (`samples`) must not have been read just before.
  const looks = await lookAtVolumes(host, all.volumes);
  const sized = [...all.volumes].map(([name, volume]): [string, RootfulVolume] => {
    const size = volume.size ?? looks.get(name)?.bytes ?? null;
    return [name, { ...volume, size }];
  });
  return { ...all, volumes: new Map(sized), looks };
}

async function readDocker(host: ReadHost): Promise<Inventory> {
  const docker = await readInventory(host);
  const only = await dockerOnly(host, docker);
  const remapped = await remappedReasons(host, docker);
  const own = new Map(
    docker.containers.flatMap(({ id }): readonly (readonly [string, readonly Message[]])[] => {
      const reasons = [...(only.own?.get(id) ?? []), ...(remapped.get(id) ?? [])];
      return reasons.length === 0 ? [] : [[id, reasons]];
    }),
  );
  return { ...docker, ...only, own };
}

async function readPodman(host: ReadHost): Promise<Inventory> {
  const seen = await rootfulPodman(host);
  if (seen === 'none') return NOTHING;
  if (seen === 'hidden') return { ...NOTHING, unseen: ['podman-hidden'] };
  const podman = await readInventory(host, 'podman');
  return { ...podman, ...(await podmanOnly(host, podman)) };
}

async function readNerdctl(host: ReadHost, running: boolean): Promise<Inventory> {
  const { seen, namespaces } = await rootfulNerdctl(host, running);
  const further = { namespaces };
  if (seen === 'none') return { ...NOTHING, ...further };
  if (seen === 'hidden') return { ...NOTHING, unseen: ['nerdctl-hidden'] };
  if (seen === 'asleep') return { ...NOTHING, ...further, unseen: ['nerdctl-asleep'] };
  const nerdctl = await readInventory(host, 'nerdctl');
  return { ...nerdctl, ...further, ...(await nerdctlOnly(host, nerdctl)) };
}

/**
 * Two inventories as one. What both know by the same name would meet in the target, so that of the second stays
 * with a reason that says so; an image that both have is moved once. Pure.
 */
export function together(first: Inventory, second: Inventory): Inventory {
  const own = new Map([
    ...(first.own ?? []),
    ...second.containers.map((each): [string, readonly Message[]] => {
      const reasons = second.own?.get(each.id) ?? [];
      const names = [...sharedNames(first, each), ...otherImages(first, second, each)];
      return [
        each.id,
        names.length === 0 ? reasons : [...reasons, msg('migrate.name-twice', { names })],
      ];
    }),
  ]);
  const both = <T>(read: (from: Inventory) => ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...read(second), ...read(first)]);
  return {
    containers: [...first.containers, ...second.containers],
    entries: both(({ entries }) => entries),
    images: both(({ images }) => images),
    volumes: both(({ volumes }) => volumes),
    networks: both(({ networks }) => networks),
    owners: both(({ owners }) => owners),
    samples: both(({ samples }) => samples),
    written: both(({ written }) => written),
    firewall: first.firewall ?? second.firewall,
    own,
    silent: both(({ silent }) => silent ?? new Map()),
    units: both(({ units }) => units ?? new Map()),
    callers: both(({ callers }) => callers ?? new Map()),
    services: [...(first.services ?? []), ...(second.services ?? [])],
    unseen: [...(first.unseen ?? []), ...(second.unseen ?? [])],
    namespaces: [...(first.namespaces ?? []), ...(second.namespaces ?? [])],
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
 * Names of this container's image that mean another image in the first. The target has room for one of them
 * only; and of `site:1` and `localhost/site:1`, which are two names there, Podman takes the second for both.
 * Source: https://github.com/containers/image/blob/main/pkg/shortnames/shortnames.go (ResolveLocally)
 */
function otherImages(
  first: Inventory,
  second: Inventory,
  { imageId }: Inventory['containers'][number],
): readonly string[] {
  const taken = new Map(
    [...first.images.values()].flatMap((image) =>
      image.refs.flatMap(meanings).map((name) => [name, image] as const),
    ),
  );
  const own = second.images.get(imageId);
  return (own?.refs ?? []).filter((ref) =>
    meanings(ref).some((name) => !isSame(taken.get(name), own)),
  );
}

/** nerdctl knows an image by another id than Docker does: then its layers decide. Nothing is in nobody's way. */
function isSame(one: RootfulImage | undefined, other: RootfulImage | undefined): boolean {
  if (one === undefined || one.id === other?.id) return true;
  const layers = (image: RootfulImage | undefined) =>
    texts(at(image?.entry ?? {}, 'RootFS')['Layers']).join(' ');
  return layers(one) !== '' && layers(one) === layers(other);
}

/** The full names that a name of an image can stand for: one without a registry is Docker Hub's, or from here. */
function meanings(ref: string): readonly string[] {
  const [first = ''] = ref.split('/');
  if (ref.includes('/') && /[.:]|^localhost$/.test(first)) return [ref];
  return [`docker.io/${ref.includes('/') ? ref : `library/${ref}`}`, `localhost/${ref}`];
}
