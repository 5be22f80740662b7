import { msg } from '../i18n/msg.ts';
import { lineEndOf, type TextEdit } from './edit.ts';
import {
  isTable,
  parseToml,
  sameToml,
  type Table,
  type TomlValue,
  tomlKey,
  tomlValue,
} from './toml.ts';

/** One element of an array of tables: its keys in this order. */
export type TomlEntry = Readonly<Record<string, TomlValue>>;

/** The tables of an array of tables, none where there is no such array or the text is not TOML. */
export function readTomlArray(text: string, path: readonly string[]): readonly Table[] {
  const found = at(parseToml(text) ?? {}, path);
  return Array.isArray(found) ? found.filter(isTable) : [];
}

/**
 * Adds tables to the end of an array of tables, `[[a.b]]` (https://toml.io/en/v1.0.0#array-of-tables), at the
 * end of a TOML text that can be parsed. Everything else stays byte for byte; where the second parser does not
 * find exactly the old values and the new ones (an array in brackets, a key of that name), nothing is done.
 */
export function appendTables(
  text: string,
  file: string,
  path: readonly string[],
  entries: readonly TomlEntry[],
): TextEdit {
  if (entries.length === 0) return { ok: true, text };
  const eol = lineEndOf(text);
  const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
  const header = `[[${path.map(tomlKey).join('.')}]]`;
  const blocks = entries.map((entry) =>
    [
      header,
      ...Object.entries(entry).map(([key, value]) => `${tomlKey(key)} = ${tomlValue(value)}`),
    ]
      .map((line) => `${line}${eol}`)
      .join(''),
  );
  const edited = `${text}${gap}${blocks.join(eol)}`;
  const wanted = parseToml(text);
  return wanted !== null && push(wanted, path, entries) && sameToml(parseToml(edited), wanted)
    ? { ok: true, text: edited }
    : { ok: false, because: msg('storage.cannot-edit', { path: file }) };
}

/** Adds the values to the parsed document; false where something else stands in the way. */
function push(root: Table, path: readonly string[], entries: readonly TomlEntry[]): boolean {
  const last = path.at(-1);
  if (last === undefined) return false;
  let table = root;
  for (const name of path.slice(0, -1)) {
    const below = table[name] ?? {};
    if (!isTable(below)) return false;
    table[name] = below;
    table = below;
  }
  const present = table[last] ?? [];
  if (!Array.isArray(present)) return false;
  table[last] = [...present, ...entries];
  return true;
}

function at(root: Table, path: readonly string[]): unknown {
  let found: unknown = root;
  for (const name of path) {
    if (!isTable(found)) return undefined;
    found = found[name];
  }
  return found;
}
