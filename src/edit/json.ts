import { isDeepStrictEqual } from 'node:util';
import { type Node, parseTree, printParseErrorCode } from 'jsonc-parser';
import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import { lineEndOf, positionOf, type TextEdit } from './edit.ts';

/** An object of settings below one key. */
export interface JsonObject {
  readonly [key: string]: string | boolean | JsonObject;
}

/** One key at the top of an object; an object as its value takes the place of what is there. */
export interface JsonSetting {
  readonly key: string;
  readonly value: string | boolean | JsonObject;
}

/**
 * Sets keys in a JSON file that a program reads strictly (daemon.json, Docker's config.json) and keeps
 * every other byte. Refused, and so left untouched: anything that JSON itself does not allow (with line
 * and column), a byte order mark, comments, a key that stands there twice. `path` is for the sentences.
 */
export function editJson(text: string, path: string, settings: readonly JsonSetting[]): TextEdit {
  if (text.trim() === '') {
    const fresh = Object.fromEntries(settings.map(({ key, value }) => [key, value]));
    return { ok: true, text: `${JSON.stringify(fresh, null, 2)}\n` };
  }
  const problem = jsonProblem(text, path);
  if (problem !== null) return { ok: false, because: problem };
  let edited = text;
  for (const setting of settings) edited = set(edited, setting);
  const wanted = new Map(Object.entries(JSON.parse(text) as Record<string, unknown>));
  for (const { key, value } of settings) wanted.set(key, value);
  return isDeepStrictEqual(new Map(Object.entries(JSON.parse(edited))), wanted)
    ? { ok: true, text: edited }
    : { ok: false, because: msg('storage.cannot-edit', { path }) };
}

/**
 * One key in an object that is valid: its value replaced, or a property behind the last one, on a line of
 * its own where that one has one. (The library's own `modify` formats the lines around it anew.)
 */
function set(text: string, { key, value }: JsonSetting): string {
  const root = parseTree(text);
  const properties = root?.children ?? [];
  const literal = JSON.stringify(value);
  for (const { children = [] } of properties) {
    const [name, old] = children;
    if (name?.value !== key || old === undefined) continue;
    if (isDeepStrictEqual(literalOf(text, old), value)) return text;
    return text.slice(0, old.offset) + literal + text.slice(old.offset + old.length);
  }
  const property = `${JSON.stringify(key)}: ${literal}`;
  const eol = lineEndOf(text);
  const last = properties.at(-1);
  if (last === undefined) {
    const [open, close] = [text.indexOf('{'), text.lastIndexOf('}')];
    return `${text.slice(0, open + 1)}${eol}  ${property}${eol}${text.slice(close)}`;
  }
  const end = last.offset + last.length;
  const lead = /[\r\n]([ \t]*)$/.exec(text.slice(0, last.offset));
  const gap = lead === null ? ' ' : `${eol}${lead[1]}`;
  return `${text.slice(0, end)},${gap}${property}${text.slice(end)}`;
}

function literalOf(text: string, { offset, length }: Node): unknown {
  return JSON.parse(text.slice(offset, offset + length));
}

/** The value of a key at the top, undefined where it is not set or the text is not a JSON object. */
export function readJson(text: string, key: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return (value as Readonly<Record<string, unknown>>)[key];
  } catch {
    return undefined;
  }
}

/**
 * May a configuration of Docker's hold passwords, as `docker login` writes them? Such a text is not to stand in
 * a plan, a journal or a diff.
 */
export function mayHoldSecrets(text: string): boolean {
  return /"(auths?|HttpHeaders|proxies|identitytoken|registrytoken)"/i.test(text);
}

/** Why a text is not a JSON object that we would edit, or null. An empty text is fine. */
export function jsonProblem(text: string, path: string): Message | null {
  if (text.trim() === '') return null;
  if (text.startsWith('\ufeff')) return msg('storage.json-bom', { path });
  const root = treeOf(text, path);
  if ('key' in root) return root;
  if (root.type !== 'object') return msg('storage.json-not-object', { path });
  const twice = duplicateOf(root);
  if (twice === null) return null;
  return msg('storage.json-twice', {
    path,
    name: String(twice.value),
    ...positionOf(text, twice.offset),
  });
}

/** The tree of a strictly valid text, or where and why it is not valid. */
function treeOf(text: string, path: string): Node | Message {
  const errors: { error: number; offset: number; length: number }[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (first !== undefined || root === undefined) {
    const reason = first === undefined ? 'no value' : printParseErrorCode(first.error as 1);
    return msg('storage.syntax', { path, ...positionOf(text, first?.offset ?? 0), reason });
  }
  try {
    JSON.parse(text);
    return root;
  } catch (error) {
    // What the tree's parser lets pass (a tab in a string): the position stands in V8's sentence.
    const reason = error instanceof Error ? error.message : String(error);
    const offset = Number(/position (\d+)/.exec(reason)?.[1] ?? 0);
    return msg('storage.syntax', { path, ...positionOf(text, offset), reason });
  }
}

/** The second of two equal keys of one object, at any depth. */
function duplicateOf(node: Node): Node | null {
  const seen = new Set<unknown>();
  for (const child of node.children ?? []) {
    const [name] = child.type === 'property' ? (child.children ?? []) : [];
    if (name !== undefined) {
      if (seen.has(name.value)) return name;
      seen.add(name.value);
    }
    const below = duplicateOf(child);
    if (below !== null) return below;
  }
  return null;
}
