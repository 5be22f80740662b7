import type { FileState } from './read-host.ts';

/**
 * The text of a file, or null when it is not a file or not valid UTF-8. Config files that are not valid
 * UTF-8 are never edited: what can't be read back exactly must not be written.
 */
export function textOf(state: FileState): string | null {
  return state.kind === 'file' ? decodeUtf8(state.bytes) : null;
}

/** UTF-8 decoding of a latin1 byte string; null when it is not valid UTF-8. A BOM is kept. */
export function decodeUtf8(bytes: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(bytes, 'latin1'),
    );
  } catch {
    return null;
  }
}

/** UTF-8 encoding of a text as a latin1 byte string, the form in which actions carry content. */
export function encodeUtf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
