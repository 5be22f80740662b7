import type { Family } from '../model/engine.ts';
import { documented } from './documented.ts';
import { idsOf } from './family-of.ts';

const ALPINE = 'https://pkgs.alpinelinux.org/packages';

/** Alpine Linux and what is made from it. */
export const alpine: Family = {
  id: 'alpine',
  ids: idsOf('alpine'),
  manager: 'apk',
  packages: {
    uidmap: documented(ALPINE, 'shadow-uidmap', 'shadow-subids'),
    'dbus-user': documented(ALPINE),
    iptables: documented(ALPINE, 'iptables'),
    nftables: documented(ALPINE, 'nftables'),
    slirp4netns: documented(ALPINE, 'slirp4netns'),
    pasta: documented(ALPINE, 'passt'),
    'fuse-overlayfs': documented(ALPINE, 'fuse-overlayfs'),
    setcap: documented(ALPINE, 'libcap-setcap'),
    podman: documented(ALPINE, 'podman'),
    crun: documented(ALPINE, 'crun'),
    netavark: documented(ALPINE, 'netavark'),
    'aardvark-dns': documented(ALPINE, 'aardvark-dns'),
    catatonit: documented(ALPINE, 'catatonit'),
    docker: documented(ALPINE, 'docker', 'docker-rootless-extras'),
    'docker-cli': documented(ALPINE, 'docker-cli'),
    rootlesskit: documented(ALPINE, 'rootlesskit'),
    nerdctl: documented(ALPINE, 'nerdctl'),
    containerd: documented(ALPINE, 'containerd'),
    'cni-plugins': documented(ALPINE, 'cni-plugins'),
    // `nerdctl build` calls buildctl, which is a package of its own.
    buildkit: documented(
      'https://github.com/alpinelinux/aports/blob/master/community/buildkit/APKBUILD',
      'buildkit',
      'buildctl',
    ),
    // lxc-net gives addresses with dnsmasq.
    lxc: documented(ALPINE, 'lxc', 'dnsmasq'),
    acl: documented(ALPINE, 'acl'),
    xfsprogs: documented(ALPINE, 'xfsprogs'),
    'podman-compose': documented(ALPINE, 'podman-compose'),
    'docker-compose': documented(ALPINE, 'docker-cli-compose'),
    'podman-docker': documented(ALPINE, 'podman-docker'),
  },
};
