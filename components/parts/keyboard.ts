import { type KeyPress, parseInput } from '../../src/tui/input.ts';

/** How long an Escape may be the beginning of a sequence: long enough for ssh, too short to be felt. */
const ESCAPE_MS = 40;

/**
 * Reads keys from a terminal in raw mode. Ink's own reader is not used: it has no pasting, takes an
 * Escape for done as soon as the chunk ends, and lets go of raw mode whenever a screen is put up anew.
 */
export class Keyboard {
  readonly #stdin: NodeJS.ReadStream;
  readonly #onKey: (key: KeyPress) => void;
  #rest = '';
  #timer: NodeJS.Timeout | null = null;

  constructor(stdin: NodeJS.ReadStream, onKey: (key: KeyPress) => void) {
    this.#stdin = stdin;
    this.#onKey = onKey;
  }

  /** Takes the terminal's keys. */
  open(): void {
    this.#stdin.setEncoding('utf8');
    this.#stdin.setRawMode(true);
    this.#stdin.on('data', this.#read);
    this.#stdin.resume();
  }

  /** Gives them back: line editing and echo work again. */
  close(): void {
    this.#stdin.off('data', this.#read);
    this.#stdin.setRawMode(false);
    this.#stdin.pause();
    this.#flush();
  }

  readonly #read = (chunk: string | Buffer): void => {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#take(parseInput(this.#rest + String(chunk)));
    if (this.#rest !== '') this.#timer = setTimeout(() => this.#flush(), ESCAPE_MS);
  };

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#rest !== '') this.#take(parseInput(this.#rest, true));
  }

  #take({ keys, rest }: ReturnType<typeof parseInput>): void {
    this.#rest = rest;
    for (const key of keys) this.#onKey(key);
  }
}
