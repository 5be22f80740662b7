import type { Os } from '../model/facts.ts';

/**
 * Releases by the codename that os-release(5) gives for them, and Devuan's own names for those of Debian.
 * https://wiki.ubuntu.com/Releases , https://www.debian.org/releases/ , https://www.devuan.org/os/releases
 */
const RELEASES: Readonly<Record<string, readonly [release: string, id: string]>> = {
  bullseye: ['debian-11', 'debian'],
  chimaera: ['debian-11', 'debian'],
  bookworm: ['debian-12', 'debian'],
  daedalus: ['debian-12', 'debian'],
  trixie: ['debian-13', 'debian'],
  excalibur: ['debian-13', 'debian'],
  jammy: ['ubuntu-22.04', 'ubuntu'],
  noble: ['ubuntu-24.04', 'ubuntu'],
  questing: ['ubuntu-25.10', 'ubuntu'],
  resolute: ['ubuntu-26.04', 'ubuntu'],
};

/**
 * The keys of package data for the release that a distribution is made from: Linux Mint, Pop!_OS, Raspbian and
 * others have its packages, under its names. Where the release is not known, that of an Ubuntu still is none of
 * Debian.
 */
export function baseKeys({
  family,
  codename,
  baseCodename,
  idLike = [],
}: Pick<Os, 'family' | 'codename'> &
  Partial<Pick<Os, 'idLike' | 'baseCodename'>>): readonly string[] {
  if (family !== 'debian') return [];
  return RELEASES[baseCodename ?? codename ?? ''] ?? (idLike.includes('ubuntu') ? ['ubuntu'] : []);
}
