import { createHash } from 'node:crypto';
import { parseSubids, rangesOf } from '../edit/subid-parse.ts';
import type { EditSubids } from '../model/action.ts';

/** What an edit of whole lines does; the same rules as `rw_edit_subids` of scripts/helpers/subid.sh. */
export type LineEdit = Pick<EditSubids, 'remove' | 'removeAt' | 'add' | 'addAt'>;

/** One line of an edited file: kept, removed or added. */
export interface EditedLine {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/**
 * Removes the first line equal to each of `remove`; puts `add` at the line numbers of `addAt`, or at the
 * end. Bytes are latin1; linear. `ended`: the old file ends with a line end; `endsAfter`: the new one
 * does (a last line without line end gets one only when a line follows it).
 */
export function editOps(
  bytes: string,
  edit: LineEdit,
): {
  readonly lines: readonly EditedLine[];
  readonly ended: boolean;
  readonly endsAfter: boolean;
} {
  const ended = bytes === '' || bytes.endsWith('\n');
  const old = bytes === '' ? [] : (ended ? bytes.slice(0, -1) : bytes).split('\n');
  const gone = new Map<string, number>();
  for (const line of edit.remove) gone.set(line, (gone.get(line) ?? 0) + 1);
  const placed = new Map<number, string>();
  const appended: string[] = [];
  for (const [index, line] of edit.add.entries()) {
    const number = edit.addAt?.[index];
    if (number === undefined) appended.push(line);
    else placed.set(number, line);
  }
  const lines: EditedLine[] = [];
  let count = 0;
  const put = (sign: ' ' | '+', line: string) => {
    lines.push({ sign, line });
    count++;
  };
  const place = () => {
    for (;;) {
      const line = placed.get(count + 1);
      if (line === undefined) return;
      put('+', line);
    }
  };
  for (const line of old) {
    const left = gone.get(line) ?? 0;
    if (left > 0) {
      gone.set(line, left - 1);
      lines.push({ sign: '-', line });
      continue;
    }
    place();
    put(' ', line);
  }
  place();
  for (const line of appended) put('+', line);
  if (ended || lines.at(-1)?.sign === ' ') return { lines, ended, endsAfter: ended };
  // The last old line was not ended: it is, as soon as another one follows it.
  const last = lines.findLastIndex(({ sign }) => sign !== '+');
  const open = lines[last];
  if (open?.sign === ' ') {
    const { line } = open;
    lines.splice(last, 1, { sign: '-', line }, { sign: '+', line });
  }
  return { lines, ended, endsAfter: true };
}

/** The bytes after an edit. */
export function editLines(bytes: string, edit: LineEdit): string {
  const { lines, endsAfter } = editOps(bytes, edit);
  const kept = lines.flatMap(({ sign, line }) => (sign === '-' ? [] : [line]));
  return kept.length === 0 ? '' : kept.join('\n') + (endsAfter ? '\n' : '');
}

/**
 * The file after an action, or null when it would not be what the action promises. Where the hash is only
 * right without the last line end, there was none before: undo takes it away again, as the helper does.
 */
export function subidsAfter(bytes: string | null, action: EditSubids): string | null {
  const text = editLines(bytes ?? '', action);
  if (action.afterSha256 === 'absent') return text;
  if (sha256(text) === action.afterSha256) return text;
  const short = text.slice(0, -1);
  return text.endsWith('\n') && sha256(short) === action.afterSha256 ? short : null;
}

/**
 * Takes an edit back from a file that others have edited since: our lines go where they still stand, the
 * lines that we removed come back unless somebody has those ids by now.
 * @returns the action for the file as it is; `nothing` when no line of ours is left; `taken` with the
 * line that can't come back.
 */
export function takeBack(
  bytes: string,
  action: EditSubids,
): EditSubids | { readonly nothing: true } | { readonly taken: string } {
  const lines = new Set(bytes.split('\n'));
  const remove = action.add.filter((line) => lines.has(line));
  const add = action.remove.filter((line) => !lines.has(line));
  if (remove.length === 0 && add.length === 0) return { nothing: true };
  const without = editLines(bytes, { remove, add: [] });
  const others = rangesOf(parseSubids(without));
  for (const line of add) {
    const [range] = rangesOf(parseSubids(line));
    if (range === undefined) continue;
    const end = range.start + range.count;
    const owner = others.some(
      (other) => other.start < end && range.start < other.start + other.count,
    );
    if (owner) return { taken: line };
  }
  const after = editLines(without, { remove: [], add });
  return {
    do: 'edit-subids',
    path: action.path,
    remove,
    add,
    beforeSha256: sha256(bytes),
    afterSha256: sha256(after),
  };
}

/** Hex sha256 of a latin1 byte string. */
export function sha256(latin1: string): string {
  return createHash('sha256').update(latin1, 'latin1').digest('hex');
}
