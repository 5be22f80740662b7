/**
 * Text with meaning but without colours: the screen gives a style its look (`components/parts/theme.ts`),
 * the line mode drops it. A `Line` never holds a line break.
 */
export interface Span {
  readonly text: string;
  readonly style?: Style;
}

/** What a piece of text means. Every one of them also differs by a sign or a word, never by colour alone. */
export type Style =
  | 'title'
  | 'dim'
  | 'good'
  | 'warn'
  | 'bad'
  | 'accent'
  /** A sign that the sanitiser put in place of an invisible character. */
  | 'mark'
  | 'add'
  | 'remove'
  | 'found'
  /** The row that the cursor is on. */
  | 'focus'
  | 'header';

export type Line = readonly Span[];

/** One line of text in one style. */
export function line(text: string, style?: Style): Line {
  return [style === undefined ? { text } : { text, style }];
}

/** The text of a line without its styles. */
export function textOfLine(spans: Line): string {
  return spans.map(({ text }) => text).join('');
}

export const EMPTY: Line = [];
