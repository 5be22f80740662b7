import type { Made } from './host.ts';
import {
  BUS,
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
  systemd,
  text,
  USUAL_MOUNTS,
} from './machine.ts';

/** Packages of openSUSE Leap 16, as far as they are asked for. */
export const LEAP = `
aardvark-dns 1.14.0-160000.2.2
catatonit 0.2.1-160000.2.2
cni-plugins 1.6.2-160000.2.2
containerd 1.7.27-160000.3.1
crun 1.20-160000.2.2
dbus-1 1.14.10-160000.3.2
docker 28.3.3_ce-160000.3.1
docker-rootless-extras 28.3.3_ce-160000.3.1
fuse-overlayfs 1.13-160000.2.2
iptables 1.8.11-160000.2.2
libcap-progs 2.75-160000.2.2
nerdctl 2.1.2-160000.2.2
netavark 1.14.1-160000.2.2
nftables 1.1.3-160000.2.2
passt 20250503.587980c-160000.2.2
podman 5.4.2-160000.2.2
rootlesskit 2.3.2-160000.2.2
shadow 4.17.2-160000.2.2
slirp4netns 1.3.1-160000.2.2
systemd-container 257.7-160000.2.2`;

const ARCH = `
aardvark-dns 1.16.0-1
buildkit 0.26.1-1
catatonit 0.2.1-2
cni-plugins 1.8.0-1
containerd 2.2.0-1
crun 1.25-1
dbus 1.16.2-1
docker 1:29.0.2-1
fuse-overlayfs 1.16-1
iptables 1:1.8.11-2
libcap 2.77-1
lxc 1:6.0.5-1
netavark 1.16.1-1
nerdctl 2.2.0-1
nftables 1:1.1.5-1
passt 2025_09_19.623dbf6-1
podman 5.7.0-1
rootlesskit 2.3.5-1
shadow 4.18.0-1
slirp4netns 1.3.3-1
systemd 258.2-1`;

const ALPINE = `
aardvark-dns 1.15.0-r0
buildctl 0.22.0-r5
buildkit 0.22.0-r5
catatonit 0.2.1-r2
cni-plugins 1.7.1-r4
containerd 2.1.5-r1
crun 1.21-r0
netavark 1.15.2-r0
docker 28.3.3-r3
docker-cli 28.3.3-r3
docker-rootless-extras 28.3.3-r3
fuse-overlayfs 1.15-r0
iptables 1.8.11-r1
libcap-setcap 2.76-r0
lxc 6.0.4-r0
nerdctl 2.1.2-r5
nftables 1.1.3-r0
passt 2025.06.11-r0
podman 5.5.2-r6
rootlesskit 2.3.5-r5
shadow-subids 4.17.3-r0
shadow-uidmap 4.17.3-r0
slirp4netns 1.3.3-r0`;

/** The debian-13 machine without what is Debian's there. */
export const WITHOUT_APPARMOR: Patch = {
  files: {
    '/etc/apparmor.d': null,
    '/etc/apparmor.d/abi': null,
    '/etc/apparmor.d/local': null,
    '/etc/apparmor.d/usr.bin.man': null,
    '/sys/module/apparmor/parameters/enabled': null,
  },
};

const ID_TOOLS = programs({ '/usr/bin/newuidmap': null, '/usr/bin/newgidmap': null });

/** Settings of shadow in /usr/etc, SELinux since 16.0, no ids for anybody. */
export function leap(): Made {
  const base = machine();
  return made(
    base,
    WITHOUT_APPARMOR,
    kernel('6.12.0-160000.6-default'),
    ID_TOOLS,
    BUS,
    mounts('/ btrfs rw,relatime /dev/vda2', ...USUAL_MOUNTS.slice(1)),
    packages(LEAP, ['dbus-1', 'libcap-progs', 'shadow', 'systemd-container']),
    {
      name: 'opensuse-leap',
      documents: [
        'https://doc.opensuse.org/release-notes/x86_64/openSUSE/Leap/16.0/',
        'https://documentation.suse.com/container/podman/html/Podman-rootless/index.html',
        'https://software.opensuse.org/',
      ],
      files: {
        '/etc/os-release': text(
          'NAME="openSUSE Leap"\nVERSION="16.0"\nID="opensuse-leap"\nID_LIKE="suse opensuse"\n' +
            'VERSION_ID="16.0"\nPRETTY_NAME="openSUSE Leap 16.0"\n',
        ),
        '/sys/fs/selinux/enforce': text('1'),
        '/etc/login.defs': null,
        '/usr/etc/login.defs': base.files['/etc/login.defs'] ?? null,
        '/usr/lib/systemd/user/dbus.socket': text(''),
      },
      spaces: { '/': { totalBytes: 42_949_672_960, freeBytes: 33_285_996_544, freeInodes: null } },
    },
  );
}

