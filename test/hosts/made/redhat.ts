import type { Made } from './host.ts';
import {
  BUS,
  controllers,
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
  subids,
  systemd,
  text,
  USUAL_MOUNTS,
} from './machine.ts';

const FEDORA = `
aardvark-dns 1.16.0-2.fc43
catatonit 0.2.1-5.fc43
crun 1.24-1.fc43
dbus-daemon 1.16.0-4.fc43
docker-cli 28.3.3-1.fc43
fuse-overlayfs 1.13-6.fc43
gnupg2 2.4.8-4.fc43
iptables 1.8.11-12.fc43
libcap 2.76-3.fc43
lxc 6.0.5-1.fc43
moby-engine 28.3.3-2.fc43
netavark 1.16.1-2.fc43
nftables 1.1.3-6.fc43
passt 0^20250919.g623dbf6-1.fc43
podman 5.6.2-1.fc43
shadow-utils 4.18.0-3.fc43
slirp4netns 1.3.1-3.fc43
systemd-container 258-1.fc43`;

const RHEL9 = `
aardvark-dns 1.16.0-1.el9
catatonit 0.2.1-1.el9
crun 1.23.1-2.el9
dbus-daemon 1.12.20-8.el9
fuse-overlayfs 1.15-1.el9
gnupg2 2.3.3-4.el9
iptables-nft 1.8.10-11.el9
libcap 2.48-10.el9
netavark 1.16.0-1.el9
nftables 1.0.9-4.el9
passt 0^20250512.g8ec1341-2.el9
podman 5.6.0-6.el9
shadow-utils 4.9-15.el9
slirp4netns 1.3.3-1.el9
systemd-container 252-55.el9`;

/** Red Hat's shadow gives its programs file capabilities instead of the setuid bit. */
export const ID_TOOLS: Patch = {
  files: { '/usr/bin/newuidmap': program(), '/usr/bin/newgidmap': program() },
  commands: {
    'getcap /usr/bin/newuidmap': says('/usr/bin/newuidmap cap_setuid=ep\n'),
    'getcap /usr/bin/newgidmap': says('/usr/bin/newgidmap cap_setgid=ep\n'),
  },
};

/** The debian-13 machine without what is Debian's, with SELinux in its place. */
export const RED_HAT: Patch = {
  files: {
    '/etc/apparmor.d': null,
    '/etc/apparmor.d/abi': null,
    '/etc/apparmor.d/local': null,
    '/etc/apparmor.d/usr.bin.man': null,
    '/sys/module/apparmor/parameters/enabled': null,
    '/sys/fs/selinux/enforce': text('1'),
    '/etc/nsswitch.conf': text('passwd: files systemd\ngroup: files systemd\nshadow: files\n'),
    '/etc/pki/rpm-gpg': directory(),
    '/etc/yum.repos.d': directory(),
    '/usr/bin/rpm': program(),
    '/usr/lib/systemd/user/dbus.socket': text(''),
    '/home/alice/.bash_profile': text('[ -f ~/.bashrc ] && . ~/.bashrc\n', 0o644, 1000),
  },
};

export function release(id: string, version: string, pretty: string, rest = ''): Patch {
  const like = id === 'fedora' ? '' : `ID_LIKE="rhel fedora"\n`;
  return {
    files: {
      '/etc/os-release': text(
        `NAME="${pretty}"\nVERSION_ID="${version}"\nID=${id}\n${like}PRETTY_NAME="${pretty}"\n${rest}`,
      ),
    },
  };
}

/** Podman with its helpers where Fedora and Red Hat keep them. */
export function podman(version: string, network: 'pasta' | 'slirp4netns'): Patch {
  const units = ['podman.socket', 'podman-restart.service'];
  const shown = (unit: string) =>
    says(`Id=${unit}\nLoadState=loaded\nActiveState=inactive\nUnitFileState=disabled\n`);
  const paths = programs({
    '/usr/bin/podman': `podman version ${version}`,
    '/usr/libexec/podman/netavark': null,
    '/usr/libexec/podman/aardvark-dns': null,
    ...(network === 'pasta' ? { '/usr/bin/pasta': 'pasta 0^20250512.g8ec1341-2.el9.x86_64' } : {}),
    ...(network === 'slirp4netns' ? { '/usr/bin/slirp4netns': 'slirp4netns version 1.2.3' } : {}),
    '/usr/sbin/nft': null,
  });
  return {
    files: {
      ...paths.files,
      ...Object.fromEntries(units.map((unit) => [`/usr/lib/systemd/user/${unit}`, text('')])),
      ...Object.fromEntries(units.map((unit) => [`/usr/lib/systemd/system/${unit}`, text('')])),
    },
    commands: {
      ...paths.commands,
      ...Object.fromEntries(
        units.map((unit) => [
          `target$ systemctl --user show --property=Id,LoadState,UnitFileState,ActiveState ${unit}`,
          shown(unit),
        ]),
      ),
      'systemctl show --property=Id,LoadState,UnitFileState,ActiveState podman.socket':
        shown('podman.socket'),
      'target$ unshare -Urn /usr/sbin/nft list ruleset': says(''),
    },
  };
}

