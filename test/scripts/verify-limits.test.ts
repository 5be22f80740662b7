import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpersText } from '../../src/run/preamble.ts';
import { answers, dir, engine, inputOf, prove, shells } from './made-up-engine.ts';

/** On a host with version 2 of cgroups, whatever this machine has: the way to it is all that is changed. */
const LIMITED = helpersText().replaceAll('/sys/fs/cgroup/cgroup.controllers', engine);

/** The proof where these controllers are delegated, and the engine answers by this shell text. */
function limited(
  [program, ...args]: (typeof shells)[number]['argv'],
  controllers: string,
  answer: string,
) {
  writeFileSync(answers, answer);
  const input = inputOf('limits', LIMITED).replace(
    'rw_delegated() { :; }',
    `rw_delegated() { echo ${controllers}; }\nrw_first_processor() { echo 1; }`,
  );
  return spawnSync(program, args, { input, encoding: 'utf8', timeout: 15_000 });
}

describe.each(shells)('proofs of limits in $name', (shell) => {
  it('skip what cannot be tried, which is another exit than passing', () => {
    const result = prove(shell, 'limits', '');
    expect(result.code).toBe(10);
    expect(result.evidence).toHaveLength(1);
    expect(result.asked).toEqual([]);
  });

  it.each([
    ['the process alone is stopped', 'echo 137', 0, 'so was the 31st process'],
    ['the kernel takes all of it', 'exit 137', 0, 'so was the 31st process'],
    ['systemd ends all of it', 'exit 143', 0, 'so was the 31st process'],
    ['nothing is stopped', 'echo 0', 1, 'not stopped by a limit of 64 MB (exit 0)'],
    ['there is no container', 'echo why >&2; exit 125', 1, '(exit 125)'],
  ])('run into limits, where %s', (_name, ends, code, said) => {
    // From a directory of their own: conmon leaves a file where it is.
    const answer = `
case "$*" in
*'head -c'*) ${ends} ;;
run*) pwd >'${dir}/where'; printf '67108864\\n30\\n- 0-1\\n2\\n' ;;
esac`;
    const result = limited(shell.argv, 'memory pids', answer);
    expect(result.stdout).toContain(said);
    expect(result.status).toBe(code);
    expect(readFileSync(join(dir, 'where'), 'utf8')).toMatch(new RegExp(`^${dir}/.`));
  });

  it.each([
    ['hold', '7 1', 0, 'a process for processor 1 alone was kept to it'],
    ['hold nothing back', '0 1', 1, 'not held back by a limit of half a processor'],
    ['are not counted', '- 1', 1, 'not held back by a limit of half a processor'],
    ['let it use others', '7 0-3', 1, 'a process for processor 1 alone may use 0-3'],
  ])('run into limits on processors, where they %s', (_name, line, code, said) => {
    const answer = `
case "$*" in
*'head -c'*) echo 137 ;;
*' --cpus=0.5 --cpuset-cpus=1 '*) printf '67108864\\n30\\n${line}\\n2\\n' ;;
esac`;
    const result = limited(shell.argv, 'cpuset cpu io memory pids', answer);
    expect(result.stdout).toContain(said);
    expect(result.status).toBe(code);
  });
});
