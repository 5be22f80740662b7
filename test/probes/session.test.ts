import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/model/facts.ts';
import type { CommandResult } from '../../src/model/read-host.ts';
import { probe as cgroup, cgroupVersion } from '../../src/probe/cgroup.ts';
import { mountOf, parseMounts } from '../../src/probe/mounts.ts';
import { lingerFile, parseManagerState, probe as session } from '../../src/probe/session.ts';
import { alice, contextOf, nobodyYet } from './context.ts';
import { FakeHost, type FakeSpec } from './fake-host.ts';
import { findings } from './findings.ts';

const V2 = `24 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
31 24 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot
`;
const V1 = `24 1 254:0 / / rw,relatime shared:1 - xfs /dev/sda1 rw,seclabel
31 24 0:28 / /sys/fs/cgroup ro,nosuid,nodev,noexec shared:9 - tmpfs tmpfs ro,seclabel,mode=755
32 31 0:29 / /sys/fs/cgroup/systemd rw,nosuid shared:10 - cgroup cgroup rw,xattr,name=systemd
36 31 0:33 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:14 - cgroup cgroup rw,cpuacct,cpu
`;
const HYBRID = `${V1}41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n`;

const USER_CGROUP = '/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service';
const BUS = { kind: 'other', mode: 0o666, uid: 1000 } as const;
const RUNTIME = { kind: 'directory', mode: 0o700, uid: 1000 } as const;
const IS_RUNNING = 'target$ systemctl --user is-system-running';
const BUS_ID = 'target$ busctl --user call org.freedesktop.DBus / org.freedesktop.DBus GetId';

const exited = (stdout: string, stderr = '', code = 1): CommandResult => ({
  status: 'exited',
  code,
  stdout,
  stderr,
});

describe('mounts', () => {
  it('reads escaped names, and options of both kinds once', () => {
    const line =
      '99 1 8:1 / /mnt/my\\040disk\\134x rw,noexec shared:5 master:2 - fuse.sshfs me@host:/a\\040b rw,user_id=0';
    expect(parseMounts(`${line}\n\nrubbish\n1 2 3 4 - \n`)).toEqual([
      {
        point: '/mnt/my disk\\x',
        type: 'fuse.sshfs',
        source: 'me@host:/a b',
        options: ['rw', 'noexec', 'user_id=0'],
      },
    ]);
  });

  it('finds the mount that holds a path: whole names, the longest, the newest', () => {
    const mounts = parseMounts(`1 0 0:1 / / rw - ext4 a rw
2 1 0:2 / /home rw - nfs4 b rw
3 1 0:3 / /home/al rw - tmpfs c rw
4 1 0:4 / /home rw - xfs d rw
`);
    expect(mountOf(mounts, '/home/alice')?.type).toBe('xfs');
    expect(mountOf(mounts, '/home/al')?.type).toBe('tmpfs');
    expect(mountOf(mounts, '/homes')?.type).toBe('ext4');
    expect(mountOf([], '/')).toBeNull();
  });
});

