import type { Family } from '../model/engine.ts';
import { documented } from './documented.ts';
import { idsOf } from './family-of.ts';

const FACTORY = 'https://build.opensuse.org/package/show/openSUSE:Factory';
const SEARCH = 'https://software.opensuse.org/';

/** A package whose source has its own name. */
const source = (name: string) => documented(`${FACTORY}/${name}`, name);

/** SLE 15 has more than one Python; its modules for 3.11 are the ones that are kept up. */
const OLD = ['python311-podman-compose'];

/** openSUSE and SUSE Linux Enterprise. */
export const suse: Family = {
  id: 'suse',
  ids: idsOf('suse'),
  manager: 'zypper',
  packages: {
    uidmap: source('shadow'),
    'dbus-user': source('dbus-1'),
    iptables: source('iptables'),
    nftables: source('nftables'),
    slirp4netns: source('slirp4netns'),
    pasta: source('passt'),
    'fuse-overlayfs': source('fuse-overlayfs'),
    setcap: documented(SEARCH, 'libcap-progs'),
    podman: source('podman'),
    crun: source('crun'),
    netavark: source('netavark'),
    'aardvark-dns': source('aardvark-dns'),
    catatonit: source('catatonit'),
    docker: documented(`${FACTORY}/docker`, 'docker', 'docker-rootless-extras'),
    // The client is in docker.
    'docker-cli': documented(`${FACTORY}/docker`),
    rootlesskit: source('rootlesskit'),
    nerdctl: source('nerdctl'),
    containerd: source('containerd'),
    'cni-plugins': source('cni-plugins'),
    machinectl: documented(`${FACTORY}/systemd`, 'systemd-container'),
    // lxc-net gives addresses with dnsmasq.
    lxc: documented(`${FACTORY}/lxc`, 'lxc', 'dnsmasq'),
    acl: source('acl'),
    xfsprogs: source('xfsprogs'),
    // One for each Python. They provide the plain name, too, but an exact search does not find that.
    'podman-compose': {
      ...documented(`${FACTORY}/python-podman-compose`, 'python313-podman-compose'),
      on: { 'opensuse-leap-15': OLD, 'sles-15': OLD, sled: OLD },
    },
    'docker-compose': source('docker-compose'),
    'podman-docker': documented(`${FACTORY}/podman`, 'podman-docker'),
  },
};
