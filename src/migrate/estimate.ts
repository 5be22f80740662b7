import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import type { RootfulContainer } from './container.ts';
import type { Inventory } from './inventory.ts';
import { volumesOf } from './move.ts';
import { sourcesOf } from './source-engine.ts';

/**
 * Moving a volume is reading it, writing it, listing and hashing both sides. Large files took 2.6 times as long
 * as reading them; 100,000 very small ones took 10 times as long, 0.06 ms a file more than three times the
 * reading (docs/performance.md). Right within a factor of two; other disks have other factors.
 */
const MOVE_TO_READ = 3;
const FILE_MS = 0.06;

/** Where files could not be counted in a second: between the two. */
const MOVE_TO_READ_UNCOUNTED = 5;

/** Stopping, making, starting and proving one container: some seconds, of which most are waits. */
const CONTAINER_MS = 3000;

/**
 * For how long the containers of a group do not answer while they move, in milliseconds: from what reading a
 * second of their volumes took; `copied`: those of the volumes that are copied. Null where a volume was not to be read, or has no size to compare with.
 */
export function downtimeOf(
  { volumes, samples }: Pick<Inventory, 'volumes' | 'samples'>,
  members: readonly RootfulContainer[],
  copied: readonly string[] = volumesOf(members),
): number | null {
  const rates = [...samples.values()];
  const read = rates.reduce((sum, { bytes }) => sum + bytes, 0);
  const took = rates.reduce((sum, { ms }) => sum + ms, 0);
  let moving = 0;
  for (const name of copied) {
    const sample = samples.get(name);
    const size = volumes.get(name)?.size ?? null;
    if (sample?.whole === true) moving += copying(sample.ms, sample.files);
    else if (size === null || read === 0) return null;
    // One that was not looked at goes as the others together.
    else if (sample === undefined) moving += copying(took * (size / read), null);
    else moving += copying(sample.ms * Math.max(1, size / sample.bytes), sample.files);
  }
  return moving + members.length * CONTAINER_MS;
}

/** Milliseconds for what took so long to read. */
function copying(reading: number, files: number | null): number {
  return files === null
    ? reading * MOVE_TO_READ_UNCOUNTED
    : reading * MOVE_TO_READ + files * FILE_MS;
}

/**
 * For how long the containers of a group may take to stop: most stop at once, none is waited for longer. Each
 * engine stops its own side by side. null: one of them is never killed.
 */
export function stoppingOf(members: readonly RootfulContainer[]): number | null {
  const running = members.filter((each) => each.running);
  return sourcesOf(running).reduce<number | null>((sum, source) => {
    const own = running.filter((each) => each.source === source);
    const most = own.reduce<number | null>(
      (top, { stopSeconds }) =>
        top === null || stopSeconds === null ? null : Math.max(top, stopSeconds),
      0,
    );
    return sum === null || most === null ? null : sum + most;
  }, 0);
}

/** The sentence about stopping, which nobody can measure before. */
function stoppingNote(members: readonly RootfulContainer[]): readonly Message[] {
  const seconds = stoppingOf(members);
  if (seconds === null) {
    const names = members
      .filter(({ running, stopSeconds }) => running && stopSeconds === null)
      .map(({ name }) => name);
    return [msg('migrate.note-stopping-endless', { names })];
  }
  return seconds === 0 ? [] : [msg('migrate.note-stopping', { seconds })];
}

/** `measured`: by volumes that were read, which what nobody copies are not. */
function downtimeWords(minutes: number, measured: boolean): Message {
  if (minutes <= 1) {
    return msg(measured ? 'migrate.note-downtime-short' : 'migrate.note-downtime-bare');
  }
  return msg(measured ? 'migrate.note-downtime' : 'migrate.note-downtime-bare-long', { minutes });
}

/** The sentence about it, in the roundness of such a guess; none where nothing is known. */
export function downtimeNote(
  inventory: Pick<Inventory, 'volumes' | 'samples'>,
  members: readonly RootfulContainer[],
  copied: readonly string[] = volumesOf(members),
): readonly Message[] {
  const ms = downtimeOf(inventory, members, copied);
  if (ms === null || members.every(({ running }) => !running)) return [];
  const minutes = Math.ceil(ms / 60_000);
  return [downtimeWords(minutes, copied.length > 0), ...stoppingNote(members)];
}
