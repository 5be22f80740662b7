import { isDeepStrictEqual } from 'node:util';
import { patch } from '@decimalturn/toml-patch';
import { parse, TomlError } from 'smol-toml';
import { msg } from '../i18n/msg.ts';
import { lineEndOf, type TextEdit } from './edit.ts';
import { proposeLine } from './toml-lines.ts';

/** What our settings need of TOML. */
export type TomlValue = string | number | boolean | readonly string[];

/** One key of one table: `{ table: ['storage', 'options'], key: 'driver', value: 'overlay' }`; `table: []` is the top. */
export interface TomlSetting {
  readonly table: readonly string[];
  readonly key: string;
  readonly value: TomlValue;
}

/** A table as the second parser gives it. */
export type Table = { [key: string]: unknown };

/**
 * Sets keys in a TOML text and keeps everything else: comments, order, spacing, line ends. What comes
 * out is parsed again with a second parser and must hold exactly the old values and the new ones; if not
 * (an odd way to define a table), the file is refused rather than harmed. A key that has its value
 * already changes nothing.
 */
export function editToml(text: string, path: string, settings: readonly TomlSetting[]): TextEdit {
  let present: Table;
  try {
    present = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason = ''] = error.message.split('\n');
    return {
      ok: false,
      because: msg('storage.syntax', {
        path,
        line: error.line,
        column: error.column,
        reason: reason.replace(/^Invalid TOML document: /, ''),
      }),
    };
  }
  let edited = text;
  for (const setting of settings) {
    const next = set(edited, setting);
    if (next === null) return { ok: false, because: msg('storage.cannot-edit', { path }) };
    edited = next;
  }
  for (const setting of settings) put(present, setting);
  return sameToml(parseToml(edited), present)
    ? { ok: true, text: edited }
    : { ok: false, because: msg('storage.cannot-edit', { path }) };
}

/** The value of a key in a TOML text; undefined where it is not set or the text is not TOML. */
export function readToml(text: string, table: readonly string[], key: string): unknown {
  const found = tableOf(parseToml(text) ?? {}, table);
  return found?.[key];
}

/** A new TOML text of these settings, tables in the order of their first setting; those of no table come first. */
export function tomlText(comment: readonly string[], settings: readonly TomlSetting[]): string {
  const tables = new Map<string, string[]>();
  for (const { table, key, value } of settings) {
    const header = table.length === 0 ? '' : `[${table.map(tomlKey).join('.')}]`;
    const lines = tables.get(header) ?? [];
    lines.push(`${tomlKey(key)} = ${tomlValue(value)}`);
    tables.set(header, lines);
  }
  const top = tables.get('')?.join('\n');
  const parts = [...tables].flatMap(([header, lines]) =>
    header === '' ? [] : [[header, ...lines].join('\n')],
  );
  const head = comment.map((line) => `# ${line}`).join('\n');
  return `${[head, top ?? '', ...parts].filter((part) => part !== '').join('\n\n')}\n`;
}

/** One setting in the text, or null where the library cannot. */
function set(text: string, setting: TomlSetting): string | null {
  const wanted = parseToml(text);
  if (wanted === null) return null;
  const { table, key, value } = setting;
  if (sameToml(tableOf(wanted, table)?.[key], value)) return text;
  put(wanted, setting);
  // The library writes a new table below an existing parent as an inline one at the top: valid, but
  // nobody would find it there. A new table goes to the end, as a person would write it.
  if (table.length > 0 && !hasHeader(text, table)) {
    const appended = append(text, setting);
    if (sameToml(parseToml(appended), wanted)) return appended;
  }
  const header = table.length === 0 ? null : headerOf(table);
  const proposal = proposeLine(text, header, keyOf(key), [tomlKey(key), tomlValue(value)]);
  if (proposal !== null && sameToml(parseToml(proposal), wanted)) return proposal;
  // Where line ends differ, the library makes them all the same, and says so on the console.
  if (/(^|[^\r])\n/.test(text) && text.includes('\r\n')) return null;
  try {
    return patch(text, wanted);
  } catch {
    return null;
  }
}

/** Are the values equal? What kind of object the parser makes of a table does not matter. */
export function sameToml(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(structuredClone(a), structuredClone(b));
}

function append(text: string, { table, key, value }: TomlSetting): string {
  const eol = lineEndOf(text);
  const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
  const header = `[${table.map(tomlKey).join('.')}]`;
  return `${text}${gap}${header}${eol}${tomlKey(key)} = ${tomlValue(value)}${eol}`;
}

/** Is there a line `[table]`? */
function hasHeader(text: string, table: readonly string[]): boolean {
  return text.split('\n').some((line) => headerOf(table).test(line));
}

/** A line `[table]`. Quoted names and spaces around dots are found, too. */
function headerOf(table: readonly string[]): RegExp {
  const names = table.map((name) => `["']?${literal(name)}["']?`);
  return new RegExp(`^[ \\t]*\\[[ \\t]*${names.join('[ \\t]*\\.[ \\t]*')}[ \\t]*\\]`);
}

/** A line that sets a key. */
function keyOf(key: string): RegExp {
  return new RegExp(`^[ \\t]*["']?${literal(key)}["']?[ \\t]*=`);
}

/** The name in a regular expression; RegExp.escape comes with Node 24. */
function literal(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function put(root: Table, { table, key, value }: TomlSetting): void {
  let at = root;
  for (const name of table) {
    const below = at[name];
    if (isTable(below)) at = below;
    else {
      const fresh: Table = {};
      at[name] = fresh;
      at = fresh;
    }
  }
  at[key] = value;
}

function tableOf(root: Table, table: readonly string[]): Table | null {
  let at = root;
  for (const name of table) {
    const below = at[name];
    if (!isTable(below)) return null;
    at = below;
  }
  return at;
}

/** Is this parsed value a table, also an inline one? */
export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values of a TOML text by the second parser, or null where it is not TOML. */
export function parseToml(text: string): Table | null {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

/** A key as it stands in the text: bare where TOML allows it. */
export function tomlKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : tomlString(key);
}

/** A value as it stands in the text. */
export function tomlValue(value: TomlValue): string {
  if (typeof value === 'string') return tomlString(value);
  if (typeof value === 'object') return `[${value.map(tomlString).join(', ')}]`;
  return String(value);
}

/** A basic string; JSON's escapes are a part of TOML's (https://toml.io/en/v1.0.0#string). */
function tomlString(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}
