import type { Family, PackageRule } from '../model/engine.ts';
import { debian } from './debian.ts';
import { idsOf } from './family-of.ts';

/** Names that a packaging repository or the vendor's documentation gives; not tried by us. */
function documented(source: string, ...names: string[]): PackageRule {
  return { names, source, confirmed: true };
}

/** Names that nobody has looked up yet: the person is told. */
function guess(...names: string[]): PackageRule {
  return { names, source: 'not looked up yet', confirmed: false };
}

const DOCKER_DOCS = 'https://docs.docker.com/engine/security/rootless/';
const ROOTLESS_DOCS = 'https://rootlesscontaine.rs/getting-started/common/subuid/';
const SETUP_TOOL = 'https://github.com/moby/moby/blob/master/contrib/dockerd-rootless-setuptool.sh';
const PODMAN_SPEC = 'https://github.com/containers/podman/blob/main/rpm/podman.spec';
const ALPINE = 'https://pkgs.alpinelinux.org/packages';
const ARCH = 'https://archlinux.org/packages/';
const VOID = 'https://github.com/void-linux/void-packages';
const GENTOO = 'https://packages.gentoo.org/';
const OPENSUSE = 'https://software.opensuse.org/';

/** Enterprise Linux: its major release decides. https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/9/html/package_manifest/ */
const IPTABLES_NFT = Object.fromEntries(
  ['rhel', 'centos', 'rocky', 'almalinux', 'ol'].flatMap((id) => [
    [`${id}-8`, ['iptables']],
    [id, ['iptables-nft']],
  ]),
);

const fedora: Family = {
  id: 'fedora',
  ids: idsOf('fedora'),
  manager: 'dnf',
  packages: {
    uidmap: documented(SETUP_TOOL, 'shadow-utils'),
    'dbus-user': documented(DOCKER_DOCS, 'dbus-daemon'),
    // Since Enterprise Linux 9 there is no package of that name; `dnf install iptables` finds what provides it.
    iptables: { ...documented(SETUP_TOOL, 'iptables'), on: IPTABLES_NFT },
    nftables: documented(DOCKER_DOCS, 'nftables'),
    slirp4netns: documented(ROOTLESS_DOCS, 'slirp4netns'),
    pasta: documented(ROOTLESS_DOCS, 'passt'),
    'fuse-overlayfs': documented(DOCKER_DOCS, 'fuse-overlayfs'),
    setcap: guess('libcap'),
    podman: documented('https://podman.io/docs/installation', 'podman'),
    crun: guess('crun'),
    netavark: guess('netavark'),
    'aardvark-dns': guess('aardvark-dns'),
    // podman requires it itself, in Enterprise Linux 8 by another name (podman-catatonit).
    catatonit: documented(PODMAN_SPEC),
    docker: { ...guess(), on: { fedora: ['moby-engine'] } },
    'docker-cli': guess(),
    // nerdctl and rootlesskit are in none of its repositories: nerdctl comes from its release archive.
    containerd: guess('containerd'),
    'cni-plugins': guess('containernetworking-plugins'),
    machinectl: documented(DOCKER_DOCS, 'systemd-container'),
    // lxc-net gives addresses with dnsmasq.
    lxc: guess('lxc', 'dnsmasq'),
    acl: guess('acl'),
    gpg: documented('https://src.fedoraproject.org/rpms/gnupg2', 'gnupg2'),
    xfsprogs: documented('https://src.fedoraproject.org/rpms/xfsprogs', 'xfsprogs'),
    'podman-compose': documented(
      'https://src.fedoraproject.org/rpms/podman-compose',
      'podman-compose',
    ),
    // Enterprise Linux has it in Docker's own repository only.
    'docker-compose': { ...guess(), on: { fedora: ['docker-compose'] } },
    'podman-docker': documented(PODMAN_SPEC, 'podman-docker'),
  },
};

const suse: Family = {
  id: 'suse',
  ids: idsOf('suse'),
  manager: 'zypper',
  packages: {
    uidmap: documented(OPENSUSE, 'shadow'),
    'dbus-user': guess('dbus-1'),
    iptables: documented(OPENSUSE, 'iptables'),
    nftables: guess('nftables'),
    slirp4netns: documented(OPENSUSE, 'slirp4netns'),
    pasta: guess('passt'),
    'fuse-overlayfs': documented(OPENSUSE, 'fuse-overlayfs'),
    setcap: guess('libcap-progs'),
    podman: documented(OPENSUSE, 'podman'),
    crun: guess('crun'),
    netavark: guess('netavark'),
    'aardvark-dns': guess('aardvark-dns'),
    catatonit: guess('catatonit'),
    docker: documented(OPENSUSE, 'docker', 'docker-rootless-extras'),
    'docker-cli': guess(),
    rootlesskit: guess('rootlesskit'),
    nerdctl: guess('nerdctl'),
    containerd: guess('containerd'),
    'cni-plugins': guess('cni-plugins'),
    machinectl: guess('systemd-container'),
    // lxc-net gives addresses with dnsmasq.
    lxc: guess('lxc', 'dnsmasq'),
    acl: guess('acl'),
    xfsprogs: documented(OPENSUSE, 'xfsprogs'),
    'podman-compose': guess('podman-compose'),
    'docker-compose': guess('docker-compose'),
    'podman-docker': guess('podman-docker'),
  },
};

