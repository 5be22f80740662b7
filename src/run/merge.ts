import { applyPatch, reversePatch, structuredPatch } from 'diff';
import { blockLines, removeBlock } from '../edit/block.ts';
import { mayHoldSecrets } from '../edit/json.ts';
import type { Action, WriteFile } from '../model/action.ts';
import type { FileState } from '../model/read-host.ts';
import { decodeUtf8 } from '../model/text.ts';
import { unifiedDiff } from '../report/diff.ts';
import { emptied } from './inverse.ts';

/** How a file that somebody edited after us is taken back. */
export type MergeBack =
  /** Our part can be taken out and theirs stays. */
  | { readonly merged: Action }
  /** It can't: what they changed, as a diff of ours against the file as it is. */
  | { readonly conflict: string };

type File = Extract<FileState, { readonly kind: 'file' }>;

/**
 * Takes our change out of a file that was edited since: the patch from our text back to the text before is
 * applied to the text as it is now, and only where it fits exactly. Mode and owner go back only where
 * they are still ours. A file that may hold passwords by now is left. Works on bytes (latin1 keeps lines), so any
 * encoding survives.
 */
export function mergeBack(action: WriteFile, now: File): MergeBack {
  // What is merged is written into the journal, and a conflict is shown.
  if (mayHoldSecrets(now.bytes)) return { conflict: '' };
  const before = action.before.kind === 'file' ? action.before.bytes : '';
  // A file of our own without its first or last lines may be worse than none; a marked block is complete.
  const ownFile = action.before.kind === 'absent' && !isMarkedBlock(action.bytes);
  const text = ownFile
    ? false
    : (withoutPatch(action, before, now.bytes) ?? withoutBlock(action, before, now.bytes) ?? false);
  if (text === false) return { conflict: personsDiff(action, now) };
  const seen = { kind: 'file', ...attributes(now), sha256: now.sha256, bytes: now.bytes } as const;
  if (action.before.kind === 'absent' && text === '') {
    return {
      merged: { do: 'remove-file', path: action.path, before: seen, ...emptied(action) },
    };
  }
  const old = action.before.kind === 'file' ? action.before : attributes(now);
  return {
    merged: {
      do: 'write-file',
      path: action.path,
      bytes: text,
      mode: now.mode === action.mode ? old.mode : now.mode,
      uid: now.uid === action.uid ? old.uid : now.uid,
      gid: now.gid === action.gid ? old.gid : now.gid,
      before: seen,
    },
  };
}

function withoutPatch(action: WriteFile, before: string, now: string): string | null {
  if (now === action.bytes) return before;
  const { path, bytes } = action;
  const patch = structuredPatch(path, path, before, bytes, '', '', { context: 3 });
  const options = { fuzzFactor: 0, autoConvertLineEndings: false };
  const text = applyPatch(now, reversePatch(patch), options);
  return text === false ? null : text;
}

/**
 * Where a marked block was all that we added, it is found by its marks, whatever was edited right beside it; null
 * where it is not, or is not as we left it.
 */
function withoutBlock({ bytes }: WriteFile, before: string, now: string): string | null {
  const name = /^# BEGIN rootless-wizard: (.*?)\r?$/m.exec(bytes)?.[1];
  if (name === undefined) return null;
  const [ours, theirs] = [bytes, now].map((text) => blockLines(text, name)?.join('\n'));
  if (ours === undefined || ours !== theirs) return null;
  const [old, rest] = [bytes, now].map((text) => removeBlock(text, name));
  return old?.ok && old.text === before && rest?.ok ? rest.text : null;
}

/** What the person changed since, for the screen. */
function personsDiff(action: WriteFile, now: File): string {
  const ours = decodeUtf8(action.bytes) ?? action.bytes;
  return unifiedDiff(action.path, ours, decodeUtf8(now.bytes) ?? now.bytes);
}

/** The whole text is one block between the markers of `edit/block.ts`. */
function isMarkedBlock(bytes: string): boolean {
  return /^# BEGIN rootless-wizard: [^\n]*\n(?:[^\n]*\n)*# END rootless-wizard: [^\n]*\n?$/.test(
    bytes,
  );
}

function attributes({ mode, uid, gid }: { mode: number; uid: number; gid: number }): {
  mode: number;
  uid: number;
  gid: number;
} {
  return { mode, uid, gid };
}
