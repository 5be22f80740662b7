import { createHash } from 'node:crypto';
import { msg } from '../i18n/msg.ts';
import type { Before, MakeDirectory, RemoveFile, WriteFile } from '../model/action.ts';
import type { Message } from '../model/message.ts';
import type { FileState } from '../model/read-host.ts';
import { encodeUtf8, textOf } from '../model/text.ts';

/** Mode and owner of a file that is not there yet; an existing file keeps its own. */
export interface NewFile {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** Root's configuration: 0644 root:root. */
export const ROOT_FILE: NewFile = { mode: 0o644, uid: 0, gid: 0 };

/** A file edit: an action, nothing to do, or the reason why this file is not touched. */
export type FileEdit<A> =
  | { readonly kind: 'action'; readonly action: A }
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly because: Message };

/** Hash of a latin1 byte string, hexadecimal, as `sha256sum` prints it. */
export function sha256Of(bytes: string): string {
  return createHash('sha256').update(bytes, 'latin1').digest('hex');
}

/** The state for the precondition of an action, or the reason why this path can't be written. */
export function beforeOf(
  state: FileState,
):
  | { readonly ok: true; readonly before: Before }
  | { readonly ok: false; readonly because: Message } {
  switch (state.kind) {
    case 'absent':
      return { ok: true, before: { kind: 'absent' } };
    case 'file': {
      const { sha256, mode, uid, gid, bytes } = state;
      return { ok: true, before: { kind: 'file', sha256, mode, uid, gid, bytes } };
    }
    case 'too-big':
      return { ok: false, because: msg('steps.file-too-big', { path: state.path }) };
    case 'unreadable':
      return { ok: false, because: msg('steps.file-unreadable', { path: state.path }) };
    case 'directory':
    case 'other':
      return { ok: false, because: msg('steps.file-not-regular', { path: state.path }) };
  }
}

/**
 * Writes the bytes as they are (latin1). An existing file keeps its mode and owner; `fresh` is for a new
 * one. `same` when the file holds exactly these bytes already.
 */
export function writeBytes(state: FileState, bytes: string, fresh: NewFile): FileEdit<WriteFile> {
  const seen = beforeOf(state);
  if (!seen.ok) return { kind: 'refused', because: seen.because };
  const { before } = seen;
  if (before.kind === 'file' && before.bytes === bytes) return { kind: 'same' };
  const { mode, uid, gid } = before.kind === 'file' ? before : fresh;
  return {
    kind: 'action',
    action: { do: 'write-file', path: state.path, bytes, mode, uid, gid, before },
  };
}

/**
 * The same for text. A file that is there but is not valid UTF-8 is refused: what can't be read back
 * exactly must not be rewritten as text.
 */
export function writeText(state: FileState, text: string, fresh: NewFile): FileEdit<WriteFile> {
  if (state.kind === 'file' && textOf(state) === null) {
    return { kind: 'refused', because: msg('steps.file-not-utf8', { path: state.path }) };
  }
  return writeBytes(state, encodeUtf8(text), fresh);
}

/** What lies there once that is written, for a further write in the same plan. */
export function stateAfter(state: FileState, action: WriteFile): FileState {
  const { path, bytes, mode, uid, gid } = action;
  const { nlink, realPath } = state.kind === 'file' ? state : { nlink: 1, realPath: null };
  return { kind: 'file', path, bytes, sha256: sha256Of(bytes), mode, uid, gid, nlink, realPath };
}

/** Removes a file; `same` when there is none. */
export function removeFile(state: FileState): FileEdit<RemoveFile> {
  const seen = beforeOf(state);
  if (!seen.ok) return { kind: 'refused', because: seen.because };
  if (seen.before.kind === 'absent') return { kind: 'same' };
  return {
    kind: 'action',
    action: { do: 'remove-file', path: state.path, before: seen.before },
  };
}

/**
 * Makes a directory. `missing`: the ancestors that are not there, outermost first, without `path` itself
 * (undo removes them again while they are empty).
 */
export function makeDirectory(
  path: string,
  owner: NewFile,
  missing: readonly string[] = [],
): MakeDirectory {
  return { do: 'make-directory', path, ...owner, missing: [...missing, path] };
}

/** The last part of a path. */
export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The directory of a path. */
export function dirOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}
