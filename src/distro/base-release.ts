import type { Os } from '../model/facts.ts';

/**
 * Releases by the codename that os-release(5) gives for them, and Devuan's own names for those of Debian.
 * https://wiki.ubuntu.com/Releases , https://www.debian.org/releases/ , https://www.devuan.org/os/releases
 */
const RELEASES: Readonly<Record<string, string>> = {
  bullseye: 'debian-11',
  chimaera: 'debian-11',
  bookworm: 'debian-12',
  daedalus: 'debian-12',
  trixie: 'debian-13',
  excalibur: 'debian-13',
  jammy: 'ubuntu-22.04',
  noble: 'ubuntu-24.04',
  questing: 'ubuntu-25.10',
  resolute: 'ubuntu-26.04',
};

/**
 * The keys of package data for the release that a distribution is made from, `ubuntu-24.04` and `ubuntu`: Linux
 * Mint, Pop!_OS, Raspbian and others have its packages under its names. `ubuntu` alone where ID_LIKE says that it is
 * made from one, and nothing says from which.
 */
export function baseKeys({
  family,
  codename,
  baseCodename,
  idLike = [],
}: Pick<Os, 'family' | 'codename'> &
  Partial<Pick<Os, 'idLike' | 'baseCodename'>>): readonly string[] {
  if (family !== 'debian') return [];
  const release = RELEASES[baseCodename ?? codename ?? ''];
  if (release !== undefined) return [release, release.replace(/-.*/, '')];
  return idLike.includes('ubuntu') ? ['ubuntu'] : [];
}

/** Ubuntu itself, or made from it: with its packages, as far as they differ from Debian's of the same names. */
export function isUbuntu(
  os: Pick<Os, 'id' | 'family' | 'codename'> & Partial<Pick<Os, 'idLike' | 'baseCodename'>>,
): boolean {
  return os.id === 'ubuntu' || baseKeys(os).includes('ubuntu');
}
