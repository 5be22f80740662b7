import { expect, it } from 'vitest';
import { cgroupArgument, cgroupBoot } from '../../src/probe/boot-loader.ts';
import { FakeHost } from './fake-host.ts';

it.each([
  ['BOOT_IMAGE=/vmlinuz root=/dev/sda1 ro quiet\n', null],
  ['ro systemd.unified_cgroup_hierarchy=0 quiet', 'systemd.unified_cgroup_hierarchy=0'],
  // systemd reads the last one, takes `_` for `.`, and no value for yes.
  [
    'systemd.unified_cgroup_hierarchy=1 systemd.unified_cgroup_hierarchy=no',
    'systemd.unified_cgroup_hierarchy=no',
  ],
  ['systemd.unified_cgroup_hierarchy\n', 'systemd.unified_cgroup_hierarchy'],
  ['xsystemd.unified_cgroup_hierarchy=1 systemd.unified_cgroup_hierarchyx=1', null],
  ['', null],
])('finds what chose the tree in %j', (line, expected) => {
  expect(cgroupArgument(line)).toBe(expected);
});

const GRUB = { '/etc/default/grub': 'GRUB_TIMEOUT=5\n' };
const program = { bytes: '', mode: 0o755 } as const;

it.each([
  ['nothing that we know', {}, undefined],
  ['GRUB without its programs', GRUB, undefined],
  ['Debian', { ...GRUB, '/usr/sbin/update-grub': program }, 'update-grub'],
  // Installed, but another boot loader boots: nothing of GRUB is set up.
  ['update-grub without settings', { '/usr/sbin/update-grub': program }, undefined],
  ['Red Hat', { ...GRUB, '/usr/sbin/grubby': program }, 'grubby'],
  [
    'SUSE',
    { ...GRUB, '/usr/sbin/grub2-mkconfig': program, '/boot/grub2/grub.cfg': '' },
    'grub2-mkconfig',
  ],
  ['SUSE without a menu', { ...GRUB, '/usr/sbin/grub2-mkconfig': program }, undefined],
  [
    'OpenRC, whatever boots it',
    { ...GRUB, '/usr/sbin/update-grub': program, '/run/openrc/softlevel': 'default\n' },
    'openrc',
  ],
])('knows how the next boot is told: %s', async (_name, files, kind) => {
  const boot = await cgroupBoot(new FakeHost({ files }));
  expect(boot).not.toBeNull();
  expect(boot?.way?.kind).toBe(kind);
});
