/** The built program as a person has it: on a pseudo terminal whose screen is drawn, or in a pipe. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn as spawnPty } from '@lydell/node-pty';
import xterm from '@xterm/headless';

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
  const { columns: cols = 80, rows = 24, term = 'xterm-256color' } = window;
  const emulator = new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 5000 });
  const child = spawnPty(process.execPath, [...(start.node ?? []), CLI, ...start.args], {
    name: term,
    cols,
    rows,
    cwd: join(start.place.dir, 'cwd'),
    encoding: null,
    env: { ...environment(start), TERM: term },
  });
  const events = new EventEmitter();
  const decoder = new TextDecoder();
  let written = '';
  let undrawn = 0;
  let code: number | null = null;
  child.onData((data: string | Uint8Array) => {
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
    written += decoder.decode(bytes, { stream: true });
    undrawn += 1;
    emulator.write(bytes, () => {
      undrawn -= 1;
      events.emit('drawn');
    });
  });
  emulator.onData((answer) => child.write(answer));

  const lines = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) =>
      (emulator.buffer.active.getLine(from + index)?.translateToString(true) ?? '').trimEnd(),
    );
  const seen = () => {
    const { baseY } = emulator.buffer.active;
    return lines(baseY, baseY + emulator.rows);
  };
  const there = (wanted: Wanted) => {
    if (typeof wanted === 'string') return bare(seen().join('')).includes(bare(wanted));
    if (typeof wanted === 'function') return wanted(seen());
    return [seen().join('\n'), joined(seen())].some((now) => wanted.test(now));
  };

  child.onExit(({ exitCode }) => {
    const settle = () => {
      if (undrawn > 0) return;
      events.off('drawn', settle);
      code = exitCode;
      events.emit('drawn');
    };
    events.on('drawn', settle);
    settle();
  });
  /** Looks whenever something was drawn, until `look` answers something. */
  const until = <T>(what: string, look: () => T | null) =>
    new Promise<T>((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        events.off('drawn', onDrawn);
      };
      const fail = (why: string) => {
        stop();
        reject(new Error(`${why} ${what}:\n${seen().join('\n')}`));
      };
      const onDrawn = () => {
        const found = look();
        if (found !== null) {
          stop();
          resolve(found);
        } else if (code !== null) fail('the program ended before');
      };
      const timer = setTimeout(() => fail('in vain waited until'), PATIENCE_MS);
      events.on('drawn', onDrawn);
      onDrawn();
    });
  const all = () => joined(lines(0, emulator.buffer.active.length));
  const shows = async (wanted: Wanted) =>
    void (await until(`the screen shows ${wanted}`, () => (there(wanted) ? true : null)));
  return {
    pid: child.pid,
    rows: seen,
    prose: () => joined(seen()),
    all,
    written: () => written,
    shows,
    says: async (sentence) =>
      void (await until(`the program says ${sentence}`, () =>
        bare(all()).includes(bare(sentence)) ? true : null,
      )),
    press(keys, wanted) {
      child.write(keys);
      return shows(wanted);
    },
    type: (keys) => child.write(keys),
    resize(columns, newRows) {
      emulator.resize(columns, newRows);
      child.resize(columns, newRows);
    },
    alternate: () => emulator.buffer.active.type === 'alternate',
    close: () => void (child as unknown as { _socket: { destroy(): void } })._socket.destroy(),
    kill: () => {
      if (code === null) child.kill('SIGKILL');
    },
    ends: () => until('the program ended', () => code),
  };
}

/** Keys, as a terminal sends them. */
export const KEY = {
  enter: '\r',
  escape: '\u001b',
  up: '\u001b[A',
  down: '\u001b[B',
  end: '\u001b[F',
  pageDown: '\u001b[6~',
  space: ' ',
  ctrlC: '\u0003',
} as const;