describe('cgroup', () => {
  it.each([
    ['v2', V2, 2],
    ['v1', V1, 1],
    ['hybrid', HYBRID, 'hybrid'],
    ['none', V2.split('\n')[0] ?? '', null],
    ['v2 mounted over v1', `${V1}50 24 0:50 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n`, 2],
  ] as const)('%s', (_name, mountinfo, expected) => {
    expect(cgroupVersion(parseMounts(mountinfo))).toBe(expected);
  });

  it('reads what was delegated, and knows when there is nothing to read', async () => {
    const files = {
      '/proc/self/mountinfo': V2,
      '/sys/fs/cgroup/cgroup.controllers': 'cpuset cpu io memory hugetlb pids\n',
    };
    const context = contextOf(alice);
    expect(await cgroup.read(new FakeHost({ files }), context)).toMatchObject({
      value: {
        version: 2,
        delegated: null,
        controllers: ['cpuset', 'cpu', 'io', 'memory', 'hugetlb', 'pids'],
      },
    });
    const running = { ...files, [`${USER_CGROUP}/cgroup.controllers`]: 'memory pids\n' };
    expect(await cgroup.read(new FakeHost({ files: running }), context)).toMatchObject({
      value: { delegated: ['memory', 'pids'] },
    });
    expect(await cgroup.read(new FakeHost(), context)).toMatchObject({ known: false });
    expect(await cgroup.read(new FakeHost({ files }), nobodyYet)).toMatchObject({ known: false });
  });

  it('asks for what the kernel has and the user lacks', async () => {
    const files = {
      '/proc/self/mountinfo': V2,
      '/sys/fs/cgroup/cgroup.controllers': 'cpuset cpu io memory pids\n',
      [`${USER_CGROUP}/cgroup.controllers`]: 'memory pids\n',
      '/run/systemd/system': { kind: 'directory' } as const,
    };
    expect(await findings({ files }, 'cgroup', ['podman'])).toEqual([
      'cgroup.version ok',
      'cgroup.delegation warn cgroup.not-delegated',
    ]);
    const bare = { ...files, '/sys/fs/cgroup/cgroup.controllers': '\n' };
    expect(await findings({ files: bare }, 'cgroup', ['podman'])).toContain(
      'cgroup.delegation warn cgroup.no-controllers',
    );
    const old = { ...files, '/proc/self/mountinfo': HYBRID };
    expect(await findings({ files: old }, 'cgroup', ['podman'])).toEqual([
      'cgroup.version warn cgroup.limits-ignored',
    ]);
  });

  it('fails on v1 for Podman 6, which does not start there', async () => {
    const spec: FakeSpec = {
      files: { '/proc/self/mountinfo': V1, '/usr/bin/podman': { bytes: '', mode: 0o755 } },
      commands: { 'target$ unshare -Ur /usr/bin/podman --version': 'podman version 6.0.1\n' },
    };
    expect(await findings(spec, 'cgroup', ['podman'])).toContain(
      'cgroup.version fail cgroup.podman-6-needs-v2',
    );
    expect(await findings(spec, 'cgroup', ['docker'])).toContain(
      'cgroup.version warn cgroup.limits-ignored',
    );
  });
});

