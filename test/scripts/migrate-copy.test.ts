/** The proof that a copied volume is what the source is: small files by hashes, large ones byte for byte. */
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { helpersOf, type Outcome, run, SHELLS, type Shell } from './shell.ts';

const HELPERS = helpersOf('migrate-lib', 'migrate-manifest', 'migrate-copy');

const LARGE = 1024 * 1024;
const made: string[] = [];
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

interface Volume {
  readonly dir: string;
  /** Runs the proof over SOURCE and COPY, in which `change` has done something meanwhile. */
  settle(shell: Shell, more?: string): Outcome;
}

/** A source with files below, at and above the limit, and a copy of it that `change` may have spoilt. */
function volume(change: (copy: string) => void = () => {}): Volume {
  const dir = mkdtempSync(join(tmpdir(), 'rw-copy-'));
  made.push(dir);
  mkdirSync(join(dir, 'source', 'a\nb'), { recursive: true });
  const files = { small: 100, limit: LARGE, 'a\nb/larger': LARGE + 1, 'two words': 3 * LARGE };
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync(join(dir, 'source', name), Buffer.alloc(bytes, name));
  }
  const copied = run(
    first(),
    `mkdir '${dir}/copy' '${dir}/tmp'; cp -a '${dir}/source' '${dir}/copy/_data'`,
  );
  expect(copied.code).toBe(0);
  change(join(dir, 'copy', '_data'));
  // Times tell of a change, too: what is to be found here are the contents.
  run(
    first(),
    `cd '${dir}/source' && find . -depth -exec touch -c -r '{}' '${dir}/copy/_data/{}' ';'`,
  );
  const settle = (shell: Shell, more = ''): Outcome =>
    run(
      shell,
      `user=me target=docker name=data rw_one= rw_tie= tmp='${dir}/tmp'
      source='${dir}/source' place='${dir}/copy/_data' RW_DONE=done
      rw_in_userns() { shift 2; "$@"; }
      ${more}
      rw_source_listing "$source" "$tmp/before" && before=$(rw_fingerprint "$tmp/before")
      rw_volume_settle`,
      { before: HELPERS },
    );
  return { dir, settle };
}

function first(): Shell {
  const [shell] = SHELLS;
  if (shell === undefined) throw new Error('no shell');
  return shell;
}

