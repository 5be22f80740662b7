import type { Family } from '../model/engine.ts';
import { documented } from './documented.ts';
import { idsOf } from './family-of.ts';

const VOID = 'https://github.com/void-linux/void-packages';

/** A package, with the template that makes it where that has another name. Looked at in November 2026. */
const template = (name: string, of = name) =>
  documented(`${VOID}/blob/master/srcpkgs/${of}/template`, name);

/** Void Linux. */
export const voidLinux: Family = {
  id: 'void',
  ids: idsOf('void'),
  manager: 'xbps',
  // It installs dockerd and docker-proxy, nothing of upstream's contrib.
  dockerScripts: { name: null, source: `${VOID}/blob/master/srcpkgs/moby/template` },
  packages: {
    uidmap: template('shadow'),
    'dbus-user': documented(VOID),
    iptables: template('iptables'),
    slirp4netns: template('slirp4netns'),
    pasta: template('passt'),
    'fuse-overlayfs': template('fuse-overlayfs'),
    setcap: template('libcap-progs', 'libcap'),
    nftables: template('nftables'),
    podman: template('podman'),
    crun: template('crun'),
    netavark: template('netavark'),
    'aardvark-dns': template('aardvark-dns'),
    catatonit: template('catatonit'),
    docker: template('moby'),
    'docker-cli': template('docker-cli'),
    rootlesskit: template('rootlesskit'),
    nerdctl: template('nerdctl'),
    containerd: template('containerd'),
    'cni-plugins': template('cni-plugins'),
    lxc: template('lxc'),
    acl: template('acl-progs', 'acl'),
    xfsprogs: template('xfsprogs'),
    'podman-compose': template('podman-compose'),
    'docker-compose': template('docker-compose'),
  },
};
