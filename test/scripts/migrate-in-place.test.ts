/** How far it is when the files of a volume get new owners where they lie. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpersOf, run, SHELLS, tempDir } from './shell.ts';

const HELPERS = helpersOf(
  'migrate-lib',
  'migrate-owners',
  'migrate-in-place-record',
  'migrate-in-place',
);

const dir = tempDir();
const GNU = SHELLS.filter(({ name }) => !name.startsWith('busybox'));

describe.each(GNU)('a volume in place, in $name', (shell) => {
  /** `sleep` may be called once; the files belong to who runs the test, and stay so. */
  const counted = (text: string) => {
    const at = join(dir, shell.name, 'a b');
    mkdirSync(join(at, 'deep'), { recursive: true });
    for (const name of ['one', 'two words', 'deep/line\nend']) writeFileSync(join(at, name), '');
    return run(
      shell,
      `set +e; path='${at}' tmp='${join(dir, shell.name)}' name=files
      rm -f "$tmp/seen" "$tmp/counted" "$tmp/counted-xattrs"
      sleep() { [ -z "$slept" ] && slept=yes; }; slept=
      rw_place_scan "$tmp/list"
      : >"$tmp/counted"
      ${text}
      rw_place_watch "$tmp/list" 3`,
      { before: HELPERS },
    ).said;
  };

  it('is counted by names, in each pass', () => {
    expect(counted('')).toEqual(['progress files 0 0 0 15']);
    expect(counted(': >"$tmp/dump"; rw_place_apply from "$tmp/list" "$tmp/dump"')).toEqual([
      'progress files 0 0 5 15',
    ]);
    // What is seen from inside is measured by its bytes; twice the list here, to tell it from names.
    expect(counted('cat "$tmp/list" "$tmp/list" >"$tmp/seen"')).toEqual([
      'progress files 0 0 10 15',
    ]);
  });

  it('counts the attributes only where they are read', () => {
    const tool = (is: 'true' | 'false') =>
      counted(`rw_has() { ${is}; }; rw_place_watch() { echo "passes $2" >"$tmp/told"; }
      rw_place_count "$tmp/list" 2 attributes; wait; rw_say about "$(cat "$tmp/told")"`);
    expect(tool('true')).toContain('about passes 3');
    expect(tool('false')).toContain('about passes 2');
  });

  it('is not counted any more when the work has ended', () => {
    expect(counted('rm "$tmp/counted"')).toEqual([]);
  });
});