/** Counts the calls of a program, and runs it. */
const counted = (dir: string, program: string, ending = ''): string => {
  const bin = join(dir, 'bin');
  mkdirSync(bin, { recursive: true });
  const real = ['/usr/bin', '/bin'].map((at) => join(at, program)).find((path) => existsSync(path));
  writeFileSync(
    join(bin, program),
    `#!/bin/sh\nprintf '%s\\n' "$*" >>'${dir}/${program}.calls'\n${ending || `exec ${real} "$@"`}\n`,
  );
  chmodSync(join(bin, program), 0o755);
  return `PATH='${bin}':$PATH`;
};
const callsOf = (dir: string, program: string): string => {
  const path = join(dir, `${program}.calls`);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

// GNU tools are asked for before a volume is copied; a busybox shell takes its own instead.
describe.each(SHELLS.filter(({ name }) => !name.startsWith('busybox')))(
  'a copied volume, in $name',
  (shell) => {
    it('is proven, and large files are not hashed', () => {
      const { dir, settle } = volume();
      const out = settle(shell, counted(dir, 'sha256sum'));
      expect(out.output).toBe('');
      expect(out.code).toBe(0);
      expect(callsOf(dir, 'sha256sum')).toContain('./small');
      expect(callsOf(dir, 'sha256sum')).not.toMatch(/limit|larger|two words/);
      expect(readFileSync(join(dir, 'copy', 'done'), 'utf8')).toMatch(
        /^[0-9a-f]{64} [0-9a-f]{64}\n$/,
      );
    });

    it.each([
      ['small', 99],
      ['limit', LARGE - 1],
      ['a\nb/larger', LARGE],
      ['two words', 0],
    ])('with one other byte in %j is found, and named', (name, at) => {
      const { dir, settle } = volume((copy) => {
        const path = join(copy, name);
        const bytes = readFileSync(path);
        bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
        writeFileSync(path, bytes);
      });
      const out = settle(shell);
      expect(out.code).toBe(1);
      const shown = name.replaceAll('\n', '?');
      expect(out.said).toEqual([
        `failed volume data: the copy is not what the source is: changed ./${shown}`,
      ]);
      expect(existsSync(join(dir, 'copy', 'done'))).toBe(false);
    });

    it.each([
      ['a large file less', (copy: string) => rmSync(join(copy, 'limit')), 'removed ./limit'],
      [
        'a large file more',
        (copy: string) => writeFileSync(join(copy, 'new'), Buffer.alloc(LARGE)),
        'added ./new',
      ],
      ['a shorter one', (copy: string) => truncateSync(join(copy, 'limit'), 7), 'changed ./limit'],
      [
        'a longer one',
        (copy: string) => appendFileSync(join(copy, 'limit'), 'x'),
        'changed ./limit',
      ],
    ])('with %s is found', (_, change, told) => {
      const out = volume(change).settle(shell);
      expect(out.code).toBe(1);
      expect(out.said.join('\n')).toContain(told);
    });

    it('is proven by hashes of all where root may not read the copy', () => {
      const { dir, settle } = volume();
      const more = `${counted(dir, 'cmp', 'case $* in *_data*) exit 2 ;; esac\nexec /usr/bin/cmp "$@"')}
      ${counted(dir, 'sha256sum')}`;
      const out = settle(shell, more);
      expect(out.output).toBe('');
      expect(out.code).toBe(0);
      expect(callsOf(dir, 'cmp')).toContain('_data/');
      expect(callsOf(dir, 'sha256sum')).toMatch(/limit/);
    });

    /** What getfattr says of the source and of the new directory, and how it ends. */
    const plain = (says: string, code: number, inherited: string): Outcome => {
      const { dir } = volume();
      const path = counted(
        dir,
        'getfattr',
        `case "$*" in *posix_acl*) printf '%s' '${inherited}';; *) printf '%b' '${says}'; exit ${code};; esac`,
      );
      return run(
        shell,
        `user=me target=docker tmp='${dir}/tmp' source='${dir}/source' place='${dir}/copy/_data' ${path}
        rw_in_userns() { shift 2; "$@"; }
        rw_has() { command -v "$1" >/dev/null; }
        rw_volume_tie
        rw_volume_attributes
        if rw_volume_plain; then echo plain; else echo attributes; fi
        [ -z "$rw_known" ] || { echo known; cat "$rw_known"; }
        [ ! -e "$tmp/attribute.trusted" ] || { echo trusted; cat "$tmp/attribute.trusted"; }`,
        { before: HELPERS },
      );
    };
    it.each([
      ['has none', '', 0, '', 'plain\nknown'],
      [
        'has one',
        '# file: small\\nuser.x=0x41\\n',
        0,
        '',
        'attributes\nknown\nattribute user.x=0x41 small',
      ],
      [
        'has those of the place only',
        '# file: small\\ntrusted.x=0x41\\ntrusted.y=0x41\\nsecurity.selinux=0x41\\n# file: other\\ntrusted.x=0x41\\n',
        0,
        '',
        'plain\nknown\ntrusted\n2',
      ],
      ['could not be read', '', 1, '', 'attributes'],
      ['comes under a default ACL', '', 0, 'system.posix_acl_default', 'attributes\nknown'],
    ] as const)(
      'is copied with attributes where they matter: one that %s',
      (_, says, code, inherited, said) => {
        const out = plain(says, code, inherited);
        expect(out.output).toBe(said);
        expect(out.code).toBe(0);
      },
    );
  },
);
