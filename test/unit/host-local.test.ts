import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { execute } from '../../src/host/execute.ts';
import { LocalHost } from '../../src/host/local.ts';
import { readTextFile } from '../../src/host/write-text.ts';
import { UserError } from '../../src/model/error.ts';

const IS_ROOT = process.getuid?.() === 0;
const USER = IS_ROOT
  ? { uid: 54_321, gid: 54_321 }
  : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
const PLAIN = { env: { PATH: '/usr/bin:/bin' }, timeoutMs: 10_000, user: null };

describe('a program that is run to look at something', () => {
  it('tells its code and what it said', async () => {
    const result = await execute('sh', ['-c', 'echo out; echo err >&2; exit 3'], PLAIN);
    expect(result).toEqual({ status: 'exited', code: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  it('is missing, or killed, and no exception', async () => {
    expect(await execute('rw-no-such-program', [], PLAIN)).toMatchObject({ status: 'missing' });
    expect(await execute('sh', ['-c', 'kill -9 $$'], PLAIN)).toMatchObject({ status: 'signal' });
  });

  it.each([null, USER])(
    'is ended with what it started when it takes too long (as %o)',
    async (user) => {
      const how = { ...PLAIN, user, timeoutMs: 300 };
      const began = Date.now();
      const result = await execute('sh', ['-c', 'echo first; sleep 30 & wait'], how);
      expect(result).toMatchObject({ status: 'timeout', code: -1, stdout: '' });
      expect(Date.now() - began).toBeLessThan(10_000);
    },
  );

  it('is no answer when it says more than can be kept', async () => {
    const result = await execute('sh', ['-c', 'head -c 3000000 /dev/zero; sleep 30'], PLAIN);
    expect(result).toMatchObject({ status: 'timeout', stdout: '' });
  });

  it('has no terminal of ours when it runs as another user', async () => {
    const { stdout } = await execute('cat', ['/proc/self/stat'], { ...PLAIN, user: USER });
    // proc_pid_stat(5): after the name state, ppid, pgrp, session, tty_nr.
    const [pid = ''] = stdout.split(' ');
    const [, , , session, tty] = stdout.replace(/.*\) /, '').split(' ');
    expect({ session, tty }).toEqual({ session: pid, tty: '0' });
  });
});

describe.skipIf(!IS_ROOT)('root looks into the home of somebody (skipped unless root)', () => {
  let dir = '';
  const home = () => join(dir, 'home');
  const host = new LocalHost();
  const put = (path: string, mode: number, uid = 0) => {
    writeFileSync(path, 'secret\n');
    chmodSync(path, mode);
    chownSync(path, uid, uid);
  };
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'rw-home-'));
    chmodSync(dir, 0o755);
    mkdirSync(home());
    mkdirSync(join(home(), 'dotfiles'));
    mkdirSync(join(dir, 'closed'), { mode: 0o700 });
    put(join(dir, 'private'), 0o600);
    put(join(dir, 'public'), 0o644);
    put(join(dir, 'closed', 'open'), 0o644);
    put(join(home(), 'dotfiles', 'own'), 0o600, USER.uid);
    const links = {
      own: 'dotfiles/own',
      lure: '../private',
      deep: '../closed/open',
      public: '../public',
      way: '../closed',
    };
    for (const [name, to] of Object.entries(links)) symlinkSync(to, join(home(), name));
    for (const path of [home(), join(home(), 'dotfiles')]) chownSync(path, USER.uid, USER.gid);
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it.each(['own', 'public', 'dotfiles/own'])('%s is read', async (name) => {
    expect(await host.file(join(home(), name))).toMatchObject({ kind: 'file', bytes: 'secret\n' });
  });

  it.each(['lure', 'deep', 'way/open'])('%s leads to what is not for that user', async (name) => {
    expect(await host.file(join(home(), name))).toMatchObject({ kind: 'unreadable' });
  });

  it('a link of root itself is followed', async () => {
    symlinkSync('private', join(dir, 'link'));
    expect(await host.file(join(dir, 'link'))).toMatchObject({ kind: 'file', bytes: 'secret\n' });
  });
});

describe('a file that a person named', () => {
  it('is not read for ever', async () => {
    const refused = readTextFile('/dev/zero').catch((error: unknown) => error);
    expect(await refused).toBeInstanceOf(UserError);
    expect(await refused).toMatchObject({ text: { key: 'cli.too-big' } });
  });
});
