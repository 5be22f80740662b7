import { execFile, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { helpersText } from '../../src/run/preamble.ts';
import { SHELLS, sourced } from './shell.ts';

/** The image that the proofs of a shell share, against an engine that is made up and writes down what it is asked. */
const dir = mkdtempSync(join(tmpdir(), 'rw-shared-'));
chmodSync(dir, 0o755);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const asked = join(dir, 'asked');
const answers = join(dir, 'answers');
for (const name of ['one', 'other']) {
  const text = `#!/bin/sh\necho "${name} $*" >>'${asked}'\ncase $1 in import) cat >/dev/null ;; esac\n. '${answers}'\n`;
  writeFileSync(join(dir, name), text);
  chmodSync(join(dir, name), 0o755);
}
beforeEach(() => {
  writeFileSync(asked, '');
  writeFileSync(answers, '');
});

/** As the shell of a run (src/host/shell.ts): each piece of work in a subshell of its own. */
function input(...work: readonly string[]): string {
  const head = `trap '' HUP INT PIPE\n${sourced(helpersText())}\nTMPDIR='${dir}'\nexport TMPDIR\nRW_TOKEN=tok\n`;
  const mine = 'rw_proof_mine() { rw_image_make && rw_run_container -- true; }\n';
  const pieces = work.map(
    (text) => `( set -e\nset +e\n${text}\n) </dev/null 2>&1\necho "end $?"\n`,
  );
  return `${head}${mine}${pieces.join('')}`;
}

const lines = () => readFileSync(asked, 'utf8').split('\n').filter(Boolean);
/** Program and first word, and nothing of who answers at all. */
const calls = () => lines().map((line) => line.split(' ').slice(0, 2).join(' '));
const notes = () => readdirSync(dir).filter((name) => /^rw-proofs-|^tmp\./.test(name));
const PROOF = `rw_proof podman '${join(dir, 'one')}' mine`;

describe.each(SHELLS.filter(({ setUp }) => setUp === ''))(
  'the image of proofs in $name',
  (shell) => {
    const [program, ...args] = shell.argv;
    const run = (...work: readonly string[]) =>
      spawnSync(program, args, { input: input(...work), encoding: 'utf8', timeout: 15_000 });

    it('is made once, and taken away where the proofs end', () => {
      const { stdout } = run(PROOF, PROOF, 'rw_proofs_end', 'rw_proofs_end');
      expect(stdout).toBe('end 0\n'.repeat(4));
      expect(calls()).toEqual(['one import', 'one run', 'one run', 'one rmi']);
      const images =
        lines()
          .join('\n')
          .match(/localhost\/\S+/g) ?? [];
      expect(new Set(images).size).toBe(1);
      expect(notes()).toEqual([]);
    });

    it('is another one for another engine, and after the end', () => {
      run(
        PROOF,
        `rw_ready_other() { :; }; rw_proof other '${join(dir, 'other')}' mine`,
        'rw_proofs_end',
        PROOF,
      );
      expect(calls()).toEqual([
        ...['one import', 'one run', 'other import', 'other run'],
        ...['other rmi', 'one rmi'],
        ...['one import', 'one run', 'one rmi'],
      ]);
      expect(notes()).toEqual([]);
    });

    it('is taken away with the shell, where nobody asked for it', () => {
      expect(run(PROOF).status).toBe(0);
      expect(calls()).toEqual(['one import', 'one run', 'one rmi']);
      expect(notes()).toEqual([]);
    });

    it('is made again after it could not be made', () => {
      writeFileSync(
        answers,
        `case $1 in import) [ -e '${dir}/once' ] || { : >'${dir}/once'; echo 'no room' >&2; exit 1; } ;; esac`,
      );
      rmSync(join(dir, 'once'), { force: true });
      const { stdout } = run(PROOF, PROOF);
      expect(stdout).toContain('tok say evidence no room\nend 1\nend 0\n');
      expect(calls()).toEqual(['one import', 'one rmi', 'one import', 'one run', 'one rmi']);
    });

    it('is said to stay where the engine keeps it', () => {
      writeFileSync(answers, 'case $1 in rmi) exit 1 ;; esac');
      const { stdout } = run(PROOF, 'rw_proofs_end');
      expect(stdout).toMatch(/^tok say evidence left behind: image localhost\/rw-proof-/m);
      expect(notes()).toEqual([]);
    });

    it('goes with everything else where the group is told to end', async () => {
      // The container says that it runs, and then does not end.
      writeFileSync(answers, `case $1 in run) echo up >&2; trap : TERM; sleep 60 & wait ;; esac`);
      const child = spawn(program, args, { detached: true, stdio: ['pipe', 'pipe', 'ignore'] });
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      child.stdin.write(input(PROOF.replace('rw_proof ', 'exec 2>&1; rw_proof ')));
      // As the wizard does: its input is closed, and the group is told (PipeShell.kill).
      const waits = 'until grep -q \' run \' "$1"; do sleep 0.05; done';
      await promisify(execFile)('sh', ['-c', waits, 'sh', asked], { timeout: 10_000 });
      child.stdin.destroy();
      process.kill(-(child.pid ?? 0), 'SIGTERM');
      expect(await ended).not.toBe(0);
      expect(calls()).toEqual(['one import', 'one run', 'one rm', 'one rmi']);
      expect(notes()).toEqual([]);
    });
  },
);
