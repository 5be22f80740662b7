import {
  type Argv,
  type PackageManager,
  type QueryOutput,
  splitNameVersion,
  statesFrom,
} from './manager.ts';

/** apk-info(8): `name-version` of those that are installed; exit 1 when one is missing. */
export function apkInfo(names: readonly string[]): Argv {
  return ['apk', 'info', '-e', '-v', ...names];
}

/** apk-search(8): `name-version` of exactly these names in the repositories. */
export function apkSearch(names: readonly string[]): Argv {
  return ['apk', 'search', '-e', ...names];
}

/** `name-version` lines for the names that were asked for. */
export function parseApkLines(
  stdout: string,
  names: readonly string[],
): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const line of stdout.split('\n')) {
    const found = splitNameVersion(line.trim(), names);
    if (found !== null) versions.set(found.name, found.version);
  }
  return versions;
}

/** apk: Alpine and postmarketOS. */
export const apk: PackageManager = {
  name: 'apk',
  queries: (names) => [apkInfo(names), apkSearch(names)],
  parse(names, [local, repos]) {
    if (local === undefined || repos === undefined || local.code < 0 || repos.code !== 0) {
      return null;
    }
    return statesFrom(
      names,
      parseApkLines(local.stdout, names),
      parseApkLines(repos.stdout, names),
    );
  },
  render(names, states) {
    const rows = (kind: 'installed' | 'candidate'): readonly string[] =>
      names.flatMap((name) => {
        const version = states[name]?.[kind] ?? null;
        return version === null ? [] : [`${name}-${version}\n`];
      });
    const installed = rows('installed');
    const local: QueryOutput = {
      code: installed.length === names.length ? 0 : 1,
      stdout: installed.join(''),
    };
    return [local, { code: 0, stdout: rows('candidate').join('') }];
  },
};
