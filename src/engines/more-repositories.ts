import { closedRepository } from '../distro/more-repositories.ts';
import { packagesFor } from '../distro/packages.ts';
import { msg } from '../i18n/msg.ts';
import type { PackageNeed } from '../model/engine.ts';
import type { Facts } from '../model/facts.ts';
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

/** Which of these packages want one more repository of the distribution, and how it is opened; null: none of them. */
export function repositoryToOpen(facts: Facts, names: readonly string[]): Message | null {
  const closed = closedRepository(facts, names);
  return closed === null ? null : msg('engines.repository-to-open', { ...closed });
}
