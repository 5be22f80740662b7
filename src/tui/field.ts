import type { KeyPress } from './input.ts';
import { graphemesOf, widthOf } from './wrap.ts';

/** A one-line text field. `cursor` counts user-perceived characters from the start. */
export interface Field {
  readonly text: string;
  readonly cursor: number;
}

/** A field with the cursor at its end. */
export function fieldOf(text: string): Field {
  return { text, cursor: graphemesOf(text).length };
}

/** What a key does to a field, or null when the key is not one of editing. */
export function editField(field: Field, key: KeyPress): Field | null {
  const chars = graphemesOf(field.text);
  const at = Math.min(field.cursor, chars.length);
  const before = chars.slice(0, at).join('');
  const after = chars.slice(at).join('');
  switch (key.name) {
    case 'left':
    case 'ctrl-b':
      return { ...field, cursor: Math.max(0, at - 1) };
    case 'right':
    case 'ctrl-f':
      return { ...field, cursor: Math.min(chars.length, at + 1) };
    case 'home':
    case 'ctrl-a':
      return { ...field, cursor: 0 };
    case 'end':
    case 'ctrl-e':
      return { ...field, cursor: chars.length };
    case 'backspace':
      return make(chars.slice(0, Math.max(0, at - 1)).join(''), after);
    case 'delete':
    case 'ctrl-d':
      return make(before, chars.slice(at + 1).join(''));
    case 'ctrl-u':
      return make('', after);
    case 'ctrl-k':
      return make(before, '');
    case 'ctrl-w':
      return make(before.replace(/[^\s/]*[\s/]*$/, ''), after);
    default: {
      const text = key.text.replace(/\p{Cc}/gu, '');
      return text === '' ? null : make(before + text, after);
    }
  }
}

/** Joins the halves; the cursor stands between them, also when they melt into one character. */
function make(before: string, after: string): Field {
  const text = before + after;
  let cursor = 0;
  let length = 0;
  for (const char of graphemesOf(text)) {
    if (length >= before.length) break;
    length += char.length;
    cursor += 1;
  }
  return { text, cursor };
}

/**
 * The part of a field that fits into `columns`, with the column of the cursor in it: the text scrolls so
 * that the cursor is always seen.
 */
export function fieldWindow(
  field: Field,
  columns: number,
): { readonly text: string; readonly x: number } {
  const chars = graphemesOf(field.text);
  let start = 0;
  const widthFrom = (from: number, to: number) => widthOf(chars.slice(from, to).join(''));
  while (widthFrom(start, field.cursor) >= columns) start += 1;
  let end = start;
  while (end < chars.length && widthFrom(start, end + 1) < columns) end += 1;
  return { text: chars.slice(start, end).join(''), x: widthFrom(start, field.cursor) };
}
