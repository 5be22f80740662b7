import { msg } from '../i18n/msg.ts';
import type { AnswerKey } from '../model/answers.ts';
import { bytesText } from '../model/bytes.ts';
import type { Message } from '../model/message.ts';
import type { Group } from './groups.ts';
import { isGivenVolume, isShownVolume, USUAL_WAYS } from './idmapped.ts';
import type { MoveInput } from './move.ts';
import { imagesOf } from './move-images.ts';
import { copiedVolumes } from './move-shown.ts';
import type { TargetEngine } from './target-engine.ts';

type Known = Pick<MoveInput, 'ways' | 'inventory' | 'groups'>;

/** Something with its size in bytes. */
interface Sized {
  readonly name: string;
  readonly bytes: number;
}

/** Where there is too little room for all: what fits together, and what does not. */
export interface RoomJudgement {
  /** Bytes that are lacking for all of it. */
  readonly lacking: number;
  /** Names of the groups that fit together: the smallest first, so that as many as can do. */
  readonly fits: readonly string[];
  /** Bytes that those need. */
  readonly need: number;
  /** Bytes that are free beside them. */
  readonly left: number;
  /** The others, the smallest first. */
  readonly short: readonly ShortGroup[];
}

/** A group that does not fit beside those that do. */
export interface ShortGroup {
  readonly name: string;
  /** Bytes of its images that are not copied for the others already. */
  readonly images: number;
  /** Its volumes that are in the way, the largest first; none: its images alone are too much. */
  readonly volumes: readonly Sized[];
}

interface Need {
  readonly group: Group;
  readonly images: ReadonlyMap<string, number>;
  readonly volumes: readonly Sized[];
  readonly bytes: number;
}

/**
 * Judges which groups fit into `free` bytes, and in those that do not, which volumes. Groups, as nothing is moved
 * half: one volume that does not fit keeps its whole group from being copied. Null where all fits, `unknown` where the
 * size of something is. As `rw_migrate_check` counts: an image once, and nothing for what is not copied.
 */
export function judgeRoom(input: Known, free: number): RoomJudgement | 'unknown' | null {
  const needs = input.groups.map((group) => needOf(input, group));
  if (needs.some((need) => need === null)) return 'unknown';
  const sorted = needs
    .filter((need) => need !== null)
    .toSorted((one, other) => one.bytes - other.bytes);
  const had = new Map<string, number>();
  const more = ({ images, volumes }: Need) => newImages(images, had) + sumOf(volumes);
  const fits: string[] = [];
  const rest: Need[] = [];
  let need = 0;
  for (const one of sorted) {
    if (need + more(one) < free) {
      need += more(one);
      for (const [id, bytes] of one.images) had.set(id, bytes);
      fits.push(one.group.name);
    } else rest.push(one);
  }
  if (rest.length === 0) return null;
  const left = free - need;
  const all = new Map(sorted.flatMap(({ images }) => [...images]));
  const whole = sorted.reduce(
    (sum, { volumes }) => sum + sumOf(volumes),
    newImages(all, new Map()),
  );
  const short = rest.map((one) => shortOf(one, newImages(one.images, had), left));
  return { lacking: whole - free, fits, need, left, short };
}

function needOf({ inventory, ...input }: Known, group: Group): Need | null {
  const images = new Map(
    imagesOf(inventory, group.members).map(({ id, size }) => [id, size] as const),
  );
  const volumes: Sized[] = [];
  for (const name of copiedVolumes({ ...input, inventory }, group.members)) {
    const bytes = inventory.volumes.get(name)?.size ?? null;
    if (bytes === null) return null;
    volumes.push({ name, bytes });
  }
  return { group, images, volumes, bytes: newImages(images, new Map()) + sumOf(volumes) };
}

function newImages(images: ReadonlyMap<string, number>, had: ReadonlyMap<string, number>): number {
  return [...images].reduce((sum, [id, bytes]) => (had.has(id) ? sum : sum + bytes), 0);
}

function sumOf(sizes: readonly Sized[]): number {
  return sizes.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Its small volumes fit as long as there is room; what does not is in the way. */
function shortOf({ group, volumes }: Need, images: number, left: number): ShortGroup {
  let room = left - images;
  const inTheWay = volumes
    .toSorted((one, other) => one.bytes - other.bytes)
    .filter(({ bytes }) => {
      if (bytes < room) {
        room -= bytes;
        return false;
      }
      return bytes > 0;
    });
  return { name: group.name, images, volumes: images < left ? inTheWay.toReversed() : [] };
}

/** The answer that puts the data of an engine elsewhere, before it has any. */
export const PLACES = {
  docker: 'storage.docker.data-root',
  podman: 'storage.podman.graphroot',
  nerdctl: 'storage.nerdctl.root',
} as const satisfies Readonly<Record<TargetEngine, AnswerKey>>;

/** How many volumes are named by themselves. */
const SHOWN = 5;

/** The sentences about it in a plan; none where all fits. */
export function roomNotes(input: MoveInput, free: number): readonly Message[] {
  const room = judgeRoom(input, free);
  if (room === null || room === 'unknown') return [];
  const { lacking, fits, need, left, short } = room;
  const each = short.flatMap((group) => shortNotes(input, group));
  const setting = PLACES[input.engine];
  const options = fits.map((name) => `--project ${name}`).join(' ');
  return [
    msg('room.lacking', { lacking: bytesText(lacking) }),
    ...(fits.length === 0
      ? []
      : [msg('room.fits', { names: fits, need: bytesText(need), left: bytesText(left) })]),
    ...each.slice(0, SHOWN),
    ...(each.length > SHOWN ? [msg('room.more', { count: each.length - SHOWN })] : []),
    fits.length === 0
      ? msg('room.apart-none', { setting })
      : msg('room.apart', { options, setting }),
  ];
}

/** Of one group, what is in the way, and what helps it. */
export function shortNotes(
  input: Pick<MoveInput, 'ways' | 'inventory'>,
  { name, images, volumes }: ShortGroup,
): readonly Message[] {
  if (volumes.length === 0) return [msg('room.images', { name, size: bytesText(images) })];
  return volumes.map((volume) =>
    msg('room.volume', {
      volume: /^[0-9a-f]{64}$/.test(volume.name) ? volume.name.slice(0, 12) : volume.name,
      name,
      size: bytesText(volume.bytes),
      helps: helps(input, volume.name),
    }),
  );
}

/** The ways of this volume that need no room. What is copied although another way was asked for can't go that one. */
function helps(
  { ways = USUAL_WAYS, inventory }: Pick<MoveInput, 'ways' | 'inventory'>,
  name: string,
) {
  const mount = isShownVolume({ ...ways, volumes: 'idmapped' }, inventory, name);
  const inPlace = isGivenVolume({ ...ways, volumes: 'in-place' }, inventory, name);
  if (mount) return msg(inPlace ? 'room.helps-both' : 'room.helps-mount');
  return msg(inPlace ? 'room.helps-in-place' : 'room.helps-none');
}

/** The groups of these containers' grouping that do not fit, by name, with their sentences. */
export function shortGroups(
  input: Known,
  free: number | null,
): ReadonlyMap<string, readonly Message[]> {
  const room = free === null ? null : judgeRoom(input, free);
  const short = room === null || room === 'unknown' ? [] : room.short;
  return new Map(short.map((group) => [group.name, shortNotes(input, group)]));
}
