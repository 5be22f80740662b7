import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FetchKey } from '../../src/model/action-programs.ts';
import { inverse } from '../../src/run/inverse.ts';
import { IS_ROOT, look, names, type Outcome, perform, SHELLS, sha256, tempDir } from './shell.ts';

/** A repository's key counts by its full fingerprint alone, wherever it comes from, and goes again. */

const HAS_GPG = spawnSync('gpg', ['--version']).status === 0;

const dirs: string[] = [];
afterAll(() => {
  for (const dir of dirs) {
    spawnSync('gpgconf', ['--homedir', dir, '--kill', 'all']);
    rmSync(dir, { recursive: true, force: true });
  }
});

function newDir(): string {
  const dir = tempDir();
  dirs.push(dir);
  return dir;
}

interface Key {
  readonly file: string;
  readonly armored: string;
  readonly binary: string;
  readonly secret: string;
  readonly fingerprint: string;
}

/** A new key pair; its public half has a subkey, as Docker's has. */
function makeKey(name: string): Key {
  const home = mkdtempSync(join(tmpdir(), 'rw-gpg-'));
  chmodSync(home, 0o700);
  dirs.push(home);
  const gpg = (...args: readonly string[]): string => {
    const done = spawnSync(
      'gpg',
      ['--homedir', home, '--batch', '--passphrase', '', '--pinentry-mode', 'loopback', ...args],
      { encoding: 'latin1' },
    );
    expect(done.status, done.stderr).toBe(0);
    return done.stdout;
  };
  gpg('--quick-gen-key', `${name} <${name}@example.org>`, 'ed25519', 'sign', 'never');
  const shown = () => gpg('--with-colons', '--list-keys', name);
  const fingerprint = /^fpr:+([0-9A-F]{40}):/m.exec(shown())?.[1] ?? '';
  gpg('--quick-add-key', fingerprint, 'ed25519', 'sign', 'never');
  const file = join(home, `${name}.asc`);
  const armored = gpg('--armor', '--export', name);
  writeFileSync(file, armored);
  return {
    file,
    armored,
    binary: gpg('--export', name),
    secret: gpg('--armor', '--export-secret-keys', name),
    fingerprint,
  };
}

