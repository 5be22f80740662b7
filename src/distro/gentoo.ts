import type { Family } from '../model/engine.ts';
import { documented } from './documented.ts';
import { idsOf } from './family-of.ts';

const GENTOO = 'https://github.com/gentoo/gentoo';

/** A package by its directory of ebuilds. Looked at in November 2026. */
const ebuild = (name: string) => documented(`${GENTOO}/tree/master/${name}`, name);

/** Gentoo and what is made from it. */
export const gentoo: Family = {
  id: 'gentoo',
  ids: idsOf('gentoo'),
  manager: 'emerge',
  packages: {
    uidmap: ebuild('sys-apps/shadow'),
    'dbus-user': documented(GENTOO),
    iptables: ebuild('net-firewall/iptables'),
    nftables: ebuild('net-firewall/nftables'),
    slirp4netns: ebuild('app-containers/slirp4netns'),
    pasta: ebuild('net-misc/passt'),
    'fuse-overlayfs': ebuild('sys-fs/fuse-overlayfs'),
    setcap: ebuild('sys-libs/libcap'),
    podman: ebuild('app-containers/podman'),
    crun: ebuild('app-containers/crun'),
    netavark: ebuild('app-containers/netavark'),
    'aardvark-dns': ebuild('app-containers/aardvark-dns'),
    catatonit: ebuild('app-containers/catatonit'),
    docker: ebuild('app-containers/docker'),
    'docker-cli': ebuild('app-containers/docker-cli'),
    rootlesskit: ebuild('sys-apps/rootlesskit'),
    nerdctl: ebuild('app-containers/nerdctl'),
    containerd: ebuild('app-containers/containerd'),
    'cni-plugins': ebuild('app-containers/cni-plugins'),
    lxc: ebuild('app-containers/lxc'),
    acl: ebuild('sys-apps/acl'),
    xfsprogs: ebuild('sys-fs/xfsprogs'),
    'podman-compose': ebuild('app-containers/podman-compose'),
    'docker-compose': ebuild('app-containers/docker-compose'),
  },
};
