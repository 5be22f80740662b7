import { type Argv, type PackageManager, type PackageStates, statesFrom } from './manager.ts';

/**
 * portageq(1): for each `category/name` a line `ATOM:BEST`, BEST empty where there is none. `mass_best_version`
 * tells what is installed, `mass_best_visible` what could be.
 * https://github.com/gentoo/portage/blob/master/bin/portageq
 */
export function portageq(
  question: 'mass_best_version' | 'mass_best_visible',
  names: readonly string[],
): Argv {
  return ['portageq', question, '/', ...names];
}

/** `app-containers/podman:app-containers/podman-5.4.2-r1` → podman's `5.4.2-r1`. */
export function parsePortageq(stdout: string): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const line of stdout.split('\n')) {
    const [atom = '', best = ''] = line.trim().split(':');
    if (best.startsWith(`${atom}-`)) versions.set(atom, best.slice(atom.length + 1));
  }
  return versions;
}

/** Portage: Gentoo and everything like it. */
export const emerge: PackageManager = {
  name: 'emerge',
  queries: (names) => [portageq('mass_best_version', names), portageq('mass_best_visible', names)],
  parse(names, [installed, visible]) {
    if (installed?.code !== 0 || visible?.code !== 0) return null;
    return statesFrom(names, parsePortageq(installed.stdout), parsePortageq(visible.stdout));
  },
  render(names, states) {
    const rows = (kind: keyof PackageStates[string]) => {
      const line = (name: string) => {
        const seen = states[name]?.[kind] ?? null;
        return `${name}:${seen === null ? '' : `${name}-${seen}`}\n`;
      };
      return { code: 0, stdout: names.map(line).join('') };
    };
    return [rows('installed'), rows('candidate')];
  },
};
