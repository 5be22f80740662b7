import { lineEndOf } from './edit.ts';

/**
 * One key of a TOML text, edited by its lines, so that every other byte stays: the library lays out anew what
 * it touches (`[ a ]` becomes `[a]`, seen with 0.7 of toml-patch). This reads lines, not TOML, so what comes
 * out is only a proposal, which the caller compares with what a parser says; null where the key is not found
 * in a form that lines show.
 *
 * `header` finds the line of the table, null for the top; `key` and `value` as they are to stand in the text.
 */
export function proposeLine(
  text: string,
  header: RegExp | null,
  key: RegExp,
  [name, value]: readonly [string, string],
): string | null {
  const lines = text.split(/(?<=\n)/);
  const start = header === null ? 0 : lines.findIndex((line) => header.test(line)) + 1;
  if (header !== null && start === 0) return null;
  const next = lines.findIndex((line, at) => at >= start && /^[ \t]*\[/.test(line));
  const end = next < 0 ? lines.length : next;
  const at = lines.findIndex((line, index) => index >= start && index < end && key.test(line));
  if (at >= 0) return replaced(lines, at, value);
  const eol = lineEndOf(text);
  const last = lines.findLastIndex(
    (line, index) => index >= start && index < end && !/^\s*(#|$)/.test(line),
  );
  const indent = last < 0 ? '' : (/^[ \t]*(?=[\w"'-]+[ \t]*=)/.exec(lines[last] ?? '')?.[0] ?? '');
  const line = `${indent}${name} = ${value}${eol}`;
  if (last >= 0) return spliced(lines, last + 1, line, eol);
  if (header !== null) return spliced(lines, start, line, eol);
  // Comments right above a table are about that table.
  const gap = lines.findLastIndex((each, index) => index < end && /^\s*$/.test(each));
  if (next < 0) return spliced(lines, end, line, eol);
  return spliced(lines, gap + 1, `${line}${eol}`, eol);
}

/** The value of a line of one key, where that value is on this line alone; a comment behind it stays. */
function replaced(lines: readonly string[], at: number, value: string): string | null {
  const line = lines[at] ?? '';
  const parts = /^([^=]*=[ \t]*)("(?:[^"\\]|\\.)*"|'[^']*'|[\w.+:-]+)([ \t]*(?:#.*)?\r?\n?)$/.exec(
    line,
  );
  if (parts === null) return null;
  return [...lines.slice(0, at), `${parts[1]}${value}${parts[3]}`, ...lines.slice(at + 1)].join('');
}

function spliced(lines: readonly string[], at: number, line: string, eol: string): string {
  const before = lines.slice(0, at).join('');
  const whole = before === '' || before.endsWith('\n') ? before : before + eol;
  return whole + line + lines.slice(at).join('');
}
