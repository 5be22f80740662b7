import type { PackageNeed } from '../model/engine.ts';

/**
 * What a need means in programs, for who installs them by hand: names of packages are another on each
 * distribution, those of programs are not.
 */
const PROGRAMS: Readonly<Record<PackageNeed, readonly string[]>> = {
  uidmap: ['newuidmap', 'newgidmap'],
  'dbus-user': ['dbus-daemon (dbus.socket)'],
  iptables: ['iptables'],
  nftables: ['nft'],
  slirp4netns: ['slirp4netns'],
  pasta: ['pasta (passt)'],
  'fuse-overlayfs': ['fuse-overlayfs'],
  setcap: ['setcap'],
  podman: ['podman'],
  crun: ['crun'],
  netavark: ['netavark'],
  'aardvark-dns': ['aardvark-dns'],
  dnsname: ['dnsname (CNI plugin)', 'dnsmasq'],
  catatonit: ['catatonit'],
  docker: ['dockerd', 'dockerd-rootless.sh'],
  'docker-cli': ['docker'],
  rootlesskit: ['rootlesskit'],
  nerdctl: ['nerdctl', 'containerd-rootless.sh'],
  containerd: ['containerd', 'runc'],
  'cni-plugins': ['CNI plugins'],
  buildkit: ['buildkitd'],
  lxc: ['lxc-start', 'dnsmasq'],
  machinectl: ['machinectl'],
  gpg: ['gpg'],
  'ca-certificates': ['ca-certificates'],
  xfsprogs: ['mkfs.xfs'],
  'podman-compose': ['podman-compose'],
  'docker-compose': ['docker compose'],
  'podman-docker': ['podman-docker'],
  acl: ['setfacl'],
};

/**
 * Those of which no probe sees a program, so that without a package manager nobody can tell whether they are there.
 * The bus of a user is seen while a systemd of that user runs, and before the first login none does.
 */
const UNSEEN: readonly PackageNeed[] = [
  'dbus-user',
  'setcap',
  'crun',
  'catatonit',
  'machinectl',
  'gpg',
  'ca-certificates',
  'xfsprogs',
  'podman-compose',
  'docker-compose',
  'podman-docker',
  'acl',
];

/** The programs that fulfil some needs. */
export function programsOf(needs: readonly PackageNeed[]): readonly string[] {
  return needs.flatMap((need) => PROGRAMS[need]);
}

/** Can only a package manager tell whether it is there? */
export function isUnseen(need: PackageNeed): boolean {
  return UNSEEN.includes(need);
}
