/** Lines to take out and to put in, latin1 without line ends. */
export interface SubidEdit {
  readonly remove: readonly string[];
  readonly add: readonly string[];
}

/**
 * The bytes of /etc/subuid or /etc/subgid after an edit. Each line of `remove` takes out the first line
 * that is exactly equal, with its line feed; lines of `add` go to the end, after a line feed where the
 * file does not end with one. All other bytes stay. `scripts/helpers` does the same on the host and
 * compares the hash.
 * @throws RangeError when a line of `remove` is not there.
 */
export function editSubids(bytes: string, { remove, add }: SubidEdit): string {
  const kept = remove.length === 0 ? bytes : without(bytes, remove);
  if (add.length === 0) return kept;
  const gap = kept !== '' && !kept.endsWith('\n') ? '\n' : '';
  return `${kept}${gap}${add.join('\n')}\n`;
}

function without(bytes: string, remove: readonly string[]): string {
  const left = new Map<string, number>();
  for (const line of remove) left.set(line, (left.get(line) ?? 0) + 1);
  const rows = bytes.split('\n');
  // What follows the last line feed is not a line when it is empty.
  const tail = rows.at(-1) === '' ? rows.pop() : undefined;
  const kept: string[] = [];
  rows.forEach((row, index) => {
    const count = left.get(row) ?? 0;
    if (count > 0) {
      left.set(row, count - 1);
      return;
    }
    const ended = index < rows.length - 1 || tail !== undefined;
    kept.push(ended ? `${row}\n` : row);
  });
  for (const [line, count] of left) {
    if (count > 0) throw new RangeError(`no such line: ${line}`);
  }
  return kept.join('');
}

/** Line numbers (from 1) of the lines that `editSubids` takes out, in the order of `remove`. */
export function removedAt(bytes: string, remove: readonly string[]): readonly number[] {
  const at = new Map<string, number[]>(remove.map((line) => [line, []]));
  bytes.split('\n').forEach((row, index) => {
    at.get(row)?.push(index + 1);
  });
  return remove.map((line) => at.get(line)?.shift() ?? 0);
}
