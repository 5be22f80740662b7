import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/model/action.ts';
import { IS_ROOT, perform, SHELLS, tempDir } from './shell.ts';

const fresh = () => tempDir();

const make = (path: string, bytes = 1_000_000_000): Action => ({ do: 'make-image', path, bytes });

/** The first bytes of an XFS with this label: xfs(5). */
function superblock(label: string): Buffer {
  const block = Buffer.alloc(512);
  block.write('XFSB', 0);
  block.write(label, 108);
  return block;
}

describe.skipIf(!IS_ROOT).each(SHELLS)('an image in $name (skipped unless root)', (shell) => {
  it('is left alone when it is there and ours', () => {
    const path = join(fresh(), 'a b.xfs');
    writeFileSync(path, superblock('rw-store'), { mode: 0o600 });
    const result = perform(shell, [make(path)]);
    expect(result).toMatchObject({ code: 0, said: [`already ${path}`] });
    expect(readFileSync(path)).toEqual(superblock('rw-store'));
  });

  it.each([
    ['another label', superblock('home'), 0o600],
    ['no file system', Buffer.from('holiday.tar'), 0o600],
    ['a file that others may write', superblock('rw-store'), 0o666],
    ['an empty file', Buffer.alloc(0), 0o600],
  ])('is never made over %s, nor removed', (_what, bytes, mode) => {
    const path = join(fresh(), 'store.xfs');
    writeFileSync(path, bytes);
    chmodSync(path, mode);
    for (const action of [make(path), { do: 'remove-image', path } as const]) {
      const result = perform(shell, [action]);
      expect(result.code).toBe(1);
      expect(result.said.join()).toMatch(/no image of ours/);
    }
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('is left, and that is said, when nobody can see that it is empty', () => {
    const path = join(fresh(), 'store.xfs');
    writeFileSync(path, superblock('rw-store'), { mode: 0o600 });
    const result = perform(shell, [{ do: 'remove-image', path }]);
    expect(result.code).toBe(0);
    expect(result.said).toEqual([`kept ${path}`, expect.stringMatching(`^note .*rm -- ${path}$`)]);
    expect(existsSync(path)).toBe(true);
  });

  it('is gone when it is gone', () => {
    const path = join(fresh(), 'store.xfs');
    const result = perform(shell, [{ do: 'remove-image', path }]);
    expect(result).toMatchObject({ code: 0, said: [`already ${path}`] });
  });

  it('is not mounted where something lies', () => {
    const dir = fresh();
    const path = join(dir, 'store.xfs');
    const point = join(dir, 'point');
    mkdirSync(point);
    writeFileSync(join(point, 'kept'), '');
    writeFileSync(path, superblock('rw-store'), { mode: 0o600 });
    const result = perform(shell, [{ do: 'mount-image', path, point, unit: null }]);
    expect(result.code).toBe(1);
    // Without loop devices or XFS, as on some machines that run the tests, that is said first.
    expect(result.said.join()).toMatch(/is not empty|no loop devices|does not know XFS/);
    expect(readdirSync(point)).toEqual(['kept']);
  });

  it('does not mount what is no image of ours', () => {
    const dir = fresh();
    const point = join(dir, 'point');
    mkdirSync(point);
    const path = join(dir, 'absent.xfs');
    const result = perform(shell, [{ do: 'mount-image', path, point, unit: null }]);
    expect(result).toMatchObject({ code: 1, said: [`failed ${path} is no image of ours`] });
  });

  it('fits on the disk below it, or is not made', () => {
    const dir = fresh();
    const result = perform(shell, [make(join(dir, 'store.xfs'), 2 ** 60)]);
    expect(result.code).toBe(1);
    expect(result.said.join()).toMatch(/has room for \d+ KiB/);
    expect(readdirSync(dir)).toEqual([]);
  });
});
