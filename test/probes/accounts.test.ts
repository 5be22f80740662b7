import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/model/facts.ts';
import { parseGroup, parsePasswd, probe } from '../../src/probe/accounts.ts';
import { readFacts, runChecks } from '../../src/probe/index.ts';
import { nssSources } from '../../src/probe/nss.ts';
import { isPossibleName, resolveTarget } from '../../src/probe/target.ts';
import { nobodyYet } from './context.ts';
import { FakeHost, type FakeSpec } from './fake-host.ts';

const ALICE = 'alice:x:1000:1000:Alice,,,:/home/alice/:/bin/bash\n';
const GROUP = 'root:x:0:\nalice:x:1000:\nvideo:x:44:bob,alice\ndomain users:x:5000:\n';

const host = (more: FakeSpec = {}) =>
  new FakeHost({
    ...more,
    files: { '/etc/passwd': ALICE, '/etc/group': GROUP, ...more.files },
    commands: {
      'getent passwd 1000': ALICE,
      'getent passwd alice': ALICE,
      'getent group': GROUP,
      'id -G alice': '1000 44 5000 77\n',
      ...more.commands,
    },
  });

describe('parsePasswd', () => {
  it('leaves out what is no account', () => {
    const text = [
      'root:x:0:0:root:/root:/bin/bash',
      '+nis::::::',
      '#comment:x:1:1::/:/bin/sh',
      'broken:x:abc:0::/:/bin/sh',
      'too-high:x:4294967296:0::/:/bin/sh',
      'short:x:5',
      ':x:6:6::/:/bin/sh',
      'EXAMPLE\\bob:*:200123:200123::/home/bob:\r',
      'a.b-c:x:1002:1002::/home/a.b-c:/bin/zsh',
    ].join('\n');
    expect(parsePasswd(text).map(({ name, uid, shell }) => [name, uid, shell])).toEqual([
      ['root', 0, '/bin/bash'],
      ['EXAMPLE\\bob', 200123, ''],
      ['a.b-c', 1002, '/bin/zsh'],
    ]);
  });

  it('reads groups with spaces and several members', () => {
    expect(parseGroup('domain users:x:5000:a,b,\nx:x:y:\n')).toEqual([
      { name: 'domain users', gid: 5000, members: ['a', 'b'] },
    ]);
  });
});

describe('nssSources', () => {
  it.each<[string, readonly string[] | null]>([
    ['passwd: files systemd\n', ['files', 'systemd']],
    ['# passwd: sss\n', null],
    ['passwd:\tsss [NOTFOUND=return] files # why\n', ['sss', 'files']],
    ['passwd:\r\n', []],
    ['', null],
  ])('%j', (text, expected) => {
    expect(nssSources(text, 'passwd')).toEqual(expected);
  });
});

describe('accounts', () => {
  it('says when a directory may hide some', async () => {
    const read = (nsswitch: string) =>
      probe.read(
        host({ files: { '/etc/nsswitch.conf': nsswitch }, commands: { 'getent passwd': ALICE } }),
        nobodyYet,
      );
    expect(await read('passwd: files systemd\n')).toMatchObject({ value: { complete: true } });
    expect(await read('passwd: files sss\n')).toMatchObject({ value: { complete: false } });
  });

  it('takes the file where there is no getent, and does not call a cut list complete', async () => {
    const files = { '/etc/nsswitch.conf': 'passwd: compat\n' };
    expect(await probe.read(host({ files }), nobodyYet)).toMatchObject({
      value: { complete: true, users: [{ name: 'alice' }] },
      from: '/etc/passwd',
    });
    const cut = host({
      files,
      commands: { 'getent passwd': { status: 'signal', stdout: ALICE } },
    });
    expect(await probe.read(cut, nobodyYet)).toMatchObject({ value: { complete: false } });
  });
});

