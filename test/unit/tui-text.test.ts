import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { safeSentence as sentence } from '../../src/model/unseen.ts';
import { editField, fieldOf, fieldWindow } from '../../src/tui/field.ts';
import { type KeyPress, parseInput } from '../../src/tui/input.ts';
import { copyable, visible } from '../../src/tui/sanitize.ts';
import { textOfLine } from '../../src/tui/spans.ts';
import { fold, graphemesOf, truncate, wrap } from '../../src/tui/wrap.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const shown = (text: string, ascii = false) => textOfLine(visible(text, { ascii }));

describe('what the host says, on its way to the terminal', () => {
  test('nothing that a terminal acts on, or that the eye cannot see, gets through', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const result of [shown(text), sentence(text), copyable(text).replaceAll('\t', '')]) {
          expect(result).not.toMatch(
            /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200b-\u200f]/u,
          );
        }
      }),
    );
  });

  test('signs name what they stand for, and are told apart from literal text by their style', () => {
    expect(shown('a\u001b[31mred')).toBe('a^[[31mred');
    expect(shown('user\u202etxt.exe')).toBe('user<U+202E>txt.exe');
    expect(shown('line\r')).toBe('line^M');
    expect(shown('\u00a0x')).toBe('<U+00A0>x');
    expect(visible('^[').some(({ style }) => style === 'mark')).toBe(false);
    expect(visible('\u001b').every(({ style }) => style === 'mark')).toBe(true);
  });

  test('tabs keep their columns, blanks at the end are seen', () => {
    expect(shown('ab\tc')).toBe('ab»     c');
    expect(shown('key = 1  ')).toBe('key = 1␠␠');
    expect(shown('ab\tc ', true)).toBe('ab^I    c<SP>');
  });

  test('a sentence keeps the blank of Japanese and Chinese; a line break becomes a blank', () => {
    expect(sentence('全角\u3000空白\nと')).toBe('全角\u3000空白 と');
  });

  test('what is copied keeps its tabs and blanks, and nothing else that is unseen', () => {
    expect(copyable('\tprintf x \u0007')).toBe('\tprintf x ^G');
  });
});

describe('breaking lines', () => {
  test('no line is wider than asked for, and no letter is lost', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'Z', ' ', '日', '本', '。', '（', '）', '/', 'é'),
      maxLength: 80,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 40 }), (value, columns) => {
        const lines = wrap(value, columns);
        for (const one of lines) expect(stringWidth(one)).toBeLessThanOrEqual(columns);
        expect(lines.join('').replaceAll(' ', '')).toBe(value.replaceAll(' ', ''));
      }),
    );
  });

  test('a closing mark does not begin a line, an opening one does not end it', () => {
    expect(wrap('これは長い文です。次の文。', 16)).toEqual(['これは長い文で', 'す。次の文。']);
    expect(wrap('四文字だ（括弧）', 10)).toEqual(['四文字だ', '（括弧）']);
  });

  test('folding keeps every character where it is', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 30 }), (value, columns) => {
        const line = visible(value, { ascii: true });
        const folded = fold(line, columns);
        expect(folded.map(textOfLine).join('')).toBe(textOfLine(line));
        for (const one of folded) expect(stringWidth(textOfLine(one))).toBeLessThanOrEqual(columns);
      }),
    );
  });

  test('a text that is cut says so', () => {
    expect(truncate('日本語のタイトル', 9)).toBe('日本語...');
    expect(truncate('short', 9)).toBe('short');
  });
});

describe('keys, as a terminal sends them', () => {
  const names = (keys: readonly KeyPress[]) => keys.map(({ name }) => name);

  test('the same keys however the bytes are cut into chunks', () => {
    const piece = fc.constantFrom(
      'a',
      'G',
      '?',
      ' ',
      '日',
      '\r',
      '\t',
      '\u007f',
      '\u0003',
      '\u001b[A',
      '\u001bOB',
      '\u001b[5~',
      '\u001b[Z',
      '\u001b[1;5C',
      '\u001b[[A',
      '\u001b[200~q\ny\u001b[201~',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }),
        fc.array(fc.nat(60), { maxLength: 6 }),
        (pieces, cuts) => {
          const all = pieces.join('');
          const whole = names(parseInput(all, true).keys);
          const bounds = [...new Set(cuts.map((cut) => Math.min(cut, all.length)))].sort(
            (a, b) => a - b,
          );
          let rest = '';
          const found: string[] = [];
          for (const [index, from] of [0, ...bounds].entries()) {
            const parsed = parseInput(rest + all.slice(from, bounds[index] ?? all.length));
            found.push(...names(parsed.keys));
            rest = parsed.rest;
          }
          found.push(...names(parseInput(rest, true).keys));
          expect(found).toEqual(whole);
        },
      ),
    );
  });

  test('a lone Escape waits, and is Escape when nothing follows', () => {
    expect(parseInput('\u001b')).toEqual({ keys: [], rest: '\u001b' });
    expect(names(parseInput('\u001b', true).keys)).toEqual(['escape']);
    expect(names(parseInput('\u001ba').keys)).toEqual(['escape', 'a']);
  });

  test('pasted text is no command', () => {
    expect(parseInput('\u001b[200~ay\nq\u001b[201~').keys).toEqual([
      { name: 'paste', text: 'ay q' },
    ]);
  });

  test('a full-width letter of an input method is the same key', () => {
    expect(parseInput('ａ').keys[0]?.name).toBe('a');
  });
});

describe('a text field', () => {
  const key = (name: string, text = ''): KeyPress => ({ name, text });

  test('whatever is typed, the cursor stands inside and no control character gets in', () => {
    const keys = fc.constantFrom(
      key('left'),
      key('right'),
      key('home'),
      key('end'),
      key('backspace'),
      key('delete'),
      key('ctrl-w'),
      key('ctrl-u'),
      key('a', 'a'),
      key('日', '日'),
      key('\u0301', '\u0301'),
      key('paste', 'x\u001b[31m 👩‍👩‍👧'),
    );
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 30 }), (typed) => {
        let field = fieldOf('/srv/data');
        for (const one of typed) field = editField(field, one) ?? field;
        expect(field.cursor).toBeGreaterThanOrEqual(0);
        expect(field.cursor).toBeLessThanOrEqual(graphemesOf(field.text).length);
        expect(field.text).not.toMatch(/\p{Cc}/u);
        const seen = fieldWindow(field, 12);
        expect(seen.x).toBeLessThan(12);
        expect(stringWidth(seen.text)).toBeLessThan(12);
      }),
    );
  });

  test('Backspace takes one whole character, also a wide or a joined one', () => {
    expect(editField(fieldOf('a👩‍👩‍👧'), key('backspace'))).toEqual({ text: 'a', cursor: 1 });
  });

  test('keys that do not edit are left to the screen', () => {
    expect(editField(fieldOf('x'), key('enter'))).toBeNull();
    expect(editField(fieldOf('x'), key('escape'))).toBeNull();
  });
});
