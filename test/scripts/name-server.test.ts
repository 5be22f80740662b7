/** Podman's name server is ended for a mount that goes, and started again, wherever that is cut off. */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quote } from '../../src/model/quote.ts';
import { helpersOf, run, SHELLS, start } from './shell.ts';

const HELPERS = helpersOf('migrate-lib', 'migrate-mount');

/** Prints its process id when it has its name. */
const START = `"$0"/aardvark-dns 60 >/dev/null 2>&1 & echo $!
until [ "$(cat /proc/$!/comm)" = aardvark-dns ]; do sleep 0.01; done`;

let dir = '';
let server = 0;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'rw-names-'));
  writeFileSync(join(dir, 'note'), '/srv/data\n8:1 /srv/data\n');
  // The kernel calls a process by the name of its program.
  copyFileSync('/bin/sleep', join(dir, 'aardvark-dns'));
  // Not a child of ours: nobody would take note of its end while a shell is waited for.
  const started = spawnSync('sh', ['-c', START, dir]);
  server = Number(started.stdout);
});
afterEach(() => {
  if (existsSync(`/proc/${server}/exe`)) process.kill(server, 'SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

/** `reload`: what happens when Podman is asked to start its name server again. */
function text(reload: string): string {
  return `${HELPERS}
rw_mount_holders() { [ ! -e /proc/${server}/exe ] || echo ${server}; }
rw_target() { ${reload}; }
note=${quote(join(dir, 'note'))} tmp=${quote(dir)} path=/srv/data
user=${quote(userInfo().username)} target=podman
rw_mount_unused
`;
}

const asked = () => existsSync(join(dir, 'asked')) && readFileSync(join(dir, 'asked'), 'utf8');
const works = () => `printf '%s\\n' "$*" >>${quote(join(dir, 'asked'))}`;
const ASKED = `${userInfo().username} podman network reload --all\n`;

describe.each(SHELLS.filter(({ setUp }) => setUp === ''))('in $name', (shell) => {
  it('is ended and started again, once', () => {
    expect(run(shell, text(works())).code).toBe(0);
    expect(asked()).toBe(ASKED);
    expect(run(shell, text(works())).code).toBe(0);
    expect(asked()).toBe(ASKED);
  });

  it('is started again by the next try, where the first was killed in between', () => {
    const all = `kill -9 $$; sh -c 'kill -9 $PPID'`;
    expect(start(shell, text(all)).signal).toBe('SIGKILL');
    expect(asked()).toBe(false);
    expect(existsSync(`/proc/${server}/exe`)).toBe(false);
    expect(run(shell, text(works())).code).toBe(0);
    expect(asked()).toBe(ASKED);
    expect(existsSync(join(dir, 'note.names'))).toBe(false);
  });

  it('is told how to be started where Podman does not do it', () => {
    const { code, said } = run(shell, text('echo "no such thing" >&2; false'));
    expect(code).toBe(0);
    expect(said.join()).toContain('podman network reload --all: no such thing');
  });
});
