import stringWidth from 'string-width';
import type { Line, Span } from './spans.ts';

/**
 * Columns that a text takes. Wide characters count 2; characters of ambiguous width count 1, as Ink
 * counts them, which is why none of them may stand in an aligned column.
 */
export function widthOf(text: string): number {
  // Most text is ASCII, where nothing has to be looked up.
  if (/^[ -~]*$/.test(text)) return text.length;
  if (text.length > 1) return stringWidth(text);
  // Sentences in Chinese and Japanese are measured a character at a time, and have the same few hundred.
  const known = WIDTHS.get(text) ?? stringWidth(text);
  WIDTHS.set(text, known);
  return known;
}

/** Of single characters, once each. */
const WIDTHS = new Map<string, number>();

/** Must not begin a line (JIS X 4051, and the same marks in Chinese). */
const NOT_FIRST = new Set(
  '、。，．・：；？！）」』】〕〉》”’ー々〜ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%…',
);
/** Must not end a line. */
const NOT_LAST = new Set('（「『【〔〈《“‘([{');

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The user-perceived characters of a text. */
export function graphemesOf(text: string): readonly string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}

/**
 * Breaks a sentence into lines of at most `columns`. Latin text breaks at blanks, Chinese and Japanese
 * between characters but not before closing or after opening marks; what is still too long (a path, an
 * id) breaks anywhere. Lines after the first start with `indent` blanks.
 */
export function wrap(text: string, columns: number, indent = 0): readonly string[] {
  const width = Math.max(4, columns);
  const lead = ' '.repeat(Math.min(indent, width - 4));
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let current = '';
    // Kept beside it: to measure the whole line again for each piece would take quadratic time.
    let used = 0;
    const flush = () => {
      lines.push(current.trimEnd());
      current = lead;
      used = lead.length;
    };
    for (const unit of unitsOf(paragraph)) {
      const fits = used + widthOf(unit.trimEnd()) <= width;
      if (!fits && current.trim() !== '') flush();
      for (const piece of split(unit, width - lead.length)) {
        if (used + widthOf(piece.trimEnd()) > width) flush();
        const next = current === lead && lines.length > 0 ? piece.trimStart() : piece;
        current += next;
        used += widthOf(next);
      }
    }
    lines.push(current.trimEnd());
  }
  return lines;
}

/** Pieces that stay together on a line. */
function unitsOf(text: string): readonly string[] {
  const units: string[] = [];
  let current = '';
  let glue = false;
  for (const char of graphemesOf(text)) {
    const wide = widthOf(char) === 2;
    const opensHere = wide || NOT_LAST.has(char);
    const last = current.at(-1) ?? '';
    const breakBefore =
      current !== '' &&
      !glue &&
      !NOT_FIRST.has(char) &&
      char !== ' ' &&
      (last === ' ' || wide || (opensHere && widthOf(last) === 2) || widthOf(last) === 2);
    if (breakBefore) {
      units.push(current);
      current = '';
    }
    current += char;
    glue = NOT_LAST.has(char);
  }
  if (current !== '') units.push(current);
  return units;
}

/** Cuts what is wider than a whole line. */
function split(unit: string, columns: number): readonly string[] {
  if (widthOf(unit) <= columns) return [unit];
  const pieces: string[] = [];
  let current = '';
  for (const char of graphemesOf(unit)) {
    if (widthOf(current + char) > columns && current !== '') {
      pieces.push(current);
      current = '';
    }
    current += char;
  }
  return [...pieces, current];
}

/** At most `columns` wide; what is cut off is told by `...`. */
export function truncate(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  const dots = '...'.slice(0, Math.max(0, columns));
  let result = '';
  for (const char of graphemesOf(text)) {
    if (widthOf(result + char) > columns - dots.length) break;
    result += char;
  }
  return result + dots;
}

/** Exactly `columns` wide. */
export function pad(text: string, columns: number): string {
  const cut = truncate(text, columns);
  return cut + ' '.repeat(Math.max(0, columns - widthOf(cut)));
}

/**
 * Folds a styled line at exactly `columns`, wherever that is: for the lines of files and commands, where
 * no blank may get lost.
 */
export function fold(spans: Line, columns: number): readonly Line[] {
  const lines: Span[][] = [];
  let current: Span[] = [];
  let used = 0;
  for (const span of spans) {
    let text = '';
    const close = () => {
      if (text !== '') current.push({ ...span, text });
      text = '';
    };
    for (const char of graphemesOf(span.text)) {
      const width = widthOf(char);
      if (used + width > columns && used > 0) {
        close();
        lines.push(current);
        current = [];
        used = 0;
      }
      text += char;
      used += width;
    }
    close();
  }
  return [...lines, current];
}
