import type { Family } from '../model/engine.ts';
import { documented } from './documented.ts';
import { idsOf } from './family-of.ts';

const VOID = 'https://github.com/void-linux/void-packages';

/** Void Linux. */
export const voidLinux: Family = {
  id: 'void',
  ids: idsOf('void'),
  manager: 'xbps',
  // It installs dockerd and docker-proxy, nothing of upstream's contrib.
  dockerScripts: { name: null, source: `${VOID}/blob/master/srcpkgs/moby/template` },
  packages: {
    uidmap: documented(VOID, 'shadow'),
    'dbus-user': documented(VOID),
    iptables: documented(VOID, 'iptables'),
    slirp4netns: documented(VOID, 'slirp4netns'),
    pasta: documented(VOID, 'passt'),
    'fuse-overlayfs': documented(VOID, 'fuse-overlayfs'),
    setcap: documented(VOID, 'libcap-progs'),
    nftables: documented(VOID, 'nftables'),
    podman: documented(VOID, 'podman'),
    crun: documented(VOID, 'crun'),
    netavark: documented(VOID, 'netavark'),
    'aardvark-dns': documented(VOID, 'aardvark-dns'),
    catatonit: documented(VOID, 'catatonit'),
    docker: documented(VOID, 'moby'),
    'docker-cli': documented(VOID, 'docker-cli'),
    rootlesskit: documented(VOID, 'rootlesskit'),
    nerdctl: documented(VOID, 'nerdctl'),
    containerd: documented(VOID, 'containerd'),
    'cni-plugins': documented(VOID, 'cni-plugins'),
    lxc: documented(VOID, 'lxc'),
    acl: documented(VOID, 'acl-progs'),
    xfsprogs: documented(VOID, 'xfsprogs'),
    'podman-compose': documented(VOID, 'podman-compose'),
    'docker-compose': documented(VOID, 'docker-compose'),
  },
};
