import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { readSample } from '../probe/commands-move.ts';

/** What reading a volume for about a second gave. */
export interface Sample {
  /** Bytes of the tar stream. */
  readonly bytes: number;
  /** Milliseconds. */
  readonly ms: number;
  /** All of it was read. */
  readonly whole: boolean;
  /** Files, directories and all other names in it; null where a second did not do to count them. */
  readonly files: number | null;
}

/** Of a volume, what the choice goes by. */
interface Sampled {
  readonly name: string;
  readonly mountpoint: string;
  /** Bytes, or null. */
  readonly size: number | null;
}

/** So many volumes are read, the largest first: looking should not take longer than people wait. */
const MOST = 5;

/** The reading is ended after a second, and so is the counting: readSample. */
const ALL_MS = 990;

/**
 * Reads a little of the largest volumes, one after the other, so that none is slowed by another. Only whom
 * the directories of root are open to gets an answer; the others have no estimate.
 */
export async function sampleVolumes(
  host: ReadHost,
  volumes: readonly Sampled[],
): Promise<ReadonlyMap<string, Sample>> {
  const samples = new Map<string, Sample>();
  const bySize = volumes.toSorted((a, b) => (b.size ?? 0) - (a.size ?? 0));
  for (const { name, mountpoint } of bySize.slice(0, MOST)) {
    const sample = await sampleOf(host, mountpoint);
    if (sample !== null) samples.set(name, sample);
  }
  return samples;
}

async function sampleOf(host: ReadHost, mountpoint: string): Promise<Sample | null> {
  try {
    const { code, stdout } = await host.run(readSample(mountpoint));
    return code === 0 ? parseSample(stdout) : null;
  } catch (error) {
    if (error instanceof NotRecorded) return null;
    throw error;
  }
}

/**
 * Lines BYTES and MILLISECONDS, then NAMES and MILLISECONDS where they were counted, too; null where a date(1)
 * without nanoseconds, or nothing, answered.
 */
export function parseSample(stdout: string): Sample | null {
  const match = /^(\d+)\n(\d+)\n(?:(\d+)\n(\d+)\n)?$/.exec(stdout);
  if (match === null) return null;
  const [bytes, ms] = [Number(match[1]), Number(match[2])];
  if (bytes === 0) return null;
  const counted = match[3] !== undefined && Number(match[3]) > 0 && Number(match[4]) < ALL_MS;
  return { bytes, ms, whole: ms < ALL_MS, files: counted ? Number(match[3]) : null };
}
