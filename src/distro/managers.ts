import type { FamilyId } from '../model/facts.ts';
import { apk } from './apk.ts';
import { apt } from './apt.ts';
import { dnf } from './dnf.ts';
import type { PackageManager } from './manager.ts';
import { pacman } from './pacman.ts';

const MANAGERS: Readonly<Partial<Record<FamilyId, PackageManager>>> = {
  debian: apt,
  fedora: dnf,
  arch: pacman,
  alpine: apk,
};

/** The package manager of a family, or null where we can't ask it yet (SUSE, Void, Gentoo, NixOS). */
export function managerOf(family: FamilyId): PackageManager | null {
  return MANAGERS[family] ?? null;
}

/** The manager by its name, as it stands in a change. */
export function managerNamed(name: PackageManager['name']): PackageManager | null {
  return Object.values(MANAGERS).find((manager) => manager.name === name) ?? null;
}