describe('where the files tell all', () => {
  const SYSTEMD = { '/etc/nsswitch.conf': 'passwd: files systemd\ngroup: files systemd\n' };
  const asked = async (files: NonNullable<FakeSpec['files']>) => {
    const one = host({ files });
    const fact = await probe.read(one, nobodyYet);
    expect(fact).toMatchObject({ value: { users: [{ name: 'alice' }] } });
    await resolveTarget(one, 'alice');
    return [...new Set(one.ran)].sort();
  };

  it('starts nobody', async () => {
    expect(await asked({})).toEqual([]);
    expect(await asked({ '/etc/nsswitch.conf': 'passwd: files\n' })).toEqual([]);
    expect(await asked(SYSTEMD)).toEqual([]);
    const quiet = { '/run/systemd/userdb/io.systemd.DynamicUser': '' };
    expect(await asked({ ...SYSTEMD, ...quiet })).toEqual([]);
  });

  it.each([
    '/run/systemd/userdb/io.systemd.Home',
    '/run/systemd/userdb/io.systemd.Machine',
    '/run/systemd/dynamic-uid/61184',
    '/etc/userdb/eva.user',
  ])('asks where systemd has accounts of its own: %s', async (path) => {
    expect(await asked({ ...SYSTEMD, [path]: '' })).toEqual([
      'getent group',
      'getent passwd',
      'id -G alice',
    ]);
    // Beside files alone nobody reads them.
    expect(await asked({ [path]: '' })).toEqual([]);
  });

  it('asks where another source is named, also for memberships alone', async () => {
    const sss = { '/etc/nsswitch.conf': 'passwd: files\ngroup: files\ninitgroups: files sss\n' };
    expect(await asked(sss)).toEqual(['getent group', 'getent passwd', 'id -G alice']);
    const first = { '/etc/nsswitch.conf': 'passwd: sss files\ngroup: files\n' };
    expect(await asked(first)).toEqual(['getent passwd', 'getent passwd alice']);
  });

  it('finds the groups, the own one first, and a group without a name by its number', async () => {
    const groups = async (files: NonNullable<FakeSpec['files']>) => {
      const fact = await resolveTarget(host({ files }), null);
      return fact.known ? fact.value.groups : null;
    };
    expect(await groups({})).toEqual(['alice', 'video']);
    const odd = 'video:x:44:bob,alice\nmore:x:45:alice\nbobs:x:46:malice,alice2\n';
    expect(await groups({ '/etc/group': odd })).toEqual(['1000', 'video', 'more']);
  });

  it('still finds a user of homed', async () => {
    const root = host({
      self: { uid: 0, gid: 0 },
      files: SYSTEMD,
      commands: { 'getent passwd eva': 'eva:x:60123:60123::/home/eva:/bin/bash\n' },
    });
    expect(await resolveTarget(root, 'eva')).toMatchObject({
      value: { uid: 60123, origin: 'homed' },
      from: 'getent passwd eva',
    });
  });
});

