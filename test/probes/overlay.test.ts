import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandResult } from '../../src/model/read-host.ts';
import { judgeOverlay, probe as overlay } from '../../src/probe/overlay.ts';
import { OVERLAY_TRIAL } from '../../src/probe/overlay-trial.ts';
import { alice, contextOf } from './context.ts';
import { FakeHost, type FakeSpec } from './fake-host.ts';
import { HOME, ROOM, ROOT, said, storageFindings, TRY } from './storage.ts';

describe('overlay', () => {
  it.each<[string, CommandResult, boolean | string]>([
    ['it works', said('native\n'), true],
    [
      'overlay on overlay',
      said('mount\n', {
        stderr: 'mount: m: wrong fs type, bad option, bad superblock on overlay\n dmesg(1) may\n',
      }),
      false,
    ],
    [
      'a whiteout fails',
      said('change\n', { stderr: 'mv: cannot move: Input/output error\n' }),
      false,
    ],
    [
      'no mount program',
      said('mount\n', { stderr: 'sh: 1: mount: not found\n' }),
      'core.command-failed',
    ],
    [
      'a home of somebody else',
      said('unwritable\n', { stderr: 'mkdir: Permission denied\n' }),
      'storage-check.no-scratch',
    ],
    [
      'AppArmor',
      said('', {
        code: 1,
        stderr: 'unshare: write failed /proc/self/uid_map: Operation not permitted\n',
      }),
      'core.command-failed',
    ],
    ['no unshare', said('', { status: 'missing', code: -1 }), 'core.command-missing'],
    ['a hanging disk', said('', { status: 'timeout', code: -1 }), 'session.took-too-long'],
    ['killed', said('', { status: 'signal', code: -1 }), 'core.command-failed'],
  ])('%s', (_name, result, expected) => {
    const fact = judgeOverlay('/d', result);
    expect(fact.known ? fact.value.native : fact.because.key).toBe(expected);
  });

  it('does not answer for a file system where it did not look', async () => {
    const data = '/home/alice/.local/share/containers/storage';
    const files = {
      '/proc/self/mountinfo': `${ROOT}2 1 7:0 / ${data} rw - xfs /dev/loop0 rw\n`,
      '/home/alice': HOME,
      [data]: HOME,
    };
    const host = new FakeHost({
      files,
      commands: { [TRY]: 'native\n' },
      spaces: { '/home/alice': ROOM },
    });
    expect(await overlay.read(host, contextOf(alice))).toMatchObject({
      because: { key: 'storage-check.other-mount', args: { path: data } },
    });
    expect(host.ran).not.toContain(TRY);
  });
});

describe('an XFS', () => {
  const files = {
    '/proc/self/mountinfo': `${ROOT}2 1 8:2 / /home rw - xfs /dev/sda2 rw\n`,
    '/home/alice': HOME,
  };
  const spaces = { '/home/alice': ROOM };
  const naming = (ftype: number) =>
    `meta-data=/dev/sda2 isize=256\nnaming   =version 2  bsize=4096   ascii-ci=0 ftype=${ftype}\n`;
  const withInfo = (info: string | null) => ({
    files,
    spaces,
    commands: { [TRY]: 'native\n', 'xfs_info /home': info },
  });

  it.each([
    ['whose directories name the kind of an entry', naming(1), 'storage.overlay ok'],
    ['that nobody can ask', null, 'storage.overlay ok'],
    [
      'on which overlay cannot replace a directory',
      naming(0),
      'storage.overlay warn storage-check.overlay-ftype',
    ],
  ])('%s', async (_name, info, expected) => {
    expect(await storageFindings(withInfo(info))).toContain(expected);
  });

  it('is the reason where the trial itself failed there', async () => {
    const stderr = "mv: cannot remove 'm/d': Directory not empty\n";
    const commands = { [TRY]: { stdout: 'change\n', stderr }, 'xfs_info /home': naming(0) };
    expect(await storageFindings({ files, spaces, commands })).toContain(
      'storage.overlay warn storage-check.overlay-ftype',
    );
    const fuse = { '/usr/bin/fuse-overlayfs': { bytes: '', mode: 0o755 } };
    const device = { '/dev/fuse': { kind: 'other', mode: 0o666 } } as const;
    const able = { ...files, ...fuse, ...device };
    expect(await storageFindings({ files: able, spaces, commands })).toContain(
      'storage.overlay info storage-check.overlay-ftype',
    );
    const fact = await overlay.read(new FakeHost({ files, spaces, commands }), contextOf(alice));
    expect(fact).toMatchObject({ value: { native: false, detail: 'xfs: ftype=0' } });
  });
});

