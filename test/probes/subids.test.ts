import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { readFacts, runChecks } from '../../src/probe/index.ts';
import { parseGetsubids, parseIdMap, parsePolicy, probe } from '../../src/probe/subids.ts';
import { shown } from '../../src/probe/subids-checks.ts';
import { alice, contextOf, nobodyYet } from './context.ts';
import { type FakeFile, FakeHost, type FakeSpec } from './fake-host.ts';

const PASSWD = 'root:x:0:0::/root:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/sh\n';

describe('parsePolicy', () => {
  it('fills in the defaults of shadow', () => {
    expect(parsePolicy('# SUB_UID_MIN 5\nUID_MIN 1000\n')).toEqual({
      uidMin: 100000,
      uidMax: 600100000,
      uidCount: 65536,
      gidMin: 100000,
      gidMax: 600100000,
      gidCount: 65536,
    });
  });

  it('reads octal, hexadecimal, quoted values and CRLF; the last one wins', () => {
    const text =
      'SUB_UID_MIN\t1\r\nSUB_UID_MIN\t524288\r\nSUB_GID_MIN 0x80000\n SUB_UID_COUNT "0"\nSUB_GID_COUNT 0200000\nSUB_UID_MAX lots';
    expect(parsePolicy(text)).toEqual({
      uidMin: 524288,
      uidMax: 600100000,
      uidCount: 0,
      gidMin: 524288,
      gidMax: 600100000,
      gidCount: 65536,
    });
  });
});

describe('parseGetsubids and parseIdMap', () => {
  it('reads what getsubids prints', () => {
    expect(parseGetsubids('0: alice 100000 65536\n1: domain user 300000 9\n')).toEqual([
      { start: 100000, count: 65536 },
      { start: 300000, count: 9 },
    ]);
    expect(parseGetsubids('Error fetching ranges\n')).toEqual([]);
  });

  it('keeps ranges above the accounts, not the identity and not single ids', () => {
    const map = '         0       1000          1\n         1     100000      65536\n';
    expect(parseIdMap(map)).toEqual([{ start: 100000, count: 65536 }]);
    expect(parseIdMap('         0          0 4294967295\n')).toEqual([]);
  });
});

describe('subids', () => {
  const read = async (spec: FakeSpec, context = contextOf(alice)) => {
    const fact = await probe.read(new FakeHost(spec), context);
    if (!fact.known) throw new Error('unknown');
    return fact.value;
  };

  it('knows the source of NSS and asks getsubids for the user', async () => {
    const value = await read({
      files: { '/etc/nsswitch.conf': 'passwd: files\nsubid: sss\n' },
      commands: {
        'getsubids alice': '0: alice 2147483648 65536\n',
        'getsubids -g alice': { code: 1, stdout: 'Error fetching ranges\n' },
      },
    });
    expect(value.nss).toBe('sss');
    expect(value.getsubids).toEqual({ uid: [{ start: 2147483648, count: 65536 }], gid: [] });
    expect((await read({})).getsubids).toBeNull();
    expect((await read({}, nobodyYet)).nss).toBe('files');
  });

  it('reserves what Incus uses without a line, unless root has a line', async () => {
    const incus = { '/var/lib/incus': { kind: 'directory' } } as const;
    expect((await read({ files: incus })).taken).toEqual([
      { start: 1000000, count: 1000000000, by: 'Incus' },
    ]);
    const files = { ...incus, '/etc/subuid': 'root:1000000:1000000000\n' };
    expect((await read({ files })).taken).toEqual([]);
  });

  it('looks at running namespaces and machines as root only, and leaves out what lines give', async () => {
    const spec: FakeSpec = {
      files: {
        '/etc/subuid': 'alice:100000:65536\n',
        '/proc/1/uid_map': '0 0 4294967295\n',
        '/proc/70/uid_map': '0 1000 1\n1 100000 65536\n',
        '/proc/80/uid_map': '0 700000 65536\n',
        '/var/lib/machines/web': { kind: 'directory' },
      },
      commands: { 'lsns -t user -n -r -o PID': '1\n70\n80\n' },
    };
    expect((await read({ ...spec, self: { uid: 0, gid: 0 } })).taken).toEqual([
      { start: 700000, count: 65536, by: 'process 80' },
    ]);
    const host = new FakeHost(spec);
    await probe.read(host, contextOf(alice));
    expect(host.ran.join(' ')).not.toContain('lsns');
  });
});

