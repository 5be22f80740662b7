import type { Made } from './host.ts';
import {
  BUS,
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
import { LEAP, WITHOUT_APPARMOR } from './others.ts';

const WITHOUT_SUDO: Patch = { files: { '/usr/bin/sudo': null, '/usr/bin/run0': null } };

/** Programs lie in the store, privileged ones in /run/wrappers; /etc is made from the configuration. */
export function nixos(): Made {
  const wrappers = programs({
    '/run/wrappers/bin/newuidmap': null,
    '/run/wrappers/bin/newgidmap': null,
    '/run/current-system/sw/bin/iptables': null,
  });
  return made(
    machine(),
    WITHOUT_APPARMOR,
    WITHOUT_SUDO,
    kernel('6.12.57'),
    wrappers,
    BUS,
    mounts(...USUAL_MOUNTS, '/nix/store ext4 ro,nosuid,nodev,relatime /dev/vda1'),
    {
      name: 'nixos',
      documents: [
        'https://search.nixos.org/options',
        'https://wiki.nixos.org/wiki/Docker#Rootless_Docker',
        'https://wiki.nixos.org/wiki/Podman',
      ],
      files: {
        '/etc/os-release': text(
          'NAME=NixOS\nID=nixos\nVERSION="25.05 (Warbler)"\nVERSION_ID="25.05"\n' +
            'PRETTY_NAME="NixOS 25.05 (Warbler)"\n',
        ),
        '/etc/NIXOS': text(''),
        '/run/wrappers/bin/sudo': program(0o4511),
      },
      commands: {
        'target$ unshare -Urn /run/current-system/sw/bin/iptables -t nat -L -n': says(''),
      },
    },
  );
}

/** openSUSE MicroOS: /usr is a snapshot, changed by making the next one; /etc is of the machine. */
export function microos(): Made {
  const base = machine();
  return made(
    base,
    WITHOUT_APPARMOR,
    kernel('6.17.8-1-default'),
    programs({ '/usr/bin/newuidmap': null, '/usr/bin/newgidmap': null }),
    BUS,
    mounts(
      '/ btrfs ro,relatime /dev/vda3',
      '/etc btrfs rw,relatime /dev/vda3',
      '/var btrfs rw,relatime /dev/vda3',
      '/home btrfs rw,relatime /dev/vda3',
      ...USUAL_MOUNTS.slice(1),
    ),
    packages(LEAP, ['dbus-1', 'libcap-progs', 'shadow', 'systemd-container']),
    {
      name: 'opensuse-microos',
      documents: [
        'https://microos.opensuse.org/',
        'https://kubic.opensuse.org/documentation/man-pages/transactional-update.8.html',
      ],
      files: {
        '/etc/os-release': text(
          'NAME="openSUSE MicroOS"\n# VERSION="20251118"\nID="opensuse-microos"\n' +
            'ID_LIKE="suse opensuse opensuse-tumbleweed microos sl-micro"\nVERSION_ID="20251118"\n' +
            'PRETTY_NAME="openSUSE MicroOS"\n',
        ),
        '/usr/sbin/transactional-update': program(),
        '/sys/fs/selinux/enforce': text('1'),
        '/etc/login.defs': null,
        '/usr/etc/login.defs': base.files['/etc/login.defs'] ?? null,
        '/usr/lib/systemd/user/dbus.socket': text(''),
      },
      spaces: {
        '/': { totalBytes: 42_949_672_960, freeBytes: 33_285_996_544, freeInodes: null },
      },
    },
  );
}