describe('where AppArmor takes the rights of a namespace', () => {
  const refused = {
    code: 1,
    stderr: 'unshare: write failed /proc/self/uid_map: Operation not permitted\n',
  };
  const dir = '/home/alice/.local/state/rootless-wizard/probe';
  const BY_KIT = `target$ try-overlay-by /usr/bin/rootlesskit ${dir}`;
  const BY_PODMAN = `target$ try-overlay-by /usr/bin/podman unshare ${dir}`;
  const program = { bytes: '', mode: 0o755 };
  const read = async (files: FakeSpec['files'], commands: FakeSpec['commands']) => {
    const host = new FakeHost({
      files: { '/proc/self/mountinfo': ROOT, '/home/alice': HOME, ...files },
      commands: { [TRY]: refused, ...commands },
      spaces: { '/home/alice': ROOM },
    });
    const fact = await overlay.read(host, contextOf(alice));
    return { native: fact.known ? fact.value.native : null, ran: host.ran };
  };
  const kit = { '/usr/bin/rootlesskit': program };
  const podman = { '/usr/bin/podman': program };
  const awake = { '/run/user/1000/libpod/tmp/alive': '' };

  it('a program with a profile tries', async () => {
    expect((await read(kit, { [BY_KIT]: 'native\n' })).native).toBe(true);
    expect((await read(kit, { [BY_KIT]: 'change\n' })).native).toBe(false);
    expect((await read(kit, { [BY_KIT]: { code: 1 } })).native).toBeNull();
    expect((await read({}, {})).native).toBeNull();
  });

  it('Podman tries where that makes nothing new', async () => {
    const commands = { [BY_KIT]: { code: 1 }, [BY_PODMAN]: 'native\n' };
    expect((await read({ ...kit, ...podman, ...awake }, commands)).native).toBe(true);
    const asleep = await read({ ...kit, ...podman }, commands);
    expect(asleep.native).toBeNull();
    expect(asleep.ran).not.toContain(BY_PODMAN);
  });

  it('nobody else is asked where the trial itself gave an answer', async () => {
    const { native, ran } = await read(kit, { [TRY]: 'change\n', [BY_KIT]: 'native\n' });
    expect(native).toBe(false);
    expect(ran).not.toContain(BY_KIT);
  });
});

describe('the trial itself', () => {
  let dir = '';
  let bins = '';
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'rw trial,:'));
    bins = mkdtempSync(join(tmpdir(), 'rw-trial-bins-'));
  });
  afterAll(() => {
    for (const each of [dir, bins]) rmSync(each, { recursive: true, force: true });
  });

  /** Runs the text with a `mount` and `umount` of our own in front of PATH; word, then what was said. */
  function trial(mount: string, top: string, others: Record<string, string> = {}): string {
    // Not below `dir`: its colon would cut PATH in two.
    const bin = mkdtempSync(join(bins, 'bin-'));
    const programs = { mount, umount: 'exit 0', ...others };
    for (const [name, text] of Object.entries(programs)) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    const env = { PATH: `${bin}:/usr/bin:/bin`, LC_ALL: 'C' };
    const done = spawnSync('sh', ['-c', OVERLAY_TRIAL, 'sh', top], { env, encoding: 'utf8' });
    return `${done.stdout}${done.stderr}`;
  }

  it('reports the error of mount and leaves nothing behind', () => {
    const top = join(dir, 'a home', 'state', 'probe');
    expect(trial('echo "mount: wrong fs type" >&2; exit 32', top)).toBe(
      'mount\nmount: wrong fs type\n',
    );
    expect(existsSync(join(dir, 'a home'))).toBe(false);
  });

  it('notices a file that comes back after it was deleted', () => {
    const rm = '/bin/rm "$@" && { [ "$2" != m/f ] || : >m/f; }';
    expect(trial('cp -r l/. u/. m', join(dir, 'x', 'probe'), { rm })).toBe('change\n');
    expect(existsSync(join(dir, 'x'))).toBe(false);
  });

  it('notices a replaced directory that still shows old files', () => {
    const mkdir = '/bin/mkdir "$@" && for d; do [ "$d" != m/d ] || : >m/d/g; done';
    expect(trial('cp -r l/. u/. m', join(dir, 'y', 'probe'), { mkdir })).toBe('change\n');
    expect(existsSync(join(dir, 'y'))).toBe(false);
  });

  it('says which part of a change failed', () => {
    const mv = 'echo "mv: cannot move" >&2; exit 1';
    expect(trial('cp -r l/. u/. m', join(dir, 'v', 'probe'), { mv })).toBe(
      'change\nmv: cannot move\n',
    );
    expect(existsSync(join(dir, 'v'))).toBe(false);
  });

  it('notices a mount from which nothing can be run', () => {
    expect(trial('cp -r l/. u/. m', join(dir, 'w', 'probe'), { chmod: 'exit 0' })).toMatch(
      /^noexec\n.*Permission denied/,
    );
    expect(existsSync(join(dir, 'w'))).toBe(false);
  });

  it('calls it native when all of that works, and keeps what was there before', () => {
    const top = join(dir, 'kept', 'probe');
    mkdirSync(top, { recursive: true });
    writeFileSync(join(top, 'mine'), '');
    expect(trial('cp -r l/. u/. m', top)).toBe('native\n');
    expect(readdirSync(top)).toEqual(['mine']);
  });

  it('says why nothing can be written', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(trial('exit 0', join(dir, 'file', 'probe'))).toMatch(
      /^unwritable\nmkdir: .*Not a directory/,
    );
  });
});
