/** A command on a real terminal: a pseudo-terminal here, an emulator that draws what it writes. */
import type { TerminalCommand } from '../../hosts/hosts.ts';
import { draw } from '../../support/drawn.ts';

export { KEY } from '../../support/keys.ts';

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
  const drawn = draw({ ...command, env: process.env, columns, rows });
  const text = () => drawn.rows().join('\n');
  const prose = () =>
    drawn
      .rows()
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
  const showsOneOf = (wanted: readonly Wanted[], within = PATIENCE_MS): Promise<number> => {
    const names = wanted.map((one) => (typeof one === 'function' ? one.name : String(one)));
    const look = () => {
      const at = wanted.findIndex(there);
      return at < 0 ? null : at;
    };
    return drawn.until(`showed ${names.join(' or ')}`, look, within);
  };
  const shows = async (wanted: Wanted, within?: number) =>
    void (await showsOneOf([wanted], within));
  return {
    columns,
    rows,
    text,
    prose,
    written: drawn.written,
    shows,
    showsOneOf,
    type: drawn.type,
    press(keys, wanted, within) {
      drawn.type(keys);
      return shows(wanted, within);
    },
    ended: drawn.ended,
    close: () => drawn.signal('SIGHUP'),
  };
}
