import { describe, expect, it } from 'vitest';
import { msg } from '../../src/i18n/msg.ts';
import { unknown } from '../../src/model/fact.ts';
import type { Facts, Program } from '../../src/model/facts.ts';
import type { EngineName } from '../../src/model/finding.ts';
import { hasCapability, probe as idTools, powerless } from '../../src/probe/id-tools.ts';
import { readFacts, runChecks } from '../../src/probe/index.ts';
import { hasProfile } from '../../src/probe/lsm.ts';
import { inBootOrder, settingsThatMatter } from '../../src/probe/sysctl-files.ts';
import { mayPing } from '../../src/probe/sysctls-checks.ts';
import { isNested } from '../../src/probe/userns.ts';
import { parseGetcap, searchPath, which } from '../../src/probe/which.ts';
import { nobodyYet } from './context.ts';
import { FakeHost, type FakeSpec } from './fake-host.ts';

const PASSWD = 'alice:x:1000:1000::/home/alice:/bin/sh\n';

const factsOf = (spec: FakeSpec): Promise<Facts> =>
  readFacts(new FakeHost({ ...spec, files: { '/etc/passwd': PASSWD, ...spec.files } }), null);

const findings = async (spec: FakeSpec, prefix: string, engines: readonly EngineName[] = []) =>
  runChecks(await factsOf(spec), { engines })
    .filter(({ id }) => id.startsWith(prefix))
    .map(({ id, level, cause }) => [id, level, cause?.key ?? ''].join(' ').trim());

describe('newuidmap and newgidmap', () => {
  const program: Program = { path: '/usr/bin/newuidmap', mode: 0o4755, uid: 0, capabilities: '' };

  it.each<[Partial<Program>, string | null]>([
    [{}, null],
    [{ uid: 1000 }, 'plain'],
    [{ mode: 0o755 }, 'plain'],
    [{ mode: 0o755, capabilities: 'cap_setuid=ep' }, null],
    [{ mode: 0o755, capabilities: 'cap_setgid=ep' }, 'plain'],
    [{ mode: 0o755, capabilities: 'cap_setuid=p' }, 'plain'],
    [{ mode: 0o755, capabilities: null }, 'unknown'],
    [{ mode: 0o4755, capabilities: null }, null],
    [{ nosuid: true }, 'nosuid'],
  ])('%j is %s', (more, expected) => {
    expect(powerless({ ...program, ...more }, 'cap_setuid')).toBe(expected);
  });

  it('reads lists of capabilities', () => {
    expect(hasCapability('cap_chown,cap_setuid=ep cap_net_raw=i', 'cap_setuid')).toBe(true);
    expect(hasCapability('=ep', 'cap_setuid')).toBe(true);
    expect(hasCapability('', 'cap_setuid')).toBe(false);
    expect(parseGetcap('/a b = cap_setuid+ep\n', '/a b')).toBe('cap_setuid=ep');
    expect(parseGetcap('/x cap_setuid=ep\n', '/x')).toBe('cap_setuid=ep');
    expect(parseGetcap('/xy cap_setuid=ep\n', '/x')).toBe('');
  });

  it('judges each program for itself', async () => {
    const files = {
      '/usr/bin/newuidmap': { bytes: '', mode: 0o4755 },
      '/usr/bin/newgidmap': { bytes: '', mode: 0o755 },
      '/etc/os-release': 'ID=debian\n',
    };
    const commands = { 'getcap /usr/bin/newuidmap': '', 'getcap /usr/bin/newgidmap': '' };
    expect(await findings({ files, commands }, 'idtools')).toEqual([
      'idtools.newuidmap ok',
      'idtools.newuidmap-privilege ok',
      'idtools.newgidmap ok',
      'idtools.newgidmap-privilege fail checks.idtool-plain',
    ]);
    expect(await findings({}, 'idtools')).toEqual([
      'idtools.newuidmap fail checks.idtool-missing',
      'idtools.newgidmap fail checks.idtool-missing',
    ]);
  });

  it('sees a file system with nosuid', async () => {
    const host = new FakeHost({
      files: {
        '/usr/bin/newuidmap': { bytes: '', mode: 0o4755 },
        '/proc/self/mountinfo':
          '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 8:2 / /usr rw,nosuid - ext4 /dev/sda2 rw\n',
      },
    });
    expect(await idTools.read(host, nobodyYet)).toMatchObject({
      value: { newuidmap: { nosuid: true }, newgidmap: null },
    });
  });
});

describe('which', () => {
  it('finds programs, not directories and not plain files; the own ones first', async () => {
    const host = new FakeHost({
      files: {
        '/usr/local/bin/x/inside': '',
        '/usr/sbin/x': { bytes: '', mode: 0o644 },
        '/usr/bin/x': { bytes: '', mode: 0o755 },
        '/home/alice/.local/bin/x': { bytes: '', mode: 0o700 },
      },
    });
    expect(await which(host, 'x')).toBe('/usr/bin/x');
    expect(await which(host, 'x', { home: '/home/alice' })).toBe('/home/alice/.local/bin/x');
    expect(await which(host, 'y')).toBeNull();
    expect(searchPath({ home: '' })).toEqual(searchPath());
  });
});

