/** A command on a real terminal: a pseudo-terminal here, an emulator that draws what it writes. */
import { EventEmitter } from 'node:events';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import type { TerminalCommand } from '../../hosts/hosts.ts';

/** The keys that the tests press, as a terminal sends them. */
export const KEY = {
  enter: '\r',
  escape: '\u001b',
  up: '\u001b[A',
  down: '\u001b[B',
  home: '\u001b[H',
  end: '\u001b[F',
  pageDown: '\u001b[6~',
  backspace: '\u007f',
  ctrlC: '\u0003',
  ctrlU: '\u0015',
  space: ' ',
} as const;

/**
 * What a wait is for: a text that stands there, a pattern, which may go over several rows, or whatever a
 * named function finds.
 */
export type Wanted = string | RegExp | (() => boolean);

/** A program on a terminal, as the person in front of it has it. */
export interface RealScreen {
  readonly columns: number;
  readonly rows: number;
  /** What is seen now, row by row, without blanks at the ends. */
  text(): string;
  /** What is seen now as running text: a sentence that was broken into rows is one line again. */
  prose(): string;
  /** All that has been written since the start, with its escape sequences. */
  written(): string;
  /**
   * Waits until it is seen, in the rows or in the running text; looks again whenever something was drawn.
   * Rejects with the screen after `within` milliseconds, or when the program has ended without it.
   */
  shows(wanted: Wanted, within?: number): Promise<void>;
  /** Waits for the first of several, and says which (its place in the list). */
  showsOneOf(wanted: readonly Wanted[], within?: number): Promise<number>;
  /** Types. */
  type(keys: string): void;
  /** Types, then waits. */
  press(keys: string, wanted: Wanted, within?: number): Promise<void>;
  /** The exit code, once everything that was written is drawn. */
  readonly ended: Promise<number>;
  /** Hangs up. */
  close(): void;
}

const PATIENCE_MS = 20_000;

/** Starts a command on a terminal of 80x24, unless said otherwise. */
export function openScreen(command: TerminalCommand, columns = 80, rows = 24): RealScreen {
  const emulator = new xterm.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    scrollback: 5000,
  });
  const child = spawn(command.file, [...command.args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    encoding: null,
    env: { ...process.env, TERM: 'xterm-256color' },
  });
  const events = new EventEmitter();
  let written = '';
  let over = false;
  let undrawn = 0;
  const decoder = new TextDecoder();
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

  const seen = (): string[] => {
    const { active } = emulator.buffer;
    return Array.from({ length: emulator.rows }, (_, row) =>
      (active.getLine(active.baseY + row)?.translateToString(true) ?? '').trimEnd(),
    );
  };
  const text = () => seen().join('\n');
  const prose = () =>
    seen()
      .map((row) => row.replaceAll(/[│┃|╭╮╰╯─━]/g, ' ').trim())
      .filter((row) => row !== '')
      .join(' ')
      .replaceAll(/ {2,}/g, ' ');
  const there = (wanted: Wanted): boolean => {
    if (typeof wanted === 'function') return wanted();
    return [text(), prose()].some((now) =>
      typeof wanted === 'string' ? now.includes(wanted) : wanted.test(now),
    );
  };

  const ended = new Promise<number>((resolve) => {
    child.onExit(({ exitCode }) => {
      const settle = () => {
        if (undrawn > 0) return;
        events.off('drawn', settle);
        over = true;
        events.emit('drawn');
        resolve(exitCode);
      };
      events.on('drawn', settle);
      settle();
    });
  });

  const showsOneOf = (wanted: readonly Wanted[], within = PATIENCE_MS): Promise<number> =>
    new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        events.off('drawn', look);
      };
      const fail = (why: string) => {
        stop();
        const names = wanted
          .map((one) => (typeof one === 'function' ? one.name : String(one)))
          .join(' or ');
        reject(new Error(`${why}, and the screen never showed ${names}:\n${text()}`));
      };
      const look = () => {
        const at = wanted.findIndex(there);
        if (at >= 0) {
          stop();
          resolve(at);
        } else if (over) fail('the program ended');
      };
      const timer = setTimeout(() => fail(`${within} ms went by`), within);
      events.on('drawn', look);
      look();
    });
  const shows = async (wanted: Wanted, within?: number) =>
    void (await showsOneOf([wanted], within));
  return {
    columns,
    rows,
    text,
    prose,
    written: () => written,
    shows,
    showsOneOf,
    type: (keys) => child.write(keys),
    press(keys, wanted, within) {
      child.write(keys);
      return shows(wanted, within);
    },
    ended,
    close: () => {
      if (!over) child.kill('SIGHUP');
    },
  };
}
