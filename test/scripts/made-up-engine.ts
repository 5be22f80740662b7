import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect } from 'vitest';
import { helpersText } from '../../src/run/preamble.ts';
import { SHELLS, sourced } from './shell.ts';

/**
 * For proofs against an engine that is made up: it writes down what it is asked and answers as a file
 * says. That containers really run is shown on booted hosts (test/real); here it is the way around them:
 * what is left behind, which answers count, and how they end.
 */
export const dir = mkdtempSync(join(tmpdir(), 'rw-verify-'));
chmodSync(dir, 0o755);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** The program of that engine, what it was asked (a line each), and the file of shell text by which it answers. */
export const engine = join(dir, 'engine');
export const asked = join(dir, 'asked');
export const answers = join(dir, 'answers');
writeFileSync(
  engine,
  `#!/bin/sh
echo "$*" >>'${asked}'
echo "\${LC_ALL-}" >'${dir}/locale'
case $1 in import) cat >'${dir}/image.tar' ;; esac
. '${answers}'
`,
);
chmodSync(engine, 0o755);

/** How a proof ended. */
export interface Proven {
  readonly code: number | null;
  readonly evidence: readonly string[];
  readonly asked: readonly string[];
  readonly stderr: string;
}

/** The helpers and then this text. Nothing is delegated, whatever this machine does. */
export function script(text: string, helpers = helpersText()): string {
  return `trap '' HUP INT PIPE\n${sourced(helpers)}\nTMPDIR='${dir}'\nexport TMPDIR\nRW_TOKEN=tok\nrw_delegated() { :; }\n${text}\n`;
}

/** One proof in this shell, where the engine answers by this shell text. */
export function prove(shell: (typeof SHELLS)[number], proof: string, answer: string): Proven {
  writeFileSync(answers, answer);
  writeFileSync(asked, '');
  const [program, ...args] = shell.argv;
  const result = spawnSync(program, args, {
    input: inputOf(proof),
    encoding: 'utf8',
    timeout: 15_000,
  });
  return proven(result.status, result.stdout, result.stderr);
}

/** As the shell of a run does it (src/host/shell.ts). */
export function inputOf(proof: string, helpers?: string): string {
  return script(`( set -e\nrw_proof podman '${engine}' ${proof}\n)\nexit "$?"`, helpers);
}

function proven(code: number | null, stdout: string, stderr: string): Proven {
  const evidence = stdout
    .split('\n')
    .filter((line) => line.startsWith('tok say evidence '))
    .map((line) => line.slice('tok say evidence '.length));
  const lines = readFileSync(asked, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return { code, evidence, asked: lines, stderr };
}

beforeEach(() => writeFileSync(asked, ''));

/** One random name for the image and one for the rest, and everything that was made is removed again. */
export function expectTidy({ asked: lines }: Proven, stopped = false): void {
  const images = new Set(lines.join('\n').match(/localhost\/rw-proof-[0-9a-f]{8}:latest/g));
  expect(images.size).toBe(lines.some((line) => line.startsWith('import')) ? 1 : 0);
  for (const image of images) expect(lines).toContain(`rmi -f ${image}`);
  const marks = new Set(lines.join('\n').match(/(?<!\/)rw-proof-[0-9a-f]{8}/g));
  expect(marks.size).toBeLessThan(2);
  const [mark] = marks;
  const started = lines.some((line) => /^run .*-d /.test(line));
  if (started || stopped) expect(lines).toContain(`rm -f ${mark}`);
  if (lines.some((line) => line.startsWith('volume create'))) {
    expect(lines).toContain(`volume rm -f ${mark}`);
  }
  if (lines.some((line) => line.startsWith('network create'))) {
    // After what is in it.
    const at = lines.indexOf(`network rm -f ${mark}`);
    expect(at).toBeGreaterThan(lines.findLastIndex((line) => line.startsWith('rm -f')));
  }
  expect(spawnSync('ls', [dir], { encoding: 'utf8' }).stdout).not.toMatch(/^tmp\.|^rw-proofs-/m);
}

/** The shells that proofs are tried in: a host with nothing but busybox has no engine. */
export const shells = SHELLS.filter(({ setUp }) => setUp === '');
/** Answers as a container that runs does. */
export const RUNS = `case $1 in run) printf '0\\n/own/1000:1000:1000\\n/own/65534:65534:65534\\n' ;; esac`;
