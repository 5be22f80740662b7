import { spawnSync } from 'node:child_process';
import { chownSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EditSubids, WriteFile } from '../../src/model/action.ts';
import { render } from '../../src/run/render.ts';
import { GID, look, names, run, SHELLS, seen, sha256, start, tempDir, UID } from './shell.ts';

const fresh = () => tempDir({ user: true });

const OLD = 'the old content\n';
const NEW = 'the new content, which is longer\n'.repeat(40);

function put(path: string, text: string): void {
  writeFileSync(path, text, 'latin1');
  chownSync(path, UID, GID);
}

/** A user without root in a file system of 64 KiB: real ENOSPC. */
const SMALL_DISK =
  'mount -t tmpfs -o size=64k,mode=0755 none "$1" && shift && ' +
  'exec unshare -U --map-user=1000 --map-group=1000 "$@"';
const small = (dir: string) => ['unshare', '-Urm', 'sh', '-c', SMALL_DISK, 'sh', dir];
const [unshare = '', ...trial] = small('/mnt');
const hasSmallDisk = spawnSync(unshare, [...trial, 'true']).status === 0;

const hasStrace = spawnSync('strace', ['-V']).status === 0;

describe.skipIf(!hasSmallDisk)('a full disk (skipped where user namespaces are forbidden)', () => {
  it.each(SHELLS)('is told, and the file stays whole, in $name', (shell) => {
    const dir = fresh();
    const path = join(dir, 'conf');
    const was = `${sha256(OLD)},0644,1000:1000`;
    const sizes = [0, 1, 4095, 4096, 20_000, 40_000, 53_000, 57_000, 61_000, 65_000, 100_000];
    const calls = sizes.map((size) => {
      const content = 'x'.repeat(size);
      return (
        `printf '%s' '${OLD}' >${path}\n` +
        `rw_write_file ${path} 0644 1000:1000 ${was} '${content}' || echo "failed with $?"\n` +
        `echo "is $(rw_sha256 ${path})" "$(ls -A ${dir})"`
      );
    });
    const { said, output } = run(shell, calls.join('\n'), { prefix: small(dir) });
    const after = output.split('\n').filter((line) => line.startsWith('is '));
    expect(said).toHaveLength(sizes.length);
    let full = 0;
    for (const [index, size] of sizes.entries()) {
      const wrote = said[index] === `wrote ${path}`;
      if (!wrote) {
        full += 1;
        expect(said[index]).toMatch(/No space left on device; nothing was changed$/);
      }
      expect(after[index]).toBe(`is ${sha256(wrote ? 'x'.repeat(size) : OLD)} conf`);
    }
    // It must not fail for small ones, nor claim to have written what does not fit.
    expect(said[0]).toBe(`wrote ${path}`);
    expect(full).toBeGreaterThan(1);
    expect(full).toBeLessThan(sizes.length - 4);
  });

  it.each(SHELLS)('leaves subordinate ids alone, in $name', (shell) => {
    const path = join(fresh(), 'subuid');
    const text = 'user:100000:65536\n'.repeat(1800);
    const calls = `printf %s '${text}' >${path}
      rw_edit_subids ${path} ${sha256(text)} ${sha256(`${text}alice:1:2\n`)} +alice:1:2 || echo "failed with $?"
      echo "is $(rw_sha256 ${path})" "$(ls -A ${path}*)"`;
    const { said, output } = run(shell, calls, { prefix: small(join(path, '..')) });
    expect(said[0]).toMatch(/^failed .*nothing was changed$/);
    expect(output).toContain(`failed with 1\nis ${sha256(text)} ${path}`);
    expect(output).not.toContain('lock');
  });
});

describe.skipIf(!hasStrace)('SIGKILL at any system call (skipped without strace)', () => {
  const shells = SHELLS.filter(({ name }) => name === 'dash' || name === 'busybox');
  const [first] = shells;
  if (first === undefined) return;

  /** How many system calls the busiest process makes: the shell itself. */
  function calls(text: string): number {
    const { stderr } = start(first ?? SHELLS[0] ?? never(), text, {
      user: true,
      prefix: ['strace', '-f', '-c', '-S', 'calls'],
    });
    const total = /^\s*\S+\s+\S+\s+\S+\s+(\d+).*total$/m.exec(stderr)?.[1];
    return Number(total ?? 1500);
  }

  /** Kills every process of the helper at its own nth call: children early, the shell later. */
  const killAt = (n: number) => [
    'strace',
    '-f',
    '-qq',
    '-o',
    '/dev/null',
    '-e',
    `inject=all:signal=SIGKILL:when=${n}`,
  ];

  /** Points over the whole run, others at each run of the tests. */
  function points(most: number, count: number): readonly number[] {
    const step = Math.max(1, Math.floor(most / count));
    const offset = Math.floor(Math.random() * step);
    const early = Array.from({ length: 8 }, (_, i) => 15 + i * 6 + (offset % 6));
    return [...early, ...Array.from({ length: count }, (_, i) => 1 + offset + i * step)];
  }

  it('never leaves a torn file, and the next run ends what was begun', () => {
    const dir = fresh();
    const path = join(dir, 'conf');
    put(path, OLD);
    const action: WriteFile = {
      do: 'write-file',
      path,
      bytes: NEW,
      mode: 0o600,
      uid: UID,
      gid: GID,
      before: seen(path),
    };
    const text = render(action).join('\n');
    const met = new Set<string>();
    for (const n of points(Math.floor(calls(text) / 3), 12)) {
      rmSync(path);
      put(path, OLD);
      start(first, text, { user: true, prefix: killAt(n) });
      const left = look(path);
      const whole = left.kind === 'file' && [OLD, NEW].includes(left.bytes);
      expect([n, whole]).toEqual([n, true]);
      met.add(left.kind === 'file' && left.bytes === OLD ? 'old' : 'new');
      expect([n, run(first, text, { user: true }).code]).toEqual([n, 0]);
      expect(look(path)).toMatchObject({ bytes: NEW, mode: 0o600 });
      expect([n, names(dir)]).toEqual([n, ['conf']]);
    }
    expect(met).toContain('old');
  }, 60_000);

  it('never leaves a torn subuid or a lock that stays', () => {
    const dir = fresh();
    const path = join(dir, 'subuid');
    const was = 'bob:100000:65536\n';
    const will = `${was}alice:165536:65536\n`;
    const action: EditSubids = {
      do: 'edit-subids',
      path: '/etc/subuid',
      remove: [],
      add: ['alice:165536:65536'],
      beforeSha256: sha256(was),
      afterSha256: sha256(will),
    };
    const text = render(action).join('\n').replace('/etc/subuid', path);
    put(path, was);
    for (const n of points(Math.floor(calls(text) / 3), 8)) {
      put(path, was);
      start(first, text, { user: true, prefix: killAt(n) });
      const left = look(path);
      expect([n, left.kind === 'file' && [was, will].includes(left.bytes)]).toEqual([n, true]);
      expect([n, run(first, text, { user: true }).code]).toEqual([n, 0]);
      expect(look(path)).toMatchObject({ bytes: will });
      expect([n, names(dir)]).toEqual([n, ['subuid', 'subuid-']]);
    }
  }, 60_000);
});

function never(): never {
  throw new Error('no shell');
}
