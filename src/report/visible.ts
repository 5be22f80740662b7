import { isUnseen, signOf } from '../model/unseen.ts';

/** A line of host text for line output: whatever cannot be seen is a sign (`^[`, `<U+202E>`). */
export function visible(text: string): string {
  if (!isUnseen(text)) return text;
  let shown = '';
  for (const char of text) shown += isUnseen(char) ? signOf(char) : char;
  return shown;
}

/** A line of a diff: as `visible` (a tab is `^I`, a carriage return `^M`), and blanks at its end are shown. */
export function visibleLine(line: string): string {
  const sign = line.slice(0, 1);
  const rest = line.slice(1);
  const body = rest.replace(/[ \t\r]+$/, '');
  return visible(sign + body) + visible(rest.slice(body.length)).replaceAll(' ', '␠');
}

/** Several lines: line feeds stay, each line is made visible. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
