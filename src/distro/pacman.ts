import { type Argv, type PackageManager, type PackageStates, statesFrom } from './manager.ts';

/** pacman(8): `name version` of the installed ones; exit 1 when one is missing. */
export function pacmanQuery(names: readonly string[]): Argv {
  return ['pacman', '-Q', ...names];
}

/** pacman(8): what the synchronised databases say; exit 1 when one is missing. */
export function pacmanInfo(names: readonly string[]): Argv {
  return ['pacman', '-Si', ...names];
}

/** `name version` lines. */
export function parsePacmanQuery(stdout: string): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const line of stdout.split('\n')) {
    const match = /^(\S+) (\S+)$/.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) versions.set(match[1], match[2]);
  }
  return versions;
}

/** `Name : podman` and `Version : 5.0-1` of each block; the first repository that has it wins. */
export function parsePacmanInfo(stdout: string): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  let name: string | null = null;
  for (const line of stdout.split('\n')) {
    const match = /^(Name|Version)\s*: (\S+)/.exec(line);
    if (match?.[1] === 'Name') name = match[2] ?? null;
    if (match?.[1] !== 'Version' || name === null || match[2] === undefined) continue;
    if (!versions.has(name)) versions.set(name, match[2]);
  }
  return versions;
}

/** pacman: Arch and everything like it. */
export const pacman: PackageManager = {
  name: 'pacman',
  queries: (names) => [pacmanQuery(names), pacmanInfo(names)],
  parse(names, [local, sync]) {
    if (local === undefined || sync === undefined || local.code < 0 || sync.code < 0) return null;
    return statesFrom(names, parsePacmanQuery(local.stdout), parsePacmanInfo(sync.stdout));
  },
  render(names, states) {
    const rows = (pick: (state: PackageStates[string]) => string | null, row: Row) => {
      const known = names.flatMap((name) => {
        const state = states[name];
        const version = state === undefined ? null : pick(state);
        return version === null ? [] : [row(name, version)];
      });
      return { code: known.length === names.length ? 0 : 1, stdout: known.join('') };
    };
    return [
      rows(
        (state) => state?.installed ?? null,
        (name, version) => `${name} ${version}\n`,
      ),
      rows(
        (state) => state?.candidate ?? null,
        (name, version) => `Name            : ${name}\nVersion         : ${version}\n\n`,
      ),
    ];
  },
};

type Row = (name: string, version: string) => string;
