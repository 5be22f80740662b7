import { msg } from '../i18n/msg.ts';
import { type Fact, unknown } from '../model/fact.ts';
import type { Target } from '../model/facts.ts';
import { mayHang } from '../model/mounts.ts';
import { type CommandResult, NotRecorded, type ReadHost, type Space } from '../model/read-host.ts';
import { fileSystemSpace } from './commands.ts';
import { ofTarget } from './common.ts';
import { readMounts } from './mounts.ts';
import type { ProbeContext } from './probe.ts';

/** Asked once for all probes of one reading. */
const asked = new WeakMap<ProbeContext, Promise<Space | 'hangs' | null>>();

/**
 * Reads a fact that lies in the home. A network file system whose server is gone blocks whoever touches
 * it, for ever; so a child process with a time limit goes first, and what it did not come back from is
 * unknown. `space` is the room on its file system; null where there is no home, or nobody can tell.
 */
export function ofHome<T>(
  host: ReadHost,
  context: ProbeContext,
  read: (target: Target, space: Space | null) => Promise<Fact<T>>,
): Promise<Fact<T>> {
  return ofTarget(context, async (target) => {
    const asking = asked.get(context) ?? spaceOf(host, target, target.home);
    asked.set(context, asking);
    const space = await asking;
    if (space !== 'hangs') return read(target, space);
    return unknown(msg('storage-check.home-hangs', { path: target.home }));
  });
}

/** Room on the file system of a directory, asked by a child where the answer may never come. */
export async function spaceOf(
  host: ReadHost,
  target: Target,
  dir: string,
): Promise<Space | 'hangs' | null> {
  try {
    const mounts = await readMounts(host);
    if (mounts !== null && !mayHang(mounts, dir)) return await host.space(dir);
    const result = await host.run(fileSystemSpace(target, dir));
    return result.status === 'timeout' ? 'hangs' : parseSpace(result);
  } catch (error) {
    // A recording without this answer has no server that could be away.
    if (error instanceof NotRecorded) return null;
    throw error;
  }
}

/** `stat -f` as asked by `fileSystemSpace`; null where it did not answer in numbers. */
export function parseSpace(result: CommandResult): Space | null {
  const numbers = result.stdout.trim().split(' ').map(Number);
  const [size, blocks, free, inodes, freeInodes] = numbers;
  if (result.code !== 0 || numbers.some(Number.isNaN)) return null;
  if (size === undefined || blocks === undefined || free === undefined) return null;
  return {
    totalBytes: size * blocks,
    freeBytes: size * free,
    // btrfs and others make inodes as they need them and report none.
    freeInodes: inodes === undefined || inodes === 0 ? null : (freeInodes ?? null),
  };
}
