import {
  DOCKER_PACKAGES,
  type DockerRepository,
  dockerRepositoryFor,
} from '../distro/docker-repository.ts';
import { isPackaged } from '../distro/nerdctl-parts.ts';
import { dockerScriptsOf, familyData, packagesFor } from '../distro/packages.ts';
import type { Values } from '../model/answers.ts';
import type { ScriptsElsewhere } from '../model/engine.ts';
import type { Facts } from '../model/facts.ts';
import { obtainable, orNull, packageThere } from './versions.ts';

/** Docker's own repository for this host, or null where Docker has none or the system is not known. */
export function dockerRepository(facts: Facts): DockerRepository | null {
  const os = orNull(facts.os);
  return os === null ? null : dockerRepositoryFor(os, orNull(facts.kernel)?.arch ?? null);
}

/** Is the package of this name installed, or in a list of the package manager? */
function inLists(facts: Facts, name: string): boolean {
  const state = orNull(facts.packages)?.byName[name];
  return state !== undefined && (state.installed ?? state.candidate) !== null;
}

/**
 * Is slirp4netns neither here nor to be had? Enterprise Linux 10 gives it up for pasta, which rootlesskit
 * takes if it is told so: https://github.com/docker/docker-ce-packaging/pull/1276 . False where nobody can tell.
 */
export function lacksSlirp(facts: Facts): boolean {
  return (
    orNull(facts.networkTools)?.slirp4netns === null &&
    obtainable(facts, 'slirp4netns') === false &&
    !isPackaged(facts, 'slirp4netns')
  );
}

/** Has the host a source of Docker's own packages already? True where it has them all. */
export function hasDockerLists(facts: Facts): boolean {
  return DOCKER_PACKAGES.every((name) => inLists(facts, name));
}

/** Is Docker's own daemon installed, as far as the package manager was asked? */
export function isDockerCe(facts: Facts): boolean {
  return packageThere(facts, 'docker-ce');
}

/**
 * Can the distribution bring a Docker that runs without root? Also true where nobody can tell: its lists
 * were not read or never fetched.
 */
export function distributionHasDocker(facts: Facts): boolean {
  const os = orNull(facts.os);
  if (os === null) return true;
  const needs = ['docker', 'rootlesskit'] as const;
  if (packagesFor(os, needs).unknown.length > 0) return false;
  const unread = orNull(facts.packageLists)?.fetched === false;
  return unread || needs.every((need) => obtainable(facts, need) !== false);
}

/**
 * Where the rootless scripts are, on a system whose package of Docker lacks them and on which they are not yet;
 * null where nothing is missing.
 */
export function scriptsElsewhere(facts: Facts): ScriptsElsewhere | null {
  const os = orNull(facts.os);
  const docker = orNull(facts.docker);
  if (os === null || docker === null || docker.rootlessScript !== null) return null;
  return dockerScriptsOf(os);
}

/** Has neither the distribution, whose packages are known, nor Docker itself a package for this host? */
export function hasOnlyArchives(facts: Facts): boolean {
  const os = orNull(facts.os);
  const known = os !== null && os.immutable === null && familyData(os)?.manager != null;
  return known && dockerRepository(facts) === null && !distributionHasDocker(facts);
}

/** Could a plan take Docker from its own repository? False where the person chose the distribution's. */
export function canComeFromDocker(facts: Facts, values: Partial<Values>): boolean {
  const source = values['docker.source'] ?? 'docker';
  return source === 'docker' && dockerRepository(facts) !== null;
}

/**
 * Does this plan bring Docker's own packages? Not where they are installed, and not beside a daemon that
 * no package owns: that is never replaced.
 */
export function bringsDockerCe(
  facts: Facts,
  values: Pick<Values, 'engines'> & Partial<Values>,
): boolean {
  if (!values.engines.includes('docker') || values['docker.source'] !== 'docker') return false;
  const docker = orNull(facts.docker);
  const foreign = docker !== null && docker.dockerd !== null && docker.fromPackage === null;
  return !foreign && !isDockerCe(facts) && dockerRepository(facts) !== null;
}

/** Does this plan bring Docker's static programs into the home? Not where there is a daemon already. */
export function bringsStaticDocker(
  facts: Facts,
  values: Pick<Values, 'engines'> & Partial<Values>,
): boolean {
  if (!values.engines.includes('docker') || values['docker.source'] !== 'static') return false;
  const docker = orNull(facts.docker);
  return docker !== null && (docker.dockerd === null || docker.rootlessScript === null);
}
