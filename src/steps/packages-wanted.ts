import { isUnseen, programsOf } from '../distro/by-hand.ts';
import { DOCKER_PACKAGES } from '../distro/docker-repository.ts';
import { packagesFor } from '../distro/packages.ts';
import { bringsDockerCe, bringsStaticDocker, isDockerCe } from '../engines/docker-source.ts';
import { engineByName } from '../engines/index.ts';
import { packageThere } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { PackageNeed } from '../model/engine.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { companionNeeds } from './companions.ts';
import { isFulfilled } from './needs.ts';

/** Is a package missing that the chosen engines need? */
export function lacksPackages(facts: Facts, values: Values): boolean {
  return wantedPackages(facts, values) !== null;
}

/** What an engine needs and what was asked for beside it, as far as no program says that it is there. */
function missingNeeds(
  facts: Facts,
  values: Pick<Values, 'engines'> & Partial<Values>,
): readonly PackageNeed[] {
  const needs = new Set<PackageNeed>();
  for (const name of values.engines) {
    for (const need of engineByName(name).needs(facts, values as Values)) needs.add(need);
  }
  if (values['ports.method'] === 'setcap') needs.add('setcap');
  for (const need of companionNeeds(facts, values)) needs.add(need);
  return [...needs].filter((need) => isFulfilled(need, facts) !== true);
}

/**
 * What nobody can look for where no package manager is to be asked: said, and never waited for, or the person
 * who has installed it all by hand would wait for ever.
 */
export function unseenNotes(facts: Facts, values: Values): readonly Message[] {
  if (!facts.os.known || facts.os.value.family !== 'unknown') return [];
  const programs = programsOf(missingNeeds(facts, values).filter(isUnseen));
  return programs.length === 0 ? [] : [msg('steps.packages-unseen', { programs })];
}

/** What is missing, by name; null where nothing is. */
export function wantedPackages(
  facts: Facts,
  values: Pick<Values, 'engines'> & Partial<Values>,
): {
  readonly names: readonly string[];
  readonly unconfirmed: readonly string[];
  readonly unknown: readonly PackageNeed[];
} | null {
  if (!facts.os.known) return null;
  const byHand = facts.os.value.family === 'unknown';
  const missing = missingNeeds(facts, values).filter((need) => !(byHand && isUnseen(need)));
  const own = bringsDockerCe(facts, values) ? DOCKER_PACKAGES : sameSource(missing, facts);
  const elsewhere = own.length > 0 || bringsStaticDocker(facts, values);
  const rest = missing.filter((need) => !elsewhere || !(need in OWN_NAMES));
  const found = packagesFor(facts.os.value, rest);
  const names = [...own, ...found.names];
  const absent = [...new Set(names)].filter((name) => !packageThere(facts, name));
  return absent.length + found.unknown.length === 0 ? null : { ...found, names: absent };
}

/** The needs that Docker's own packages fulfil. */
const OWN_NAMES: Readonly<Partial<Record<PackageNeed, string>>> = {
  docker: 'docker-ce',
  'docker-cli': 'docker-ce-cli',
  rootlesskit: 'docker-ce-rootless-extras',
  'docker-compose': 'docker-compose-plugin',
};

/** Beside Docker's own packages the rest comes from there, too: Debian's rootlesskit excludes them. */
function sameSource(missing: readonly PackageNeed[], facts: Facts): readonly string[] {
  return isDockerCe(facts) ? missing.flatMap((need) => OWN_NAMES[need] ?? []) : [];
}
