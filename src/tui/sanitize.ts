import { isUnseen, signOf } from '../model/unseen.ts';
import type { Line, Span } from './spans.ts';

/**
 * The one door for text of the host on its way to a terminal: files, program output, names, evidence.
 * What a terminal would act on (escape sequences, C1 controls) and what the eye cannot see (zero-width
 * and bidirectional characters, odd blanks, lone surrogates) is replaced by a sign that names it, so
 * that neither can hide what a change does. Background: https://trojansource.codes (CVE-2021-42574).
 */

const TAB_WIDTH = 8;

/** How signs are drawn. In ASCII mode a tab is `^I` and a trailing blank `<SP>`. */
export interface SanitizeOptions {
  readonly ascii?: boolean;
  /** Mark tabs and trailing blanks, too: for the lines of files. Default true. */
  readonly blanks?: boolean;
}

/**
 * One line of host text with signs for what would be invisible. A line break inside counts as a control
 * character: split first.
 */
export function visible(text: string, options: SanitizeOptions = {}): Line {
  const ascii = options.ascii ?? false;
  const blanks = options.blanks ?? true;
  const body = blanks ? text.replace(/ +$/, '') : text;
  const spans: Span[] = [];
  let plain = '';
  let column = 0;
  const mark = (sign: string) => {
    if (plain !== '') spans.push({ text: plain });
    plain = '';
    spans.push({ text: sign, style: 'mark' });
    column += sign.length;
  };
  for (const char of body) {
    if (char === '\t' && blanks) {
      const fill = TAB_WIDTH - (column % TAB_WIDTH);
      mark(ascii ? '^I'.padEnd(Math.max(2, fill)) : '»'.padEnd(fill));
    } else if (isUnseen(char)) {
      mark(signOf(char));
    } else {
      plain += char;
      column += 1;
    }
  }
  if (plain !== '') spans.push({ text: plain });
  const trailing = text.length - body.length;
  if (trailing > 0) spans.push({ text: (ascii ? '<SP>' : '␠').repeat(trailing), style: 'mark' });
  return spans;
}

/** Several lines of host text. A final line break does not make an empty line. */
export function visibleLines(text: string, options: SanitizeOptions = {}): readonly Line[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((one) => visible(one, options));
}

/**
 * For copying: tabs and blanks are kept as they are, because they belong to the command; all else that a
 * terminal would act on is replaced by its sign.
 */
export function copyable(text: string): string {
  let result = '';
  for (const char of text) {
    result += char === '\t' || !isUnseen(char) ? char : signOf(char);
  }
  return result;
}