function fedora43(): Made {
  return made(
    machine(),
    RED_HAT,
    release('fedora', '43', 'Fedora Linux 43 (Cloud Edition)'),
    kernel('6.17.7-300.fc43.x86_64'),
    systemd(258),
    { files: { '/usr/lib/systemd/libsystemd-shared-257.so': null } },
    ID_TOOLS,
    BUS,
    // useradd(8) of Fedora begins at 524288 since shadow-utils 4.18.
    subids('alice:524288:65536\n'),
    mounts('/ btrfs rw,relatime /dev/vda4', ...USUAL_MOUNTS.slice(1)),
    {
      spaces: { '/': { totalBytes: 53_687_091_200, freeBytes: 48_318_382_080, freeInodes: null } },
    },
  );
}

/** Nothing set up; /usr/sbin is a link to /usr/bin. */
export function fedora(): Made {
  return made(
    fedora43(),
    packages(FEDORA, ['shadow-utils', 'libcap', 'systemd-container', 'gnupg2']),
    {
      name: 'fedora-43',
      documents: [
        'https://docs.fedoraproject.org/en-US/fedora/latest/release-notes/',
        'https://src.fedoraproject.org/rpms/shadow-utils',
        'https://podman.io/docs/installation',
      ],
      links: { '/usr/sbin': '/usr/bin' },
    },
  );
}

/** What is installed with the system. */
const RHEL_THERE = [
  ...['shadow-utils', 'libcap', 'podman', 'crun', 'netavark', 'aardvark-dns'],
  ...['passt', 'catatonit', 'nftables', 'gnupg2'],
];

function rhel(...own: readonly Patch[]): Made {
  return made(
    machine(),
    RED_HAT,
    { files: { '/usr/lib/systemd/libsystemd-shared-257.so': null, '/usr/bin/run0': null } },
    ID_TOOLS,
    BUS,
    subids('alice:100000:65536\n'),
    controllers('cpuset cpu io memory hugetlb pids rdma misc', 'memory pids'),
    mounts('/ xfs rw,relatime,seclabel /dev/mapper/rhel-root', ...USUAL_MOUNTS.slice(1)),
    podman('5.6.0', 'pasta'),
    ...own,
  );
}

/** Podman is part of the system; there is no Docker in its repositories. */
export function rhel9(): Made {
  return rhel(
    release('rhel', '9.7', 'Red Hat Enterprise Linux 9.7 (Plow)'),
    kernel('5.14.0-611.5.1.el9_7.x86_64'),
    systemd(252),
    packages(RHEL9, RHEL_THERE),
    {
      name: 'rhel-9',
      documents: [
        'https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/9/html/building_running_and_managing_containers/',
        'https://github.com/containers/podman/blob/main/rpm/podman.spec',
      ],
    },
  );
}

/**
 * Its successor, without slirp4netns, which it gives up:
 * https://github.com/docker/docker-ce-packaging/pull/1276 .
 * `more` are further packages, `name version` a line; those named in `there` are installed.
 */
export function rhel10(more = '', there: readonly string[] = []): Made {
  const rest = RHEL9.replaceAll('.el9', '.el10').replace(/\nslirp4netns .*/, '');
  return rhel(
    release('rhel', '10.0', 'Red Hat Enterprise Linux 10.0 (Coughlan)'),
    kernel('6.12.0-55.9.1.el10_0.x86_64'),
    systemd(257),
    packages(more === '' ? rest : `${rest}\n${more}`, [...RHEL_THERE, ...there]),
    {
      name: 'rhel-10',
      documents: [
        'https://github.com/docker/docker-ce-packaging/pull/1276',
        'https://docs.docker.com/engine/install/rhel/',
      ],
    },
  );
}

/** Fedora CoreOS: /usr is an image, packages are layered, and an ordinary install is not for it. */
export function ostree(): Made {
  return made(
    fedora43(),
    release('fedora', '43', 'Fedora CoreOS 43', 'VARIANT_ID=coreos\nOSTREE_VERSION=43\n'),
    mounts(
      '/ xfs rw,relatime,seclabel /dev/vda4',
      '/usr xfs ro,relatime,seclabel /dev/vda4',
      ...USUAL_MOUNTS.slice(1),
    ),
    podman('5.6.2', 'pasta'),
    packages(FEDORA, [
      'shadow-utils',
      'libcap',
      'podman',
      'crun',
      'netavark',
      'aardvark-dns',
      'gnupg2',
    ]),
    {
      name: 'ostree',
      documents: [
        'https://docs.fedoraproject.org/en-US/fedora-coreos/',
        'https://coreos.github.io/rpm-ostree/',
      ],
      files: { '/run/ostree-booted': text('') },
      links: { '/usr/sbin': '/usr/bin' },
    },
  );
}

/** A distribution that nobody here knows: no ID_LIKE, dnf, and Fedora's packages, which only a person can say. */
export function unknownDistribution(): Made {
  return made(
    fedora43(),
    packages(FEDORA, ['shadow-utils', 'libcap', 'systemd-container']),
    programs({ '/usr/bin/dnf': null }),
    {
      name: 'unknown-distro',
      family: 'fedora',
      documents: [
        'https://www.freedesktop.org/software/systemd/man/latest/os-release.html',
        'https://dnf.readthedocs.io/en/latest/command_ref.html',
      ],
      files: {
        '/etc/os-release': text(
          'NAME="Example Linux"\nID=example\nVERSION_ID=7\nPRETTY_NAME="Example Linux 7"\n',
        ),
      },
      links: { '/usr/sbin': '/usr/bin' },
    },
  );
}
