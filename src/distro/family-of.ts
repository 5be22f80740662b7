import type { FamilyId } from '../model/facts.ts';

/**
 * os-release IDs by family, beside those that say in ID_LIKE what they are like.
 * Only what uses the packages of its family under the same names.
 */
const IDS: Readonly<Record<Exclude<FamilyId, 'unknown'>, string>> = {
  debian:
    'debian ubuntu linuxmint pop raspbian kali devuan lmde elementary zorin neon pureos parrot ' +
    'deepin siduction mx tails trisquel',
  fedora:
    'fedora rhel centos rocky almalinux ol amzn scientific eurolinux nobara ultramarine bazzite',
  suse:
    'suse opensuse opensuse-leap opensuse-tumbleweed opensuse-microos opensuse-aeon opensuse-kalpa ' +
    'opensuse-slowroll sles sled sle-micro sl-micro sle_hpc',
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
 * The family of a distribution: by its ID, then by the names of ID_LIKE in their order (closest first,
 * os-release(5)); `unknown` where none is known, never a guess from the tools that are installed.
 */
export function familyOf(id: string, idLike: readonly string[]): FamilyId {
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
