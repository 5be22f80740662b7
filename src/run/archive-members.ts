import { msg } from '../i18n/msg.ts';
import type { InstallArchive } from '../model/action-programs.ts';
import type { Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import type { StepResult } from '../model/step.ts';
import { archiveNames } from '../probe/commands.ts';
import { RELEASES } from '../steps/nerdctl-archive.ts';

/** Longer lists than a world keeps of a command's output may have lost their end. */
const WHOLE_BYTES = 1_000_000;

/**
 * The names that an archive holds, for as long as a world is looked at: reading one of half a gigabyte takes
 * seconds, and a plan is made anew after every answer. By the hash that the person gave and the size of the
 * file: with other bytes behind them nothing is taken anyway.
 */
const READ = new WeakMap<ReadHost, Map<string, readonly string[] | null>>();

/**
 * The result of a step, or why it is blocked: an archive that it would install from is on this host and can
 * be read, and lacks members. Where it can't be read, applying it says so. `world` is what was opened once for
 * all plans; the archive is read on `host`. Reads only.
 */
export async function withWholeArchives(
  world: ReadHost,
  host: ReadHost,
  result: StepResult,
  target: Target | null,
): Promise<StepResult> {
  if (target === null) return result;
  const lacks: {
    readonly id: string;
    readonly archive: string;
    readonly names: readonly string[];
  }[] = [];
  for (const { id, action } of result.changes) {
    if (action.do !== 'install-archive') continue;
    const held = await namesIn(world, host, action, target);
    const names = held === null ? [] : action.members.filter((name) => !held.includes(name));
    if (names.length > 0) lacks.push({ id, archive: action.archive, names });
  }
  const because = lackingMembers(lacks);
  return because === null ? result : { status: 'blocked', because, changes: [] };
}

function lackingMembers(
  lacks: readonly {
    readonly id: string;
    readonly archive: string;
    readonly names: readonly string[];
  }[],
): Message | null {
  // An archive without nerdctl itself is not one of its releases at all.
  const wrong = lacks.find(({ id }) => !/^packages\.nerdctl-(?!archive$)/.test(id));
  if (wrong !== undefined) {
    return msg('steps.archive-lacks', { archive: wrong.archive, members: wrong.names });
  }
  const [first] = lacks;
  if (first === undefined) return null;
  const members = lacks.flatMap(({ names }) => names);
  return msg('steps.archive-not-full', { url: RELEASES, archive: first.archive, members });
}

/** Base names of what is in the archive; null where nobody can tell before it is applied. */
async function namesIn(
  world: ReadHost,
  host: ReadHost,
  { archive, sha256 }: InstallArchive,
  target: Target,
): Promise<readonly string[] | null> {
  try {
    const { kind, size } = await host.stat(archive);
    if (kind !== 'file') return null;
    const read = READ.get(world) ?? new Map<string, readonly string[] | null>();
    READ.set(world, read);
    const key = `${sha256} ${size} ${archive}`;
    const before = read.get(key);
    if (before !== undefined) return before;
    const { status, code, stdout } = await host.run(archiveNames(target, archive));
    const whole = status === 'exited' && code === 0 && stdout.length < WHOLE_BYTES;
    const names = whole ? stdout.split('\n').map((path) => path.replace(/^.*\//, '')) : null;
    read.set(key, names);
    return names;
  } catch (error) {
    if (error instanceof NotRecorded) return null;
    throw error;
  }
}
