import type { Made } from './host.ts';
import {
  BUS,
  controllers,
  kernel,
  machine,
  made,
  mounts,
  packages,
  subids,
  systemd,
  text,
  USUAL_MOUNTS,
} from './machine.ts';
import { ID_TOOLS, RED_HAT } from './redhat.ts';

/**
 * Core packages as the release notes last name them. No podman, crun, slirp4netns, fuse-overlayfs or catatonit:
 * those are in SPAL, the supplementary packages, which `spal-release` opens. rootlesskit is in neither.
 */
const CORE = `
aardvark-dns 1.17.1-1.amzn2023.0.1
cni-plugins 1.7.1-1.amzn2023.0.6
containerd 2.2.5-1.amzn2023.0.2
dbus-daemon 1.12.28-1.amzn2023.0.1
docker 25.0.16-1.amzn2023.0.4
iptables-nft 1.8.8-3.amzn2023.0.2
libcap 2.73-1.amzn2023.0.7
nerdctl 2.3.5-1.amzn2023.0.1
netavark 1.17.2-1.amzn2023.0.1
nftables 1.0.4-3.amzn2023.0.3
passt 0^20260716.g090d739-2.amzn2023
shadow-utils 4.9-12.amzn2023.0.4
spal-release 2023-5.amzn2023
systemd-container 252.23-12.amzn2023`;

/** What the image has. */
const THERE = ['shadow-utils', 'libcap'];

/** An EC2 instance as it starts: SELinux permissive, XFS, the default kernel since August 2026. */
export function amazon2023(): Made {
  return made(
    machine(),
    RED_HAT,
    kernel('6.18.48-107.148.amzn2023.x86_64'),
    systemd(252),
    ID_TOOLS,
    BUS,
    // useradd(8) of shadow-utils 4.9 gives out ids by itself, as in Enterprise Linux 9.
    subids('alice:100000:65536\n'),
    controllers('cpuset cpu io memory hugetlb pids rdma misc', 'memory pids'),
    mounts('/ xfs rw,noatime,seclabel /dev/nvme0n1p1', ...USUAL_MOUNTS.slice(1)),
    packages(CORE, THERE),
    {
      name: 'amazon-2023',
      documents: [
        'https://docs.aws.amazon.com/linux/al2023/release-notes/relnotes-2023.12.20260914.html',
        'https://docs.aws.amazon.com/linux/al2023/release-notes/relnotes-2023.12.20260831.html',
        'https://docs.aws.amazon.com/linux/al2023/ug/configure-spal-repository.html',
        'https://docs.aws.amazon.com/linux/al2023/ug/selinux-modes.html',
      ],
      files: {
        '/etc/os-release': text(
          'NAME="Amazon Linux"\nVERSION="2023"\nID="amzn"\nID_LIKE="fedora"\nVERSION_ID="2023"\nPLATFORM_ID="platform:al2023"\nPRETTY_NAME="Amazon Linux 2023.12.20260914"\n',
        ),
        '/sys/fs/selinux/enforce': text('0'),
        '/sys/class/dmi/id/sys_vendor': text('Amazon EC2\n', 0o444),
        '/sys/class/dmi/id/product_name': text('t3.large\n', 0o444),
        '/usr/lib/systemd/libsystemd-shared-257.so': null,
        '/usr/bin/run0': null,
      },
    },
  );
}

/**
 * What a plan for Podman takes from SPAL. Podman as an issue of September 2026 shows it; of crun only the version is
 * known. https://github.com/amazonlinux/amazon-linux-2023/issues/67
 */
const SUPPLEMENTARY = `
crun 1.26-1.spal2023
podman 5.6.1-5.3.spal2023
podman-docker 5.6.1-5.3.spal2023`;

/** The same after `dnf install spal-release`. */
export function amazon2023Spal(): Made {
  return made(amazon2023(), packages(`${CORE}${SUPPLEMENTARY}`, [...THERE, 'spal-release']));
}
