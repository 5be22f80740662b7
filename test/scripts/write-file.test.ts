import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WriteFile } from '../../src/model/action.ts';
import { encodeUtf8 } from '../../src/model/text.ts';
import { inverse } from '../../src/run/inverse.ts';
import {
  GID,
  IS_ROOT,
  look,
  names,
  perform,
  run,
  SHELLS,
  seen,
  sha256,
  tempDir,
  UID,
} from './shell.ts';

const fresh = (user = true): string => {
  const dir = tempDir({ user });
  return dir;
};

const asUser = { user: true };

function write(path: string, bytes: string, more: Partial<WriteFile> = {}): WriteFile {
  return {
    do: 'write-file',
    path,
    bytes,
    mode: 0o644,
    uid: UID,
    gid: GID,
    before: { kind: 'absent' },
    ...more,
  };
}

/** A file of the user, made without the helpers. */
function put(path: string, bytes: string, mode = 0o644): void {
  writeFileSync(path, bytes, 'latin1');
  chmodSync(path, mode);
  chownSync(path, UID, GID);
}

function undone(action: WriteFile) {
  const back = inverse(action);
  if (back === null) throw new Error('no inverse');
  return back;
}

const HOSTILE = [
  'plain',
  'with blank',
  "it's",
  '$(touch pwned)',
  '`touch pwned`',
  '-rf',
  'a\nb',
  '"; touch pwned; "',
  '日本語',
  '*',
  'back\\slash',
  '~',
  'trailing\n',
];

