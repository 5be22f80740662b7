import { packagesFor } from '../distro/packages.ts';
import type { PackageNeed } from '../model/engine.ts';
import type { Fact } from '../model/fact.ts';
import type { Facts, PackageState } from '../model/facts.ts';

/** Major and minor of a version; what follows does not matter to any rule that we have. */
export interface Version {
  readonly major: number;
  readonly minor: number;
}

/**
 * The version in a program's or a package's own form (`5.4.2`, `1:4.3.1+ds1-8+deb12u1`, `v2.1.6`), or
 * null where there is none.
 */
export function versionOf(text: string | null): Version | null {
  const match = /^(?:\d+:)?v?(\d+)\.(\d+)/.exec(text ?? '');
  return match === null ? null : { major: Number(match[1]), minor: Number(match[2]) };
}

/** Is the version that one or a later one? */
export function atLeast(version: Version, major: number, minor: number): boolean {
  return version.major > major || (version.major === major && version.minor >= minor);
}

/**
 * Podman's version when this run is over: the installed one, else the one that would be installed. null:
 * nobody knows, which is not the same as old.
 */
export function podmanVersion(facts: Facts): Version | null {
  const installed = facts.podman.known ? facts.podman.value.version : null;
  return versionOf(installed ?? packageVersion(facts, 'podman'));
}

/**
 * Is the package for a need installed, or could it be? null where the package manager was not read, its lists
 * were never fetched or the distribution is not known.
 */
export function obtainable(facts: Facts, need: PackageNeed): boolean | null {
  const states = statesOf(facts, need);
  if (states === null || states.length === 0) return null;
  const had = states.every((state) => state.installed !== null || state.candidate !== null);
  return had || orNull(facts.packageLists)?.fetched !== false ? had : null;
}

/** Does the package manager say that the package for a need is installed (in a plan: will be)? */
export function packageHere(facts: Facts, need: PackageNeed): boolean {
  const states = statesOf(facts, need) ?? [];
  return states.length > 0 && states.every((state) => state.installed !== null);
}

/** Is a package installed, as far as the package manager was asked? */
export function packageThere(facts: Facts, name: string): boolean {
  return facts.packages.known && facts.packages.value.byName[name]?.installed != null;
}

/** The version of the first package for a need: installed, else to be installed. */
export function packageVersion(facts: Facts, need: PackageNeed): string | null {
  const [first] = statesOf(facts, need) ?? [];
  return first?.installed ?? first?.candidate ?? null;
}

function statesOf(facts: Facts, need: PackageNeed): readonly PackageState[] | null {
  if (!facts.packages.known || !facts.os.known) return null;
  // Nobody knows whose names these packages have, so nothing is said of them.
  if (facts.os.value.family === 'unknown') return null;
  const { byName } = facts.packages.value;
  const { names } = packagesFor(facts.os.value, [need]);
  return names.map((name) => byName[name] ?? { installed: null, candidate: null });
}

/** The value of a fact, or null: for rules where "unknown" leads to "leave it alone". */
export function orNull<T>(fact: Fact<T>): T | null {
  return fact.known ? fact.value : null;
}
