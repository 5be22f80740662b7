import type { FamilyId } from '../model/facts.ts';

/**
 * os-release IDs by family, beside those that say in ID_LIKE what they are like.
 * Only what uses the packages of its family under the same names.
 */
const IDS: Readonly<Record<Exclude<FamilyId, 'unknown'>, string>> = {
  debian:
    'debian ubuntu linuxmint pop raspbian kali devuan lmde elementary zorin neon pureos parrot ' +
    'deepin siduction mx tails trisquel armbian',
  fedora:
    'fedora rhel centos rocky almalinux ol amzn scientific eurolinux nobara ultramarine bazzite',
  suse:
    'suse opensuse opensuse-leap opensuse-tumbleweed opensuse-microos opensuse-aeon opensuse-kalpa ' +
    'opensuse-slowroll sles sled sle-micro sl-micro suse-microos sle_hpc',
  arch: 'arch archarm manjaro manjaro-arm endeavouros cachyos garuda artix arcolinux steamos',
  alpine: 'alpine postmarketos',
  void: 'void',
  gentoo: 'gentoo funtoo calculate',
  nixos: 'nixos',
};

const FAMILY_BY_ID: ReadonlyMap<string, FamilyId> = new Map(
  (Object.entries(IDS) as [FamilyId, string][]).flatMap(([family, ids]) =>
    ids.split(' ').map((id): [string, FamilyId] => [id, family]),
  ),
);

/**
 * Releases that are like their family in name only, with the first one that has its package manager and
 * its packages: before, there is yum, and no package of rootless containers (Enterprise Linux 7, Amazon 2).
 * https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html and the release notes of RHEL 8.
 */
const SINCE: Readonly<Record<string, number>> = {
  rhel: 8,
  centos: 8,
  ol: 8,
  scientific: 8,
  eurolinux: 8,
  amzn: 2022,
};

/**
 * The family of a distribution: by its ID, then by the names of ID_LIKE in their order (closest first,
 * os-release(5)); `unknown` where none is known, never a guess from the tools that are installed.
 */
export function familyOf(
  id: string,
  idLike: readonly string[],
  versionId: string | null = null,
): FamilyId {
  const since = SINCE[id.toLowerCase()];
  // A number that can't be read (a rolling release) is no old one.
  if (since !== undefined && Number.parseInt(versionId ?? '', 10) < since) return 'unknown';
  for (const name of [id, ...idLike]) {
    const family = FAMILY_BY_ID.get(name.toLowerCase());
    if (family !== undefined) return family;
  }
  return 'unknown';
}

/** The os-release IDs of a family, for the data in `families.ts`. */
export function idsOf(family: Exclude<FamilyId, 'unknown'>): readonly string[] {
  return IDS[family].split(' ');
}