describe.each(SHELLS)('write-file in $name', (shell) => {
  it('writes, says already, and takes it back, for hostile names', () => {
    const dir = fresh();
    const actions = HOSTILE.map((name) =>
      write(join(dir, name), encodeUtf8(`${name}\n`), { mode: 0o640 }),
    );
    const words = (said: readonly string[]) => new Set(said.map((line) => line.split(' ')[0]));
    const inodes = () => actions.map(({ path }) => statSync(path).ino);
    const first = perform(shell, actions, asUser);
    expect(first).toMatchObject({ code: 0, output: '' });
    expect(first.said).toHaveLength(actions.length);
    for (const { path, bytes } of actions) {
      expect(look(path)).toMatchObject({ bytes, mode: 0o640, uid: UID, gid: GID });
    }
    const before = inodes();
    expect(words(perform(shell, actions, asUser).said)).toEqual(new Set(['already']));
    expect(inodes()).toEqual(before);
    const undo = actions.map(undone);
    expect(words(perform(shell, undo, asUser).said)).toEqual(new Set(['removed']));
    expect(words(perform(shell, undo, asUser).said)).toEqual(new Set(['already']));
    expect(names(dir)).toEqual([]);
  });

  it('writes any bytes, and back the bytes, mode and owner that were there', () => {
    const dir = fresh();
    const anyBytes = fc.oneof(
      fc.uint8Array({ maxLength: 80 }).map((raw) => Buffer.from(raw).toString('latin1')),
      fc.string({ unit: 'binary', maxLength: 40 }).map(encodeUtf8),
      fc.constantFrom(
        '',
        '\n',
        '\n\n\n',
        'no end',
        '\r\n',
        "'",
        '%s\\n%b',
        '\\c',
        '\0',
        '\\',
        '-n',
        '\x80\x81\x88',
      ),
    );
    const mode = fc.constantFrom(0o600, 0o644, 0o640, 0o755, 0o4711, 0o400);
    let count = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyBytes, anyBytes, mode, mode), { minLength: 8, maxLength: 8 }),
        (cases) => {
          const actions = cases.map(([was, will, wasMode, willMode]) => {
            const path = join(dir, `f${count++}`);
            put(path, was, wasMode);
            return write(path, will, { mode: willMode, before: seen(path) });
          });
          expect(perform(shell, actions, asUser)).toMatchObject({ code: 0, output: '' });
          for (const { path, bytes, mode } of actions) {
            expect(look(path)).toMatchObject({ bytes, mode, uid: UID, gid: GID });
          }
          expect(perform(shell, actions.map(undone), asUser)).toMatchObject({
            code: 0,
            output: '',
          });
          for (const action of actions) expect(look(action.path)).toEqual(action.before);
        },
      ),
      { numRuns: 4 },
    );
    expect(names(dir)).toHaveLength(count);
  });

  it('writes 2 MB of text, and of bytes', () => {
    const dir = fresh();
    const text = encodeUtf8("line of 'text' with ünïcode\n".repeat(70_000));
    const raw = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7) % 256)).toString(
      'latin1',
    );
    const actions = [write(join(dir, 'text'), text), write(join(dir, 'raw'), raw)];
    expect(perform(shell, actions, asUser)).toMatchObject({ code: 0, output: '' });
    for (const { path, bytes } of actions)
      expect(look(path)).toMatchObject({ sha256: sha256(bytes) });
  });

  it('is stale when content, mode or kind is not as planned, and changes nothing', () => {
    const dir = fresh();
    const path = join(dir, 'conf');
    put(path, 'seen');
    const action = write(path, 'new', { before: seen(path) });
    const changes: [string, () => void][] = [
      ['bytes', () => put(path, 'edited')],
      ['mode', () => put(path, 'seen', 0o600)],
      ['gone', () => rmSync(path)],
      ['directory', () => mkdirSync(path)],
    ];
    for (const [what, change] of changes) {
      change();
      const left = look(path);
      const result = perform(shell, action, asUser);
      expect([what, result.code, result.said[0]?.split(' ')[0]]).toEqual([what, 3, 'stale']);
      expect(look(path)).toEqual(left);
    }
    expect(names(dir)).toEqual(['conf']);
    // The same for taking back a file that was new.
    const made = write(join(dir, 'made'), 'x');
    put(made.path, 'x and more');
    expect(perform(shell, undone(made), asUser).code).toBe(3);
    expect(look(made.path)).toMatchObject({ bytes: 'x and more' });
  });

  it('never opens a FIFO', () => {
    const dir = fresh();
    const path = join(dir, 'fifo');
    run(shell, `mkfifo '${path}'`, asUser);
    expect(perform(shell, write(path, 'x'), asUser).code).toBe(3);
    expect(look(path).kind).toBe('other');
  });

  it('follows a chain of links of the user and keeps them', () => {
    const dir = fresh();
    mkdirSync(join(dir, 'dotfiles'));
    chownSync(join(dir, 'dotfiles'), UID, GID);
    const real = join(dir, 'dotfiles/conf');
    put(real, 'old');
    symlinkSync('conf', join(dir, 'dotfiles/one'));
    symlinkSync('dotfiles/one', join(dir, 'two'));
    const path = join(dir, 'three');
    symlinkSync(join(dir, 'two'), path);
    const action = write(path, 'new', { before: seen(real) });
    const result = perform(shell, action, asUser);
    expect(result.code).toBe(0);
    expect(result.said[0]).toBe(`wrote ${path}`);
    expect(look(real)).toMatchObject({ bytes: 'new' });
    expect(readlinkSync(path)).toBe(join(dir, 'two'));
    expect(perform(shell, undone(action), asUser).code).toBe(0);
    expect(look(real)).toEqual(action.before);
    expect(names(dir)).toEqual(['dotfiles', 'three', 'two']);
  });

  it('follows no circle, and no link in a directory that others can write', () => {
    const dir = fresh();
    symlinkSync('b', join(dir, 'a'));
    symlinkSync('a', join(dir, 'b'));
    expect(perform(shell, write(join(dir, 'a'), 'x'), asUser)).toMatchObject({ code: 1 });
    const open = join(dir, 'open');
    mkdirSync(open);
    const target = join(dir, 'victim');
    put(target, 'mine');
    symlinkSync(target, join(open, 'link'));
    chownSync(open, UID, GID);
    chmodSync(open, 0o1777);
    const action = write(join(open, 'link'), 'x', { before: seen(target) });
    expect(perform(shell, action, asUser)).toMatchObject({ code: 1 });
    expect(look(target)).toMatchObject({ bytes: 'mine' });
  });

  it('makes missing parents, tells of hard links, and sweeps what a killed run left', () => {
    const dir = fresh();
    const path = join(dir, 'a/b c/conf');
    expect(perform(shell, write(path, 'x'), asUser).code).toBe(0);
    expect(statSync(join(dir, 'a/b c')).mode & 0o7777).toBe(0o755);
    linkSync(path, join(dir, 'other'));
    // No process has this id: it is above the kernel's largest.
    put(join(dir, 'a/b c/.rootless-wizard.4194305.abcdef'), 'half', 0o600);
    put(join(dir, `a/b c/.rootless-wizard.${process.pid}.abcdef`), 'alive', 0o600);
    const result = perform(shell, write(path, 'y', { before: seen(path) }), asUser);
    expect(result.said).toEqual([
      `wrote ${path}`,
      `note ${path} had other names (hard links): they keep the old content`,
    ]);
    expect(names(join(dir, 'a/b c'))).toEqual([`.rootless-wizard.${process.pid}.abcdef`, 'conf']);
  });

  it('leaves no half file where the directory may not be written', () => {
    const dir = fresh();
    put(join(dir, 'conf'), 'old');
    const action = write(join(dir, 'conf'), 'new', { before: seen(join(dir, 'conf')) });
    chmodSync(dir, 0o555);
    const result = perform(shell, action, asUser);
    chmodSync(dir, 0o755);
    expect(result.code).toBe(1);
    expect(result.said.join()).toContain('Permission denied');
    expect(look(action.path)).toEqual(action.before);
  });

  it.skipIf(!IS_ROOT)('as root (skipped without): no links, no directories of others', () => {
    const dir = fresh(false);
    put(join(dir, 'real'), 'old');
    chownSync(join(dir, 'real'), 0, 0);
    symlinkSync('real', join(dir, 'link'));
    const root = { uid: 0, gid: 0 };
    const link = write(join(dir, 'link'), 'x', { ...root, before: seen(join(dir, 'real')) });
    expect(perform(shell, link)).toMatchObject({ code: 1 });
    const theirs = fresh();
    expect(perform(shell, write(join(theirs, 'x'), 'x', root))).toMatchObject({ code: 1 });
    symlinkSync(theirs, join(dir, 'way'));
    expect(perform(shell, write(join(dir, 'way/x'), 'x', root))).toMatchObject({ code: 1 });
    expect(names(theirs)).toEqual([]);
    const ours = write(join(dir, 'ours'), 'x', { uid: UID, gid: GID, mode: 0o4750 });
    expect(perform(shell, ours).code).toBe(0);
    expect(look(ours.path)).toMatchObject({ uid: UID, gid: GID, mode: 0o4750 });
  });
});

