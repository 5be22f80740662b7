import { packagesFor } from '../distro/packages.ts';
import type { Values } from '../model/answers.ts';
import type { PackageNeed } from '../model/engine.ts';
import type { Facts } from '../model/facts.ts';
import { bringsDockerCe, bringsStaticDocker } from './docker-source.ts';
import { obtainable, orNull, packageHere, packageThere } from './versions.ts';

/** What an engine works without, and what a person may want beside it. */
export type Companion = Extract<PackageNeed, 'podman-compose' | 'docker-compose' | 'podman-docker'>;

/** The compose of each engine; nerdctl has its own built in. */
const COMPOSE: Readonly<Record<'podman' | 'docker', Companion>> = {
  podman: 'podman-compose',
  docker: 'docker-compose',
};

type Chosen = Pick<Values, 'engines'> & Partial<Values>;

/** Which compose belongs to the chosen engines. */
export function composeNeeds(engines: readonly string[]): readonly Companion[] {
  return (['podman', 'docker'] as const)
    .filter((engine) => engines.includes(engine))
    .map((engine) => COMPOSE[engine]);
}

/** What the person asked for beside the engines, whether it is to be had or not. */
export function wantedCompanions(values: Chosen): readonly Companion[] {
  const wrapper =
    values['packages.podman-docker'] === true &&
    values.engines.includes('podman') &&
    !values.engines.includes('docker');
  return [
    ...(values['packages.compose'] === true ? composeNeeds(values.engines) : []),
    ...(wrapper ? (['podman-docker'] as const) : []),
  ];
}

/** Is there a compose for this engine after the plan, so that it can be proven? */
export function hasCompose(engine: 'podman' | 'docker', facts: Facts, values: Values): boolean {
  return values['packages.compose'] === true && isToBeHad(COMPOSE[engine], facts, values);
}

/** Does `docker` mean Podman after the plan? */
export function hasDockerCommand(facts: Facts, values: Values): boolean {
  return (
    wantedCompanions(values).includes('podman-docker') && isToBeHad('podman-docker', facts, values)
  );
}

/** Is it there already? Docker's own packages have compose as a plugin. */
export function isThere(need: Companion, facts: Facts): boolean {
  if (packageHere(facts, need)) return true;
  return need === 'docker-compose' && packageThere(facts, 'docker-compose-plugin');
}

/**
 * Is it there, or does this plan bring it? True where the lists of packages were never fetched: they are
 * before anything is installed. False beside Docker's static programs, of which no package manager knows.
 */
export function isToBeHad(need: Companion, facts: Facts, values: Partial<Values>): boolean {
  if (isThere(need, facts)) return true;
  const chosen = { ...values, engines: values.engines ?? [] };
  if (need === 'docker-compose') {
    if (bringsDockerCe(facts, chosen)) return true;
    if (bringsStaticDocker(facts, chosen)) return false;
  }
  const os = orNull(facts.os);
  if (os === null || packagesFor(os, [need]).names.length === 0) return false;
  return orNull(facts.packageLists)?.fetched === false || obtainable(facts, need) !== false;
}

/** Is there a `docker` that is Docker's own? */
export function hasDockerClient(facts: Facts): boolean {
  return orNull(facts.docker)?.cli != null && !packageThere(facts, 'podman-docker');
}
