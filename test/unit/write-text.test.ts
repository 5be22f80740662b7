import { execFileSync } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeTextFile } from '../../src/host/write-text.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rw-text-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('a file that a person asked for', () => {
  it('is new, or replaces what was there, and is private', async () => {
    const path = join(dir, 'answers.yaml');
    for (const text of ['one', 'two']) {
      expect(await writeTextFile(path, text)).toBe(path);
      expect(await readFile(path, 'utf8')).toBe(text);
      expect((await lstat(path)).mode & 0o777).toBe(0o600);
    }
    expect(await readdir(dir)).toEqual(['answers.yaml']);
  });

  it('is written where a link of the person leads, and the link stays', async () => {
    await mkdir(join(dir, 'dotfiles'));
    await writeFile(join(dir, 'dotfiles/answers'), 'old');
    await symlink('dotfiles/answers', join(dir, 'answers.yaml'));
    await writeTextFile(join(dir, 'answers.yaml'), 'new');
    expect((await lstat(join(dir, 'answers.yaml'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(dir, 'dotfiles/answers'), 'utf8')).toBe('new');
  });

  it('never takes the place of what is no file', async () => {
    const pipe = join(dir, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [read] = await Promise.all([readFile(pipe, 'utf8'), writeTextFile(pipe, 'text')]);
    expect(read).toBe('text');
    expect((await lstat(pipe)).isFIFO()).toBe(true);
    await expect(writeTextFile(dir, 'text')).rejects.toThrow('cli.cannot-write');
  });

  it.skipIf(process.getuid?.() !== 0)(
    'leaves a device where it is, for root too',
    async ({ skip }) => {
      const device = join(dir, 'null');
      try {
        execFileSync('mknod', [device, 'c', '1', '3'], { stdio: 'ignore' });
        await writeFile(device, '');
      } catch {
        skip('no devices can be made or used here');
      }
      await writeTextFile(device, 'text');
      expect((await lstat(device)).isCharacterDevice()).toBe(true);
    },
  );
});
