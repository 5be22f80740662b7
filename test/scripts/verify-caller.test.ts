import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { helpersText } from '../../src/run/preamble.ts';
import { SHELLS, sourced } from './shell.ts';

/**
 * The proof of who calls, with answers that are made up: RootlessKit may hide a caller who asks while the server
 * in the container is about to listen. Real ones are in test/real.
 */
const dir = mkdtempSync(join(tmpdir(), 'rw-verify-caller-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe.each(SHELLS.filter(({ setUp }) => setUp === ''))('who calls, in $name', ({ argv }) => {
  it.each([
    ['is seen at once', '192.0.2.7', 0, 0, 0],
    ['is seen after three more calls', '172.17.0.1', 3, 0, 4],
    ['is never seen, and not asked for ever', '172.17.0.1', 9, 1, 4],
  ])('%s', (_name, first, hidden, code, asked) => {
    const calls = join(dir, 'calls');
    rmSync(calls, { force: true });
    const [program, ...args] = argv;
    const result = spawnSync(program, args, {
      input: `${sourced(helpersText())}
TMPDIR='${dir}' RW_TOKEN=tok
export TMPDIR
: >'${calls}'
rw_ready_docker() { :; }
ip() { echo '2: eth0    inet 192.0.2.7/24 scope global eth0'; }
rw_serve() { echo "published $1" && rw_port=8080 rw_who=${first}; }
rw_hear() {
	echo >>'${calls}'
	[ "$(wc -l <'${calls}')" -le ${hidden} ] && rw_from=172.17.0.1 || rw_from=192.0.2.7
	echo "$rw_mark $rw_from"
}
( set -e; rw_proof docker true caller )
rw_ended=$?
echo "$(wc -l <'${calls}') calls"
exit "$rw_ended"`,
      encoding: 'utf8',
      timeout: 15_000,
    });
    expect(result.stdout).toMatch(/^ *published 0\.0\.0\.0:$/m);
    const seen = code === 0 ? '192.0.2.7' : '172.17.0.1';
    expect(result.stdout).toContain(`the container saw the call of 192.0.2.7 come from ${seen}\n`);
    expect(result.stdout).toMatch(new RegExp(`^ *${asked} calls$`, 'm'));
    expect(result.status, result.stderr).toBe(code);
  });

  it('publishes a port of its own choice with nerdctl, which picks none without root', () => {
    const [program, ...args] = argv;
    const result = spawnSync(program, args, {
      input: `${sourced(helpersText())}
TMPDIR='${dir}' RW_TOKEN=tok
export TMPDIR
rw_ready_nerdctl() { :; }
ip() { echo '2: eth0    inet 192.0.2.7/24 scope global eth0'; }
rw_serve() { echo "published $1" && rw_port=49152 rw_who=192.0.2.7; }
rw_proof nerdctl true caller`,
      encoding: 'utf8',
      timeout: 15_000,
    });
    expect(result.stdout).toMatch(/^ *published 0\.0\.0\.0:\d{5}$/m);
    expect(result.status, result.stderr).toBe(0);
  });
});
