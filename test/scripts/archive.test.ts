import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { InstallArchive } from '../../src/model/action-programs.ts';
import { inverse } from '../../src/run/inverse.ts';
import { GID, look, names, perform, SHELLS, sha256, tempDir, UID } from './shell.ts';

/** Programs out of an archive: only from the very bytes, never over somebody's file, and out again. */

const packed = mkdtempSync(join(tmpdir(), 'rw-archive-'));
chmodSync(packed, 0o755);
afterAll(() => rmSync(packed, { recursive: true, force: true }));

/** Packs files (name to content; null for a link that leads out) as a release does. */
function pack(name: string, entries: Readonly<Record<string, string | null>>): string {
  const from = mkdtempSync(join(packed, 'from-'));
  for (const [path, text] of Object.entries(entries)) {
    mkdirSync(join(from, path, '..'), { recursive: true });
    if (text === null) symlinkSync('/etc/passwd', join(from, path));
    else writeFileSync(join(from, path), text);
  }
  const file = join(packed, name);
  const tar = spawnSync('tar', ['-C', from, '-czf', file, ...Object.keys(entries)]);
  expect(tar.status).toBe(0);
  return file;
}

const FLAT = pack('flat.tar.gz', { tool: 'the tool\n', 'tool.sh': '#!/bin/sh\n', LICENSE: 'x' });
const FULL = pack('full.tar.gz', { 'bin/tool': 'the tool\n', 'share/doc/tool.sh': '#!/bin/sh\n' });
const LINK = pack('link.tar.gz', { tool: null, 'tool.sh': '#!/bin/sh\n' });
const hashOf = (file: string) => sha256(readFileSync(file));