describe('checks of subordinate ids', () => {
  const run = async (
    subuid: FakeFile | null,
    subgid: FakeFile | null = subuid,
    more: FakeSpec = {},
  ): Promise<readonly Finding[]> => {
    const host = new FakeHost({
      ...more,
      files: {
        '/etc/passwd': PASSWD,
        ...(subuid === null ? {} : { '/etc/subuid': subuid }),
        ...(subgid === null ? {} : { '/etc/subgid': subgid }),
        ...more.files,
      },
    });
    const facts = await readFacts(host, null);
    return runChecks(facts, { engines: ['podman'] }).filter(({ id }) => id.startsWith('subid.'));
  };
  const bad = (found: readonly Finding[]) =>
    found.filter(({ level }) => level !== 'ok').map(({ id, level }) => `${id} ${level}`);

  it('says what is fine', async () => {
    const found = await run('alice:100000:65536\n');
    expect(bad(found)).toEqual([]);
    expect(found.map(({ id }) => id)).toEqual([
      'subid.present',
      'subid.size',
      'subid.overlap',
      'subid.real',
      'subid.syntax',
      'subid.file',
      'subid.file',
    ]);
  });

  it('shows the lines, with bytes that no terminal should get', async () => {
    const found = await run('alice:100000:65536\r\n\u001b[31mbad:1\n');
    const syntax = found.find(({ id }) => id === 'subid.syntax');
    expect(syntax?.evidence).toBe(
      '/etc/subuid:1: alice:100000:65536\\x0d; /etc/subuid:2: \\x1b[31mbad:1',
    );
    expect(bad(found)).toContain('subid.present fail');
  });

  it('judges the files as files', async () => {
    const text = 'alice:100000:65536\n';
    const level = async (file: FakeFile | null) =>
      (await run(text, file)).filter(({ id }) => id === 'subid.file')[1]?.level;
    expect(await level({ bytes: text, mode: 0o664 })).toBe('fail');
    expect(await level({ bytes: text, uid: 1000 })).toBe('fail');
    expect(await level({ bytes: text, mode: 0o600 })).toBe('warn');
    expect(await level({ bytes: text, realPath: '/srv/subgid' })).toBe('warn');
    expect(await level('alice:100000:65536')).toBe('info');
    expect(await level(null)).toBe('info');
    expect(await level('')).toBe('ok');
  });

  it('skips what it could not read, and does not call it missing', async () => {
    expect(bad(await run({ kind: 'unreadable' }))).toEqual(['subid.present skip']);
    expect(bad(await run({ kind: 'too-big' }))).toEqual(['subid.present skip']);
  });

  it('does not judge files that a directory overrides', async () => {
    const files = { '/etc/nsswitch.conf': 'subid: sss\n' };
    expect(bad(await run('broken\n', '', { files }))).toEqual([
      'subid.nss warn',
      'subid.size skip',
    ]);
    const commands = {
      'getsubids alice': '0: alice 2147483648 65536\n',
      'getsubids -g alice': '0: alice 2147483648 1000\n',
    };
    expect(bad(await run('', '', { files, commands }))).toEqual([
      'subid.nss info',
      'subid.size fail',
    ]);
  });

  it('does not say that no account is hit where the accounts are unknown', async () => {
    const host = new FakeHost({
      files: { '/etc/subuid': 'alice:100000:65536\n', '/etc/subgid': 'alice:100000:65536\n' },
      commands: { 'getent passwd 1000': PASSWD },
    });
    const facts = await readFacts(host, null);
    const found = runChecks(facts, { engines: [] });
    expect(found.find(({ id }) => id === 'subid.real')?.level).toBe('skip');
  });
});

describe('shown', () => {
  it('decodes UTF-8, keeps other bytes, and cuts', () => {
    expect(shown(Buffer.from('jürgen').toString('latin1'))).toBe('jürgen');
    expect(shown('j\u00fcrgen\0')).toBe('jürgen\\x00');
    expect(shown('x'.repeat(500))).toHaveLength(101);
  });
});
