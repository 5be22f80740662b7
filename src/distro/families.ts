import type { Family } from '../model/engine.ts';
import { alpine } from './alpine.ts';
import { arch } from './arch.ts';
import { debian } from './debian.ts';
import { idsOf } from './family-of.ts';
import { gentoo } from './gentoo.ts';
import { fedora } from './red-hat.ts';
import { suse } from './suse.ts';
import { voidLinux } from './void.ts';

/** NixOS is set up in its configuration, not by installing packages. */
const nixos: Family = { id: 'nixos', ids: idsOf('nixos'), manager: null, packages: {} };

/** Every family that we know. To add a distribution: one entry here, or an id in an entry. */
export const FAMILIES: readonly Family[] = [
  debian,
  fedora,
  suse,
  arch,
  alpine,
  voidLinux,
  gentoo,
  nixos,
];
