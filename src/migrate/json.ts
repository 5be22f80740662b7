import { isObject } from '../model/json.ts';

/** Reads what `docker inspect` prints, where every field may be missing, null, or of another version. */

/** An object of JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** The object below a key; empty where there is none. */
export function at(fields: Fields, key: string): Fields {
  const value = fields[key];
  return isObject(value) ? value : {};
}

/** A string; '' for anything else. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A number; 0 for anything else. */
export function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** The strings of a list. */
export function texts(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : [];
}

/** The objects of a list. */
export function objects(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Keys and strings of an object; other values are left out. */
export function pairs(value: unknown): readonly (readonly [string, string])[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    typeof each === 'string' ? [[key, each] as const] : [],
  );
}

/** The objects of a JSON list. @throws SyntaxError when it is no JSON. */
export function parseList(json: string): readonly Fields[] {
  const list: unknown = JSON.parse(json.trim() === '' ? '[]' : json);
  return objects(list);
}
