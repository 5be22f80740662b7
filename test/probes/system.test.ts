import { describe, expect, it } from 'vitest';
import { familyOf } from '../../src/distro/family-of.ts';
import { known } from '../../src/model/fact.ts';
import { probe as environment, vmOf, wslOf } from '../../src/probe/environment.ts';
import { probe as init, parseSystemdVersion } from '../../src/probe/init.ts';
import { atLeast, parseUname } from '../../src/probe/kernel.ts';
import { probe as os, osFrom, parseOsRelease } from '../../src/probe/os.ts';
import { probe as privilege } from '../../src/probe/privilege.ts';
import { nobodyYet } from './context.ts';
import { FakeHost, type FakeSpec } from './fake-host.ts';

const value = async <T>(read: Promise<{ readonly known: boolean; readonly value?: T }>) => {
  const fact = await read;
  return fact.known ? fact.value : 'unknown';
};

describe('os', () => {
  const text = [
    '# a comment with an = sign',
    'NAME="Debian GNU/Linux"',
    "VERSION_ID='12'",
    'PRETTY_NAME="a \\"quoted\\" \\$name \\\\ \\`x\\`"',
    'ID=first',
    'ID=debian\r',
    '  VERSION_CODENAME=bookworm  ',
    'not an assignment',
    'ODD="unfinished',
  ].join('\n');

  it('follows the quoting rules, CRLF and a missing final line feed', () => {
    expect(osFrom(parseOsRelease(text), null)).toEqual({
      id: 'debian',
      idLike: [],
      versionId: '12',
      codename: 'bookworm',
      prettyName: 'a "quoted" $name \\ `x`',
      family: 'debian',
      immutable: null,
    });
    expect(parseOsRelease(text).get('ODD')).toBe('"unfinished');
  });

  it('has the defaults of os-release(5): linux, and no version (Debian sid)', () => {
    expect(osFrom(parseOsRelease(''), null)).toMatchObject({ id: 'linux', family: 'unknown' });
    const sid = osFrom(parseOsRelease('ID=debian\nVERSION_CODENAME=forky\n'), null);
    expect(sid).toMatchObject({ versionId: null, codename: 'forky', family: 'debian' });
  });

  it('reads /etc first, then /usr/lib, else it is unknown', async () => {
    const read = (files: Record<string, string>) => os.read(new FakeHost({ files }), nobodyYet);
    const lib = { '/usr/lib/os-release': 'ID=void\n' };
    expect(await read({ ...lib, '/etc/os-release': 'ID=arch\n' })).toMatchObject({
      value: { id: 'arch' },
      from: '/etc/os-release',
    });
    expect(await read(lib)).toMatchObject({ value: { family: 'void' } });
    expect(await read({})).toMatchObject({ known: false });
  });

  it.each<[string, readonly string[], string]>([
    ['linuxmint', ['ubuntu', 'debian'], 'debian'],
    ['rocky', ['rhel', 'centos', 'fedora'], 'fedora'],
    ['opensuse-tumbleweed', ['opensuse', 'suse'], 'suse'],
    ['brandnew', ['alsonew', 'arch'], 'arch'],
    ['brandnew', [], 'unknown'],
    ['Debian', [], 'debian'],
  ])('%s like %j is of the family %s', (id, like, family) => {
    expect(familyOf(id, like)).toBe(family);
  });

  it.each<[string, string | null, string]>([
    ['rhel', '7.9', 'unknown'],
    ['rhel', '8', 'fedora'],
    ['rhel', '10.1', 'fedora'],
    ['centos', null, 'fedora'],
    ['amzn', '2018.03', 'unknown'],
    ['amzn', '2023', 'fedora'],
    ['fedora', '7', 'fedora'],
  ])('%s %s is of the family %s', (id, version, family) => {
    expect(familyOf(id, ['rhel', 'fedora'], version)).toBe(family);
  });

  it.each<[string, FakeSpec['files'], string | null]>([
    ['an ordinary system', {}, null],
    ['NixOS', { '/etc/NIXOS': '' }, 'nixos'],
    ['Silverblue', { '/run/ostree-booted': '' }, 'ostree'],
    [
      'MicroOS',
      {
        '/usr/sbin/transactional-update': { bytes: '', mode: 0o755 },
        '/proc/self/mountinfo': '29 1 0:26 / / ro,relatime shared:1 - btrfs /dev/vda3 rw\n',
      },
      'transactional',
    ],
    [
      'Tumbleweed with the tool installed',
      {
        '/usr/sbin/transactional-update': { bytes: '', mode: 0o755 },
        '/proc/self/mountinfo': '29 1 0:26 / / rw shared:1 - btrfs /dev/vda3 rw\n',
      },
      null,
    ],
    [
      'a read-only root whose /etc is writable',
      {
        '/proc/self/mountinfo':
          '1 0 8:1 / / ro - ext4 /dev/sda1 rw\n2 1 0:5 / /etc rw - overlay none rw,lowerdir=/etc\n',
      },
      'read-only-root',
    ],
    [
      'a /usr that the administrator made read-only',
      {
        '/proc/self/mountinfo':
          '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 8:2 / /usr ro - ext4 /dev/sda2 ro\n',
      },
      null,
    ],
    [
      'a live image',
      { '/proc/self/mountinfo': '1 0 8:1 / / ro - squashfs /dev/loop0 ro\n' },
      'read-only-etc',
    ],
  ])('immutable: %s', async (_, files, immutable) => {
    const host = new FakeHost({ files: { '/etc/os-release': 'ID=x\n', ...files } });
    expect(await os.read(host, nobodyYet)).toMatchObject({ value: { immutable } });
  });
});

