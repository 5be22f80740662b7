import type { Family } from '../model/engine.ts';
import { documented } from './documented.ts';
import { idsOf } from './family-of.ts';

const ARCH = 'https://archlinux.org/packages/';

/** Arch Linux and what is made from it. */
export const arch: Family = {
  id: 'arch',
  ids: idsOf('arch'),
  manager: 'pacman',
  dockerScripts: {
    name: 'docker-rootless-extras (AUR)',
    source: 'https://wiki.archlinux.org/title/Docker#Docker_rootless',
  },
  packages: {
    uidmap: documented(ARCH, 'shadow'),
    'dbus-user': documented(ARCH, 'dbus'),
    iptables: documented(ARCH, 'iptables'),
    nftables: documented(ARCH, 'nftables'),
    slirp4netns: documented(ARCH, 'slirp4netns'),
    pasta: documented(ARCH, 'passt'),
    'fuse-overlayfs': documented(ARCH, 'fuse-overlayfs'),
    setcap: documented(ARCH, 'libcap'),
    podman: documented(ARCH, 'podman'),
    crun: documented(ARCH, 'crun'),
    netavark: documented(ARCH, 'netavark'),
    'aardvark-dns': documented(ARCH, 'aardvark-dns'),
    catatonit: documented(ARCH, 'catatonit'),
    docker: documented(ARCH, 'docker'),
    'docker-cli': documented(ARCH),
    rootlesskit: documented(ARCH, 'rootlesskit'),
    nerdctl: documented(ARCH, 'nerdctl'),
    containerd: documented(ARCH, 'containerd'),
    'cni-plugins': documented(ARCH, 'cni-plugins'),
    buildkit: documented(ARCH, 'buildkit'),
    // Artix has no systemd at all.
    machinectl: { ...documented(ARCH, 'systemd'), on: { artix: [] } },
    // lxc-net gives addresses with dnsmasq.
    lxc: documented(ARCH, 'lxc', 'dnsmasq'),
    acl: documented(ARCH, 'acl'),
    xfsprogs: documented(ARCH, 'xfsprogs'),
    'podman-compose': documented(ARCH, 'podman-compose'),
    'docker-compose': documented(ARCH, 'docker-compose'),
    'podman-docker': documented('https://wiki.archlinux.org/title/Podman', 'podman-docker'),
  },
};
