import type { Family, PackageNeed, PackageRule } from '../model/engine.ts';
import { idsOf } from './family-of.ts';

/** The releases whose package lists were looked at: bullseye, bookworm, trixie and sid (no VERSION_ID). */
const SEEN = ['debian-11', 'debian-12', 'debian-13', 'debian-sid'];

/**
 * Those of Ubuntu: jammy, noble, questing and resolute. Its page of a package, https://packages.ubuntu.com/jammy/acl ,
 * names the releases that have it.
 */
const UBUNTU = ['ubuntu-22.04', 'ubuntu-24.04', 'ubuntu-25.10', 'ubuntu-26.04'];

/** A package of Debian main, in all of `SEEN` unless `on` says otherwise. Looked at in November 2026. */
function main(name: string, on: PackageRule['on'] = {}): PackageRule {
  return {
    names: [name],
    on,
    source: `https://packages.debian.org/${name}`,
    confirmed: true,
    confirmedOn: SEEN,
  };
}

/** The same, looked up for `UBUNTU` as well, or for those of its releases that are named. */
function both(
  name: string,
  on: PackageRule['on'] = {},
  releases: readonly string[] = UBUNTU,
): PackageRule {
  return { ...main(name, on), confirmedOn: [...SEEN, ...releases] };
}

/** A need for which Debian has no package at all. */
function none(source: string): PackageRule {
  return { names: [], source, confirmed: true, confirmedOn: SEEN };
}

/** The CNI plugin of Podman 3 for names: /usr/lib/cni/dnsname. */
const DNSNAME = 'golang-github-containernetworking-plugin-dnsname';

const packages: Readonly<Partial<Record<PackageNeed, PackageRule>>> = {
  uidmap: both('uidmap'),
  'dbus-user': both('dbus-user-session'),
  iptables: both('iptables'),
  nftables: both('nftables'),
  slirp4netns: both('slirp4netns'),
  // bullseye and jammy have no passt: slirp4netns alone is used there.
  pasta: both('passt', { 'debian-11': [], 'ubuntu-22.04': [] }),
  'fuse-overlayfs': both('fuse-overlayfs'),
  setcap: both('libcap2-bin'),
  podman: both('podman'),
  crun: both('crun'),
  // Podman 3 of bullseye and jammy has CNI networks; its package depends on containernetworking-plugins itself.
  netavark: both('netavark', {
    'debian-11': ['containernetworking-plugins'],
    'ubuntu-22.04': ['containernetworking-plugins'],
  }),
  'aardvark-dns': both('aardvark-dns', {
    'debian-11': [DNSNAME],
    'ubuntu-22.04': [DNSNAME],
  }),
  // Asked for on the releases whose Podman is 3. bullseye's does not depend on dnsmasq, which it runs; Debian's 1.3.1+ds1-2,
  // from which jammy's is made, depends on dnsmasq-base (jammy's own list of dependencies was not to be had).
  // https://packages.debian.org/bullseye/golang-github-containernetworking-plugin-dnsname and
  // https://packages.debian.org/bookworm/golang-github-containernetworking-plugin-dnsname
  dnsname: {
    ...both(DNSNAME, { 'debian-11': [DNSNAME, 'dnsmasq-base'], 'ubuntu-22.04': [DNSNAME] }),
    names: [],
    confirmedOn: ['debian-11', 'ubuntu-22.04'],
  },
  catatonit: both('catatonit'),
  docker: both('docker.io'),
  // Up to bookworm the client is inside docker.io; from trixie on it is a package that docker.io only
  // recommends. Ubuntu's docker.io, a package of its own, holds the client, too.
  // https://packages.ubuntu.com/resolute/amd64/docker.io/filelist
  'docker-cli': main('docker-cli', { 'debian-11': [], 'debian-12': [], ubuntu: [] }),
  rootlesskit: both('rootlesskit'),
  nerdctl: none('https://packages.debian.org/search?keywords=nerdctl'),
  containerd: both('containerd'),
  'cni-plugins': both('containernetworking-plugins'),
  buildkit: none('https://packages.debian.org/search?keywords=buildkit'),
  // In jammy `lxc` is an empty package that leads to this one; noble has it the other way round.
  // https://packages.ubuntu.com/source/jammy/lxc , https://packages.ubuntu.com/source/noble/lxc
  lxc: both('lxc', { 'ubuntu-22.04': ['lxc-utils'] }, ['ubuntu-22.04', 'ubuntu-24.04']),
  machinectl: both('systemd-container'),
  gpg: both('gpg'),
  'ca-certificates': both('ca-certificates'),
  xfsprogs: both('xfsprogs'),
  // https://packages.ubuntu.com/source/resolute/podman-compose
  'podman-compose': both('podman-compose', { 'debian-11': [] }, ['ubuntu-25.10', 'ubuntu-26.04']),
  // Up to bookworm docker-compose is the old one in Python, which is no plugin and knows no contexts.
  'docker-compose': both('docker-compose', {
    'debian-11': [],
    'debian-12': [],
    ubuntu: ['docker-compose-v2'],
  }),
  // https://packages.ubuntu.com/jammy/podman-docker
  'podman-docker': both('podman-docker', { 'debian-11': [] }, ['ubuntu-22.04']),
  acl: both('acl'),
};

/** Debian and what is made from it: Ubuntu, Raspberry Pi OS, Mint. */
export const debian: Family = {
  id: 'debian',
  ids: idsOf('debian'),
  manager: 'apt',
  packages,
};
