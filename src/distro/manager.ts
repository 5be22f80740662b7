import type { PackageState, Packages } from '../model/facts.ts';

/** A command line. */
export type Argv = readonly [string, ...string[]];

/** What a query printed. */
export interface QueryOutput {
  readonly code: number;
  readonly stdout: string;
}

/** State by package name; every name that was asked for is in it. */
export type PackageStates = Readonly<Record<string, PackageState>>;

/**
 * How one package manager is asked what is installed and what could be, without changing anything. Pure:
 * `probe/packages.ts` runs the queries; `run/effects.ts` renders the answers that a simulated
 * host gives after an install, so that the next reading of facts sees it.
 */
export interface PackageManager {
  readonly name: Packages['manager'];
  /** The read-only commands that answer for these names. Same names, same commands. */
  queries(names: readonly string[]): readonly Argv[];
  /** Their outputs, in the order of `queries`, as states. null: this is not an answer. */
  parse(names: readonly string[], outputs: readonly QueryOutput[]): PackageStates | null;
  /** What the queries would print for these states: `parse(names, render(names, s))` is `s`. */
  render(names: readonly string[], states: PackageStates): readonly QueryOutput[];
}

/** Builds the record from two lookups. */
export function statesFrom(
  names: readonly string[],
  installed: ReadonlyMap<string, string>,
  candidates: ReadonlyMap<string, string>,
): PackageStates {
  return Object.fromEntries(
    names.map((name) => [
      name,
      { installed: installed.get(name) ?? null, candidate: candidates.get(name) ?? null },
    ]),
  );
}

/**
 * Splits `name-1.2.3-r4` at the name: names hold dashes and digits too, so only the names that were asked
 * for are tried, the longest first, and a version starts with a digit.
 */
export function splitNameVersion(
  text: string,
  names: readonly string[],
): { readonly name: string; readonly version: string } | null {
  const fits = names.filter(
    (name) => text.startsWith(`${name}-`) && /^\d[^-]*(-r\d+)?$/.test(text.slice(name.length + 1)),
  );
  const name = fits.sort((a, b) => b.length - a.length)[0];
  return name === undefined ? null : { name, version: text.slice(name.length + 1) };
}
