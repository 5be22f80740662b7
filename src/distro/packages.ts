import type { Family, PackageNeed, PackageRule, ScriptsElsewhere } from '../model/engine.ts';
import type { Os } from '../model/facts.ts';
import { baseKeys } from './base-release.ts';
import { DOCKER_PACKAGES } from './docker-repository.ts';
import { FAMILIES } from './families.ts';

/** What a list of needs means in packages of one distribution. */
export interface PackageNames {
  /** Names to install, without repetition, in the order of the needs. */
  readonly names: readonly string[];
  /** Those of `names` that nobody has looked up on this very release. */
  readonly unconfirmed: readonly string[];
  /** Needs for which this distribution has no package, or for which we do not know any. */
  readonly unknown: readonly PackageNeed[];
}

/** Packages that exclude each other (Conflicts of their control files, same sources as `distro/debian.ts`). */
const CONFLICTS: readonly (readonly [string, string])[] = [
  ['docker.io', 'docker-ce'],
  ['docker.io', 'docker-ce-cli'],
  ['docker.io', 'docker-ce-rootless-extras'],
  ['docker.io', 'podman-docker'],
  ['docker-cli', 'docker-ce-cli'],
  ['docker-cli', 'podman-docker'],
  ['docker-ce-cli', 'podman-docker'],
  ['rootlesskit', 'docker-ce-rootless-extras'],
  ['containerd', 'containerd.io'],
];

/**
 * The same for rpm. podman-docker and the clients have one file in common; containerd.io has its own runc.
 * https://github.com/containers/podman/blob/main/rpm/podman.spec and
 * https://github.com/docker/containerd-packaging/blob/main/rpm/containerd.spec and
 * https://github.com/docker/docker-ce-packaging/tree/master/rpm/SPECS
 */
const RPM_CONFLICTS: readonly (readonly [string, string])[] = [
  ['docker-ce', 'podman-docker'],
  ['docker-ce-cli', 'podman-docker'],
  ['docker-ce-rootless-extras', 'rootlesskit'],
  ['moby-engine', 'docker-ce'],
  ['docker-cli', 'docker-ce-cli'],
  ['docker-cli', 'podman-docker'],
  ['containerd.io', 'containerd'],
  ['containerd.io', 'runc'],
];

/** Needs that mean "nothing to install" where a distribution has an empty list for them. */
const PART_OF_OTHERS: readonly PackageNeed[] = ['docker-cli', 'dbus-user', 'pasta', 'catatonit'];

/** The family data of a system, or null where it belongs to none that we know. */
export function familyData(os: Pick<Os, 'family'>): Family | null {
  return FAMILIES.find(({ id }) => id === os.family) ?? null;
}

/** Where the rootless scripts are, of a system whose package of Docker lacks them; null where it has them. */
export function dockerScriptsOf(os: Pick<Os, 'family' | 'id'>): ScriptsElsewhere | null {
  const scripts = familyData(os)?.dockerScripts;
  return scripts === undefined || scripts.on?.includes(os.id) === false ? null : scripts;
}

/** What of a system says which release's packages it has. */
type Release = Pick<Os, 'family' | 'id' | 'versionId' | 'codename'> &
  Partial<Pick<Os, 'idLike' | 'baseCodename'>>;

/**
 * The packages that fulfil some needs on a system. Exact release first (`debian-12`), then the
 * distribution (`ubuntu`), then the same of what it is made from, then the family.
 */
export function packagesFor(os: Release, needs: readonly PackageNeed[]): PackageNames {
  const family = familyData(os);
  const names = new Set<string>();
  const unconfirmed = new Set<string>();
  const unknown: PackageNeed[] = [];
  const keys = releaseKeys(os);
  for (const need of needs) {
    const rule = family?.packages[need];
    const found = rule === undefined ? null : namesOn(rule, keys);
    if (rule === undefined || found === null) {
      unknown.push(need);
      continue;
    }
    if (found.length === 0 && !PART_OF_OTHERS.includes(need)) unknown.push(need);
    for (const name of found) {
      names.add(name);
      if (!isConfirmed(rule, keys)) unconfirmed.add(name);
    }
  }
  return { names: [...names], unconfirmed: [...unconfirmed], unknown };
}

/**
 * Every package that a plan for this system may look at: what it may install, and what may stand in the
 * way. The probe asks the package manager for all of them in one call.
 */
export function allPackageNames(os: Release): readonly string[] {
  const family = familyData(os);
  if (family === null) return [];
  const keys = releaseKeys(os);
  const names = new Set<string>();
  for (const rule of Object.values(family.packages)) {
    for (const name of namesOn(rule, keys)) names.add(name);
  }
  if (family.more?.on.includes(os.id)) names.add(family.more.opener);
  for (const name of conflictsIn(family.manager).flat()) names.add(name);
  // Their presence says where an engine comes from.
  if (family.manager === 'apt' || family.manager === 'dnf') {
    for (const name of DOCKER_PACKAGES) names.add(name);
  }
  return [...names].sort();
}

function conflictsIn(manager: Family['manager']): typeof CONFLICTS {
  if (manager === 'dnf') return RPM_CONFLICTS;
  return manager === 'apt' ? CONFLICTS : [];
}

/** Pairs of a wanted package and an installed one that exclude each other, for a package manager. */
export function conflictsOf(
  manager: Family['manager'],
  wanted: readonly string[],
  installed: (name: string) => boolean,
): readonly { readonly wanted: string; readonly installed: string }[] {
  const pairs = conflictsIn(manager);
  const all = [...pairs, ...pairs.map(([a, b]) => [b, a] as const)];
  return all
    .filter(([name, other]) => wanted.includes(name) && installed(other))
    .map(([name, other]) => ({ wanted: name, installed: other }));
}

/**
 * `rhel-9.7`, `rhel-9` and `rhel`; Debian's sid has no VERSION_ID, so it goes by `debian-sid`. Mint 22 has the
 * packages of `ubuntu-24.04`.
 */
function releaseKeys(os: Release): readonly string[] {
  const version = os.versionId ?? (os.id === 'debian' ? 'sid' : os.codename);
  const major = version?.replace(/\..*$/, '');
  const own = version === null ? [] : [`${os.id}-${version}`, `${os.id}-${major}`];
  return [...new Set([...own, os.id, ...baseKeys(os)])];
}

function namesOn(rule: PackageRule, keys: readonly string[]): readonly string[] {
  for (const key of keys) {
    const names = rule.on?.[key];
    if (names !== undefined) return names;
  }
  return rule.names;
}

function isConfirmed(rule: PackageRule, keys: readonly string[]): boolean {
  if (!rule.confirmed) return false;
  return rule.confirmedOn === undefined || keys.some((key) => rule.confirmedOn?.includes(key));
}
