import type { MessageKey } from '../../../src/i18n/catalogue.ts';
import type { Level } from '../../../src/model/finding.ts';
import { amazon2023 } from './amazon.ts';
import { directoryUser, nfsHome, noRoot, rootfulDocker, subidsExhausted } from './debian.ts';
import { cgroupV1 } from './el8.ts';
import type { Made } from './host.ts';
import { microos, nixos } from './images.ts';
import { alpine, arch, leap } from './others.ts';
import { fedora, ostree, rhel9, unknownDistribution } from './redhat.ts';
import { ubuntu2404, ubuntu2604, wsl2, wsl2Systemd } from './ubuntu.ts';
import { ubuntu2204 } from './ubuntu-22-04.ts';
import { gentoo, voidLinux } from './void-gentoo.ts';

/** How setting up an engine ends: with containers, with a script for root, or with a reason. */
export type Ending =
  | 'ready'
  | 'script'
  /** What can be done here is done; the rest is in these texts for the system's image or configuration. */
  | { readonly papers: readonly string[] }
  | { readonly blocked: string; readonly because: MessageKey }
  | { readonly refused: MessageKey };

/** A made host, and what must be found on it. */
export interface Described {
  readonly make: () => Made;
  /** What makes it hard, by the id of the finding. */
  readonly findings: Readonly<Record<string, Level>>;
  /** Facts that nobody can know there. */
  readonly unknown?: readonly string[];
  readonly podman: Ending;
  readonly docker: Ending;
  readonly nerdctl: Ending;
}

const NO_ROOM: Ending = { blocked: 'subids', because: 'steps.subids-no-room' };
/** No distribution of that family has a package of nerdctl, and nobody gave an archive. */
const ARCHIVE: Ending = { blocked: 'packages', because: 'steps.archive-missing' };
/** Nor of what it needs: only the full archive has that. */
const FULL_ARCHIVE: Ending = { blocked: 'packages', because: 'steps.archive-missing-full' };
/** Nobody said whose packages it has: what is missing is named, for installing by hand. */
const BY_HAND: Ending = { blocked: 'packages', because: 'steps.packages-by-hand' };
/** Its package has the daemon without the scripts of rootless mode, and nobody gave Docker's archives. */
const STATIC: Ending = { blocked: 'packages', because: 'docker-static.missing' };
const LAYERED: Ending = { papers: ['layer.sh', 'Containerfile', 'rootless.bu'] };
const NIX: Ending = { papers: ['rootless.nix'] };
const SNAPSHOT: Ending = { papers: ['transactional.sh'] };