const arch: Family = {
  id: 'arch',
  ids: idsOf('arch'),
  manager: 'pacman',
  packages: {
    uidmap: documented(ARCH, 'shadow'),
    'dbus-user': guess('dbus'),
    iptables: documented(ARCH, 'iptables'),
    nftables: guess('nftables'),
    slirp4netns: documented(ARCH, 'slirp4netns'),
    pasta: documented(ARCH, 'passt'),
    'fuse-overlayfs': documented(ARCH, 'fuse-overlayfs'),
    setcap: guess('libcap'),
    podman: documented(ARCH, 'podman'),
    crun: guess('crun'),
    netavark: documented(ARCH, 'netavark'),
    'aardvark-dns': documented(ARCH, 'aardvark-dns'),
    catatonit: guess('catatonit'),
    // docker-rootless-extras is in the AUR only, which pacman does not install from.
    docker: documented(ARCH, 'docker'),
    'docker-cli': documented(ARCH),
    rootlesskit: documented(ARCH, 'rootlesskit'),
    nerdctl: documented(ARCH, 'nerdctl'),
    containerd: guess('containerd'),
    'cni-plugins': documented(ARCH, 'cni-plugins'),
    buildkit: documented(ARCH, 'buildkit'),
    // Artix has no systemd at all.
    machinectl: { ...guess('systemd'), on: { artix: [] } },
    // lxc-net gives addresses with dnsmasq.
    lxc: guess('lxc', 'dnsmasq'),
    acl: guess('acl'),
    xfsprogs: documented(ARCH, 'xfsprogs'),
    'podman-compose': documented(ARCH, 'podman-compose'),
    'docker-compose': documented(ARCH, 'docker-compose'),
    'podman-docker': documented('https://wiki.archlinux.org/title/Podman', 'podman-docker'),
  },
};

const alpine: Family = {
  id: 'alpine',
  ids: idsOf('alpine'),
  manager: 'apk',
  packages: {
    uidmap: documented(ALPINE, 'shadow-uidmap', 'shadow-subids'),
    'dbus-user': documented(ALPINE),
    iptables: documented(ALPINE, 'iptables'),
    nftables: guess('nftables'),
    slirp4netns: documented(ALPINE, 'slirp4netns'),
    pasta: guess('passt'),
    'fuse-overlayfs': documented(ALPINE, 'fuse-overlayfs'),
    setcap: guess('libcap-setcap'),
    podman: documented(ALPINE, 'podman'),
    crun: documented(ALPINE, 'crun'),
    netavark: documented(ALPINE, 'netavark'),
    'aardvark-dns': guess('aardvark-dns'),
    catatonit: guess('catatonit'),
    docker: documented(ALPINE, 'docker', 'docker-rootless-extras'),
    'docker-cli': documented(ALPINE, 'docker-cli'),
    rootlesskit: documented(ALPINE, 'rootlesskit'),
    nerdctl: documented(ALPINE, 'nerdctl'),
    containerd: documented(ALPINE, 'containerd'),
    'cni-plugins': documented(ALPINE, 'cni-plugins'),
    // lxc-net gives addresses with dnsmasq.
    lxc: guess('lxc', 'dnsmasq'),
    acl: guess('acl'),
    xfsprogs: documented(ALPINE, 'xfsprogs'),
    'podman-compose': documented(ALPINE, 'podman-compose'),
    'docker-compose': documented(ALPINE, 'docker-cli-compose'),
    'podman-docker': documented(ALPINE, 'podman-docker'),
  },
};

const voidLinux: Family = {
  id: 'void',
  ids: idsOf('void'),
  manager: 'xbps',
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
    acl: guess('acl-progs'),
    xfsprogs: documented(VOID, 'xfsprogs'),
    'podman-compose': documented(VOID, 'podman-compose'),
    'docker-compose': documented(VOID, 'docker-compose'),
  },
};

const gentoo: Family = {
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
    acl: guess('sys-apps/acl'),
    xfsprogs: documented(GENTOO, 'sys-fs/xfsprogs'),
    'podman-compose': documented(GENTOO, 'app-containers/podman-compose'),
    'docker-compose': documented(GENTOO, 'app-containers/docker-compose'),
  },
};

/** NixOS is set up in its configuration, not by installing packages. */
const nixos: Family = { id: 'nixos', ids: idsOf('nixos'), manager: null, packages: {} };

/** Every family that we know. To add a distribution: one entry here, or an id in an entry. */
export const FAMILIES: readonly Family[] = [
  debian,
  fedora,
  suse,
  arch,
  alpine,
  voidLinux,
  gentoo,
  nixos,
];
