/** What is in a volume, as the look before a judgement sums it up: the real shell text over real, odd files. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseKept } from '../../src/migrate/owners.ts';
import { parseLook } from '../../src/migrate/volume-look.ts';
import { keptBelow, volumeLook } from '../../src/probe/commands-move.ts';
import { IS_ROOT, SHELLS } from './shell.ts';

let top = '';
let dir = '';
beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'rw-look-'));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));
beforeEach(() => {
  dir = mkdtempSync(join(top, 'volume-'));
});

// BusyBox's find(1) has no -printf: what it cannot say is not known.
const GNU = SHELLS.filter(({ name }) => !name.startsWith('busybox'));

describe.each(GNU)('a look through a volume, in $name', (shell) => {
  /** Runs the text that the program runs; `bin`: programs that come before all others. */
  const look = (bin = '') => {
    const [, , script = ''] = volumeLook(dir).argv;
    const [program, ...args] = shell.argv;
    const said = spawnSync(program, [...args, '-c', script, 'sh', dir], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: `${bin === '' ? '' : `${bin}:`}${process.env['PATH'] ?? ''}`, LC_ALL: 'C' },
    });
    return { ...said, found: parseLook(said.stdout) };
  };

  /** A program of ours, found before the real one. */
  const put = (name: string, text: string): string => {
    const bin = mkdtempSync(join(top, 'bin-'));
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
    return bin;
  };

  it('finds nothing in an empty one', () => {
    const { found, stderr } = look();
    expect(stderr).toBe('');
    expect(found).toMatchObject({ files: 0, size: 0, linked: 0, sockets: 0, uid: { path: '.' } });
  });

  it('counts each kind once, whatever the names', () => {
    mkdirSync(join(dir, 'deep'));
    writeFileSync(join(dir, 'deep', 'line\nend 9'), 'four');
    writeFileSync(
      Buffer.concat([Buffer.from(`${dir}/`), Buffer.from([0xff, 0x20, 0x20, 0x61])]),
      'x',
    );
    writeFileSync(join(dir, ' blank '), 'x');
    linkSync(join(dir, ' blank '), join(dir, 'second'));
    linkSync(join(dir, ' blank '), join(dir, 'third'));
    symlinkSync('/etc/passwd', join(dir, 'away'));
    writeFileSync(join(dir, 'hole'), '');
    truncateSync(join(dir, 'hole'), 1_000_000);
    chmodSync(join(dir, 'second'), 0o4755);
    chmodSync(join(dir, 'deep'), 0o2755);
    expect(spawnSync('mkfifo', [join(dir, 'fifo')]).status).toBe(0);
    const { found, stderr } = look();
    expect(stderr).toBe('');
    expect(found).toMatchObject({
      files: 9,
      size: 1_000_006,
      fifos: 1,
      sockets: 0,
      others: 0,
      devices: { count: 0, path: '' },
      setuid: 3,
      linked: 3,
      sparse: 1,
      outside: { count: 0, path: '' },
    });
    const kept = spawnSync('du', ['-s', '-B1', dir], { encoding: 'utf8' }).stdout;
    expect(found?.bytes).toBe(Number.parseInt(kept, 10));
  });

  it('counts what has a name elsewhere, too, and names it', () => {
    mkdirSync(join(dir, 'a b'));
    for (const name of ['a b/one\nline', 'both']) writeFileSync(join(dir, name), 'x');
    linkSync(join(dir, 'both'), join(dir, 'a b', 'second'));
    linkSync(join(dir, 'both'), join(top, 'away'));
    linkSync(join(dir, 'a b/one\nline'), join(top, 'away too'));
    expect(look().found).toMatchObject({
      linked: 3,
      outside: { count: 2, path: 'a b/one\\nline' },
    });
    rmSync(join(top, 'away'));
    rmSync(join(top, 'away too'));
    expect(look().found?.outside).toEqual({ count: 0, path: '' });
  });

  it('counts what chattr(1) has fixed, as far as lsattr(1) says', () => {
    writeFileSync(join(dir, 'a b'), '');
    const said = `cat <<'END'
--------------e------- .
----i---------e------- ./a b
-----a--------e------- ./log
lsattr: Inappropriate ioctl for device While reading flags on ./x
END`;
    expect(look(put('lsattr', said)).found?.fixed).toEqual({ count: 2, path: 'a b' });
    const slow = put('lsattr', said);
    writeFileSync(join(slow, 'timeout'), '#!/bin/sh\nexit 124\n');
    chmodSync(join(slow, 'timeout'), 0o755);
    expect(look(slow).found).toMatchObject({ files: 1, fixed: null });
  });

  it.runIf(IS_ROOT)('names who has the largest ids, and the first device', () => {
    writeFileSync(join(dir, 'line\nend 9'), '');
    chownSync(join(dir, 'line\nend 9'), 70_000, 5);
    mkdirSync(join(dir, 'a b'));
    chownSync(join(dir, 'a b'), 9, 4_000_000_000);
    expect(spawnSync('mknod', [join(dir, 'a b', 'null'), 'c', '1', '3']).status).toBe(0);
    expect(look().found).toMatchObject({
      uid: { id: 70_000, path: 'line\\nend 9' },
      gid: { id: 4_000_000_000, path: 'a b' },
      devices: { count: 1, path: 'a b/null' },
    });
  });

  it('knows nothing without the find(1) of GNU', () => {
    expect(look(put('find', 'echo "find: unrecognized: -printf" >&2; exit 1')).found).toBe(null);
  });

  it('fits into an answer, however long the names', () => {
    const deep = Array.from({ length: 12 }, () => 'x'.repeat(200)).join('/');
    mkdirSync(join(dir, deep), { recursive: true });
    chmodSync(join(dir, deep), 0o700);
    for (let n = 0; n < 300; n++) writeFileSync(join(dir, `${n}`), '');
    const { stdout, found } = look();
    expect(found?.files).toBe(312);
    expect(stdout.length).toBeLessThan(2000);
  });

  it('goes on where files go meanwhile, and says what else went wrong', () => {
    writeFileSync(join(dir, 'db'), 'x');
    const real = spawnSync('sh', ['-c', 'command -v find'], { encoding: 'utf8' }).stdout.trim();
    const complaint = "find: './db-wal': No such file or directory";
    const gone = look(put('find', `${real} "$@"; echo "${complaint}" >&2; exit 1`));
    expect(gone.found?.files).toBe(1);
    expect(gone.stderr).toContain(complaint);
    const killed = look(put('find', `${real} "$@"; kill -KILL $$`));
    expect(killed.found).toBe(null);
    rmSync(dir, { recursive: true });
    expect(look().status).not.toBe(0);
  });

  it('counts files with attributes of which a copy can lose some', () => {
    const said = `cat <<'END'
# file: a
user.note
trusted.overlay.opaque

# file: b
security.selinux

# file: c\\012end 0
security.capability
system.posix_acl_access
END
exit 1`;
    writeFileSync(join(dir, 'a'), '');
    expect(look(put('getfattr', said)).found).toMatchObject({
      attributes: 2,
      acls: 1,
      capabilities: 1,
      trusted: 1,
    });
    const slow = put('getfattr', said);
    writeFileSync(join(slow, 'timeout'), '#!/bin/sh\necho "# file: a"; echo user.note; exit 124\n');
    chmodSync(join(slow, 'timeout'), 0o755);
    expect(look(slow).found).toMatchObject({ files: 1, attributes: null, acls: null });
  });

  describe('and what a new owner would end', () => {
    const kept = (path: string, bin = '') => {
      const [, , script = ''] = keptBelow(path).argv;
      const [program, ...args] = shell.argv;
      const said = spawnSync(program, [...args, '-c', script, 'sh', path], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: `${bin === '' ? '' : `${bin}:`}${process.env['PATH'] ?? ''}`, LC_ALL: 'C' },
      });
      return { ...said, found: parseKept(said.stdout) };
    };

    it('is nothing in most', () => {
      writeFileSync(join(dir, 'a'), '');
      expect(kept(dir)).toMatchObject({ status: 0, stderr: '', found: {} });
      expect(kept(join(dir, 'gone'))).toMatchObject({ found: {} });
    });

    it('names a setuid program, also where the path is one', () => {
      const path = join(dir, 'a b\ncapable x');
      writeFileSync(path, '');
      chmodSync(path, 0o2755);
      const named = { setuid: path.replace('\n', '?') };
      expect(kept(dir).found).toEqual(named);
      expect(kept(path).found).toEqual(named);
    });

    it.each([['/x/a b cap_net_raw,cap_chown=ep'], ['/x/a b = cap_net_raw+ep']])(
      'takes the path from what an old or a new getcap says: %s',
      (said) => {
        const bin = put(
          'getcap',
          `[ "$1" = -r ] && printf '%s\\n/x/second cap_chown=ep\\n' '${said}'`,
        );
        expect(kept(dir, bin).found).toEqual({ capable: '/x/a b' });
      },
    );

    it('names what chattr(1) has fixed', () => {
      const said = `printf '%s\\n' '--------------e------- /x/a' '-----a--------e------- /x/b c' '----i---------e------- /x/d'`;
      expect(kept(dir, put('lsattr', said)).found).toEqual({ fixed: '/x/b c' });
    });
  });
});
