import type { Message } from '../model/message.ts';

/** The outcome of an edit of a text: the new text (the same one when nothing is to do), or why not. */
export type TextEdit =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly because: Message };

/** Line and column, both from 1, of an offset in a text. Lines end with LF or CRLF. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - start + 1 };
}

/** The line ending that a text uses: CRLF when its first line has it, else LF. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}