describe('kernel', () => {
  it.each([
    ['6.1.0-39-amd64 x86_64\n', { release: '6.1.0-39-amd64', major: 6, minor: 1, arch: 'x86_64' }],
    ['6.12 aarch64', { release: '6.12', major: 6, minor: 12, arch: 'aarch64' }],
    ['5.10.16.3-microsoft-standard-WSL2 x86_64\n', { major: 5, minor: 10 }],
  ])('%j', (text, expected) => {
    expect(parseUname(text)).toMatchObject(expected);
  });

  it.each(['', 'x86_64', 'Linux x86_64', '6 x86_64'])('%j is no kernel', (text) => {
    expect(parseUname(text)).toBeNull();
  });

  it('compares numbers, not strings', () => {
    const kernel = { release: '', major: 5, minor: 9, arch: '' };
    expect([atLeast(kernel, 5, 11), atLeast(kernel, 4, 18), atLeast(kernel, 5, 9)]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('init', () => {
  const read = (files: FakeSpec['files'], commands: FakeSpec['commands'] = {}) =>
    value(init.read(new FakeHost({ ...(files ? { files } : {}), commands }), nobodyYet));

  it('is systemd where systemd booted, whatever process 1 is called', async () => {
    const files = {
      '/run/systemd/system': { kind: 'directory' },
      '/proc/1/comm': 'init\n',
    } as const;
    expect(
      await read(files, { 'systemctl --version': 'systemd 257~rc2 (257~rc2-3)\n+PAM\n' }),
    ).toEqual({ name: 'systemd', version: 257 });
    expect(await read(files)).toEqual({ name: 'systemd', version: null });
  });

  it('is not systemd where systemctl is installed only', async () => {
    const commands = { 'systemctl --version': 'systemd 252 (252.39)\n' };
    expect(await read({ '/proc/1/comm': 'sleep\n' }, commands)).toMatchObject({ name: 'other' });
    expect(await read({ '/proc/1/comm': 'runit\n' })).toMatchObject({ name: 'runit' });
    expect(await read({ '/run/openrc/softlevel': 'default' })).toMatchObject({ name: 'openrc' });
    expect(await read({})).toMatchObject({ name: 'other' });
    expect(parseSystemdVersion('sh: systemctl: not found')).toBeNull();
  });
});

describe('environment', () => {
  const flags = 'processor : 0\nflags : fpu vme hypervisor lahf_lm\n';
  it.each<[string, Parameters<typeof vmOf>[0], string | null]>([
    ['QEMU', { vendors: ['QEMU'], hypervisor: '', cpuinfo: flags }, 'qemu'],
    ['bare metal', { vendors: ['LENOVO'], hypervisor: '', cpuinfo: 'flags : fpu\n' }, null],
    ['EC2 metal', { vendors: ['Amazon EC2'], hypervisor: '', cpuinfo: 'flags : fpu\n' }, null],
    ['no DMI', { vendors: ['', ''], hypervisor: '', cpuinfo: flags }, 'other'],
    ['arm VM', { vendors: ['QEMU'], hypervisor: '', cpuinfo: 'Features : fp\n' }, 'qemu'],
    ['Xen', { vendors: [''], hypervisor: 'xen', cpuinfo: '' }, 'xen'],
  ])('%s', (_, seen, expected) => {
    expect(vmOf(seen)).toBe(expected);
  });

  it.each([
    ['4.4.0-19041-Microsoft', 'wsl1'],
    ['5.15.153.1-microsoft-standard-WSL2', 'wsl2'],
    ['6.6.36.6-custom-WSL2', 'wsl2'],
    ['6.1.0-39-amd64', null],
  ])('%s is %s', (release, kind) => {
    expect(wslOf(release)?.kind ?? null).toBe(kind);
  });

  it.each<[FakeSpec['files'], string]>([
    [{ '/run/systemd/container': 'lxc\n' }, 'lxc'],
    [{ '/run/host/container-manager': 'systemd-nspawn' }, 'systemd-nspawn'],
    [{ '/run/.containerenv': '' }, 'podman'],
    [{ '/.dockerenv': '' }, 'docker'],
    [{ '/proc/1/environ': 'PATH=/bin\0container=oci\0HOME=/\0' }, 'oci'],
  ])('%j is a container', async (files, detail) => {
    const host = new FakeHost(files ? { files } : {});
    expect(await value(environment.read(host, nobodyYet))).toEqual({ kind: 'container', detail });
  });
});

describe('privilege', () => {
  const program = { bytes: '', mode: 0o4755 };
  const dir = { kind: 'directory' } as const;
  const tools = async (files: NonNullable<FakeSpec['files']>) => {
    const fact = await privilege.read(new FakeHost({ files }), nobodyYet);
    return fact.known ? fact.value.tools.map(({ path }) => path) : [];
  };

  it('trusts what only root can write, in a directory that only root can write', async () => {
    expect(await tools({ '/usr/bin': dir, '/usr/bin/sudo': program })).toEqual(['/usr/bin/sudo']);
    expect(await tools({ '/usr/bin': { ...dir, mode: 0o775 }, '/usr/bin/sudo': program })).toEqual(
      [],
    );
    expect(await tools({ '/usr/bin': dir, '/usr/bin/sudo': { ...program, uid: 1000 } })).toEqual(
      [],
    );
    expect(await tools({ '/usr/bin': dir, '/usr/bin/doas': { ...program, mode: 0o4757 } })).toEqual(
      [],
    );
    expect(await tools({ '/usr/bin': dir, '/usr/bin/run0': { bytes: '', mode: 0o644 } })).toEqual(
      [],
    );
  });

  it('finds sudo before doas, and the wrappers of NixOS', async () => {
    const files = {
      '/usr/bin': dir,
      '/usr/bin/doas': program,
      '/run/wrappers/bin': dir,
      '/run/wrappers/bin/sudo': program,
    };
    expect(await tools(files)).toEqual(['/run/wrappers/bin/sudo', '/usr/bin/doas']);
  });

  it('knows root', async () => {
    const host = new FakeHost({ self: { uid: 0, gid: 0 } });
    expect(await privilege.read(host, nobodyYet)).toEqual(
      known({ isRoot: true, tools: [] }, expect.any(String)),
    );
  });
});
