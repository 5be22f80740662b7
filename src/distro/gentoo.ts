import type { Family } from '../model/engine.ts';
import { documented } from './documented.ts';
import { idsOf } from './family-of.ts';

const GENTOO = 'https://packages.gentoo.org/';

/** Gentoo and what is made from it. */
export const gentoo: Family = {
  id: 'gentoo',
  ids: idsOf('gentoo'),
  manager: 'emerge',
  packages: {
    uidmap: documented(GENTOO, 'sys-apps/shadow'),
    'dbus-user': documented(GENTOO),
    iptables: documented(GENTOO, 'net-firewall/iptables'),
    nftables: documented(GENTOO, 'net-firewall/nftables'),
    slirp4netns: documented(GENTOO, 'app-containers/slirp4netns'),
    pasta: documented(GENTOO, 'net-misc/passt'),
    'fuse-overlayfs': documented(GENTOO, 'sys-fs/fuse-overlayfs'),
    setcap: documented(GENTOO, 'sys-libs/libcap'),
    podman: documented(GENTOO, 'app-containers/podman'),
    crun: documented(GENTOO, 'app-containers/crun'),
    netavark: documented(GENTOO, 'app-containers/netavark'),
    'aardvark-dns': documented(GENTOO, 'app-containers/aardvark-dns'),
    catatonit: documented(GENTOO, 'app-containers/catatonit'),
    docker: documented(GENTOO, 'app-containers/docker'),
    'docker-cli': documented(GENTOO, 'app-containers/docker-cli'),
    rootlesskit: documented(GENTOO, 'sys-apps/rootlesskit'),
    nerdctl: documented(GENTOO, 'app-containers/nerdctl'),
    containerd: documented(GENTOO, 'app-containers/containerd'),
    'cni-plugins': documented(GENTOO, 'app-containers/cni-plugins'),
    lxc: documented(GENTOO, 'app-containers/lxc'),
    acl: documented(GENTOO, 'sys-apps/acl'),
    xfsprogs: documented(GENTOO, 'sys-fs/xfsprogs'),
    'podman-compose': documented(GENTOO, 'app-containers/podman-compose'),
    'docker-compose': documented(GENTOO, 'app-containers/docker-compose'),
  },
};
