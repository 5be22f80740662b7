import type { JournalLine } from './run.ts';

/** One line of the journal as text, with its line end. */
export function formatLine(line: JournalLine): string {
  return `${JSON.stringify(line)}\n`;
}

/**
 * Reads a journal. Blank lines are the room that was reserved; a line that was cut by a crash ends it
 * (nothing after it can have been written by us).
 * @returns the lines, and how many bytes (characters of the latin1 text) they take: where to go on writing.
 * `damaged`: whole lines follow behind what cannot be read. No crash does that, as each line is on the disk
 * before the next; who took this for the end would forget changes that are in place.
 */
export function parseJournal(latin1: string): {
  readonly lines: readonly JournalLine[];
  readonly length: number;
  readonly damaged: boolean;
} {
  const lines: JournalLine[] = [];
  let at = 0;
  for (;;) {
    const end = latin1.indexOf('\n', at);
    const line = end <= at ? null : parseLine(latin1.slice(at, end));
    if (line === null) return { lines, length: at, damaged: hasLine(latin1.slice(at)) };
    lines.push(line);
    at = end + 1;
  }
}

function hasLine(latin1: string): boolean {
  return latin1.split('\n').some((row) => row !== '' && parseLine(row) !== null);
}

function parseLine(latin1: string): JournalLine | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(latin1, 'latin1').toString('utf8'));
    return typeof value === 'object' && value !== null && 'type' in value && 'at' in value
      ? (value as JournalLine)
      : null;
  } catch {
    return null;
  }
}
