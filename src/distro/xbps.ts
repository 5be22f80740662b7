import { type Argv, type PackageManager, splitNameVersion, statesFrom } from './manager.ts';

/** xbps-query(1): the version of one installed package, `name-1.2_1`; exit 2 where it is not there. */
export function xbpsInstalled(name: string): Argv {
  return ['xbps-query', '-p', 'pkgver', name];
}

/** The same of one package in the repositories, from the lists that were fetched last. */
export function xbpsCandidate(name: string): Argv {
  return ['xbps-query', '-R', '-p', 'pkgver', name];
}

function version(stdout: string, name: string): string | null {
  // Revisions are set off by `_`, which `splitNameVersion` takes as part of the version.
  return splitNameVersion(stdout.trim(), [name])?.version ?? null;
}

/** xbps: Void. It takes one name at a time: first all that are installed, then all in the repositories. */
export const xbps: PackageManager = {
  name: 'xbps',
  queries: (names) => [...names.map(xbpsInstalled), ...names.map(xbpsCandidate)],
  parse(names, outputs) {
    if (outputs.length !== 2 * names.length || outputs.some(({ code }) => code < 0)) return null;
    const found = (from: number) =>
      new Map(
        names.flatMap((name, at) => {
          const output = outputs[from + at];
          const seen = output?.code === 0 ? version(output.stdout, name) : null;
          return seen === null ? [] : [[name, seen] as const];
        }),
      );
    return statesFrom(names, found(0), found(names.length));
  },
  render(names, states) {
    const rows = (kind: 'installed' | 'candidate') =>
      names.map((name) => {
        const seen = states[name]?.[kind] ?? null;
        return seen === null ? { code: 2, stdout: '' } : { code: 0, stdout: `${name}-${seen}\n` };
      });
    return [...rows('installed'), ...rows('candidate')];
  },
};
