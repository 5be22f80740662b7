import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import { lineEndOf, type TextEdit } from './edit.ts';

/**
 * Where the block of that name is: offsets of its first character and behind its last line end; `open` where
 * its mark says that the line end before it came with it.
 */
type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly start: number; readonly end: number; readonly open: boolean }
  | { readonly kind: 'broken'; readonly because: Message };

/**
 * Puts lines between two marks into somebody's start file, or replaces what is between them. The rest
 * stays byte for byte, whatever its line ends or its encoding (the lines themselves must be ASCII, so
 * the text may be a latin1 byte string). Half a block or two blocks: refused, a person has edited there.
 * `removeBlock` is the exact inverse on a text without such a block.
 */
export function setBlock(text: string, name: string, lines: readonly string[]): TextEdit {
  const found = find(text, name);
  if (found.kind === 'broken') return { ok: false, because: found.because };
  const eol = lineEndOf(text);
  const block = (last: string): string => [begin(name), ...lines, last].join(eol);
  if (found.kind === 'one') {
    const old = text.slice(found.start, found.end);
    const tail = /\r?\n$/.exec(old)?.[0] ?? '';
    const next = block(found.open ? openEnd(name) : end(name)) + tail;
    return { ok: true, text: text.slice(0, found.start) + next + text.slice(found.end) };
  }
  // The block always ends its last line, or what `echo >>` adds would stand in our mark. That the file had no
  // last line end is said by the mark, so that it is known when the block is removed.
  const open = text !== '' && !text.endsWith('\n');
  return {
    ok: true,
    text: open ? text + eol + block(openEnd(name)) + eol : text + block(end(name)) + eol,
  };
}

/** Takes the block of that name out again; a text without one stays as it is. */
export function removeBlock(text: string, name: string): TextEdit {
  const found = find(text, name);
  if (found.kind === 'broken') return { ok: false, because: found.because };
  if (found.kind === 'none') return { ok: true, text };
  const before = text.slice(0, found.start);
  const after = text.slice(found.end);
  const block = text.slice(found.start, found.end);
  // Blocks of older versions had no last line end where the file had none, and nothing follows those.
  const open = found.open || !block.endsWith('\n');
  if (!open || after !== '') return { ok: true, text: before + after };
  // The line end before it came with it, and is the one that it has inside: a lone CR there is the person's.
  const crlf = lineEndOf(block) === '\r\n';
  return { ok: true, text: before.replace(crlf ? /\r?\n$/ : /\n$/, '') };
}

/** The lines between the marks, or null where there is no such block or it is broken. */
export function blockLines(text: string, name: string): readonly string[] | null {
  const found = find(text, name);
  if (found.kind !== 'one') return null;
  const inside = text
    .slice(found.start, found.end)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  return inside.slice(1, -1);
}

function begin(name: string): string {
  return `# BEGIN rootless-wizard: ${name}`;
}

function end(name: string): string {
  return `# END rootless-wizard: ${name}`;
}

/** The last mark in a file that had no last line end before the block came. */
function openEnd(name: string): string {
  return `${end(name)} (no line end before)`;
}

function find(text: string, name: string): Found {
  const starts: number[] = [];
  const ends: number[] = [];
  let open = false;
  for (const line of linesOf(text)) {
    if (line.text === begin(name)) starts.push(line.start);
    if (line.text === end(name) || line.text === openEnd(name)) ends.push(line.next);
    if (line.text === openEnd(name)) open = true;
  }
  const [start] = starts;
  const [stop] = ends;
  if (start === undefined && stop === undefined) return { kind: 'none' };
  if (start === undefined || stop === undefined || stop <= start) {
    return {
      kind: 'broken',
      because: msg('shell.half-block', { begin: begin(name), end: end(name) }),
    };
  }
  if (starts.length > 1 || ends.length > 1) {
    return { kind: 'broken', because: msg('shell.two-blocks', { begin: begin(name) }) };
  }
  return { kind: 'one', start, end: stop, open };
}

function linesOf(text: string): { text: string; start: number; next: number }[] {
  const lines: { text: string; start: number; next: number }[] = [];
  let start = 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const next = feed === -1 ? text.length : feed + 1;
    const line = text.slice(start, feed === -1 ? next : feed);
    lines.push({ text: line.endsWith('\r') ? line.slice(0, -1) : line, start, next });
    start = next;
  }
  return lines;
}