describe.each(SHELLS)('$name', (shell) => {
  let home: string;
  beforeEach(() => {
    home = tempDir({ user: true });
    return () => rmSync(home, { recursive: true, force: true });
  });
  const action = (archive: string, more: Partial<InstallArchive> = {}): InstallArchive => ({
    do: 'install-archive',
    archive,
    sha256: hashOf(archive),
    members: ['tool', 'tool.sh'],
    dir: `${home}/.local/bin`,
    record: `${home}/.local/share/wizard/tool.sha256`,
    ...more,
  });
  const take = (what: InstallArchive) => perform(shell, what, { user: true });
  const back = (what: InstallArchive) => {
    const made = ['.local', '.local/bin', '.local/share', '.local/share/wizard'];
    const missing = made.map((name) => `${home}/${name}`);
    const undo = inverse({ ...what, missing });
    if (undo === null) throw new Error('no inverse');
    return perform(shell, undo, { user: true });
  };
  const put = (name: string, text: string) => {
    mkdirSync(`${home}/.local/bin`, { recursive: true });
    for (const dir of ['.local', '.local/bin']) chownSync(`${home}/${dir}`, UID, GID);
    writeFileSync(`${home}/.local/bin/${name}`, text);
    chownSync(`${home}/.local/bin/${name}`, UID, GID);
  };

  it.each([FLAT, FULL])(
    'takes the members from wherever they lie, and nothing else: %s',
    (file) => {
      const done = take(action(file));
      expect(done.code, done.output).toBe(0);
      expect(names(`${home}/.local/bin`)).toEqual(['tool', 'tool.sh']);
      expect(look(`${home}/.local/bin/tool`)).toMatchObject({
        bytes: 'the tool\n',
        mode: 0o755,
        uid: UID,
      });
      expect(readFileSync(`${home}/.local/share/wizard/tool.sha256`, 'utf8')).toBe(
        `${sha256('the tool\n')}  tool\n${sha256('#!/bin/sh\n')}  tool.sh\n`,
      );
      const again = take(action(file));
      expect(again.code).toBe(0);
      expect(again.said.every((line) => line.startsWith('already '))).toBe(true);
      expect(back(action(file)).code).toBe(0);
      expect(names(home)).toEqual([]);
    },
  );

  it('takes what only some releases have where it is there', () => {
    const what = action(FLAT, { members: ['tool'], optional: ['tool.sh', 'proxy'] });
    const done = take(what);
    expect(done.code, done.output).toBe(0);
    expect(names(`${home}/.local/bin`)).toEqual(['tool', 'tool.sh']);
    expect(back(what).code).toBe(0);
    expect(names(home)).toEqual([]);
  });

  it('takes nothing from a file with another hash', () => {
    const done = take(action(FLAT, { sha256: '0'.repeat(64) }));
    expect(done.code).toBe(1);
    expect(done.said.join()).toContain('nothing was taken from it');
    expect(names(home)).toEqual([]);
  });

  it.each([
    ['is not there', '/nowhere/a.tar.gz', FLAT],
    ['does not hold a member', FULL, FULL],
  ])('fails when it %s', (_what, archive, like) => {
    const done = take(action(like, { archive, members: ['tool', 'other'] }));
    expect(done.code).toBe(1);
    expect(names(home).flatMap((name) => names(`${home}/${name}`))).not.toContain('share');
    expect(names(home).flatMap((name) => names(`${home}/${name}/bin`))).toEqual([]);
  });

  it('names every member that is missing, and the archive that has them', () => {
    const small = pack('nerdctl-2.3.5-linux-amd64.tar.gz', { tool: 'x', 'bin/runc/README': 'x' });
    const done = take(action(small, { members: ['tool', 'containerd', 'runc'], optional: ['a'] }));
    expect(done.code).toBe(1);
    expect(done.said.join()).toContain(
      `${small} holds no containerd, runc; nothing was taken from it; nerdctl-full-2.3.5-linux-amd64.tar.gz has`,
    );
    expect(names(`${home}/.local/bin`)).toEqual([]);
  });

  it('follows no link of the archive', () => {
    expect(take(action(LINK)).code).toBe(1);
    expect(names(`${home}/.local/bin`)).toEqual([]);
  });

  it('leaves another file of the same name alone, and says so', () => {
    put('tool.sh', 'mine\n');
    const done = take(action(FLAT));
    expect(done.code).toBe(3);
    expect(names(`${home}/.local/bin`)).toEqual(['tool.sh']);
    expect(look(`${home}/.local/bin/tool.sh`)).toMatchObject({ bytes: 'mine\n' });
  });

  it('does not take away what was the same before it came', () => {
    put('tool', 'the tool\n');
    expect(take(action(FLAT)).code).toBe(0);
    expect(back(action(FLAT)).code).toBe(0);
    expect(names(`${home}/.local/bin`)).toEqual(['tool']);
  });

  it('goes on where a run was killed between the record and the files', () => {
    expect(take(action(FLAT)).code).toBe(0);
    rmSync(`${home}/.local/bin/tool.sh`);
    mkdirSync(`${home}/.local/bin/.rootless-wizard.999999999.abcdef`);
    chownSync(`${home}/.local/bin/.rootless-wizard.999999999.abcdef`, UID, GID);
    expect(take(action(FLAT)).code).toBe(0);
    expect(names(`${home}/.local/bin`)).toEqual(['tool', 'tool.sh']);
    expect(back(action(FLAT)).code).toBe(0);
    expect(names(home)).toEqual([]);
  });

  it('keeps what was changed since, and says which', () => {
    expect(take(action(FLAT)).code).toBe(0);
    put('tool', 'a newer tool\n');
    const undone = back(action(FLAT));
    expect(undone.code).toBe(0);
    expect(undone.said.join('\n')).toContain('tool is not what was put there');
    expect(names(`${home}/.local/bin`)).toEqual(['tool']);
  });

  it('removes nothing outside the directory, whatever a record says', () => {
    expect(take(action(FLAT)).code).toBe(0);
    const mine = `${home}/mine`;
    writeFileSync(mine, 'mine\n');
    writeFileSync(`${home}/.local/share/wizard/tool.sha256`, `${sha256('mine\n')}  ../../mine\n`);
    expect(back(action(FLAT)).code).toBe(1);
    expect(look(mine)).toMatchObject({ bytes: 'mine\n' });
  });
});