describe('resolveTarget', () => {
  it('is who runs the wizard, with all groups by name', async () => {
    const files = { '/etc/nsswitch.conf': 'passwd: files sss\ngroup: files sss\n' };
    expect(await resolveTarget(host({ files }), null)).toMatchObject({
      value: {
        name: 'alice',
        home: '/home/alice',
        groups: ['alice', 'video', 'domain users', '77'],
        self: true,
        origin: 'files',
        configHome: '/home/alice/.config',
        runtimeDir: '/run/user/1000',
      },
    });
  });

  it('never guesses from the environment', async () => {
    const env = { USER: 'alice', SUDO_USER: 'alice', SUDO_UID: '1000', HOME: '/home/alice' };
    const fact = await resolveTarget(host({ env, self: { uid: 0, gid: 0 } }), null);
    expect(fact).toEqual({ known: false, because: { key: 'host.user-say-whom' } });
  });

  it('takes XDG directories for oneself only, and absolute ones only', async () => {
    const env = { XDG_CONFIG_HOME: '/data/config', XDG_DATA_HOME: 'relative' };
    expect(await resolveTarget(host({ env }), null)).toMatchObject({
      value: { configHome: '/data/config', dataHome: '/home/alice/.local/share' },
    });
    const root = host({ env, self: { uid: 0, gid: 0 } });
    expect(await resolveTarget(root, 'alice')).toMatchObject({
      value: { self: false, configHome: '/home/alice/.config' },
    });
  });

  it('does not take a number for a name', async () => {
    const root = host({ self: { uid: 0, gid: 0 } });
    expect(await resolveTarget(root, '1000')).toMatchObject({
      because: { key: 'host.user-no-such', args: { user: '1000' } },
    });
  });

  it.each(['', '-x', '+x', 'a:b', 'a/b', 'a b', 'a\nb', 'a\0b', 'x'.repeat(300)])(
    '%j is no name',
    async (name) => {
      expect(isPossibleName(name)).toBe(false);
      const asked = host({ self: { uid: 0, gid: 0 } });
      expect(await resolveTarget(asked, name)).toMatchObject({
        because: { key: 'host.user-no-name' },
      });
      expect(asked.ran).toEqual([]);
    },
  );

  it.each(['a.b', 'a-b', 'EXAMPLE\\alice', 'alice@example', 'jürgen', "o'neill", '1001'])(
    '%j is a name',
    (name) => {
      expect(isPossibleName(name)).toBe(true);
    },
  );

  it('tells accounts of systemd-homed and of a directory from local ones', async () => {
    const look = async (row: string, files: FakeSpec['files'] = {}) => {
      const name = row.split(':')[0] ?? '';
      const root = host({
        self: { uid: 0, gid: 0 },
        files,
        commands: { [`getent passwd ${name}`]: row },
      });
      const fact = await resolveTarget(root, name);
      return fact.known ? fact.value.origin : 'unknown';
    };
    expect(await look('eva:x:60123:60123::/home/eva:/bin/bash\n')).toBe('homed');
    expect(await look('EXAMPLE\\bob:*:200123:5000::/home/bob:/bin/sh\n')).toBe('directory');
  });
});

describe('checks of the user', () => {
  const levels = async (row: string, files: FakeSpec['files'] = {}) => {
    const name = row.split(':')[0] ?? '';
    const facts: Facts = await readFacts(
      host({ self: { uid: 0, gid: 0 }, files, commands: { [`getent passwd ${name}`]: row } }),
      name,
    );
    return Object.fromEntries(
      runChecks(facts, { engines: ['podman'] })
        .filter(({ id }) => id.startsWith('user.'))
        .map(({ id, level }) => [id, level]),
    );
  };

  it('calls root, system accounts, missing homes and shells by name', async () => {
    expect(await levels('root:x:0:0:root:/root:/bin/bash\n')).toEqual({ 'user.root': 'fail' });
    expect(await levels('nobody:x:65534:65534::/nonexistent:/usr/sbin/nologin\n')).toEqual({
      'user.system': 'warn',
      'user.home': 'fail',
      'user.shell': 'fail',
    });
    expect(await levels('git:x:998:998::/:\n')).toMatchObject({
      'user.system': 'warn',
      'user.home': 'fail',
      'user.shell': 'ok',
    });
  });

  it('fails for a user that does not exist, and only skips what was not recorded', async () => {
    const find = async (spec: FakeSpec) => {
      const facts = await readFacts(new FakeHost({ self: { uid: 0, gid: 0 }, ...spec }), 'carol');
      return runChecks(facts, { engines: [] }).find(({ id }) => id === 'user.unknown');
    };
    expect(await find({ commands: { 'getent passwd carol': { code: 2 } } })).toMatchObject({
      level: 'fail',
      cause: { key: 'host.user-no-such' },
    });
    expect(await find({ otherCommands: 'throw' })).toMatchObject({
      level: 'skip',
      cause: {
        key: 'checks.unread',
        args: { because: { key: 'core.not-recorded', args: { what: 'getent passwd carol' } } },
      },
    });
  });
});
