import type { MoreRepository } from '../model/engine.ts';
import type { Facts, Os, PackageState } from '../model/facts.ts';
import { familyData } from './packages.ts';

/** What a repository has that the distribution keeps closed at first, and how root opens it. */
export interface ClosedRepository {
  readonly names: readonly string[];
  readonly command: string;
}

/**
 * The repository that has some of these packages, where the distribution has one that is not open yet (`Family.more`);
 * null where nothing is missing that is in it, or where there is none. Also null where its opener is in no list: an
 * older release, which has no such repository.
 */
export function closedRepository(
  { os, packages, packageLists }: Facts,
  names: readonly string[],
): ClosedRepository | null {
  if (!os.known || !packages.known) return null;
  const { byName } = packages.value;
  const more = moreOf(os.value);
  if (more === null) return null;
  const opener = byName[more.opener];
  const unread = packageLists.known && !packageLists.value.fetched;
  if (opener === undefined || opener.installed !== null) return null;
  if (opener.candidate === null && !unread) return null;
  const absent = names.filter((name) => more.packages.includes(name) && !isHad(byName[name]));
  return absent.length === 0 ? null : { names: absent, command: more.command };
}

/** What root types before one of these packages is to be had, as far as the distribution says it; null: nothing. */
export function openingCommand(facts: Facts, names: readonly string[]): string | null {
  if (facts.packages.known) return closedRepository(facts, names)?.command ?? null;
  const more = facts.os.known ? moreOf(facts.os.value) : null;
  // Once more does no harm.
  return more !== null && names.some((name) => more.packages.includes(name)) ? more.command : null;
}

function moreOf(os: Pick<Os, 'family' | 'id'>): MoreRepository | null {
  const more = familyData(os)?.more;
  return more?.on.includes(os.id) === true ? more : null;
}

function isHad(state: PackageState | undefined): boolean {
  return state !== undefined && (state.installed ?? state.candidate) !== null;
}
