/** How far it is when the files of a directory get new owners. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpersOf, run, SHELLS, tempDir } from './shell.ts';

const HELPERS = helpersOf('migrate-lib', 'migrate-owners');

const dir = tempDir();
const GNU = SHELLS.filter(({ name }) => !name.startsWith('busybox'));

describe.each(GNU)('new owners, in $name', (shell) => {
  /** `sleep` may be called once; the files belong to who runs the test, and stay so. */
  const counted = (text: string) => {
    const at = join(dir, shell.name, 'a b');
    mkdirSync(join(at, 'deep'), { recursive: true });
    for (const name of ['one', 'two words', 'deep/line\nend']) writeFileSync(join(at, name), '');
    return run(
      shell,
      `set +e; path='${at}' place='${at}' tmp='${join(dir, shell.name)}'
      sleep() { [ -z "$slept" ] && slept=yes; }; slept=
      : >"$tmp/counted"
      ${text}
      rw_owners_watch`,
      { before: HELPERS },
    ).said;
  };

  it('are counted by names, for owners and for groups', () => {
    const name = `${join(dir, shell.name)}/a_b`;
    expect(counted('')).toEqual([`progress ${name} 0 0 0 10`]);
    expect(counted(`rw_owners_one uid "$(id -u)" "$(id -u)" chown`)).toEqual([
      `progress ${name} 0 0 5 10`,
    ]);
  });

  it('are not counted any more when the work has ended', () => {
    expect(counted('rm "$tmp/counted"')).toEqual([]);
  });
});
