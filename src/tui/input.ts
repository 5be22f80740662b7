/**
 * One key press, as the rest of the wizard knows it. `name` is the character itself for printable keys
 * (`a`, `G`, `?`), else a word (`enter`, `ctrl-c`). `text` is what a text field would take in.
 */
export interface KeyPress {
  readonly name: string;
  readonly text: string;
}

const ESC = '\u001b';
const PASTE_START = `${ESC}[200~`;
const PASTE_END = `${ESC}[201~`;

/** After the introducer of a sequence (CSI or SS3): what xterm, rxvt, PuTTY, screen and Linux send. */
const SEQUENCES: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  Z: 'shift-tab',
  M: 'enter',
  P: 'f1',
  '[A': 'f1',
  '1~': 'home',
  '3~': 'delete',
  '4~': 'end',
  '5~': 'pageup',
  '6~': 'pagedown',
  '7~': 'home',
  '8~': 'end',
  '11~': 'f1',
};

const CONTROLS: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\u007f': 'backspace',
};

/** What became of a chunk: the keys in it, and the beginning of a sequence that needs more bytes. */
export interface Parsed {
  readonly keys: readonly KeyPress[];
  readonly rest: string;
}

/**
 * Turns what a terminal in raw mode sends into key presses, however it is cut into chunks: feed
 * `rest + next chunk`. A lone Escape is in `rest` until the caller has waited long enough and says so by
 * `final`. Text between paste brackets is one key named `paste`, so that pasted letters are no commands.
 */
export function parseInput(input: string, final = false): Parsed {
  const keys: KeyPress[] = [];
  let at = 0;
  while (at < input.length) {
    const left = input.slice(at);
    if (left.startsWith(PASTE_START)) {
      const end = left.indexOf(PASTE_END);
      if (end < 0 && !final) return { keys, rest: left };
      const text = left.slice(PASTE_START.length, end < 0 ? undefined : end);
      keys.push({ name: 'paste', text: oneLine(text) });
      at += end < 0 ? left.length : end + PASTE_END.length;
      continue;
    }
    if (left[0] === ESC) {
      const length = sequenceLength(left);
      if (length === null && !final) return { keys, rest: left };
      const sequence = left.slice(0, length ?? 1);
      const key = sequenceKey(sequence);
      if (key !== null) keys.push({ name: key, text: '' });
      at += sequence.length;
      continue;
    }
    const char = String.fromCodePoint(left.codePointAt(0) ?? 0);
    keys.push(plainKey(char));
    at += char.length;
  }
  return { keys, rest: '' };
}

/** Length of the escape sequence at the start, or null when it is not complete yet. */
function sequenceLength(text: string): number | null {
  if (text.length === 1) return null;
  if (text[1] === 'O') return text.length < 3 ? null : 3;
  // Escape and then a letter, sent so fast that they came together: two keys. Alt has no use here.
  if (text[1] !== '[') return 1;
  const match = /^\[(?:\[[A-E]|[\u0020-\u003f]*[\u0040-\u007e])/.exec(text.slice(1));
  if (match !== null && text[2] === '[' && text.length === 3) return null;
  if (match !== null) return match[0].length + 1;
  return /^\[[\u0020-\u003f]*$/.test(text.slice(1)) ? null : 2;
}

function sequenceKey(sequence: string): string | null {
  if (sequence === ESC) return 'escape';
  const body = sequence.slice(2);
  const bare = body.replace(/^1;\d+(?=[A-Z])/, '').replace(/;\d+(?=~$)/, '');
  // Sequences that we have no use for are dropped rather than misread.
  return sequence[1] === '[' || sequence[1] === 'O' ? (SEQUENCES[bare] ?? null) : null;
}

function plainKey(char: string): KeyPress {
  const control = CONTROLS[char];
  if (control !== undefined) return { name: control, text: '' };
  const code = char.codePointAt(0) ?? 0;
  if (code === 0) return { name: 'ctrl-space', text: '' };
  if (code < 0x1b) return { name: `ctrl-${String.fromCharCode(code + 0x60)}`, text: '' };
  if (code < 0x20) return { name: 'unknown', text: '' };
  if (char === ' ' || char === '\u3000') return { name: 'space', text: char };
  // A full-width letter of an input method that was left on means the same key.
  return { name: char.normalize('NFKC'), text: char };
}

/** Pasted text for a one-line field. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+$/, '').replace(/\s*[\r\n]+\s*/g, ' ');
}
