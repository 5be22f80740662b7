import type { Made } from './host.ts';
import {
  BUS,
  directory,
  kernel,
  machine,
  made,
  mounts,
  node,
  type Patch,
  packages,
  program,
  programs,
  says,
  subids,
  systemd,
  text,
  USUAL_MOUNTS,
} from './machine.ts';

/** What unshare(1) says where AppArmor takes the capabilities of the new namespace away. */
const DENIED = says('', 1, 'unshare: write failed /proc/self/uid_map: Operation not permitted\n');

/**
 * As its pages give them, with what noble-updates has (https://packages.ubuntu.com/noble-updates/); docker.io,
 * podman-docker and lxc by the version of their source package. aardvark-dns and crun as far as known: no page seen.
 */
const NOBLE = `
aardvark-dns 1.4.0-5
ca-certificates 20260601~24.04.1
catatonit 0.1.7-1
containerd 2.2.1-0ubuntu1~24.04.3
containernetworking-plugins 1.1.1+ds1-3ubuntu0.24.04.3
crun 1.14.1-1
dbus-user-session 1.14.10-4ubuntu4.1
docker.io 29.1.3-0ubuntu3~24.04.2
fuse-overlayfs 1.13-1
gpg 2.4.4-2ubuntu17.6
iptables 1.8.10-3ubuntu2
libcap2-bin 1:2.66-5ubuntu2.4
lxc 1:5.0.3-2ubuntu7.3
netavark 1.4.0-4
nftables 1.0.9-1ubuntu0.1
passt 0.0~git20240220.1e6f92b-1
podman 4.9.3+ds1-1ubuntu0.2
podman-docker 4.9.3+ds1-1ubuntu0.2
rootlesskit 1.1.1-1ubuntu0.24.04.3
slirp4netns 1.2.1-1build2
systemd-container 255.4-1ubuntu8.17
uidmap 1:4.13+dfsg1-4ubuntu3.2`;

/**
 * As its pages give them, with what resolute-updates has (https://packages.ubuntu.com/resolute-updates/); docker.io,
 * podman, podman-docker and lxc by the version of their source package. rootlesskit as in the releases before and
 * after (2.0.2-2 and 2.0.2-2build1), catatonit as far as known: no page of this release seen.
 */
const RESOLUTE = `
aardvark-dns 1.16.0-3
ca-certificates 20260601~26.04.1
catatonit 0.2.1-2
containerd 2.2.2-0ubuntu1.1
containernetworking-plugins 1.1.1+ds1-3build2
crun 1.21-1ubuntu3
dbus-user-session 1.16.2-2ubuntu4
docker.io 29.1.3-0ubuntu4.1
fuse-overlayfs 1.14-1build2
gpg 2.4.8-4ubuntu3.1
iptables 1.8.11-2ubuntu3
libcap2-bin 1:2.75-10ubuntu2
lxc 1:6.0.6-1ubuntu1
netavark 1.16.1-3.1
nftables 1.1.6-1
passt 0.0~git20260120.386b5f5-1
podman 5.7.0+ds2-3build1
podman-docker 5.7.0+ds2-3build1
rootlesskit 2.0.2-2build1
slirp4netns 1.3.3-1
systemd-container 259.5-0ubuntu3.4
uidmap 1:4.17.4-2ubuntu3`;

/** Ubuntu's installer brings these. */
const INSTALLED = [
  'ca-certificates',
  'dbus-user-session',
  'gpg',
  'iptables',
  'libcap2-bin',
  'nftables',
  'uidmap',
];

/** os-release(5) of a release, and where its apt looks. */
export function release(version: string, codename: string, pretty: string): Patch {
  return {
    files: {
      '/etc/os-release': text(
        `PRETTY_NAME="${pretty}"\nNAME="Ubuntu"\nVERSION_ID="${version}"\n` +
          `VERSION_CODENAME=${codename}\nID=ubuntu\nID_LIKE=debian\n`,
      ),
      '/etc/nsswitch.conf': text('passwd: files systemd\ngroup: files systemd\nshadow: files\n'),
      '/var/lib/apt/lists/archive_dists_main_binary-amd64_Packages': text(''),
      '/etc/apt/keyrings': directory(),
      '/etc/apt/sources.list.d': directory(),
      '/usr/lib/systemd/user/dbus.socket': text(''),
    },
  };
}

/** AppArmor as Ubuntu sets it up since 23.10, and the profiles of its own package. */
const RESTRICTED: Patch = {
  files: {
    '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': text('1\n'),
    ...Object.fromEntries(
      ['buildah', 'crun', 'podman', 'rootlesskit', 'slirp4netns', 'unprivileged_userns'].map(
        (name) => [`/etc/apparmor.d/${name}`, text('')],
      ),
    ),
  },
  commands: {
    'target$ unshare -Ur true': DENIED,
    'target$ try-overlay /home/alice/.local/state/rootless-wizard/probe': DENIED,
    'target$ unshare -Urn /usr/sbin/iptables -t nat -L -n': DENIED,
    'target$ unshare -Urn /usr/sbin/nft list ruleset': DENIED,
  },
};

/** The first user has ids from the start: useradd(8) of Ubuntu gives them. */
export const FIRST_USER = subids('alice:100000:65536\n');

const TOOLS = programs({
  '/usr/bin/newuidmap': null,
  '/usr/bin/newgidmap': null,
  '/usr/sbin/iptables': null,
  '/usr/sbin/nft': null,
});

/** An address that leads out, as most servers have one. */
const IPV6: Patch = {
  files: {
    '/proc/net/if_inet6': text(
      '00000000000000000000000000000001 01 80 10 80       lo\n' +
        '20010db8000000000000000000000001 02 40 00 80     ens3\n',
      0o444,
    ),
  },
};

