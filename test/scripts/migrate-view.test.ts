/** The copy of a volume from file to file: what ends it, what it says, and when it is left to the stream. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { helpersOf, type Outcome, run, SHELLS, type Shell, tempDir } from './shell.ts';

const HELPERS = helpersOf('migrate-lib', 'migrate-manifest', 'migrate-copy', 'migrate-view');

/** What the helpers find: a user who is us, and a mount that is the directory itself. */
const around = (dir: string): string => `
  set +e; user=me target=docker name=data tmp='${dir}/tmp' source='${dir}/source' place='${dir}/copy'
  content=100000000 files=3 sockets=0 RW_HASH_BESIDE=0 PATH='${dir}/bin':$PATH
  rw_tie= disk_first=a shown_first=b want=$(stat -c %u:%g "$source")
  rw_in_userns() { shift 2; "$@"; }
  rw_idmap_below() { :; }
  rw_idmap_map() { :; }
  rw_volume_drop() { echo dropped; }
`;

/** A source, a place for the copy, and programs that come before those of the system. */
function volume(programs: Readonly<Record<string, string>> = {}): string {
  const dir = tempDir();
  for (const name of ['source', 'copy', 'bin', 'tmp/view']) {
    mkdirSync(join(dir, name), { recursive: true });
  }
  writeFileSync(join(dir, 'source', 'line\nend'), 'odd');
  writeFileSync(join(dir, 'source', 'plain'), 'plain');
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(dir, 'bin', name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(dir, 'bin', name), 0o755);
  }
  return dir;
}

/** `source` stands for the mount of a process that ends with the shell. */
const HELD = `rmdir "$tmp/view"; ln -s "$source" "$tmp/view"
  tail -s 0.1 --pid=$$ -f /dev/null & holder=$!`;

/** The copy. */
const copy = (shell: Shell, dir: string): Outcome =>
  run(shell, `${around(dir)}\n${HELD}\nrw_volume_view_copy`, { before: HELPERS });

const COMPLAINTS = [
  ["cp: error writing './a': No space left on device", 1, 'writing failed: .*No space left'],
  ["cp: cannot create directory './a': Disk quota exceeded", 1, 'writing failed: .*quota'],
  ["cp: error reading './a': Input/output error", 1, 'reading failed: .*Input/output'],
  ["cp: cannot open './a' for reading: Permission denied", 1, 'reading failed: .*denied'],
  ["cp: cannot stat './a': No such file or directory", 3, 'was written while it was copied'],
] as const;

// GNU tools are asked for before a volume is copied; a busybox shell takes its own instead.
describe.each(SHELLS.filter(({ name }) => !name.startsWith('busybox')))(
  'a copy from file to file, in $name',
  (shell) => {
    it('has all files, and tells of each', () => {
      const dir = volume();
      const out = copy(shell, dir);
      expect(out.output).toBe('');
      expect(out.code).toBe(0);
      expect(readFileSync(join(dir, 'copy', 'line\nend'), 'utf8')).toBe('odd');
      const [pid, ...names] = readFileSync(join(dir, 'tmp', 'names'), 'utf8')
        .trimEnd()
        .split('\n');
      expect(pid).toMatch(/^\d+$/);
      // One line for each that is new, or the progress would count wrongly.
      expect(names).toHaveLength(2);
    });

    it.each(COMPLAINTS)('that ends with %j has code %d', (said, code, means) => {
      const out = copy(shell, volume({ cp: `echo "${said}" >&2; exit 1` }));
      expect(out.code).toBe(code);
      expect(out.said.join('\n') + out.output).toMatch(new RegExp(means));
    });

    it.each(['KILL', 'TERM'] as const)('ends when its shell gets %s', async (signal) => {
      const dir = volume({ cp: `trap '' TERM; echo begun; exec sleep 1000` });
      const program = join(dir, 'program');
      writeFileSync(
        program,
        `rw_say() { :; }\n${HELPERS}\n${around(dir)}\n${HELD}
        echo $$ >"$tmp/shell"
        rw_volume_view_copy`,
      );
      const [command, ...args] = shell.argv;
      const child = spawn(command, [...args, program], { stdio: 'ignore' });
      const ended = new Promise((resolve) => child.on('exit', resolve));
      const names = join(dir, 'tmp', 'names');
      await vi.waitFor(() => expect(readFileSync(names, 'utf8')).toMatch(/^\d+\nbegun\n/), 20_000);
      const copier = readFileSync(names, 'utf8').split('\n')[0] ?? '';
      expect(existsSync(join('/proc', copier))).toBe(true);
      child.kill(`SIG${signal}`);
      await ended;
      await vi.waitFor(() => expect(gone(copier)).toBe(true), 20_000);
    });

    it.each([
      ['few bytes and files', 'content=1 files=3', 'exit 0'],
      ['sockets', 'sockets=1', 'exit 0'],
      ['mounts below', 'rw_idmap_below() { echo /below; }', 'exit 0'],
      ['no map', 'rw_idmap_map() { return 1; }', 'exit 0'],
      ['a kernel that can not', ':', 'exit 1'],
      ['a mount with other ids', 'want=1:2', 'exit 0'],
    ])('is left to the stream with %s', (_, set, mount) => {
      const dir = volume({
        unshare: 'shift; exec "$@"',
        mount,
        umount: 'exit 0',
        // What the mounted directory belongs to is what the one below it does.
        sleep: 'echo held >"$0.held"',
      });
      chmodSync(join(dir, 'tmp', 'view'), 0o755);
      const out = run(
        shell,
        `${around(dir)}\nrmdir "$tmp/view"\n${set}\nrw_volume_view && echo seen || echo stream`,
        { before: HELPERS },
      );
      expect(out.output).toBe('stream');
    });

    it('is made where it can be', () => {
      const dir = volume({ unshare: 'shift; exec "$@"', mount: 'exit 0', sleep: 'exit 0' });
      const out = run(
        shell,
        `${around(dir)}\nrmdir "$tmp/view"\nrw_volume_view && echo seen || echo stream`,
        { before: HELPERS },
      );
      expect(out.output).toBe('seen');
    });
  },
);

/** Has a process ended? One that nobody waits for in a container stays as a zombie. */
function gone(pid: string): boolean {
  try {
    return / Z /.test(readFileSync(join('/proc', pid, 'stat'), 'utf8'));
  } catch {
    return true;
  }
}
