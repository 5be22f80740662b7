import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Action, Before } from '../../src/model/action.ts';
import { actionHelpersText } from '../../src/run/preamble.ts';
import { render } from '../../src/run/render.ts';

/** A POSIX shell that the helpers must work in. */
export interface Shell {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  /** Shell text after the helpers are loaded. */
  readonly setUp: string;
}

const BUSYBOX = process.env['RW_BUSYBOX'] ?? 'busybox';

/**
 * Those of dash, bash and busybox that are installed; a missing one is left out of the matrix. The last
 * has nothing but busybox, as Alpine has: no GNU tools, no attributes kept by cp.
 */
export const SHELLS: readonly Shell[] = [
  { name: 'dash', argv: ['dash'] as const, setUp: '' },
  { name: 'bash', argv: ['bash', '--posix'] as const, setUp: '' },
  { name: 'busybox', argv: [BUSYBOX, 'sh'] as const, setUp: '' },
  { name: 'busybox alone', argv: [BUSYBOX, 'sh'] as const, setUp: 'PATH=$BUSYBOX_BIN' },
].filter(({ argv: [program, ...args] }) => spawnSync(program, [...args, '-c', ':']).status === 0);

/** A directory of links to busybox, made once. */
function busyboxBin(): string {
  const bin = mkdtempSync(join(tmpdir(), 'rw-busybox-'));
  chmodSync(bin, 0o755);
  afterAll(() => rmSync(bin, { recursive: true, force: true }));
  spawnSync(BUSYBOX, ['--install', '-s', bin]);
  return bin;
}
const BUSYBOX_BIN = SHELLS.some(({ setUp }) => setUp !== '') ? busyboxBin() : '';

export const IS_ROOT = process.getuid?.() === 0;
export const UID = IS_ROOT ? 54_321 : (process.getuid?.() ?? 0);
export const GID = IS_ROOT ? 54_321 : (process.getgid?.() ?? 0);

const TOKEN = 'feedc0de';

/** In memory where that is possible: the helpers sync each file, which a slow disk feels. */
const FAST = spawnSync('test', ['-w', '/dev/shm']).status === 0 ? '/dev/shm' : tmpdir();

const tempDirs: string[] = [];
afterAll(() => {
  for (const dir of tempDirs) rmSync(dir, { recursive: true, force: true });
});

/**
 * A new directory of root, or (in memory) of the user that `user: true` runs as; gone after the last test of the
 * file.
 */
export function tempDir(options: { readonly user?: boolean } = {}): string {
  const dir = mkdtempSync(join(options.user === true ? FAST : tmpdir(), 'rw-test-'));
  tempDirs.push(dir);
  chmodSync(dir, 0o755);
  if (options.user === true) chownSync(dir, UID, GID);
  return dir;
}

/**
 * Loads helpers by their names without `.sh`, those that only a plan that moves something loads. Returns a line of
 * shell text.
 */
export function helpersOf(...files: readonly string[]): string {
  const texts = files
    .map((name) => new URL(`../../scripts/helpers/${name}.sh`, import.meta.url))
    .map((url) => readFileSync(url, 'utf8'));
  return sourced(texts.join('\n'));
}

const texts = new Map<string, string>();

/**
 * A line of shell text that loads the text of helpers from a file. From its standard input bash reads byte by byte:
 * 0.17 s for all helpers, which is most of what a test takes.
 */
export function sourced(text: string): string {
  const path = texts.get(text) ?? join(tempDir(), 'helpers.sh');
  if (!texts.has(text)) writeFileSync(path, text);
  texts.set(text, path);
  return `. '${path}'`;
}

/** What a piece of work said and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly said: readonly string[];
  readonly output: string;
}

/** How a shell is run: `user` drops root, so that links of a user's own are followed. */
export interface RunOptions {
  readonly user?: boolean;
  readonly before?: string;
  readonly prefix?: readonly string[];
}

/** Runs shell text in the way of the session: helpers first, then the work in a subshell with `set -e`. */
export function run(shell: Shell, text: string, options: RunOptions = {}): Outcome {
  return outcomeOf(start(shell, text, options));
}

/** The same, with the raw end of the process, for what kills it. */
export function start(
  shell: Shell,
  text: string,
  options: RunOptions = {},
): SpawnSyncReturns<string> {
  const drop =
    IS_ROOT && options.user === true
      ? ['setpriv', `--reuid=${UID}`, `--regid=${GID}`, '--clear-groups']
      : [];
  const argv = [...drop, ...(options.prefix ?? []), ...shell.argv, '-s'];
  const [program = '', ...args] = argv;
  return spawnSync(program, args, {
    input: sessionText(text, `${shell.setUp}\n${options.before ?? ''}`),
    env: { ...process.env, BUSYBOX_BIN },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    cwd: '/',
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
}

function sessionText(text: string, before: string): string {
  return (
    `trap '' HUP INT PIPE\nRW_TOKEN=${TOKEN}\n${sourced(actionHelpersText())}\n${before}\n` +
    `( set -e\n${text}\n) </dev/null 2>&1\nprintf '%s end %s\\n' "$RW_TOKEN" "$?"\n`
  );
}

function outcomeOf(result: SpawnSyncReturns<string>): Outcome {
  const said: string[] = [];
  const output: string[] = [];
  let code = result.status ?? -1;
  for (const line of result.stdout.split('\n')) {
    const [, kind, rest = ''] = /^feedc0de (say|end) (.*)$/.exec(line) ?? [];
    if (kind === 'say') said.push(rest);
    else if (kind === 'end') code = Number(rest);
    else if (line !== '') output.push(line);
  }
  return { code, said, output: output.join('\n') + result.stderr };
}

/** Runs the shell text of actions. */
export function perform(
  shell: Shell,
  actions: Action | readonly Action[],
  options: RunOptions = {},
): Outcome {
  const list = 'do' in actions ? [actions] : actions;
  return run(shell, list.flatMap(render).join('\n'), options);
}

/** Everything about one path that must be as planned: content, mode, owner, kind. */
export function look(path: string): Before | { readonly kind: 'link' | 'directory' | 'other' } {
  const info = lstatSync(path, { throwIfNoEntry: false });
  if (info === undefined) return { kind: 'absent' };
  if (info.isSymbolicLink()) return { kind: 'link' };
  if (info.isDirectory()) return { kind: 'directory' };
  if (!info.isFile()) return { kind: 'other' };
  const bytes = readFileSync(path);
  return {
    kind: 'file',
    bytes: bytes.toString('latin1'),
    sha256: sha256(bytes),
    mode: info.mode & 0o7777,
    uid: info.uid,
    gid: info.gid,
  };
}

/** What a plan would hold as `before` of a path. */
export function seen(path: string): Before {
  const state = look(path);
  if (state.kind === 'absent' || state.kind === 'file') return state;
  throw new Error(`${path} is a ${state.kind}`);
}

/** Names in a directory, hidden ones too: a temporary file that stays is seen. */
export function names(dir: string): readonly string[] {
  return readdirSync(dir).sort();
}

export function sha256(bytes: Buffer | string): string {
  const hash = createHash('sha256');
  return (typeof bytes === 'string' ? hash.update(bytes, 'latin1') : hash.update(bytes)).digest(
    'hex',
  );
}