/** Rolling, without VERSION_ID; Docker's rootless scripts are in the AUR, which pacman doesn't install from. */
export function arch(): Made {
  return made(
    machine(),
    WITHOUT_APPARMOR,
    kernel('6.17.8-arch1-1'),
    systemd(258),
    ID_TOOLS,
    BUS,
    programs({ '/usr/bin/iptables': null, '/usr/bin/nft': null }),
    packages(ARCH, ['dbus', 'iptables', 'libcap', 'nftables', 'shadow', 'systemd']),
    {
      name: 'arch',
      documents: [
        'https://wiki.archlinux.org/title/Podman',
        'https://wiki.archlinux.org/title/Docker#Docker_rootless',
        'https://archlinux.org/packages/',
      ],
      files: {
        '/etc/os-release': text(
          'NAME="Arch Linux"\nPRETTY_NAME="Arch Linux"\nID=arch\nBUILD_ID=rolling\n',
        ),
        '/usr/lib/systemd/libsystemd-shared-257.so': null,
        '/usr/lib/systemd/user/dbus.socket': text(''),
        '/home/alice/.bash_profile': text('[[ -f ~/.bashrc ]] && . ~/.bashrc\n', 0o644, 1000),
      },
      links: { '/usr/sbin': '/usr/bin' },
      commands: {
        'target$ unshare -Urn /usr/sbin/iptables -t nat -L -n': says(''),
        'target$ unshare -Urn /usr/bin/iptables -t nat -L -n': says(''),
        'target$ unshare -Urn /usr/sbin/nft list ruleset': says(''),
        'target$ unshare -Urn /usr/bin/nft list ruleset': says(''),
      },
    },
  );
}

const PASSWD = `root:x:0:0:root:/root:/bin/sh
bin:x:1:1:bin:/bin:/sbin/nologin
nobody:x:65534:65534:nobody:/:/sbin/nologin
alice:x:1000:1000::/home/alice:/bin/ash
`;

const GROUP = `root:x:0:root
wheel:x:10:root,alice
users:x:100:
nobody:x:65534:
alice:x:1000:
`;

/** musl and busybox, OpenRC, doas: no systemd, no session, no runtime directory. */
export function alpine(): Made {
  return made(
    machine(),
    WITHOUT_APPARMOR,
    kernel('6.12.57-0-lts'),
    mounts(...USUAL_MOUNTS.slice(0, 6)),
    packages(ALPINE),
    {
      name: 'alpine',
      documents: [
        'https://wiki.alpinelinux.org/wiki/Podman',
        'https://wiki.alpinelinux.org/wiki/Docker#Docker_rootless',
        'https://wiki.alpinelinux.org/wiki/OpenRC',
        'https://pkgs.alpinelinux.org/packages',
      ],
      env: { XDG_RUNTIME_DIR: '' },
      files: {
        '/etc/os-release': text(
          'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.22.2\nPRETTY_NAME="Alpine Linux v3.22"\n',
        ),
        '/etc/passwd': text(PASSWD),
        '/etc/group': text(GROUP),
        '/etc/nsswitch.conf': null,
        '/etc/login.defs': null,
        '/etc/subuid': null,
        '/etc/subgid': null,
        '/proc/1/comm': text('init\n', 0o444),
        '/run/openrc/softlevel': text('default'),
        '/run/openrc/started/cgroups': text(''),
        '/etc/runlevels/default/cgroups': text(''),
        '/etc/init.d/cgroups': text('', 0o755),
        '/run/systemd/system': null,
        '/run/user/1000': null,
        '/run/user/1000/systemd/private': null,
        '/var/lib/systemd/linger': null,
        '/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/cgroup.controllers': null,
        '/usr/lib/systemd/libsystemd-shared-257.so': null,
        '/usr/bin/sudo': null,
        '/usr/bin/run0': null,
        '/usr/bin/doas': program(0o4755),
        '/home/alice/.bashrc': null,
        '/home/alice/.profile': null,
        '/etc/apk': directory(),
        // The module is there; nobody has loaded it.
        '/dev/net/tun': null,
        '/dev/net': directory(),
      },
      commands: { 'target$ systemctl --user is-system-running': null },
    },
  );
}
