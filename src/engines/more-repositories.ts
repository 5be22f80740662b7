import { familyData, packagesFor } from '../distro/packages.ts';
import { msg } from '../i18n/msg.ts';
import type { PackageNeed } from '../model/engine.ts';
import type { Facts, PackageState } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { obtainable, orNull } from './versions.ts';

/** Why nothing can be installed for this need here, and what to do; null where it can, or where nobody can tell. */
export function notToBeHad(facts: Facts, need: PackageNeed): Message | null {
  const os = orNull(facts.os);
  const names = os === null ? [] : packagesFor(os, [need]).names;
  const closed = repositoryToOpen(facts, names);
  if (closed !== null) return closed;
  return obtainable(facts, need) === false ? msg('engines.no-package', { name: need }) : null;
}

/**
 * What opens the repository that has some of these packages, where the distribution has one that is not open yet
 * (`Family.more`); null where nothing is missing that is in it, or where there is none. Also null where its opener is
 * in no list: an older release, which has no such repository.
 */
export function repositoryToOpen(facts: Facts, names: readonly string[]): Message | null {
  const os = orNull(facts.os);
  const byName = orNull(facts.packages)?.byName;
  if (os === null || byName === undefined) return null;
  const more = familyData(os)?.more;
  if (more === undefined || !more.on.includes(os.id)) return null;
  const opener = byName[more.opener];
  const unread = orNull(facts.packageLists)?.fetched === false;
  if (opener === undefined || opener.installed !== null) return null;
  if (opener.candidate === null && !unread) return null;
  const absent = names.filter((name) => more.packages.includes(name) && !isHad(byName[name]));
  const { command } = more;
  return absent.length === 0 ? null : msg('engines.repository-to-open', { names: absent, command });
}

function isHad(state: PackageState | undefined): boolean {
  return state !== undefined && (state.installed ?? state.candidate) !== null;
}
