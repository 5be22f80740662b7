/** A program on a pseudo terminal whose screen an emulator draws: what the person in front of it sees. */
import { EventEmitter } from 'node:events';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { rowsBetween, rowsSeen } from './emulator.ts';

/** What is started, and in which window. */
export interface Shown {
  readonly file: string;
  readonly args: readonly string[];
  /** The whole environment, but for TERM. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly term?: string;
  readonly columns?: number;
  readonly rows?: number;
}

/** The program and its window. */
export interface Drawn {
  readonly pid: number;
  /** What is seen now, row by row, without blanks at the ends. */
  rows(): readonly string[];
  /** The rows that have left the screen at its top, and those that are seen. */
  allRows(): readonly string[];
  /** Everything that was written, with its escape sequences. */
  written(): string;
  /** Is the alternate screen shown? */
  alternate(): boolean;
  /**
   * Looks whenever something was drawn, until `look` answers something. Rejects with the screen after `within`
   * milliseconds, or when the program has ended without it; `what`: what it never did, for the message.
   */
  until<T>(what: string, look: () => T | null, within: number): Promise<T>;
  type(keys: string): void;
  resize(columns: number, rows: number): void;
  /** Sends a signal, unless it has ended. */
  signal(name: 'SIGHUP' | 'SIGKILL'): void;
  /** Closes the terminal, as the window of an emulator does: the kernel hangs up on all that runs on it. */
  close(): void;
  /** The exit code once everything that was written is drawn; null before. */
  code(): number | null;
  /** The same, when it comes. */
  readonly ended: Promise<number>;
}

/** Starts a program in a window of 80x24, unless said otherwise. */
export function draw(shown: Shown): Drawn {
  const { columns: cols = 80, rows = 24, term = 'xterm-256color', cwd } = shown;
  const emulator = new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 5000 });
  const child = spawn(shown.file, [...shown.args], {
    name: term,
    cols,
    rows,
    encoding: null,
    env: { ...shown.env, TERM: term },
    ...(cwd === undefined ? {} : { cwd }),
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
  // A terminal answers: programs ask it what it can do and where the cursor is.
  emulator.onData((answer) => child.write(answer));

  const seen = () => rowsSeen(emulator);

  const ended = new Promise<number>((resolve) => {
    child.onExit(({ exitCode }) => {
      const settle = () => {
        if (undrawn > 0) return;
        events.off('drawn', settle);
        code = exitCode;
        events.emit('drawn');
        resolve(exitCode);
      };
      events.on('drawn', settle);
      settle();
    });
  });

  const until = <T>(what: string, look: () => T | null, within: number) =>
    new Promise<T>((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        events.off('drawn', onDrawn);
      };
      const fail = (why: string) => {
        stop();
        reject(new Error(`${why}, and it never ${what}:\n${seen().join('\n')}`));
      };
      const onDrawn = () => {
        const found = look();
        if (found !== null) {
          stop();
          resolve(found);
        } else if (code !== null) fail('the program ended');
      };
      const timer = setTimeout(() => fail(`${within} ms went by`), within);
      events.on('drawn', onDrawn);
      onDrawn();
    });

  return {
    pid: child.pid,
    rows: seen,
    allRows: () => rowsBetween(emulator, 0, emulator.buffer.active.length),
    written: () => written,
    alternate: () => emulator.buffer.active.type === 'alternate',
    until,
    type: (keys) => child.write(keys),
    resize(columns, newRows) {
      emulator.resize(columns, newRows);
      child.resize(columns, newRows);
    },
    signal: (name) => {
      if (code === null) child.kill(name);
    },
    close: () => void (child as unknown as { _socket: { destroy(): void } })._socket.destroy(),
    code: () => code,
    ended,
  };
}
