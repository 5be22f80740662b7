/** What nerdctl says, and what is made of it. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpersOf, type Outcome, run, SHELLS, type Shell, tempDir } from './shell.ts';

/** They are loaded with a plan that moves something, and only then. */
const HELPERS = helpersOf('migrate-lib', 'migrate-nerdctl');
const moved = (shell: Shell, text: string): Outcome => run(shell, text, { before: HELPERS });

const dir = tempDir();
const said = (text: string): string => {
  const path = join(dir, 'said');
  writeFileSync(path, text);
  return path;
};

const HELP = `Usage: nerdctl create [flags] IMAGE

Flags:
      --add-host strings        Add a custom host-to-IP mapping (host:ip)
  -e, --env stringArray         Set environment variables, as --not-a-flag would
      --init-binary string      The custom binary
`;

describe.each(SHELLS)('nerdctl as a target, in $name', (shell) => {
  it.each([
    ['time="x" level=fatal msg="1 errors:\\nno such container: web"', true],
    ['time="x" level=fatal msg="1 errors:\\nno such image: web:1"', true],
    ['time="x" level=error msg="no network found matching: web"', true],
    ['volume-store error\\nnot found\\n\\"web/volume.json\\" does not exist', true],
    // One that is gone has not said that there is nothing.
    [
      'rootless containerd not running? (hint: ...): stat /run/user/1000/containerd-rootless: no such file or directory',
      false,
    ],
    [
      'cannot access containerd socket "/run/containerd/containerd.sock": no such file or directory',
      false,
    ],
    ['', false],
  ])('takes %j for absent: %s', (text, absent) => {
    const { code } = moved(shell, `rw_absent nerdctl ${said(`${text}\n`)}`);
    expect(code === 0).toBe(absent);
  });

  it.each([
    ['create:--env', 0],
    ['create:--add-host', 0],
    ['create:--init', 1],
    ['create:--not-a-fla', 1],
    ['create:--link', 1],
  ])('looks up the flag %s', (flag, code) => {
    const tmp = join(dir, `tmp-${shell.name.replaceAll(' ', '-')}`);
    mkdirSync(tmp, { recursive: true });
    writeFileSync(join(tmp, 'help-create'), HELP);
    const outcome = moved(shell, `tmp=${tmp} user=alice target=nerdctl\nrw_nerdctl_knows ${flag}`);
    expect(outcome.code, outcome.output).toBe(code);
  });

  it("takes Docker's init where tini is not installed, and only where one is wanted", () => {
    const bin = join(dir, 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'docker-init'), '#!/bin/sh\n');
    chmodSync(join(bin, 'docker-init'), 0o755);
    const asked = (words: string) => moved(shell, `PATH=${bin}\nrw_nerdctl_init ${words}`).output;
    expect(asked('--name web --init img')).toBe('--init-binary=docker-init');
    expect(asked('--init-binary x img')).toBe('');
  });
});
