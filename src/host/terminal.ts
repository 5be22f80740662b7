import { writeSync } from 'node:fs';
import { EXIT } from '../model/error.ts';
import type { LineIo } from '../model/line-io.ts';

/**
 * Where a command prints. Results go to standard output, everything else to standard error (cli.md).
 * A reader that went away (`| head`) ends the program quietly, as other Unix programs do.
 */
export interface Output {
  /** A result, with a line feed at its end. */
  out(text: string): void;
  /** A message, with a line feed at its end. */
  err(text: string): void;
  readonly stdinIsTTY: boolean;
  readonly stdoutIsTTY: boolean;
  readonly stderrIsTTY: boolean;
  readonly columns: number;
  readonly rows: number;
}

/** Who wants to know that nobody can read any more what this process prints. */
let unheard: (() => void) | null = null;
let lost = false;

/**
 * From now on, output that can't be written (the reader of a pipe is gone, the disk of a file is full) does
 * not end the process: it calls the listener, once. @returns takes the listener away again.
 */
export function whenUnheard(listener: () => void): () => void {
  unheard = listener;
  return () => {
    unheard = null;
  };
}

/** The exit code of a command that came to its end: not 0 when a part of what it said was lost. */
export function exitHeard(exit: number): number {
  return lost && exit === EXIT.ok ? EXIT.failed : exit;
}

function onLost(error: NodeJS.ErrnoException): void {
  // The terminal is gone, which SIGHUP says, too: who listens to that decides.
  if (error.code === 'EIO' && process.listenerCount('SIGHUP') > 0) return;
  if (lost) return;
  if (unheard !== null) {
    lost = true;
    unheard();
    return;
  }
  // 141 is what a shell reports for a program that SIGPIPE ended.
  if (error.code === 'EPIPE') process.exit(141);
  try {
    writeSync(2, `rootless-wizard: ${error.message}\n`);
  } catch {
    // Then there is nobody to tell.
  }
  process.exit(error.code === 'EIO' ? EXIT.sighup : EXIT.failed);
}

/** The terminal or the pipes of this process. */
export function processOutput(): Output {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', onLost);
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    stdinIsTTY: process.stdin.isTTY === true,
    stdoutIsTTY: process.stdout.isTTY === true,
    stderrIsTTY: process.stderr.isTTY === true,
    columns: process.stdout.columns ?? 80,
    rows: process.stdout.rows ?? 24,
  };
}

/**
 * One line typed by the person, or null when the input ends. The question goes to standard error, so that
 * it never mixes with a result. Ctrl-C ends the program as everywhere else: readline has the terminal in
 * raw mode and would take it for the end of the input.
 */
export async function ask(question: string): Promise<string | null> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await new Promise<string | null>((resolve) => {
      lines.once('close', () => resolve(null));
      lines.once('SIGINT', () => {
        lines.close();
        process.kill(process.pid, 'SIGINT');
      });
      void lines.question(question).then(resolve, () => resolve(null));
    });
  } finally {
    lines.close();
  }
}

/** All of standard input as text, at most `max` bytes. */
export async function readStdin(max: number): Promise<string> {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    total += bytes.length;
    chunks.push(bytes);
    if (total > max) break;
  }
  return Buffer.concat(chunks).subarray(0, max).toString('utf8');
}

/** Lines in and out, for `--accessible` and for terminals that are too small for a screen. */
export interface LineTerminal extends LineIo {
  /** Ctrl-C while nothing is asked: something is at work. @returns takes the listener away again. */
  onInterrupt(listener: () => void): () => void;
}

/**
 * The person's own terminal as lines: append only, nothing is ever painted over, not even by readline
 * (`terminal: false`; the terminal itself edits the line). Lines that were typed ahead are kept. Between
 * questions nothing reads the terminal, so that sudo can ask for a password there.
 */
export async function lineTerminal(): Promise<LineTerminal> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: process.stdin, terminal: false });
  lines.pause();
  const ahead: string[] = [];
  let over = false;
  let interrupted = false;
  let answer: ((line: string | null) => void) | null = null;
  const tell = (line: string | null) => {
    const waiting = answer;
    answer = null;
    lines.pause();
    waiting?.(line);
  };
  lines.on('line', (line) => {
    if (answer === null) ahead.push(line);
    else tell(line);
  });
  lines.on('close', () => {
    over = true;
    tell(null);
  });
  return {
    get interrupted() {
      return interrupted;
    },
    write: (line) => void process.stdout.write(`${line}\n`),
    ask() {
      const [line] = ahead.splice(0, 1);
      if (line !== undefined || over) return Promise.resolve(line ?? null);
      return new Promise((resolve) => {
        answer = resolve;
        lines.resume();
      });
    },
    onInterrupt(listener) {
      const onSignal = () => {
        if (answer === null) listener();
        else {
          interrupted = true;
          tell(null);
        }
      };
      process.on('SIGINT', onSignal);
      return () => void process.off('SIGINT', onSignal);
    },
  };
}