describe.skipIf(!HAS_GPG || !IS_ROOT)('the key of a repository', () => {
  const good = HAS_GPG ? makeKey('good') : null;
  const evil = HAS_GPG ? makeKey('evil') : null;
  if (good === null || evil === null) return;

  const action = (dir: string, more: Partial<FetchKey> = {}): FetchKey => ({
    do: 'fetch-key',
    from: good.file,
    fingerprint: good.fingerprint,
    path: `${dir}/keyrings/docker.asc`,
    there: false,
    missing: [`${dir}/keyrings`],
    ...more,
  });

  describe.each(SHELLS.filter(({ setUp }) => setUp === ''))('$name', (shell) => {
    const take = (what: FetchKey, before = ''): Outcome => perform(shell, what, { before });
    const back = (what: FetchKey): Outcome => {
      const undo = inverse(what);
      if (undo === null) throw new Error('no inverse');
      return perform(shell, undo);
    };
    const served = (text: string): string => {
      const file = join(newDir(), 'key');
      writeFileSync(file, text, 'latin1');
      return file;
    };

    it('is put there for everybody to read, once, and taken away with its directory', () => {
      const dir = newDir();
      const what = action(dir);
      const first = take(what);
      expect(first, first.output).toMatchObject({ code: 0, said: [`wrote ${what.path}`] });
      expect(look(what.path)).toMatchObject({ mode: 0o644, uid: 0, sha256: sha256(good.armored) });
      expect(take(what)).toMatchObject({ code: 0, said: [`already ${what.path}`] });
      expect(back(what).code).toBe(0);
      expect(names(dir)).toEqual([]);
      expect(back(what)).toMatchObject({ code: 0 });
    });

    it('comes by a file: address, too', () => {
      const dir = newDir();
      expect(take(action(dir, { from: `file://${good.file}` })).code).toBe(0);
      expect(names(`${dir}/keyrings`)).toEqual(['docker.asc']);
    });

    it.each([
      ['another key', evil.armored, 'its fingerprint is'],
      ['that key and another one', good.armored + evil.armored, 'is not one OpenPGP key'],
      ['a key behind text', `good\n${evil.armored}`, 'its fingerprint is'],
      ['a key that was cut off', good.armored.slice(0, 200), ''],
      ['a key that is not in armour', good.binary, 'is not one OpenPGP key'],
      ['a secret key', good.secret, 'is not one OpenPGP key'],
      ['the page of a proxy', '<html>please log in</html>\n', 'is not one OpenPGP key'],
      ['nothing', '', 'is not one OpenPGP key'],
    ])('takes nothing from %s', (_what, text, reason) => {
      const dir = newDir();
      const done = take(action(dir, { from: served(text) }));
      expect(done.code).toBe(1);
      expect(done.said.join('\n')).toContain(reason);
      expect(done.said.join('\n')).toContain('nothing was changed');
      expect(names(dir)).toEqual([]);
    });

    it.each([
      ['no such file', '/nowhere/key.asc', 'docker.key=/PATH'],
      ['no encryption', 'http://127.0.0.1:9/gpg', 'neither an https: or file: address'],
      ['no server', 'https://127.0.0.1:9/gpg', 'could not be fetched'],
      ['an option', '--output=/etc/passwd', 'neither an https: or file: address'],
    ])('says what to do next where there is %s', (_what, from, reason) => {
      const dir = newDir();
      const done = take(action(dir, { from }));
      expect(done.code).toBe(1);
      expect(done.said.join('\n')).toContain(reason);
      expect(names(dir)).toEqual([]);
    });

    it.each(['0EBFCD88', 'x'.repeat(40), ''])('takes no short fingerprint: "%s"', (fingerprint) => {
      const dir = newDir();
      expect(take(action(dir, { fingerprint })).code).toBe(1);
      expect(names(dir)).toEqual([]);
    });

    it('says which package is missing where there is no gpg', () => {
      const dir = newDir();
      const hidden = 'rw_has() { [ "$1" != gpg ] && command -v "$1" >/dev/null 2>&1; }';
      const done = take(action(dir), hidden);
      expect(done.code).toBe(1);
      expect(done.said.join('\n')).toContain('gpg is not installed');
      expect(names(dir)).toEqual([]);
    });

    it('never replaces what lies there, and leaves a key that is not ours', () => {
      const dir = newDir();
      const what = action(dir);
      mkdirSync(`${dir}/keyrings`);
      writeFileSync(what.path, evil.armored);
      expect(take(what)).toMatchObject({ code: 3 });
      expect(back(what)).toMatchObject({ code: 0 });
      expect(readFileSync(what.path, 'latin1')).toBe(evil.armored);
    });

    it('has nothing to take back where the key lay there before', () => {
      expect(inverse(action('/nowhere', { there: true }))).toBeNull();
    });

    it('follows no link', () => {
      const dir = newDir();
      mkdirSync(`${dir}/keyrings`);
      writeFileSync(`${dir}/other`, 'mine\n');
      symlinkSync(`${dir}/other`, `${dir}/keyrings/docker.asc`);
      expect(take(action(dir)).code).toBe(1);
      expect(back(action(dir)).code).toBe(1);
      expect(readFileSync(`${dir}/other`, 'utf8')).toBe('mine\n');
    });

    it('leaves no trace in the home of whoever runs it', () => {
      const dir = newDir();
      const home = newDir();
      const temp = newDir();
      const before = `HOME=${home} TMPDIR=${temp}; export HOME TMPDIR; unset GNUPGHOME`;
      expect(take(action(dir), before).code).toBe(0);
      expect(names(home)).toEqual([]);
      expect(names(temp)).toEqual([]);
    });

    it.each([
      ['curl', 'while [ $# -gt 1 ]; do [ "$1" != --output ] || out=$2; shift; done'],
      ['wget', 'while [ $# -gt 1 ]; do [ "$1" != -O ] || out=$2; shift; done'],
    ])('is fetched over https by %s, whichever is there', (tool, find) => {
      // busybox has a wget of its own, which it prefers.
      if (shell.name === 'busybox' && tool === 'wget') return;
      const dir = newDir();
      const bin = newDir();
      writeFileSync(
        join(bin, tool),
        `#!/bin/sh\necho "$*" >${bin}/calls\n${find}\ncp ${good.file} "$out"\n`,
      );
      chmodSync(join(bin, tool), 0o755);
      const other = tool === 'curl' ? 'wget' : 'curl';
      const before = `PATH=${bin}:$PATH
rw_has() { [ "$1" != ${other} ] && command -v "$1" >/dev/null 2>&1; }`;
      const done = take(action(dir, { from: 'https://127.0.0.1:9/linux/debian/gpg' }), before);
      expect(done, done.output).toMatchObject({ code: 0 });
      const calls = readFileSync(join(bin, 'calls'), 'utf8');
      expect(calls).toContain('https://127.0.0.1:9/linux/debian/gpg');
      expect(names(`${dir}/keyrings`)).toEqual(['docker.asc']);
    });
  });
});