describe('session', () => {
  it.each<[string, CommandResult, string]>([
    ['running', exited('running\n', '', 0), 'running'],
    ['degraded', exited('degraded\n'), 'degraded'],
    ['starting', exited('starting\n'), 'other'],
    ['systemctl without systemd', exited('offline\n'), 'none'],
    ['systemd 247', exited('', 'Failed to connect to bus: No such file or directory\n'), 'none'],
    [
      'systemd 257',
      exited('', 'Failed to connect to user scope bus via local transport: No such file\n'),
      'none',
    ],
    ['no systemctl', { status: 'missing', code: -1, stdout: '', stderr: '' }, 'none'],
    ['a hanging bus', { status: 'timeout', code: -1, stdout: '', stderr: '' }, 'other'],
  ])('%s', (_name, result, expected) => {
    expect(parseManagerState(result)).toBe(expected);
  });

  it.each([
    ['alice', 'alice'],
    ['a.b-c_d', 'a.b-c_d'],
    ['CORP\\anna', 'CORP\\\\anna'],
    ['zoë', 'zo\\303\\253'],
  ])('the linger file of %s', (name, file) => {
    expect(lingerFile(name)).toBe(`/var/lib/systemd/linger/${file}`);
  });

  const read = async (spec: FakeSpec, target: Target = alice) => {
    const host = new FakeHost(spec);
    const fact = await session.read(host, contextOf(target));
    return { ran: host.ran, value: fact.known ? fact.value : null };
  };

  it('asks nobody where no manager runs', async () => {
    expect(await read({ env: { XDG_RUNTIME_DIR: '' } })).toEqual({
      ran: [],
      value: {
        userManager: 'none',
        xdgRuntimeDir: null,
        runtimeDirOk: false,
        dbus: false,
        linger: false,
      },
    });
  });

  it('sees a whole session', async () => {
    const files = {
      '/run/user/1000': RUNTIME,
      '/run/user/1000/bus': BUS,
      '/run/user/1000/systemd/private': BUS,
      '/var/lib/systemd/linger/alice': '',
    };
    const spec = { files, env: { XDG_RUNTIME_DIR: '/run/user/1000' } };
    expect(await read({ ...spec, commands: { [IS_RUNNING]: 'running\n' } })).toEqual({
      ran: [BUS_ID, IS_RUNNING],
      value: {
        userManager: 'running',
        xdgRuntimeDir: '/run/user/1000',
        runtimeDirOk: true,
        dbus: true,
        linger: true,
      },
    });
    // The environment of whoever runs the wizard says nothing about somebody else.
    expect((await read(spec, { ...alice, self: false })).value?.xdgRuntimeDir).toBeNull();
    const open = { ...files, '/run/user/1000': { ...RUNTIME, mode: 0o755 } };
    expect((await read({ files: open })).value?.runtimeDirOk).toBe(false);
    const foreign = { ...files, '/run/user/1000': { ...RUNTIME, uid: 0 } };
    expect((await read({ files: foreign })).value?.runtimeDirOk).toBe(false);
  });

  it.each<[string, CommandResult | null, boolean]>([
    ['answers', exited('s "6e8cb66ab72b5078219de1526b025ea8"\n', '', 0), true],
    ['is dead', exited('', 'Failed to set bus address: Connection refused\n'), false],
    ['says something else', exited('', 'Call failed: Access denied\n'), true],
    ['hangs', { status: 'timeout', code: -1, stdout: '', stderr: '' }, true],
    ['has nobody to ask it', null, true],
  ])('takes the socket for a bus unless it refuses: it %s', async (_name, answer, dbus) => {
    const files = { '/run/user/1000': RUNTIME, '/run/user/1000/bus': BUS };
    const commands = { [BUS_ID]: answer, [IS_RUNNING]: 'running\n' };
    expect((await read({ files, commands })).value?.dbus).toBe(dbus);
  });

  it('asks logind about lingering only where its directory is closed', async () => {
    const files = { '/var/lib/systemd/linger': { kind: 'unreadable' } as const };
    const commands = { 'loginctl show-user --property=Linger alice': 'Linger=yes\n' };
    expect(await read({ files, commands })).toMatchObject({
      ran: ['loginctl show-user --property=Linger alice'],
      value: { linger: true },
    });
  });

  it('is calm about a user who is simply not logged in', async () => {
    const spec: FakeSpec = {
      self: { uid: 0, gid: 0 },
      files: { '/run/systemd/system': { kind: 'directory' } as const },
    };
    expect(await findings(spec, 'session.', ['docker'], 'alice')).toEqual(
      expect.arrayContaining([
        'session.xdg info session.not-logged-in',
        'session.user-manager info session.not-logged-in',
        'session.dbus skip session.dbus-no-manager',
        'session.linger warn session.linger-off',
      ]),
    );
  });

  it('is not calm when the own shell has no session', async () => {
    const files = { '/run/systemd/system': { kind: 'directory' } as const };
    expect(await findings({ files }, 'session.', ['docker'])).toEqual(
      expect.arrayContaining([
        'session.xdg warn session.xdg-missing',
        'session.user-manager fail session.manager-missing',
      ]),
    );
    const su = { ...files, '/run/user/1000': RUNTIME };
    expect(await findings({ files: su }, 'session.xdg', ['docker'])).toEqual([
      'session.xdg warn session.xdg-unset',
    ]);
    const env = { XDG_RUNTIME_DIR: '/run/user/0' };
    expect(await findings({ files: su, env }, 'session.xdg', ['docker'])).toEqual([
      'session.xdg warn session.xdg-other',
    ]);
  });

  it('says what is lost without systemd, and asks for nothing impossible', async () => {
    const files = { '/proc/1/comm': 'tini\n' };
    expect(await findings({ files }, 'session.', ['podman'])).toEqual(
      expect.arrayContaining([
        'session.xdg info session.xdg-no-systemd',
        'session.user-manager info session.no-systemd',
        'session.linger info session.linger-no-systemd',
      ]),
    );
  });
});
