import type { Family } from '../model/engine.ts';
import { documented } from './documented.ts';
import { idsOf } from './family-of.ts';

/** Where the names are of which no APKBUILD was seen that makes them: packages that are split off. */
const ALPINE = 'https://pkgs.alpinelinux.org/packages';
const APORTS = 'https://github.com/alpinelinux/aports/blob/master';

/** Packages, with the directory of the APKBUILD that makes the first. Looked at in November 2026. */
const aport = (section: 'main' | 'community', name: string, ...more: string[]) =>
  documented(`${APORTS}/${section}/${name}/APKBUILD`, name, ...more);

/** Alpine Linux and what is made from it. */
export const alpine: Family = {
  id: 'alpine',
  ids: idsOf('alpine'),
  manager: 'apk',
  packages: {
    uidmap: documented(ALPINE, 'shadow-uidmap', 'shadow-subids'),
    'dbus-user': documented(ALPINE),
    iptables: aport('main', 'iptables'),
    nftables: aport('main', 'nftables'),
    slirp4netns: aport('community', 'slirp4netns'),
    pasta: aport('community', 'passt'),
    'fuse-overlayfs': aport('community', 'fuse-overlayfs'),
    setcap: documented(ALPINE, 'libcap-setcap'),
    podman: aport('community', 'podman'),
    crun: aport('community', 'crun'),
    netavark: aport('community', 'netavark'),
    'aardvark-dns': aport('community', 'aardvark-dns'),
    catatonit: aport('community', 'catatonit'),
    docker: documented(ALPINE, 'docker', 'docker-rootless-extras'),
    'docker-cli': documented(`${APORTS}/community/docker/APKBUILD`, 'docker-cli'),
    rootlesskit: aport('community', 'rootlesskit'),
    nerdctl: aport('community', 'nerdctl'),
    containerd: aport('community', 'containerd'),
    'cni-plugins': aport('community', 'cni-plugins'),
    // `nerdctl build` calls buildctl, which is a package of its own.
    buildkit: aport('community', 'buildkit', 'buildctl'),
    // lxc-net gives addresses with dnsmasq.
    lxc: aport('main', 'lxc', 'dnsmasq'),
    acl: aport('main', 'acl'),
    xfsprogs: aport('main', 'xfsprogs'),
    'podman-compose': aport('community', 'podman-compose'),
    'docker-compose': aport('community', 'docker-cli-compose'),
    'podman-docker': documented(ALPINE, 'podman-docker'),
  },
};