describe.each(SHELLS)('directories in $name', (shell) => {
  it("refuses a private one that is somebody else's already, and takes any other as it is", () => {
    const dir = fresh(!IS_ROOT);
    const own = statSync(dir).uid;
    const make = (mode: number, uid: number) =>
      perform(shell, { do: 'make-directory', path: dir, mode, uid, gid: GID, missing: [] });
    expect(make(0o700, own + 1)).toMatchObject({
      code: 3,
      said: [expect.stringContaining('belongs to another user')],
    });
    expect(make(0o700, own).said).toEqual([`already ${dir}`]);
    expect(make(0o755, own + 1).said).toEqual([`already ${dir}`]);
  });

  it('makes them with parents, and takes back only what is empty', () => {
    const dir = fresh(!IS_ROOT);
    const path = join(dir, "a b/c'd/e");
    const missing = [join(dir, 'a b'), join(dir, "a b/c'd"), path];
    const action = {
      do: 'make-directory',
      path,
      mode: 0o711,
      uid: UID,
      gid: GID,
      missing,
    } as const;
    expect(perform(shell, action)).toMatchObject({ code: 0, output: '' });
    for (const made of missing) expect(statSync(made).uid).toBe(UID);
    expect(statSync(path).mode & 0o7777).toBe(0o711);
    expect(statSync(join(dir, 'a b')).mode & 0o7777).toBe(0o755);
    expect(perform(shell, action).said).toEqual([`already ${path}`]);
    put(join(dir, 'a b/mine'), 'x');
    const back = inverse(action);
    if (back === null) throw new Error('no inverse');
    expect(perform(shell, back).said.map((line) => line.split(' ')[0])).toEqual([
      'removed',
      'removed',
      'kept',
    ]);
    expect(names(join(dir, 'a b'))).toEqual(['mine']);
    expect(perform(shell, back).code).toBe(0);
  });
});
