import {
  type Argv,
  type PackageManager,
  type PackageStates,
  type QueryOutput,
  statesFrom,
} from './manager.ts';

const FORMAT = '%{NAME}\\t%{VERSION}-%{RELEASE}\\n';

/** rpm(8): installed versions; `package NAME is not installed` on standard output for the others. */
export function rpmQuery(names: readonly string[]): Argv {
  return ['rpm', '-q', '--qf', FORMAT, ...names];
}

/**
 * dnf(8): newest versions in the enabled repositories, from the lists that were fetched last (`-C`: nothing
 * is fetched by looking; an ordinary user reads the lists of the system). It keeps a log for its caller in
 * /var/tmp, and nothing else.
 */
export function dnfQuery(names: readonly string[]): Argv {
  return [
    'dnf',
    '-q',
    '-C',
    'repoquery',
    '--latest-limit=1',
    '--qf',
    FORMAT.toLowerCase(),
    ...names,
  ];
}

/** `name TAB version-release` lines of both commands; other lines are no answer for a package. */
export function parseRpmLines(stdout: string): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const line of stdout.split('\n')) {
    const [name, version] = line.split('\t');
    if (name !== undefined && version !== undefined && version !== '') versions.set(name, version);
  }
  return versions;
}

/** What `rpmQuery` would print: it exits with the number of packages that are not installed. */
export function renderRpm(names: readonly string[], states: PackageStates): QueryOutput {
  const missing = names.filter((name) => (states[name]?.installed ?? null) === null);
  const installed = names.map((name) => {
    const version = states[name]?.installed ?? null;
    return version === null ? `package ${name} is not installed\n` : `${name}\t${version}\n`;
  });
  return { code: Math.min(missing.length, 255), stdout: installed.join('') };
}

/** rpm and dnf: Fedora, RHEL and everything like it. */
export const dnf: PackageManager = {
  name: 'dnf',
  queries: (names) => [rpmQuery(names), dnfQuery(names)],
  parse(names, [rpm, repos]) {
    // rpm -q exits with the number of packages that are not installed.
    if (rpm === undefined || repos === undefined || rpm.code < 0 || repos.code < 0) return null;
    // dnf5 ends with an error where no list was ever fetched: then nothing is known to be there.
    const lists = repos.code === 0 ? repos.stdout : '';
    return statesFrom(names, parseRpmLines(rpm.stdout), parseRpmLines(lists));
  },
  render(names, states) {
    const candidates = names.flatMap((name) => {
      const version = states[name]?.candidate ?? null;
      return version === null ? [] : [`${name}\t${version}\n`];
    });
    const repos: QueryOutput = { code: 0, stdout: candidates.join('') };
    return [renderRpm(names, states), repos];
  },
};
