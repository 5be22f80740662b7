import type { Made } from './host.ts';
import {
  BUS,
  controllers,
  kernel,
  machine,
  made,
  packages,
  programs,
  says,
  systemd,
} from './machine.ts';
import { FIRST_USER, release } from './ubuntu.ts';

/**
 * As its pages give them with what jammy-updates has; docker.io, podman and lxc by the version of their source
 * package. No passt, no netavark, no aardvark-dns.
 */
const JAMMY = `
ca-certificates 20260601~22.04.1
catatonit 0.1.7-1
containerd 2.2.1-0ubuntu1~22.04.2
containernetworking-plugins 0.9.1+ds1-1ubuntu0.1
crun 0.17+dfsg-1.1ubuntu0.1
dbus-user-session 1.12.20-2ubuntu4.1
docker.io 29.1.3-0ubuntu3~22.04.2
fuse-overlayfs 1.7.1-1
golang-github-containernetworking-plugin-dnsname 1.3.1+ds1-2ubuntu0.22.04.1
gpg 2.2.27-3ubuntu2.5
iptables 1.8.7-1ubuntu5.2
libcap2-bin 1:2.44-1ubuntu0.22.04.3
lxc-utils 1:5.0.0~git2209-g5a7b9ce67-0ubuntu1.1
nftables 1.0.2-1ubuntu3.1
podman 3.4.4+ds1-1ubuntu1.22.04.3
podman-docker 3.4.4+ds1-1ubuntu1.22.04.3
rootlesskit 0.14.6-1ubuntu1.1
slirp4netns 1.0.1-2
systemd-container 249.11-0ubuntu3.22
uidmap 1:4.8.1-2ubuntu2.2`;

/** uidmap is in universe there, which the installer does not take from. */
const INSTALLED = [
  'ca-certificates',
  'dbus-user-session',
  'gpg',
  'iptables',
  'libcap2-bin',
  'nftables',
];

/** Podman 3 with CNI, and AppArmor that leaves user namespaces alone. */
export function ubuntu2204(): Made {
  return made(
    machine(),
    release('22.04', 'jammy', 'Ubuntu 22.04 LTS'),
    kernel('5.15.0-25-generic'),
    systemd(249),
    // cpu was not yet among what systemd hands to a user.
    controllers('cpuset cpu io memory hugetlb pids rdma misc', 'memory pids'),
    { files: { '/usr/lib/systemd/libsystemd-shared-257.so': null, '/usr/bin/run0': null } },
    FIRST_USER,
    programs({ '/usr/sbin/iptables': null, '/usr/sbin/nft': null }),
    BUS,
    packages(JAMMY, INSTALLED),
    {
      commands: {
        'target$ unshare -Urn /usr/sbin/iptables -t nat -L -n': says(''),
        'target$ unshare -Urn /usr/sbin/nft list ruleset': says(''),
      },
    },
    {
      name: 'ubuntu-22.04',
      documents: [
        'https://packages.ubuntu.com/jammy/',
        'https://rootlesscontaine.rs/getting-started/common/cgroup2/',
        'https://docs.docker.com/engine/security/rootless/',
      ],
    },
  );
}
