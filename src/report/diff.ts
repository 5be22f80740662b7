import { structuredPatch } from 'diff';

/** Lines of context around a change, as `diff -u` has them. */
const CONTEXT = 3;

/**
 * Unified diff of two texts; null stands for a file that is not there. The header names the real path on
 * both sides (`/dev/null` for absent), so that the text can be read, kept, and applied with `patch -p0`.
 * @returns '' when nothing differs.
 */
export function unifiedDiff(path: string, before: string | null, after: string | null): string {
  if (before === after) return '';
  const patch = structuredPatch(path, path, before ?? '', after ?? '', '', '', {
    context: CONTEXT,
  });
  const lines = patch.hunks.flatMap((hunk) => [
    `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`,
    ...hunk.lines,
  ]);
  return [...header(path, before !== null, after !== null), ...lines, ''].join('\n');
}

/** The two header lines of a unified diff. */
export function header(path: string, existed: boolean, exists: boolean): readonly [string, string] {
  return [`--- ${existed ? path : '/dev/null'}`, `+++ ${exists ? path : '/dev/null'}`];
}

/** GNU diff leaves the count out when it is 1 and names the line before an empty range. */
function range(start: number, count: number): string {
  const at = count === 0 ? Math.max(0, start - 1) : start;
  return count === 1 ? String(at) : `${at},${count}`;
}
