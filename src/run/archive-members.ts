import { msg } from '../i18n/msg.ts';
import type { InstallArchive } from '../model/action-programs.ts';
import type { Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { NotRecorded, type PathState, type ReadHost } from '../model/read-host.ts';
import type { StepResult } from '../model/step.ts';
import { archiveNames } from '../probe/commands.ts';
import { RELEASES } from '../steps/nerdctl-archive-questions.ts';

/** Longer lists than a world keeps of a command's output may have lost their end. */
const WHOLE_BYTES = 1_000_000;

/**
 * The names that an archive holds, for as long as a world is looked at: reading one of half a gigabyte takes
 * seconds, and a plan is made anew after every answer. By the hash that the person gave and the size of the
 * file: with other bytes behind them nothing is taken anyway.
 */
const READ = new WeakMap<ReadHost, Map<string, readonly string[] | null>>();

/**
 * The result of a step, or why it is blocked: what it would install for everybody is there from elsewhere, or
 * an archive that it would install from is on this host and can be read, and lacks members. Where it can't be read, applying it says so. `world` is what was opened once for
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
  const taken: string[] = [];
  for (const { id, action } of result.changes) {
    if (action.do !== 'install-archive') continue;
    taken.push(...(await takenBy(host, action)));
    const held = await namesIn(world, host, action, target);
    const names = held === null ? [] : action.members.filter((name) => !held.includes(name));
    if (names.length > 0) lacks.push({ id, archive: action.archive, names });
  }
  const because =
    taken.length > 0 ? msg('steps.archive-taken', { paths: taken }) : lackingMembers(lacks);
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

/** The PATH of a system's own programs, before which those of /usr/local/bin come, or where they are first. */
const SYSTEM = ['/usr/local/sbin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/**
 * Programs of the same names that others put there, where root is to install for everybody: in that directory,
 * or elsewhere on the PATH. With a record of ours they are ours, as far as that says so. In a home, where
 * programs reach nobody else, the helper looks at the moment that it installs.
 */
async function takenBy(host: ReadHost, action: InstallArchive): Promise<readonly string[]> {
  if (action.owner === undefined || (await stateOf(host, action.record)) !== null) return [];
  const dirs = [action.dir, ...(action.dir.endsWith('/bin') ? SYSTEM : [])];
  const names = [...action.members, ...(action.optional ?? [])];
  const found = new Map<string, string>();
  for (const path of names.flatMap((name) => dirs.map((dir) => `${dir}/${name}`))) {
    const state = await stateOf(host, path);
    if (state === null) continue;
    // /bin is a link to /usr/bin on most.
    const real = state.realPath ?? path;
    if (!found.has(real)) found.set(real, path);
  }
  return [...found.values()];
}

async function stateOf(host: ReadHost, path: string): Promise<PathState | null> {
  try {
    const state = await host.stat(path);
    return state.kind === 'absent' ? null : state;
  } catch (error) {
    if (error instanceof NotRecorded) return null;
    throw error;
  }
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