const APPARMOR =
  'https://documentation.ubuntu.com/security/security-features/privilege-restriction/apparmor/';

/** User namespaces only for programs with a profile. */
export function ubuntu2404(): Made {
  return made(
    machine(),
    release('24.04', 'noble', 'Ubuntu 24.04.3 LTS'),
    kernel('6.8.0-87-generic'),
    systemd(255),
    { files: { '/usr/lib/systemd/libsystemd-shared-257.so': null, '/usr/bin/run0': null } },
    RESTRICTED,
    FIRST_USER,
    TOOLS,
    BUS,
    IPV6,
    packages(NOBLE, INSTALLED),
    {
      name: 'ubuntu-24.04',
      documents: [
        APPARMOR,
        'https://packages.ubuntu.com/noble/',
        'https://docs.docker.com/engine/security/rootless/',
      ],
    },
  );
}

/** The same restriction; sudo(8) is sudo-rs, behind a link of the alternatives. */
export function ubuntu2604(): Made {
  return made(
    machine(),
    release('26.04', 'resolute', 'Ubuntu 26.04 LTS'),
    kernel('7.0.0-14-generic'),
    systemd(259),
    { files: { '/usr/lib/systemd/libsystemd-shared-257.so': null } },
    RESTRICTED,
    FIRST_USER,
    TOOLS,
    BUS,
    packages(RESOLUTE, INSTALLED),
    {
      name: 'ubuntu-26.04',
      documents: [
        APPARMOR,
        'https://documentation.ubuntu.com/server/how-to/containers/rootless-docker/',
        'https://github.com/trifectatechfoundation/sudo-rs',
      ],
      files: {
        '/usr/bin/sudo': { ...program(0o4755), realPath: '/usr/lib/cargo/bin/sudo' },
        '/usr/lib/cargo/bin/sudo': program(0o4755),
        '/etc/apparmor.d/unshare-userns-restrict': text(''),
        '/etc/apparmor.d/bwrap-userns-restrict': text(''),
      },
    },
  );
}

const DRIVES = [
  '/mnt/c 9p rw,noatime,aname=drvfs;path=C:\\134 C:\\134',
  '/usr/lib/wsl/drivers 9p ro,nosuid,nodev,noatime drivers',
] as const;

/** Its tree of cgroups, with systemd or without: https://github.com/microsoft/WSL/issues/11857 */
const WSL_MOUNTS = mounts(
  ...USUAL_MOUNTS.slice(0, 5),
  '/sys/fs/cgroup tmpfs rw,nosuid,nodev,noexec,relatime,mode=755 cgroup',
  '/sys/fs/cgroup/unified cgroup2 rw,nosuid,nodev,noexec,relatime',
  '/sys/fs/cgroup/memory cgroup rw,nosuid,nodev,noexec,relatime,memory',
  '/sys/fs/cgroup/pids cgroup rw,nosuid,nodev,noexec,relatime,pids',
  ...DRIVES,
);

/** What both lack of the machine: AppArmor, and version 2 of cgroups alone. */
const WSL: Patch = {
  files: {
    '/sys/module/apparmor/parameters/enabled': null,
    '/sys/fs/cgroup/cgroup.controllers': null,
    '/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/cgroup.controllers': null,
    '/sys/fs/cgroup/unified/cgroup.controllers': text('\n', 0o444),
    '/usr/bin/run0': null,
    '/dev/net/tun': node(0o666),
  },
  commands: {
    'target$ stat -f -c %S %b %a %c %d /home/alice': says(
      '4096 263940717 241172480 67108864 66000000\n',
    ),
    'target$ unshare -Urn /usr/sbin/iptables -t nat -L -n': says(''),
    'target$ unshare -Urn /usr/sbin/nft list ruleset': says(''),
  },
};

/** `systemd=true` in /etc/wsl.conf, as Ubuntu comes there today: sessions and services as anywhere. */
export function wsl2Systemd(): Made {
  return made(
    machine(),
    release('24.04', 'noble', 'Ubuntu 24.04.3 LTS'),
    kernel('5.15.167.4-microsoft-standard-WSL2'),
    systemd(255),
    WSL_MOUNTS,
    FIRST_USER,
    TOOLS,
    BUS,
    packages(NOBLE, INSTALLED),
    WSL,
    {
      name: 'wsl2-systemd',
      documents: [
        'https://learn.microsoft.com/windows/wsl/systemd',
        'https://github.com/microsoft/WSL/issues/11857',
        'https://packages.ubuntu.com/noble/',
      ],
      files: { '/usr/lib/systemd/libsystemd-shared-257.so': null },
    },
  );
}

/** Windows' own init is process 1: no sessions, no user manager, and Windows' disks over a 9p server. */
export function wsl2(): Made {
  return made(
    machine(),
    release('24.04', 'noble', 'Ubuntu 24.04.3 LTS'),
    kernel('5.15.167.4-microsoft-standard-WSL2'),
    WSL_MOUNTS,
    FIRST_USER,
    TOOLS,
    packages(NOBLE, INSTALLED),
    WSL,
    {
      name: 'wsl2',
      documents: [
        'https://learn.microsoft.com/windows/wsl/systemd',
        'https://learn.microsoft.com/windows/wsl/wsl-config',
        'https://packages.ubuntu.com/noble/',
      ],
      env: { XDG_RUNTIME_DIR: '/mnt/wslg/runtime-dir' },
      files: {
        '/proc/1/comm': text('init(Ubuntu)\n', 0o444),
        '/run/systemd/system': null,
        '/run/user/1000': null,
        '/run/user/1000/systemd/private': null,
        '/var/lib/systemd/linger': null,
        '/mnt/wslg/runtime-dir': directory(0o700, 1000),
      },
    },
  );
}
