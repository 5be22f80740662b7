import type { Made } from './host.ts';
import {
  directory,
  kernel,
  machine,
  made,
  mounts,
  type Patch,
  packages,
  program,
  programs,
  says,
  text,
  USUAL_MOUNTS,
} from './machine.ts';
import { WITHOUT_APPARMOR } from './others.ts';

/** The names are looked up in void-packages; of the versions most are only likely. */
const VOID = `
aardvark-dns 1.14.0_1
catatonit 0.2.1_1
cni-plugins 1.6.2_1
containerd 2.1.5_1
crun 1.20_1
docker-cli 28.3.3_1
fuse-overlayfs 1.14_1
iptables 1.8.11_1
libcap-progs 2.70_1
lxc 6.0.4_1
moby 28.3.3_1
nerdctl 2.1.2_1
netavark 1.14.1_1
nftables 1.1.3_1
passt 2024.05.10.7288448_1
podman 5.4.2_1
rootlesskit 2.3.4_1
shadow 4.8.1_4
slirp4netns 1.3.1_1
xfsprogs 6.12.0_1`;

/** The names are looked up in ::gentoo, and that of rootlesskit no version is newer; the other versions are only likely. */
const GENTOO = `
app-containers/aardvark-dns 1.17.0
app-containers/catatonit 0.2.1
app-containers/cni-plugins 1.6.2
app-containers/containerd 2.1.4
app-containers/crun 1.25
app-containers/docker 28.4.0
app-containers/docker-cli 28.4.0
app-containers/lxc 6.0.5
app-containers/netavark 1.17.1
app-containers/nerdctl 2.2.1
app-containers/podman 5.7.1
app-containers/slirp4netns 1.3.3
net-firewall/iptables 1.8.11-r1
net-firewall/nftables 1.1.3
net-misc/passt 2025.12.15
sys-apps/rootlesskit 2.0.1
sys-apps/shadow 4.18.0
sys-fs/fuse-overlayfs 1.16
sys-fs/xfsprogs 6.16.0
sys-libs/libcap 2.77`;

/** The debian-13 machine without systemd and what comes with it. */
const NO_SYSTEMD: Patch = {
  env: { XDG_RUNTIME_DIR: '' },
  files: {
    '/run/systemd/system': null,
    '/run/user/1000': null,
    '/run/user/1000/systemd/private': null,
    '/var/lib/systemd/linger': null,
    '/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/cgroup.controllers': null,
    '/usr/lib/systemd/libsystemd-shared-257.so': null,
    '/usr/bin/run0': null,
  },
  commands: { 'target$ systemctl --user is-system-running': null },
};

const ID_TOOLS = programs({ '/usr/bin/newuidmap': null, '/usr/bin/newgidmap': null });

/** cgroup v1 with an empty v2 beside it: OpenRC's older default, and that of Void. */
const HYBRID = [
  '/sys/fs/cgroup tmpfs rw,nosuid,nodev,noexec,relatime,mode=755 cgroup_root',
  '/sys/fs/cgroup/memory cgroup rw,nosuid,nodev,noexec,relatime,memory',
  '/sys/fs/cgroup/unified cgroup2 rw,nosuid,nodev,noexec,relatime',
];
const HYBRID_FILES = {
  '/sys/fs/cgroup/cgroup.controllers': null,
  '/sys/fs/cgroup/unified/cgroup.controllers': text('\n', 0o444),
};

/** runit, which starts what is linked in /var/service; sudo; nobody makes a runtime directory. */
export function voidLinux(): Made {
  return made(
    machine(),
    WITHOUT_APPARMOR,
    NO_SYSTEMD,
    kernel('6.12.57_1'),
    ID_TOOLS,
    mounts(...USUAL_MOUNTS.slice(0, 5), ...HYBRID),
    packages(VOID, ['libcap-progs', 'shadow']),
    {
      name: 'void',
      documents: [
        'https://docs.voidlinux.org/config/services/index.html',
        'https://github.com/void-linux/void-packages',
        'https://github.com/void-linux/void-runit/blob/master/core-services/00-pseudofs.sh',
      ],
      files: {
        '/etc/os-release': text(
          'NAME="Void"\nID="void"\nPRETTY_NAME="Void Linux"\nHOME_URL="https://voidlinux.org/"\n',
        ),
        '/proc/1/comm': text('runit\n', 0o444),
        '/run/runit': directory(),
        '/etc/sv': directory(),
        '/var/service': directory(),
        '/etc/runit/core-services/00-pseudofs.sh': text('case $CGROUP_MODE in\n'),
        '/etc/rc.conf': text('# Set RTC to UTC or localtime.\n#HARDWARECLOCK="UTC"\n'),
        ...HYBRID_FILES,
      },
    },
  );
}

/** OpenRC on Gentoo, with the hybrid tree that an older rc.conf asks for, and doas. */
export function gentoo(): Made {
  return made(
    machine(),
    WITHOUT_APPARMOR,
    NO_SYSTEMD,
    kernel('6.12.54-gentoo-dist'),
    ID_TOOLS,
    mounts(...USUAL_MOUNTS.slice(0, 5), ...HYBRID),
    programs({ '/usr/sbin/iptables': null }),
    packages(GENTOO, ['net-firewall/iptables', 'sys-apps/shadow', 'sys-libs/libcap']),
    {
      name: 'gentoo',
      documents: [
        'https://wiki.gentoo.org/wiki/Podman',
        'https://wiki.gentoo.org/wiki/Docker',
        'https://wiki.gentoo.org/wiki/OpenRC/CGroups',
        'https://packages.gentoo.org/',
      ],
      files: {
        '/etc/os-release': text(
          'NAME=Gentoo\nID=gentoo\nPRETTY_NAME="Gentoo Linux"\nVERSION_ID="2.18"\n',
        ),
        '/proc/1/comm': text('init\n', 0o444),
        '/proc/cmdline': text('BOOT_IMAGE=/vmlinuz root=/dev/vda1 ro\n', 0o444),
        '/run/openrc/softlevel': text('default'),
        '/run/openrc/started/cgroups': text(''),
        '/etc/runlevels/sysinit/cgroups': text(''),
        '/etc/init.d/cgroups': text('', 0o755),
        '/etc/rc.conf': text(
          '# Global OpenRC configuration settings\nrc_parallel="NO"\nrc_cgroup_mode="hybrid"\n',
        ),
        ...HYBRID_FILES,
        '/usr/bin/sudo': null,
        '/usr/bin/doas': program(0o4755),
      },
      commands: {
        'target$ unshare -Urn /usr/sbin/iptables -t nat -L -n': says(''),
      },
    },
  );
}
