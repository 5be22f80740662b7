import { hasControl } from '../model/unseen.ts';
/** One section of a unit: its name and its settings in order; a setting may stand there several times. */
export type UnitSection = readonly [
  name: string,
  settings: readonly (readonly [key: string, value: string])[],
];

/**
 * The text of a unit or drop-in of our own. Units of others are never edited: a drop-in is written
 * beside them. Values come in as systemd reads them; see `unitWord` for words with odd characters.
 * Source: systemd.syntax(7).
 * @throws RangeError for a value that would break out of its line.
 */
export function unitText(comment: readonly string[], sections: readonly UnitSection[]): string {
  const head = comment.map((line) => `# ${line}`);
  const bodies = sections.map(([name, settings]) => [
    `[${name}]`,
    ...settings.map(([key, value]) => `${key}=${oneLine(value)}`),
  ]);
  const parts = head.length === 0 ? bodies : [head, ...bodies];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/**
 * One word of a command line or of Environment=: `%` doubled (specifiers), `$` doubled in commands
 * (variables), and in quotes when it holds anything else than plain characters.
 * Source: systemd.service(5), "Command lines"; systemd.exec(5), Environment=.
 */
export function unitWord(word: string, place: 'command' | 'environment'): string {
  const literal = word.replaceAll('%', '%%');
  const safe = place === 'command' ? literal.replaceAll('$', '$$$$') : literal;
  if (/^[A-Za-z0-9_./:=@%$+-]+$/.test(safe)) return safe;
  return `"${safe.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function oneLine(value: string): string {
  // A line end would start another setting.
  if (hasControl(value) || value.endsWith('\\')) {
    throw new RangeError('a unit setting must be one line');
  }
  return value;
}
