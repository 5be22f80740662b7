import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { msg } from '../../src/i18n/msg.ts';
import { runScript } from '../../src/steps/service-runit.ts';

/** The service's program as a shell reads it, with stand-ins for what only root can do. */

const dir = mkdtempSync(join(tmpdir(), 'rw-runit-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function program(path: string, body: string): string {
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

const SAID = msg('service.runit-enable', { name: 'x' });
const HOME = `/home/al ice'$x`;

function started(id: string): { readonly code: number | null; readonly out: string } {
  const root = mkdtempSync(join(dir, 'root-'));
  const user = mkdtempSync(join(dir, 'user-'));
  program(join(root, 'install'), 'echo "install $*"');
  program(join(root, 'id'), id);
  program(join(root, 'chpst'), 'shift; echo "as $1"; shift; exec "$@"');
  // A user's programs of the same names: root must not run them.
  for (const name of ['chpst', 'env', 'tr', 'rm', 'install', 'id']) {
    program(join(user, name), `echo x >'${dir}/ran-by-root'`);
  }
  const script = program(join(user, 'start it.sh'), 'echo "$HOME:$USER:$PATH"; echo "$NET"');
  const text = runScript({
    target: {
      ...{ name: 'alice', uid: 1000, gid: 1000, home: HOME, shell: '/bin/sh', groups: [] },
      ...{ gecos: '', self: false, origin: 'files', configHome: '', dataHome: '', stateHome: '' },
      runtimeDir: join(dir, 'run'),
    },
    engine: 'docker',
    name: 'Docker',
    headline: 'Docker without root, for alice',
    description: '',
    command: script,
    program: null,
    ready: { by: 'dockerd', socket: join(dir, 'run', 'docker.sock') },
    ...{ why: SAID, startWhy: SAID, runs: SAID, byHand: SAID, before: [] },
    environment: [`HOME=${HOME}`, `PATH=${user}:/bin`, 'NET=a b'],
  });
  const done = spawnSync('sh', ['-c', text], {
    encoding: 'utf8',
    env: { PATH: `${root}:/usr/bin:/bin` },
  });
  return { code: done.status, out: done.stdout.replaceAll(user, 'USER') };
}

it('gives the user all groups and an environment that no shell changes on the way', () => {
  const { code, out } = started('echo 1000 27 998');
  expect(out.split('\n').slice(-4)).toEqual([
    'as :1000:1000:27:998',
    `${HOME}:alice:USER:/bin`,
    'a b',
    '',
  ]);
  expect(code).toBe(0);
});

it('runs no program of the user as root', () => {
  started('echo 1000');
  expect(existsSync(join(dir, 'ran-by-root'))).toBe(false);
});

it('starts nothing while the account can not be read', () => {
  const { code, out } = started('exit 1');
  expect(code).toBe(1);
  expect(out).not.toContain('as :');
});