/** All hosts that were made; the recordings of them are written by `vitest -u`. */
export const MADE: Readonly<Record<string, Described>> = {
  'ubuntu-22.04': {
    make: ubuntu2204,
    findings: { 'userns.works': 'ok', 'idtools.newuidmap': 'fail' },
    podman: 'ready',
    docker: 'ready',
    nerdctl: ARCHIVE,
  },
  'ubuntu-24.04': {
    make: ubuntu2404,
    findings: { 'userns.apparmor': 'info', 'userns.works': 'warn' },
    unknown: ['overlay', 'netfilter'],
    podman: 'ready',
    docker: 'ready',
    nerdctl: ARCHIVE,
  },
  'ubuntu-26.04': {
    make: ubuntu2604,
    findings: { 'userns.apparmor': 'info', 'privilege.tool': 'ok' },
    unknown: ['overlay', 'netfilter'],
    podman: 'ready',
    docker: 'ready',
    nerdctl: ARCHIVE,
  },
  'fedora-43': {
    make: fedora,
    findings: { 'lsm.selinux': 'info', 'idtools.newuidmap': 'ok' },
    podman: 'ready',
    docker: 'ready',
    nerdctl: FULL_ARCHIVE,
  },
  'rhel-9': {
    make: rhel9,
    findings: { 'lsm.selinux': 'info', 'podman.installed': 'ok' },
    podman: 'ready',
    docker: 'ready',
    nerdctl: FULL_ARCHIVE,
  },
  'amazon-2023': {
    make: amazon2023,
    findings: { 'lsm.selinux': 'ok', 'idtools.newuidmap': 'ok' },
    podman: { refused: 'engines.repository-to-open' },
    docker: STATIC,
    nerdctl: FULL_ARCHIVE,
  },
  'opensuse-leap': {
    make: leap,
    findings: { 'subid.present': 'fail' },
    podman: 'ready',
    docker: 'ready',
    nerdctl: 'ready',
  },
  arch: {
    make: arch,
    findings: { 'subid.present': 'fail' },
    podman: 'ready',
    docker: STATIC,
    nerdctl: 'ready',
  },
  alpine: {
    make: alpine,
    findings: { 'init.systemd': 'warn', 'net.tun': 'fail' },
    podman: 'ready',
    docker: 'ready',
    nerdctl: 'ready',
  },
  void: {
    make: voidLinux,
    findings: { 'init.systemd': 'warn' },
    podman: 'ready',
    docker: STATIC,
    nerdctl: 'ready',
  },
  gentoo: {
    make: gentoo,
    findings: { 'init.systemd': 'warn', 'cgroup.version': 'warn' },
    podman: 'ready',
    docker: 'ready',
    nerdctl: 'ready',
  },
  wsl2: {
    make: wsl2,
    findings: { 'environment.kind': 'info', 'init.systemd': 'warn' },
    podman: 'ready',
    docker: 'ready',
    nerdctl: ARCHIVE,
  },
  'wsl2-systemd': {
    make: wsl2Systemd,
    findings: { 'environment.kind': 'info', 'init.systemd': 'ok', 'cgroup.version': 'warn' },
    podman: 'ready',
    docker: 'ready',
    nerdctl: ARCHIVE,
  },
  'nfs-home': {
    make: nfsHome,
    findings: { 'storage.home-fs': 'warn' },
    podman: 'ready',
    docker: 'ready',
    nerdctl: ARCHIVE,
  },
  'directory-user': {
    make: directoryUser,
    findings: { 'subid.nss': 'info', 'accounts.listed': 'info' },
    podman: 'ready',
    docker: 'ready',
    nerdctl: ARCHIVE,
  },
  'subids-exhausted': {
    make: subidsExhausted,
    findings: { 'subid.present': 'fail' },
    podman: NO_ROOM,
    docker: NO_ROOM,
    nerdctl: ARCHIVE,
  },
  'rootful-docker': {
    make: rootfulDocker,
    findings: { 'docker.rootful': 'info', 'docker.group': 'warn' },
    podman: 'ready',
    docker: 'ready',
    nerdctl: ARCHIVE,
  },
  ostree: {
    make: ostree,
    findings: { 'os.immutable': 'warn' },
    podman: 'ready',
    docker: LAYERED,
    nerdctl: FULL_ARCHIVE,
  },
  nixos: {
    make: nixos,
    findings: { 'os.immutable': 'fail' },
    unknown: ['packages', 'packageLists'],
    podman: NIX,
    docker: NIX,
    nerdctl: NIX,
  },
  'opensuse-microos': {
    make: microos,
    findings: { 'os.immutable': 'warn' },
    podman: SNAPSHOT,
    docker: SNAPSHOT,
    nerdctl: SNAPSHOT,
  },
  'unknown-distro': {
    make: unknownDistribution,
    findings: { 'os.supported': 'warn' },
    podman: BY_HAND,
    docker: BY_HAND,
    nerdctl: FULL_ARCHIVE,
  },
  'no-root': {
    make: noRoot,
    findings: { 'privilege.tool': 'warn' },
    podman: 'script',
    docker: 'script',
    nerdctl: ARCHIVE,
  },
  'cgroup-v1': {
    make: cgroupV1,
    findings: { 'cgroup.version': 'warn' },
    podman: 'ready',
    docker: 'ready',
    nerdctl: FULL_ARCHIVE,
  },
};
