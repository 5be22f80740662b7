import {
  type Argv,
  type PackageManager,
  type PackageStates,
  type QueryOutput,
  statesFrom,
} from './manager.ts';

/** `Package`, `Version` and the state in two letters, by tabs: the format language of dpkg-query(1). */
const FORMAT = ['Package', 'Version', 'db:Status-Abbrev']
  .map((field) => `\${${field}}`)
  .join('\\t');

/** dpkg-query(1): name, version and state of these packages; exit 1 when one of them is unknown. */
export function dpkgQuery(names: readonly string[]): Argv {
  return ['dpkg-query', '-W', `-f=${FORMAT}\\n`, ...names];
}

/** apt-cache(8): installed and candidate version of these packages, silent about unknown ones. */
export function aptCachePolicy(names: readonly string[]): Argv {
  return ['apt-cache', 'policy', ...names];
}

/**
 * Installed versions. The second letter of the state tells: `i` installed, `W` and `t` waiting for
 * triggers. `rc` (removed, configuration kept), `iU` (unpacked) and `iF` (half configured) are not
 * installed: https://man7.org/linux/man-pages/man1/dpkg-query.1.html .
 */
export function parseDpkgQuery(stdout: string): ReadonlyMap<string, string> {
  const installed = new Map<string, string>();
  for (const line of stdout.split('\n')) {
    const [name, version, state] = line.split('\t');
    if (name === undefined || version === undefined || state === undefined) continue;
    if (/^.[iWt]/.test(state) && version !== '') installed.set(name, version);
  }
  return installed;
}

/** What dpkg-query prints for these states. */
export function renderDpkgQuery(names: readonly string[], states: PackageStates): QueryOutput {
  const rows = names.flatMap((name) => {
    const version = states[name]?.installed ?? null;
    return version === null ? [] : [`${name}\t${version}\tii \n`];
  });
  return { code: rows.length === names.length ? 0 : 1, stdout: rows.join('') };
}

/** Candidates. Needs LC_ALL=C (the words are translated otherwise); `(none)` is no candidate. */
export function parseAptPolicy(stdout: string): ReadonlyMap<string, string> {
  const candidates = new Map<string, string>();
  let name: string | null = null;
  for (const line of stdout.split('\n')) {
    const head = /^(\S+):$/.exec(line);
    // Names of a foreign architecture are printed as `name:arch:`; those are not what was asked for.
    if (head !== null) name = head[1] ?? null;
    const candidate = /^ {2}Candidate: (.+)$/.exec(line)?.[1];
    if (name !== null && candidate !== undefined && candidate !== '(none)') {
      candidates.set(name, candidate);
    }
  }
  return candidates;
}

/** What `apt-cache policy` prints for these states; the table of versions is left out. */
export function renderAptPolicy(names: readonly string[], states: PackageStates): QueryOutput {
  const rows = names.flatMap((name) => {
    const state = states[name];
    if (state === undefined || (state.installed === null && state.candidate === null)) return [];
    const installed = state.installed ?? '(none)';
    const candidate = state.candidate ?? '(none)';
    return [`${name}:\n  Installed: ${installed}\n  Candidate: ${candidate}\n  Version table:\n`];
  });
  return { code: 0, stdout: rows.join('') };
}

/** apt and dpkg: Debian and everything like it. */
export const apt: PackageManager = {
  name: 'apt',
  queries: (names) => [dpkgQuery(names), aptCachePolicy(names)],
  parse(names, [dpkg, policy]) {
    // dpkg-query exits 1 for a package it doesn't know and 2 when it could not answer.
    if (dpkg === undefined || policy === undefined) return null;
    if (dpkg.code > 1 || dpkg.code < 0 || policy.code !== 0) return null;
    return statesFrom(names, parseDpkgQuery(dpkg.stdout), parseAptPolicy(policy.stdout));
  },
  render: (names, states) => [renderDpkgQuery(names, states), renderAptPolicy(names, states)],
};
