import { parseRpmLines, renderRpm, rpmQuery } from './dnf.ts';
import { type Argv, type PackageManager, statesFrom } from './manager.ts';

/**
 * zypper(8): what the repositories have, from the lists that were fetched last; exit 104 when it finds
 * nothing. Neither root nor a network is needed, and nothing is written.
 */
export function zypperSearch(names: readonly string[]): Argv {
  const options = ['--non-interactive', '--no-refresh', '--xmlout'];
  return ['zypper', ...options, 'search', '-s', '--match-exact', '-t', 'package', ...names];
}

/** `<solvable name="podman" edition="5.8.1-1" .../>` lines; the first of a name is the newest. */
export function parseZypperSearch(stdout: string): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const [, attributes = ''] of stdout.matchAll(/<solvable ([^>]*)\/>/g)) {
    const name = attribute(attributes, 'name');
    const edition = attribute(attributes, 'edition');
    if (name !== null && edition !== null && !versions.has(name)) versions.set(name, edition);
  }
  return versions;
}

function attribute(text: string, name: string): string | null {
  return new RegExp(`(?:^| )${name}="([^"]*)"`).exec(text)?.[1] ?? null;
}

/** rpm and zypper: openSUSE and SUSE Linux Enterprise. */
export const zypper: PackageManager = {
  name: 'zypper',
  queries: (names) => [rpmQuery(names), zypperSearch(names)],
  parse(names, [rpm, repos]) {
    if (rpm === undefined || repos === undefined || rpm.code < 0) return null;
    if (repos.code !== 0 && repos.code !== NOT_FOUND) return null;
    return statesFrom(names, parseRpmLines(rpm.stdout), parseZypperSearch(repos.stdout));
  },
  render(names, states) {
    const rows = names.flatMap((name) => {
      const version = states[name]?.candidate ?? null;
      if (version === null) return [];
      return [`<solvable name="${name}" kind="package" edition="${version}"/>\n`];
    });
    const code = rows.length === 0 ? NOT_FOUND : 0;
    return [renderRpm(names, states), { code, stdout: rows.join('') }];
  },
};

/** ZYPPER_EXIT_INF_CAP_NOT_FOUND. */
const NOT_FOUND = 104;
