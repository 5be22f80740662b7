import type { Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import { orNull, packageVersion } from './versions.ts';

/** The version in the name of a release archive of nerdctl. */
const ARCHIVE = /\/nerdctl-(?:full-)?v?(\d+\.[^-/]+)-[^/]*$/;

/**
 * nerdctl's version when this run is over: the one that is here, else that of the archive that was given, by its
 * name, else that of its package. null: nobody knows.
 */
export function nerdctlVersion(facts: Facts, values: Partial<Values>): string | null {
  const found = orNull(facts.nerdctl);
  if (found?.path != null) return found.version;
  const given = ARCHIVE.exec(values['nerdctl.archive'] ?? '')?.[1] ?? null;
  return given ?? packageVersion(facts, 'nerdctl');
}
