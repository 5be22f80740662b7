import { describe, expect, it } from 'vitest';
import { commandKey, NotRecorded } from '../../src/model/read-host.ts';
import { userUnit, versionOf } from '../../src/probe/commands.ts';
import { readBypass, readRunc } from '../../src/probe/containerd.ts';
import { alice } from './context.ts';
import { type FakeFile, FakeHost, type FakeResult } from './fake-host.ts';

const UNIT = 'bypass4netnsd.service';
const DIR = '/home/alice/.local/bin';
const DAEMON = { [`${DIR}/bypass4netnsd`]: { bytes: '', mode: 0o755 } };
const BOTH = { ...DAEMON, [`${DIR}/bypass4netns`]: { bytes: '', mode: 0o755 } };
const FILE = { [`/home/alice/.config/systemd/user/${UNIT}`]: '[Service]\n' };
const WANTED = { [`/home/alice/.config/systemd/user/default.target.wants/${UNIT}`]: '' };
const MANAGER = { '/run/user/1000/systemd/private': { kind: 'other' } } as const;
const MISSING = { enabled: 'missing', active: 'inactive' } as const;
const ASKED = commandKey(userUnit(alice, UNIT));

/** The daemon, the program that it starts from its own directory, and its unit: each may lack. */
describe('bypass4netns of a user', () => {
  it.each<[string, Record<string, FakeFile>, Record<string, FakeResult>, object]>([
    ['nothing is there', {}, {}, { bypass4netnsd: null }],
    [
      'the helper alone is of no use, and its unit is not asked for',
      { [`${DIR}/bypass4netns`]: { bytes: '', mode: 0o755 }, ...FILE },
      {},
      { bypass4netnsd: null },
    ],
    [
      'the daemon alone',
      DAEMON,
      {},
      { bypass4netnsd: `${DIR}/bypass4netnsd`, bypass4netns: null, bypassService: MISSING },
    ],
    [
      'a helper in another directory is not the one that it starts',
      { ...DAEMON, '/usr/bin/bypass4netns': { bytes: '', mode: 0o755 } },
      {},
      { bypass4netnsd: `${DIR}/bypass4netnsd`, bypass4netns: null, bypassService: MISSING },
    ],
    [
      'a helper that nobody may execute',
      { ...BOTH, [`${DIR}/bypass4netns`]: { bytes: '', mode: 0o644 } },
      {},
      { bypass4netnsd: `${DIR}/bypass4netnsd`, bypass4netns: null, bypassService: MISSING },
    ],
    [
      'a directory of that name',
      { ...BOTH, [`${DIR}/bypass4netns`]: { kind: 'directory', mode: 0o755 } },
      {},
      { bypass4netnsd: `${DIR}/bypass4netnsd`, bypass4netns: null, bypassService: MISSING },
    ],
    [
      'both, without a unit',
      BOTH,
      {},
      {
        bypass4netnsd: `${DIR}/bypass4netnsd`,
        bypass4netns: `${DIR}/bypass4netns`,
        bypassService: MISSING,
      },
    ],
    [
      'both of the system, with a unit that failed',
      {
        '/usr/bin/bypass4netnsd': { bytes: '', mode: 0o755 },
        '/usr/bin/bypass4netns': { bytes: '', mode: 0o755 },
        ...FILE,
        ...MANAGER,
      },
      { [ASKED]: `Id=${UNIT}\nLoadState=loaded\nActiveState=failed\nUnitFileState=enabled\n` },
      {
        bypass4netnsd: '/usr/bin/bypass4netnsd',
        bypass4netns: '/usr/bin/bypass4netns',
        bypassService: { enabled: 'enabled', active: 'failed' },
      },
    ],
    [
      'a unit that nobody can be asked about but its link',
      { ...BOTH, ...FILE, ...WANTED },
      {},
      {
        bypass4netnsd: `${DIR}/bypass4netnsd`,
        bypass4netns: `${DIR}/bypass4netns`,
        bypassService: { enabled: 'enabled', active: 'unknown' },
      },
    ],
    [
      'an answer of systemd that says nothing',
      { ...BOTH, ...FILE, ...MANAGER },
      { [ASKED]: '\n' },
      {
        bypass4netnsd: `${DIR}/bypass4netnsd`,
        bypass4netns: `${DIR}/bypass4netns`,
        bypassService: { enabled: 'disabled', active: 'unknown' },
      },
    ],
  ])('%s', async (_what, files, commands, expected) => {
    expect(await readBypass(new FakeHost({ files, commands }), alice)).toEqual(expected);
  });

  it('counts as not there on a host that was recorded before anybody looked', async () => {
    const host = new FakeHost({ files: DAEMON });
    const stat = host.stat.bind(host);
    host.stat = async (path) => {
      if (path === `${DIR}/bypass4netns` || path.endsWith(UNIT)) throw new NotRecorded(path);
      return stat(path);
    };
    expect(await readBypass(host, alice)).toEqual({
      bypass4netnsd: `${DIR}/bypass4netnsd`,
      bypass4netns: null,
      bypassService: MISSING,
    });
  });
});

describe('the runc that containerd finds', () => {
  const RUNC = { '/usr/sbin/runc': { bytes: '', mode: 0o755 } };
  const key = commandKey(versionOf(alice, '/usr/sbin/runc'));

  it.each<[string, FakeResult | null, object]>([
    [
      'of Debian 11',
      'runc version 1.0.0~rc93+ds1\ncommit: 1.0.0~rc93+ds1-5+deb11u5\nspec: 1.0.2-dev\n',
      { runcVersion: '1.0.0~rc93+ds1' },
    ],
    ['of upstream', 'runc version v1.3.0\n', { runcVersion: '1.3.0' }],
    ['without a number', 'runc version unknown\n', {}],
    ['silent', { code: 1, stderr: 'Illegal instruction' }, {}],
    ['not executable for this machine', null, {}],
  ])('%s', async (_what, said, expected) => {
    const host = new FakeHost({ files: RUNC, commands: { [key]: said } });
    expect(await readRunc(host, alice)).toEqual(expected);
  });

  it('is not asked where there is none, or where nobody asked when the host was recorded', async () => {
    const without = new FakeHost();
    expect(await readRunc(without, alice)).toEqual({});
    expect(without.ran).toEqual([]);
    expect(await readRunc(new FakeHost({ files: RUNC, otherCommands: 'throw' }), alice)).toEqual(
      {},
    );
  });
});
