/** JSON of the host, whose shape nobody promises: read step by step, with a fallback for everything. */
export type Json = unknown;

/** The document, or null when it is not JSON. A byte order mark at the start is passed over. */
export function parseJson(text: string): Json {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

/** The value below some keys; undefined as soon as one is missing. */
export function at(json: Json, ...keys: readonly string[]): Json {
  let value = json;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

/** A text, or the fallback. */
export function textOr<T>(json: Json, fallback: T): string | T {
  return typeof json === 'string' ? json : fallback;
}

/** A finite number, or the fallback. */
export function numberOr<T>(json: Json, fallback: T): number | T {
  return typeof json === 'number' && Number.isFinite(json) ? json : fallback;
}

/** A list; empty for anything else. */
export function listOf(json: Json): readonly Json[] {
  return Array.isArray(json) ? json : [];
}
