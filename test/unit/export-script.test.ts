/** The exported script as a whole: it is run again where it has run, as configuration management does. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Action } from '../../src/model/action.ts';
import type { Plan } from '../../src/model/plan.ts';
import { shellScript } from '../../src/report/script.ts';
import { actionHelpersText } from '../../src/run/preamble.ts';
import { quote } from '../../src/run/quote.ts';
import { changeOf, hash, planOf } from './run-fixtures.ts';

const run = promisify(execFile);
const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
const META = '{"Name":"rootless"}';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rw-export-'));
});
afterEach(() => rm(dir, { recursive: true }));

/** A script whose one command fails, as `docker context create` does, where its file is there already. */
async function script(): Promise<string> {
  const meta = join(dir, "it's meta.json");
  const docker = join(dir, 'docker');
  await writeFile(
    docker,
    `#!/bin/sh
echo called >>'${dir}/calls'
[ ! -e "$1" ] || { echo 'context "rootless" already exists' >&2; exit 1; }
printf '%s' '${META}' >"$1"
`,
  );
  await chmod(docker, 0o755);
  const state = { kind: 'file', path: meta, bytes: META, sha256: hash(META), mode: 0o644 } as const;
  const action: Action = {
    do: 'run-command',
    argv: [docker, meta],
    undo: null,
    effects: [{ type: 'file', state: { ...state, ...self, nlink: 1, realPath: null } }],
  };
  const user = { name: 'me', ...self, home: dir, runtimeDir: join(dir, 'run') };
  const change = changeOf('shell.context', action, { scope: 'user' });
  const plan: Plan = { ...planOf([change]), user };
  const path = join(dir, 'setup.sh');
  await writeFile(path, shellScript(plan, actionHelpersText(), quote));
  return path;
}

describe('an exported script', () => {
  it('may run twice: what a command has made is not made again', async () => {
    const path = await script();
    await run('sh', [path, 'user']);
    expect(await readFile(join(dir, "it's meta.json"), 'utf8')).toBe(META);
    const again = await run('sh', [path, 'user']);
    expect(again.stderr).toBe('');
    expect(await readFile(join(dir, 'calls'), 'utf8')).toBe('called\n');
  });

  it('says nothing of a file that is not there yet', async () => {
    const { stderr } = await run('sh', [await script(), 'user']);
    expect(stderr).toBe('');
  });

  it('stops where something else is there, and leaves that', async () => {
    const path = await script();
    const meta = join(dir, "it's meta.json");
    await writeFile(meta, 'other');
    await expect(run('sh', [path, 'user'])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('already exists'),
    });
    expect(await readFile(meta, 'utf8')).toBe('other');
  });
});
