/** The proof that a container runs: what is asked for it, and when it is waited for. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpersOf, run, SHELLS, tempDir } from './shell.ts';

const HELPERS = helpersOf('migrate-lib', 'migrate-prove');

const dir = tempDir();
const record = join(dir, 'record');
const NOW = Math.floor(Date.now() / 1000);

describe.each(SHELLS)('a container that was moved, in $name', (shell) => {
  /** `states`: what the engine says of it, one after the other; `ends`: the code of a wait, 124 where it runs on. */
  const prove = (states: readonly string[], ends: number, engine = 'docker') => {
    rmSync(record, { recursive: true, force: true });
    mkdirSync(record);
    writeFileSync(join(record, 'states'), `${states.join('\n')}\n`);
    const { code, said, output } = run(
      shell,
      `record=${record} tmp=${record}; set +e
      rw_migrate_begin() { :; }
      rw_as_user() { echo wait >>"$record/asked"; return ${ends}; }
      rw_target() {
        shift 2
        case $1 in logs) echo oops; return ;; esac
        case ${engine}:$* in podman:*Health*) return 1 ;; esac
        echo inspect >>"$record/asked"
        sed -n 1p "$record/states"; sed -i '1{$!d}' "$record/states"
      }
      rw_migrate_prove alice ${engine} web`,
      { before: HELPERS },
    );
    const asked = readFileSync(join(record, 'asked'), 'utf8').trimEnd().split('\n');
    return { code, said, output, asked };
  };

  it('is proven by what it is at first and in the end', () => {
    const done = prove([`running 0 ${NOW + 3600}000000000`], 124);
    expect(done, done.output).toMatchObject({ code: 0, asked: ['inspect', 'wait', 'inspect'] });
  });

  it('is not waited for where it has run for long, as far as that can be told', () => {
    const tells = !shell.name.startsWith('busybox');
    for (const started of [`${NOW - 60}000000000`, new Date((NOW - 60) * 1000).toISOString()]) {
      const done = prove([`running 0 ${started}`], 124);
      const asked = tells ? ['inspect', 'inspect'] : ['inspect', 'wait', 'inspect'];
      expect(done, done.output).toMatchObject({ code: 0, asked });
    }
  });

  it('is not proven where it ends, or ended meanwhile', () => {
    const ended = prove([`running 0 ${NOW + 3600}000000000`], 0);
    expect(ended).toMatchObject({ code: 1, said: ['failed container web ended: oops'] });
    const later = prove([`running 0 ${NOW - 60}000000000`, `exited 0 ${NOW - 60}000000000`], 124);
    expect(later).toMatchObject({ code: 1, said: ['failed container web is exited: oops'] });
    const again = prove([`running 2 ${NOW - 60}000000000`], 124);
    expect(again.said[0]).toContain('ended and was started again 2 times');
  });

  it('is proven with a Podman that tells nothing of health and age, too', () => {
    const done = prove(['running 0'], 124, 'podman');
    expect(done, done.output).toMatchObject({ code: 0, asked: ['inspect', 'wait', 'inspect'] });
  });
});
