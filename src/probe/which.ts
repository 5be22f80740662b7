import type { Program } from '../model/facts.ts';
import type { PathState, ReadHost } from '../model/read-host.ts';
import { getcap } from './commands.ts';

/**
 * Where programs of the system lie, in the order of a login's PATH. The last two are NixOS. The person's own
 * PATH is not asked: it can hold anything.
 */
export const SYSTEM_DIRS: readonly string[] = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  '/run/wrappers/bin',
  '/run/current-system/sw/bin',
];

/** Whose own programs count, too: `~/bin` and `~/.local/bin`, before those of the system. */
export interface Owner {
  readonly home: string;
}

/** The directories that are searched, in order. */
export function searchPath(owner?: Owner): readonly string[] {
  if (owner === undefined || !owner.home.startsWith('/')) return SYSTEM_DIRS;
  const home = owner.home.replace(/\/+$/, '');
  return [`${home}/bin`, `${home}/.local/bin`, ...SYSTEM_DIRS];
}

/** The first executable file of that name, or null. Looks at all places at once. */
export async function which(host: ReadHost, name: string, owner?: Owner): Promise<string | null> {
  return (await locate(host, name, owner))?.path ?? null;
}

/**
 * The same with mode, owner and file capabilities. Capabilities are null where getcap(8) is missing, and
 * where the program is setuid root: it needs none then, and reading them costs a process.
 */
export async function findProgram(
  host: ReadHost,
  name: string,
  owner?: Owner,
): Promise<Program | null> {
  const found = await locate(host, name, owner);
  if (found === null) return null;
  const { path, state } = found;
  const { mode, uid } = state;
  const powerful = (mode & 0o4000) !== 0 && uid === 0;
  return { path, mode, uid, capabilities: powerful ? null : await capabilitiesOf(host, path) };
}

/** File capabilities as getcap prints them, '' for none, null when they can't be read. */
export async function capabilitiesOf(host: ReadHost, path: string): Promise<string | null> {
  const result = await host.run(getcap(path));
  if (result.status !== 'exited' || result.code !== 0) return null;
  return parseGetcap(result.stdout, path);
}

/**
 * `PATH cap_setuid=ep`, in libcap before 2.41 `PATH = cap_setuid+ep`; nothing for a file without. The old
 * form is given back in the new one.
 */
export function parseGetcap(stdout: string, path: string): string {
  const line = stdout.split('\n').find((row) => row.startsWith(`${path} `));
  if (line === undefined) return '';
  const rest = line.slice(path.length + 1).trim();
  return rest.startsWith('= ') ? rest.slice(2).replace('+', '=') : rest;
}

/** Every executable file of that name, in the order of the search; a link to one that was named already is none. */
export async function everyProgram(
  host: ReadHost,
  name: string,
  owner?: Owner,
): Promise<readonly string[]> {
  const seen = new Map<string, string>();
  for (const { path, state } of await locateAll(host, name, owner)) {
    const real = state.realPath ?? path;
    if (!seen.has(real)) seen.set(real, path);
  }
  return [...seen.values()];
}

interface Located {
  readonly path: string;
  readonly state: PathState;
}

async function locate(
  host: ReadHost,
  name: string,
  owner: Owner | undefined,
): Promise<Located | null> {
  return (await locateAll(host, name, owner))[0] ?? null;
}

async function locateAll(
  host: ReadHost,
  name: string,
  owner: Owner | undefined,
): Promise<readonly Located[]> {
  const paths = searchPath(owner).map((dir) => `${dir}/${name}`);
  const states = await Promise.all(paths.map((path) => host.stat(path)));
  return states.flatMap((state, index) => {
    const path = paths[index];
    const runs = state.kind === 'file' && (state.mode & 0o111) !== 0;
    return path !== undefined && runs ? [{ path, state }] : [];
  });
}
