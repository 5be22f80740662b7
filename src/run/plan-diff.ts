import type { Action, EditSubids, WriteFile } from '../model/action.ts';
import type { ReadHost } from '../model/read-host.ts';
import { decodeUtf8 } from '../model/text.ts';
import { header, unifiedDiff } from '../report/diff.ts';
import { MAX_FILE } from './inspect.ts';
import { octal } from './render.ts';
import { type EditedLine, editOps } from './subid-edit.ts';

/**
 * The diff of what an action writes, computed from the very bytes; null where it writes no file. Changes of
 * mode and owner stand before it in git's words, which patch(1) ignores.
 */
export async function diffOf(host: ReadHost, action: Action): Promise<string | null> {
  switch (action.do) {
    case 'write-file': {
      const { path, before } = action;
      const old = before.kind === 'file' ? readable(before.bytes) : null;
      return attributeLines(action) + unifiedDiff(path, old, readable(action.bytes));
    }
    case 'remove-file':
      return action.before.kind === 'absent'
        ? ''
        : unifiedDiff(action.path, readable(action.before.bytes), null);
    case 'edit-subids': {
      const old = await host.file(action.path, { maxBytes: MAX_FILE });
      return subidDiff(action, old.kind === 'file' ? old.bytes : null);
    }
    default:
      return null;
  }
}

/** UTF-8 as text; anything else one character a byte, so that nothing is hidden. */
function readable(bytes: string): string {
  return decodeUtf8(bytes) ?? bytes;
}

function attributeLines(action: WriteFile): string {
  const { before, mode, uid, gid } = action;
  if (before.kind === 'absent') {
    const dirs = (action.missing ?? []).map((dir) => `new directory ${dir}\n`);
    return `${dirs.join('')}new file mode ${octal(mode)}\n`;
  }
  const modes =
    before.mode === mode ? '' : `old mode ${octal(before.mode)}\nnew mode ${octal(mode)}\n`;
  const owners =
    before.uid === uid && before.gid === gid
      ? ''
      : `old owner ${before.uid}:${before.gid}\nnew owner ${uid}:${gid}\n`;
  return modes + owners;
}

const CONTEXT = 3;
const NO_EOL = '\\ No newline at end of file';

/**
 * Unified diff of an edit of whole lines. The edit says what changes, so nothing is compared: linear also
 * for a file with a line for each of 100,000 users.
 */
export function subidDiff(action: EditSubids, before: string | null): string {
  const { lines, ended, endsAfter } = editOps(before ?? '', action);
  const changed = lines.flatMap(({ sign }, at) => (sign === ' ' ? [] : [at]));
  if (changed.length === 0) return '';
  const hunks: string[] = [];
  const oldAt = numbers(lines, '+');
  const newAt = numbers(lines, '-');
  const lastOld = lines.findLastIndex(({ sign }) => sign !== '+');
  const lastNew = lines.findLastIndex(({ sign }) => sign !== '-');
  for (const { from, to } of groups(changed, lines.length)) {
    const part = lines.slice(from, to);
    const text = part.flatMap(({ sign, line }, index) => {
      const row = `${sign}${readable(line)}`;
      const at = from + index;
      const open =
        (at === lastOld && sign !== '+' && !ended) ||
        (at === lastNew && sign !== '-' && !endsAfter);
      return open ? [row, NO_EOL] : [row];
    });
    const olds = part.filter(({ sign }) => sign !== '+').length;
    const news = part.filter(({ sign }) => sign !== '-').length;
    hunks.push(
      `@@ -${range(oldAt[from] ?? 0, olds)} +${range(newAt[from] ?? 0, news)} @@`,
      ...text,
    );
  }
  const gone = action.afterSha256 === 'absent';
  return [...header(action.path, before !== null, !gone), ...hunks, ''].join('\n');
}

/** Line number (from 0) before each entry, without those of one sign. */
function numbers(lines: readonly EditedLine[], skipped: '+' | '-'): readonly number[] {
  let number = 0;
  return lines.map(({ sign }) => (sign === skipped ? number : number++));
}

/** GNU diff counts from 1, but names the line before an empty range; a count of 1 is left out. */
function range(before: number, count: number): string {
  const at = count === 0 ? before : before + 1;
  return count === 1 ? String(at) : `${at},${count}`;
}

/** Changed lines with their context, joined where the contexts touch. */
function groups(
  changed: readonly number[],
  length: number,
): readonly { readonly from: number; readonly to: number }[] {
  const result: { from: number; to: number }[] = [];
  for (const at of changed) {
    const from = Math.max(0, at - CONTEXT);
    const to = Math.min(length, at + CONTEXT + 1);
    const last = result.at(-1);
    if (last !== undefined && from <= last.to) last.to = to;
    else result.push({ from, to });
  }
  return result;
}
