import type { Made } from './host.ts';
import {
  BUS,
  directory,
  kernel,
  machine,
  made,
  mounts,
  packages,
  program,
  says,
  subids,
  systemd,
  text,
  USUAL_MOUNTS,
} from './machine.ts';
import { ID_TOOLS, podman, RED_HAT, release } from './redhat.ts';

const EL8 = `
aardvark-dns 1.10.1-2.module_el8
crun 1.14.3-2.module_el8
dbus-daemon 1.12.8-26.el8
fuse-overlayfs 1.13-1.module_el8
gnupg2 2.2.20-3.el8
iptables 1.8.5-11.el8
libcap 2.48-6.el8
netavark 1.10.3-1.module_el8
nftables 1.0.4-4.el8
podman 4.9.4-18.module_el8
podman-catatonit 4.9.4-18.module_el8
shadow-utils 4.6-22.el8
slirp4netns 1.2.3-1.module_el8
systemd-container 239-82.el8`;

const V1_TREES = ['systemd', 'memory', 'cpu,cpuacct', 'pids', 'blkio'];

/** The control groups of version 1: limits are not for users there. */
export function cgroupV1(): Made {
  const slice = '/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/cgroup.controllers';
  return made(
    machine(),
    RED_HAT,
    release('almalinux', '8.10', 'AlmaLinux 8.10 (Cerulean Leopard)'),
    kernel('4.18.0-553.81.1.el8_10.x86_64'),
    systemd(239),
    ID_TOOLS,
    BUS,
    subids('alice:100000:65536\n'),
    mounts(
      '/ xfs rw,relatime,seclabel /dev/mapper/almalinux-root',
      ...USUAL_MOUNTS.slice(1).filter((line) => !line.includes('cgroup')),
      '/sys/fs/cgroup tmpfs ro,nosuid,nodev,noexec,mode=755',
      ...V1_TREES.map(
        (name) => `/sys/fs/cgroup/${name} cgroup rw,nosuid,nodev,noexec,relatime,${name}`,
      ),
    ),
    podman('4.9.4-rhel', 'slirp4netns'),
    packages(EL8, [
      'shadow-utils',
      'libcap',
      'podman',
      'podman-catatonit',
      'netavark',
      'aardvark-dns',
      'slirp4netns',
      'gnupg2',
    ]),
    {
      name: 'cgroup-v1',
      documents: [
        'https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/8/html/building_running_and_managing_containers/',
        'https://docs.kernel.org/admin-guide/cgroup-v1/cgroups.html',
        'https://rootlesscontaine.rs/getting-started/common/cgroup2/',
      ],
      files: {
        '/sys/fs/cgroup/cgroup.controllers': null,
        [slice]: null,
        '/usr/bin/run0': null,
        '/usr/lib/systemd/libsystemd-shared-257.so': null,
        // kernel.arch came with Linux 6.1.
        '/proc/sys/kernel/arch': null,
        '/usr/sbin/iptables': program(),
        '/home/alice/.config': directory(0o755, 1000),
        '/proc/cmdline': text(
          'BOOT_IMAGE=(hd0,msdos1)/vmlinuz-4.18.0-553.81.1.el8_10.x86_64 root=/dev/mapper/almalinux-root ro crashkernel=auto\n',
          0o444,
        ),
        '/usr/sbin/grubby': program(),
        '/etc/default/grub': text(
          'GRUB_TIMEOUT=5\nGRUB_DISTRIBUTOR="$(sed \'s, release .*$,,g\' /etc/system-release)"\n' +
            'GRUB_DEFAULT=saved\nGRUB_CMDLINE_LINUX="crashkernel=auto"\nGRUB_ENABLE_BLSCFG=true\n',
        ),
        '/etc/containers/storage.conf': text(
          '[storage]\ndriver = "overlay"\nrunroot = "/run/containers/storage"\n' +
            'graphroot = "/var/lib/containers/storage"\n',
        ),
      },
      commands: {
        'uname -r -m': says('4.18.0-553.81.1.el8_10.x86_64 x86_64\n'),
        'target$ unshare -Urn /usr/sbin/iptables -t nat -L -n': says(''),
        'getcap /usr/sbin/iptables': says(''),
      },
    },
  );
}
