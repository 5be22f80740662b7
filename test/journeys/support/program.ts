/** The built program as a person has it: on a pseudo terminal whose screen is drawn, or in a pipe. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { draw } from '../../support/drawn.ts';

export { KEY } from '../../support/keys.ts';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
/** The program under test. */
export const CLI = join(ROOT, 'dist', 'cli.js');

if (!existsSync(CLI)) {
  throw new Error(`${CLI} is not there: build the program first (npm run build)`);
}

/** A home of its own; whatever the program writes must be in here. */
export interface Place {
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  /** Every file below it, as relative paths. */
  files(): readonly string[];
  remove(): void;
}

/** A fresh, empty place. */
export function makePlace(): Place {
  const dir = mkdtempSync(join(tmpdir(), 'rw-journey-'));
  for (const name of ['home', 'state', 'tmp', 'cwd']) mkdirSync(join(dir, name));
  return {
    dir,
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: join(dir, 'home'),
      XDG_STATE_HOME: join(dir, 'state'),
      XDG_CONFIG_HOME: join(dir, 'home', '.config'),
      TMPDIR: join(dir, 'tmp'),
      LANG: 'C.UTF-8',
    },
    files: () => filesBelow(dir).map((path) => relative(dir, path)),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function filesBelow(dir: string): readonly string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/**
 * Options of node that let it read, and neither write a file outside of `dir` nor start a process: an
 * attempt is an error. So a dry run is not only seen to leave no trace here, it could not leave one.
 */
export function lockedIn(dir: string): readonly string[] {
  const flag = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  return [flag, '--no-warnings', '--allow-fs-read=*', `--allow-fs-write=${dir}`];
}

export interface Start {
  readonly place: Place;
  readonly args: readonly string[];
  /** On top of the place's; an empty text takes a variable away. */
  readonly env?: Readonly<Record<string, string>>;
  readonly node?: readonly string[];
}

function environment({ place, env = {} }: Start): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...place.env, ...env }).filter(([, value]) => value !== ''),
  );
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Starts the program without a terminal; its streams are the caller's. */
export function startPlain(start: Start): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...(start.node ?? []), CLI, ...start.args], {
    cwd: join(start.place.dir, 'cwd'),
    env: environment(start),
  });
}

/** Runs the program without a terminal, `input` on its standard input. */
export async function runPlain(start: Start, input = ''): Promise<Ended> {
  const child = startPlain(start);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, out, err };
}

/**
 * What a wait is for: a sentence, wherever it was broken into rows (blanks do not count), a pattern for the
 * rows or for the running text, or a question to the rows.
 */
export type Wanted = string | RegExp | ((rows: readonly string[]) => boolean);

/** The program on a terminal. */
export interface Screen {
  readonly pid: number;
  /** What is seen now, row by row, without blanks at the ends. */
  rows(): readonly string[];
  /** What is seen now as running text: a sentence that was broken into rows is one line again. */
  prose(): string;
  /** All that was ever seen and has left the screen at its top, and what is seen, as running text. */
  all(): string;
  /** Everything that was written, with its escape sequences. */
  written(): string;
  /** Waits until it is seen; looks again whenever something was drawn. */
  shows(wanted: Wanted): Promise<void>;
  /** Waits until it was said at any time, also where it has left the screen at its top since. */
  says(sentence: string): Promise<void>;
  /** Types, then waits until it is seen. */
  press(keys: string, wanted: Wanted): Promise<void>;
  type(keys: string): void;
  resize(columns: number, rows: number): void;
  /** Is the alternate screen shown? */
  alternate(): boolean;
  /** Closes the terminal, as the window of an emulator does: the kernel hangs up on all that runs on it. */
  close(): void;
  /** Ends the program if a test left it running. */
  kill(): void;
  /** The exit code; fails with the screen when the program does not end. */
  ends(): Promise<number>;
}

const PATIENCE_MS = 10_000;

/** Without blanks: what a sentence is, however it was broken into rows. */
export function bare(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

/** Rows as running text. */
function joined(rows: readonly string[]): string {
  return rows
    .map((row) => row.trim())
    .filter((row) => row !== '')
    .join(' ')
    .replaceAll(/ {2,}/g, ' ');
}

export interface Window {
  readonly columns?: number;
  readonly rows?: number;
  readonly term?: string;
}

/** Starts the program on a terminal of 80x24. */
export function openScreen(start: Start, window: Window = {}): Screen {
  const drawn = draw({
    file: process.execPath,
    args: [...(start.node ?? []), CLI, ...start.args],
    cwd: join(start.place.dir, 'cwd'),
    env: environment(start),
    ...window,
  });
  const { rows } = drawn;
  const there = (wanted: Wanted) => {
    if (typeof wanted === 'string') return bare(rows().join('')).includes(bare(wanted));
    if (typeof wanted === 'function') return wanted(rows());
    return [rows().join('\n'), joined(rows())].some((now) => wanted.test(now));
  };
  const all = () => joined(drawn.allRows());
  const until = async (what: string, is: () => boolean) =>
    void (await drawn.until(what, () => (is() ? true : null), PATIENCE_MS));
  const shows = (wanted: Wanted) => until(`showed ${wanted}`, () => there(wanted));
  return {
    pid: drawn.pid,
    rows,
    prose: () => joined(rows()),
    all,
    written: drawn.written,
    shows,
    says: (sentence) => until(`said ${sentence}`, () => bare(all()).includes(bare(sentence))),
    press(keys, wanted) {
      drawn.type(keys);
      return shows(wanted);
    },
    type: drawn.type,
    resize: drawn.resize,
    alternate: drawn.alternate,
    close: drawn.close,
    kill: () => drawn.signal('SIGKILL'),
    ends: () => drawn.until('ended', drawn.code, PATIENCE_MS),
  };
}
