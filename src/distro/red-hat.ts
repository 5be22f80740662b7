import type { Family, MoreRepository } from '../model/engine.ts';
import { documented } from './documented.ts';
import { idsOf } from './family-of.ts';

const DOCKER_DOCS = 'https://docs.docker.com/engine/security/rootless/';
const ROOTLESS_DOCS = 'https://rootlesscontaine.rs/getting-started/common/subuid/';
const SETUP_TOOL = 'https://github.com/moby/moby/blob/master/contrib/dockerd-rootless-setuptool.sh';
const MOBY_SPEC = 'https://src.fedoraproject.org/rpms/moby-engine';
const PODMAN_SPEC = 'https://github.com/containers/podman/blob/main/rpm/podman.spec';

/** Enterprise Linux: its major release decides. https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/9/html/package_manifest/ */
const IPTABLES_NFT = Object.fromEntries(
  ['rhel', 'centos', 'rocky', 'almalinux', 'ol'].flatMap((id) => [
    [`${id}-8`, ['iptables']],
    [id, ['iptables-nft']],
  ]),
);

/**
 * Amazon Linux 2023 has docker (25), containerd and nerdctl, and rootlesskit in none of its repositories, without which
 * no script of rootless mode is of use; that its docker has none of them is not confirmed by a list of its files.
 */
const AMAZON = 'https://docs.aws.amazon.com/linux/al2023/ug/container.html';

/**
 * Its supplementary packages, SPAL: https://docs.aws.amazon.com/linux/al2023/release-notes/al-2023-spal-packages.html ;
 * these names were read in what dnf lists on 2023.12.20260817, which has no podman-compose
 * (https://github.com/chhanz/al2023-preflight/tree/main/al2023_preflight/data). Podman came to them in 2026:
 * https://github.com/amazonlinux/amazon-linux-2023/issues/67 . The release notes of 2023.12.20260817 and of
 * 2023.12.20260831 bring netavark, aardvark-dns and passt to the repository that is open from the start.
 */
const SPAL: MoreRepository = {
  on: ['amzn'],
  opener: 'spal-release',
  command: 'dnf install spal-release',
  packages: [
    ...['podman', 'podman-docker', 'crun', 'slirp4netns', 'fuse-overlayfs'],
    ...['docker-compose', 'lxc'],
  ],
  source: 'https://docs.aws.amazon.com/linux/al2023/ug/configure-spal-repository.html',
};

/** A package whose source has its own name. */
const source = (name: string) => documented(`https://src.fedoraproject.org/rpms/${name}`, name);

/** Fedora, Enterprise Linux and what is made from them. */
export const fedora: Family = {
  id: 'fedora',
  ids: idsOf('fedora'),
  manager: 'dnf',
  dockerScripts: { on: ['amzn'], name: null, source: AMAZON },
  more: SPAL,
  packages: {
    uidmap: documented(SETUP_TOOL, 'shadow-utils'),
    'dbus-user': documented(DOCKER_DOCS, 'dbus-daemon'),
    // Since Enterprise Linux 9 there is no package of that name; `dnf install iptables` finds what provides it.
    iptables: {
      ...documented(SETUP_TOOL, 'iptables'),
      on: { ...IPTABLES_NFT, amzn: ['iptables-nft'] },
    },
    nftables: documented(DOCKER_DOCS, 'nftables'),
    slirp4netns: documented(ROOTLESS_DOCS, 'slirp4netns'),
    pasta: documented(ROOTLESS_DOCS, 'passt'),
    'fuse-overlayfs': documented(DOCKER_DOCS, 'fuse-overlayfs'),
    setcap: source('libcap'),
    podman: documented('https://podman.io/docs/installation', 'podman'),
    crun: source('crun'),
    netavark: source('netavark'),
    'aardvark-dns': source('aardvark-dns'),
    // podman requires it itself, in Enterprise Linux 8 by another name (podman-catatonit).
    catatonit: documented(PODMAN_SPEC),
    // Enterprise Linux has neither: Docker's own repository has.
    docker: { ...documented(MOBY_SPEC), on: { fedora: ['moby-engine'], amzn: ['docker'] } },
    // Fedora 42 took the client out of moby-engine.
    'docker-cli': { ...documented(MOBY_SPEC), on: { fedora: ['docker-cli'] } },
    // Elsewhere nerdctl comes from its release archive; rootlesskit is in no repository of them.
    nerdctl: { ...documented(AMAZON), on: { amzn: ['nerdctl'] } },
    containerd: source('containerd'),
    'cni-plugins': { ...source('containernetworking-plugins'), on: { amzn: ['cni-plugins'] } },
    machinectl: documented(DOCKER_DOCS, 'systemd-container'),
    // lxc-net gives addresses with dnsmasq.
    lxc: documented('https://src.fedoraproject.org/rpms/lxc', 'lxc', 'dnsmasq'),
    acl: source('acl'),
    gpg: source('gnupg2'),
    xfsprogs: source('xfsprogs'),
    'podman-compose': { ...source('podman-compose'), on: { amzn: [] } },
    // Enterprise Linux has it in Docker's own repository only.
    'docker-compose': {
      ...documented('https://src.fedoraproject.org/rpms/docker-compose'),
      on: { fedora: ['docker-compose'], amzn: ['docker-compose'] },
    },
    'podman-docker': documented(PODMAN_SPEC, 'podman-docker'),
  },
};