describe('user namespaces', () => {
  const key = 'target$ unshare -Ur true';
  const eperm = { code: 1, stderr: 'unshare: unshare failed: Operation not permitted\n' };

  it('knows the first namespace of a kernel', () => {
    expect(isNested('         0          0 4294967295\n')).toBe(false);
    expect(isNested('         0     100000      65536\n')).toBe(true);
    expect(isNested('')).toBe(false);
  });

  it('says why it does not work', async () => {
    expect(await findings({ commands: { [key]: '' } }, 'userns.works')).toEqual([
      'userns.works ok',
    ]);
    expect(await findings({}, 'userns.works')).toEqual(['userns.works skip checks.unread']);
    expect(
      await findings(
        {
          commands: { [key]: eperm },
          files: { '/proc/sys/kernel/unprivileged_userns_clone': '0\n' },
        },
        'userns.',
      ),
    ).toEqual([
      'userns.works fail checks.userns-by-setting',
      'userns.apparmor ok',
      'userns.clone fail checks.userns-clone-off',
    ]);
    expect(
      await findings(
        { commands: { [key]: eperm }, files: { '/run/.containerenv': '' } },
        'userns.works',
      ),
    ).toEqual(['userns.works fail checks.userns-by-container']);
  });

  it('sees no_new_privs', async () => {
    const status = (value: number) => ({
      commands: { [key]: '' },
      files: { '/proc/self/status': `Name:\tnode\nNoNewPrivs:\t${value}\nSeccomp:\t0\n` },
    });
    expect(await findings(status(1), 'session.nnp')).toEqual(['session.nnp fail checks.nnp-cause']);
    expect(await findings(status(0), 'session.nnp')).toEqual(['session.nnp ok']);
  });

  it('wants a profile for the program that makes the namespace', async () => {
    const files = {
      '/sys/module/apparmor/parameters/enabled': 'Y\n',
      '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1\n',
      '/usr/bin/podman': { bytes: '', mode: 0o755 },
    };
    const commands = { [key]: eperm };
    const look = (more: FakeSpec['files']) =>
      findings({ commands, files: { ...files, ...more } }, 'userns.apparmor', ['podman']);
    expect(await look({})).toEqual(['userns.apparmor fail checks.apparmor-no-profile']);
    expect(await look({ '/etc/apparmor.d/podman': '' })).toEqual(['userns.apparmor ok']);
    expect(await findings({ commands, files }, 'userns.works')).toEqual([
      'userns.works warn checks.userns-by-apparmor',
    ]);
    expect(hasProfile(['podman'], '/usr/local/bin/podman')).toBe(false);
    expect(hasProfile(['usr.local.bin.podman'], '/usr/local/bin/podman')).toBe(true);
  });

  it('never takes an unknown fact for a no', async () => {
    const facts = { ...(await factsOf({})), lsm: unknown(msg('core.raw', { text: 'x' })) };
    const found = runChecks(facts, { engines: ['podman'] });
    expect(found.find(({ id }) => id === 'lsm.selinux')?.level).toBe('skip');
    expect(found.find(({ id }) => id === 'userns.apparmor')?.level).toBe('skip');
  });
});

describe('sysctls', () => {
  it('reads files by name over all directories; the first directory hides the others', () => {
    expect(
      inBootOrder([
        { dir: '/etc/sysctl.d', names: ['50-b.conf', '99-z.conf', 'README'] },
        { dir: '/usr/lib/sysctl.d', names: ['10-a.conf', '50-b.conf', '50-B.conf'] },
      ]),
    ).toEqual([
      '/usr/lib/sysctl.d/10-a.conf',
      '/usr/lib/sysctl.d/50-B.conf',
      '/etc/sysctl.d/50-b.conf',
      '/etc/sysctl.d/99-z.conf',
    ]);
  });

  it('keeps what matters, with slashes, dashes and tabs', () => {
    const text =
      '# user.max_user_namespaces = 1\n-user/max_user_namespaces=2\r\nvm.swappiness=5\nnet.ipv4.ping_group_range = 0\t 100\n';
    expect(settingsThatMatter(text)).toEqual([
      { key: 'user.max_user_namespaces', value: '2' },
      { key: 'net.ipv4.ping_group_range', value: '0 100' },
    ]);
  });

  it('reads /etc/sysctl.conf where systemd does not boot, and warns of another value at boot', async () => {
    const files = {
      '/proc/sys/user/max_user_namespaces': '28633\n',
      '/proc/sys/net/ipv4/ping_group_range': '0\t2147483647\n',
      '/etc/sysctl.d/50-x.conf': 'user.max_user_namespaces = 28633\n',
      '/etc/sysctl.conf': 'user.max_user_namespaces = 0\n',
    };
    expect(await findings({ files }, 'sysctl.boot')).toEqual([
      'sysctl.boot warn checks.sysctl-boot-other',
    ]);
    const systemd = { ...files, '/run/systemd/system': { kind: 'directory' } as const };
    expect(await findings({ files: systemd }, 'sysctl.boot')).toEqual([]);
    expect(await findings({ files }, 'ping.range')).toEqual(['ping.range ok']);
  });

  it.each<[string, readonly number[], boolean]>([
    ['1 0', [0, 1, 1000], false],
    ['0 2147483647', [1000], true],
    ['1000 1000', [1000], true],
    ['1001 2000', [1000], false],
    ['', [0], false],
  ])('ping for %j and %j: %s', (range, gids, expected) => {
    expect(mayPing(range, gids)).toBe(expected);
  });
});
