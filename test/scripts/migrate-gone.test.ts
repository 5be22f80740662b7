/** What is looked at before the first stop is in use: files go while they are listed. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { helpersOf, type Outcome, run, SHELLS } from './shell.ts';

const HELPERS = helpersOf(
  'migrate-lib',
  'migrate-manifest',
  'migrate-owners',
  'migrate-idmap-look',
  'migrate-in-place-record',
);

const made: string[] = [];
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'rw-gone-'));
  made.push(dir);
  for (const sub of ['bin', 'tmp', 'data']) mkdirSync(join(dir, sub));
  writeFileSync(join(dir, 'data', 'shop.db'), 'x');
});

/** A program that does its work, complains as find(1) and getfattr(1) do, and ends with 1. */
function complaining(program: string, ...complaints: readonly string[]): void {
  const said = complaints.map((one) => `echo "${program}: ${one}" >&2`).join('\n');
  const path = join(dir, 'bin', program);
  const real = `PATH=/usr/bin:/bin\n! command -v ${program} >/dev/null || ${program} "$@"`;
  writeFileSync(path, `#!/bin/sh\n${real}\n${said}\nexit 1\n`);
  chmodSync(path, 0o755);
}

const GONE = './shop.db-wal: No such file or directory';
const GONE_QUOTED = "'./tmp/a b': No such file or directory";
const REFUSED = './private: Permission denied';

/** All ids have a counterpart; nothing else is in the way. */
const LOOKS: Readonly<Record<string, string>> = {
  listing: 'rw_source_listing "$path" "$tmp/list"',
  owners: 'cd "$path" && place=. && note=$tmp/none && rw_owners_fit',
  idmap: `[ -d /run/systemd/system ] || exit 0; open=no
    rw_idmap_names() { :; }; rw_idmap_steady() { :; }; rw_idmap_map() { :; }; rw_idmap_fit`,
  'in-place': 'rw_place_scan "$tmp/list"',
  'in-place attributes': 'rw_place_xattrs "$tmp/list"',
};

describe.each(SHELLS.filter(({ name }) => !name.startsWith('busybox')))(
  'files that go while they are listed, in $name',
  (shell) => {
    const look = (text: string): Outcome =>
      run(
        shell,
        `user=me tmp='${dir}/tmp' path='${dir}/data' PATH='${dir}/bin':$PATH
        set +e; getcap() { :; }
        rw_has() { command -v "$1" >/dev/null; }
        echo '0 0 4294967295' >"$tmp/uid"; cp "$tmp/uid" "$tmp/gid"
        ${text}`,
        { before: HELPERS },
      );

    it.each(Object.entries(LOOKS))('stop nothing: %s', (_, text) => {
      complaining('find', GONE, GONE_QUOTED);
      complaining('getfattr', GONE);
      const out = look(text);
      expect(out.output).toBe('');
      expect(out.said).toEqual([]);
      expect(out.code).toBe(0);
    });

    it.each(Object.entries(LOOKS).filter(([name]) => name !== 'idmap'))(
      'hide nothing else: %s',
      (_, text) => {
        complaining('find', GONE, REFUSED);
        complaining('getfattr', GONE, REFUSED);
        const out = look(text);
        expect(out.code).toBe(1);
        expect(`${out.said.join('\n')}${out.output}`).toMatch(/can't be read: /);
      },
    );

    it('are not the directory itself', () => {
      rmSync(join(dir, 'data'), { recursive: true });
      const out = look('rw_source_listing "$path" "$tmp/list"');
      expect(out.code).toBe(1);
    });
  },
);
