import { chmodSync, chownSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GID, perform, SHELLS, tempDir, UID } from './shell.ts';

/** Programs of SELinux that say what they are asked; the label itself needs a kernel that has it. */
function programs(dir: string, enabled: boolean, fails = false): string {
  const put = (name: string, text: string) => {
    writeFileSync(join(dir, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(dir, name), 0o755);
  };
  const log = join(dir, 'asked');
  writeFileSync(log, '');
  chownSync(log, UID, GID);
  put('selinuxenabled', enabled ? 'exit 0' : 'exit 1');
  put(
    'restorecon',
    `[ -e "$1" ] || [ "$1" = -R ] || exit 9\necho "$*" >>${log}\n${fails ? 'echo no >&2; exit 1' : ''}`,
  );
  return `PATH=${dir}:$PATH`;
}

const file = (path: string) =>
  ({
    do: 'write-file',
    path,
    bytes: 'x\n',
    mode: 0o644,
    uid: UID,
    gid: GID,
    before: { kind: 'absent' },
  }) as const;

describe.each(SHELLS)('SELinux labels in $name', (shell) => {
  const start = (enabled: boolean, fails = false) => {
    const bin = tempDir({ user: true });
    const before = programs(bin, enabled, fails);
    const asked = () => readFileSync(join(bin, 'asked'), 'utf8').split('\n').slice(0, -1);
    return { dir: tempDir({ user: true }), options: { user: true, before }, asked };
  };

  it('are asked for a new file and the directories that were made for it', () => {
    const { dir, options, asked } = start(true);
    const path = join(dir, 'a/b/file');
    expect(perform(shell, file(path), options)).toMatchObject({ code: 0, output: '' });
    expect(asked()).toEqual([`-R ${join(dir, 'a')}`, path]);
  });

  it('are asked for each directory that was made, and none that was there', () => {
    const { dir, options, asked } = start(true);
    const path = join(dir, 'a/b');
    const made = { do: 'make-directory', path, mode: 0o755, uid: UID, gid: GID } as const;
    const missing = [join(dir, 'a'), path];
    expect(perform(shell, { ...made, missing }, options)).toMatchObject({ code: 0, output: '' });
    expect(asked()).toEqual([`${path} ${join(dir, 'a')}`]);
    perform(shell, { ...made, missing }, options);
    expect(asked()).toHaveLength(1);
  });

  it('stay as they are where SELinux is off', () => {
    const { dir, options, asked } = start(false);
    expect(perform(shell, file(join(dir, 'a/file')), options).code).toBe(0);
    expect(asked()).toEqual([]);
  });

  it('stop nothing where they cannot be set, and say so', () => {
    const { dir, options } = start(true, true);
    const { code, said } = perform(shell, file(join(dir, 'file')), options);
    expect(code).toBe(0);
    expect(said).toContain('note restorecon could not set the label: no');
  });
});
