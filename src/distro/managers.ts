import type { FamilyId } from '../model/facts.ts';
import { apk } from './apk.ts';
import { apt } from './apt.ts';
import { isUbuntu } from './base-release.ts';
import { dnf } from './dnf.ts';
import { emerge } from './emerge.ts';
import type { PackageManager } from './manager.ts';
import { pacman } from './pacman.ts';
import { xbps } from './xbps.ts';
import { zypper } from './zypper.ts';

/** How a person refreshes the lists of what there is to install, and the manual of the manager. */
export const MANUALS: Readonly<
  Record<PackageManager['name'], { readonly refresh: string; readonly source: string }>
> = {
  apt: { refresh: 'apt-get update', source: 'https://packages.debian.org/' },
  dnf: {
    refresh: 'dnf makecache',
    source: 'https://dnf.readthedocs.io/en/latest/command_ref.html',
  },
  zypper: { refresh: 'zypper refresh', source: 'https://en.opensuse.org/SDB:Zypper_manual' },
  // Lists that are newer than the system make a partial upgrade, which Arch does not support.
  pacman: {
    refresh: 'pacman -Syu',
    source: 'https://wiki.archlinux.org/title/System_maintenance#Partial_upgrades_are_unsupported',
  },
  apk: { refresh: 'apk update', source: 'https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper' },
  xbps: { refresh: 'xbps-install -S', source: 'https://docs.voidlinux.org/xbps/index.html' },
  emerge: { refresh: 'emerge --sync', source: 'https://wiki.gentoo.org/wiki/Portage' },
};

/**
 * Where the packages of this system are described: Ubuntu, and what is made from it, has a page of its own beside
 * Debian's; of the others it is the manual of their manager.
 */
export function packagesSource(
  manager: PackageManager['name'],
  os: Parameters<typeof isUbuntu>[0] | null,
): string {
  return manager === 'apt' && os !== null && isUbuntu(os)
    ? 'https://packages.ubuntu.com/'
    : MANUALS[manager].source;
}

const MANAGERS: Readonly<Partial<Record<FamilyId, PackageManager>>> = {
  debian: apt,
  fedora: dnf,
  arch: pacman,
  alpine: apk,
  suse: zypper,
  void: xbps,
  gentoo: emerge,
};

/** The program of each by which it is found, in the order in which they are named. */
export const MANAGER_PROGRAMS: readonly (readonly [PackageManager['name'], string])[] = [
  ['apt', 'apt-get'],
  ['dnf', 'dnf'],
  ['zypper', 'zypper'],
  ['pacman', 'pacman'],
  ['apk', 'apk'],
  ['xbps', 'xbps-install'],
  ['emerge', 'emerge'],
];

/** The package manager of a family, or null where we can't ask it yet (NixOS). */
export function managerOf(family: FamilyId): PackageManager | null {
  return MANAGERS[family] ?? null;
}

/** The manager by its name, as it stands in a change. */
export function managerNamed(name: PackageManager['name']): PackageManager | null {
  return Object.values(MANAGERS).find((manager) => manager.name === name) ?? null;
}
