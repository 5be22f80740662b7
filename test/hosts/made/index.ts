import type { MessageKey } from '../../../src/i18n/catalogue.ts';
import type { Level } from '../../../src/model/finding.ts';
import { directoryUser, nfsHome, noRoot, rootfulDocker, subidsExhausted } from './debian.ts';
import type { Made } from './host.ts';
import { alpine, arch, leap } from './others.ts';
import { cgroupV1, fedora, ostree, rhel9 } from './redhat.ts';
import { ubuntu2404, ubuntu2604, wsl2 } from './ubuntu.ts';

/** How setting up an engine ends: with containers, with a script for root, or with a reason. */
export type Ending =
  | 'ready'
  | 'script'
  | { readonly blocked: string; readonly because: MessageKey };

/** A made host, and what must be found on it. */
export interface Described {
  readonly make: () => Made;
  /** What makes it hard, by the id of the finding. */
  readonly findings: Readonly<Record<string, Level>>;
  /** Facts that nobody can know there. */
  readonly unknown?: readonly string[];
  readonly podman: Ending;
  readonly docker: Ending;
}

/** All hosts that were made; the recordings of them are written by `vitest -u`. */
const NO_PACKAGE: Ending = { blocked: 'packages', because: 'steps.packages-unknown' };
const NO_ROOM: Ending = { blocked: 'subids', because: 'steps.subids-no-room' };
const IMAGE: Ending = { blocked: 'system', because: 'steps.immutable' };

export const MADE: Readonly<Record<string, Described>> = {
  'ubuntu-24.04': {
    make: ubuntu2404,
    findings: { 'userns.apparmor': 'info', 'userns.works': 'warn' },
    unknown: ['overlay', 'netfilter'],
    podman: 'ready',
    docker: 'ready',
  },
  'ubuntu-26.04': {
    make: ubuntu2604,
    findings: { 'userns.apparmor': 'info', 'privilege.tool': 'ok' },
    unknown: ['overlay', 'netfilter'],
    podman: 'ready',
    docker: 'ready',
  },
  'fedora-43': {
    make: fedora,
    findings: { 'lsm.selinux': 'info', 'idtools.newuidmap': 'ok' },
    podman: 'ready',
    docker: NO_PACKAGE,
  },
  'rhel-9': {
    make: rhel9,
    findings: { 'lsm.selinux': 'info', 'podman.installed': 'ok' },
    podman: 'ready',
    docker: NO_PACKAGE,
  },
  'opensuse-leap': {
    make: leap,
    findings: { 'subid.present': 'fail' },
    podman: 'ready',
    docker: 'ready',
  },
  arch: {
    make: arch,
    findings: { 'subid.present': 'fail' },
    podman: 'ready',
    docker: { blocked: 'service', because: 'service.no-script' },
  },
  alpine: {
    make: alpine,
    findings: { 'init.systemd': 'warn', 'net.tun': 'fail' },
    podman: 'ready',
    docker: 'ready',
  },
  wsl2: {
    make: wsl2,
    findings: { 'environment.kind': 'info', 'init.systemd': 'warn' },
    podman: 'ready',
    docker: 'ready',
  },
  'nfs-home': {
    make: nfsHome,
    findings: { 'storage.home-fs': 'warn' },
    podman: 'ready',
    docker: 'ready',
  },
  'directory-user': {
    make: directoryUser,
    findings: { 'subid.nss': 'info', 'accounts.listed': 'info' },
    podman: 'ready',
    docker: 'ready',
  },
  'subids-exhausted': {
    make: subidsExhausted,
    findings: { 'subid.present': 'fail' },
    podman: NO_ROOM,
    docker: NO_ROOM,
  },
  'rootful-docker': {
    make: rootfulDocker,
    findings: { 'docker.rootful': 'info', 'docker.group': 'warn' },
    podman: 'ready',
    docker: 'ready',
  },
  ostree: { make: ostree, findings: { 'os.immutable': 'warn' }, podman: IMAGE, docker: IMAGE },
  'no-root': {
    make: noRoot,
    findings: { 'privilege.tool': 'warn' },
    podman: 'script',
    docker: 'script',
  },
  'cgroup-v1': {
    make: cgroupV1,
    findings: { 'cgroup.version': 'warn' },
    podman: 'ready',
    docker: NO_PACKAGE,
  },
};
