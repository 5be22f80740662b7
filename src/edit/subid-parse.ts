import type { FileState } from '../model/read-host.ts';

/**
 * One line of /etc/subuid or /etc/subgid. `raw` has no line feed but keeps everything else, so that
 * joining the lines gives the file back. Text is latin1: one character a byte.
 */
export type SubidLine =
  | SubidRange
  | { readonly kind: 'blank' | 'comment'; readonly line: number; readonly raw: string }
  | {
      readonly kind: 'malformed';
      readonly line: number;
      readonly raw: string;
      /** What stands before the first colon, where there is one: the owner that was probably meant. */
      readonly owner: string | null;
      readonly why: SubidFault;
    };

/** A good line: `count` host ids from `start` on belong to `owner` (a login name or a decimal uid). */
export interface SubidRange {
  readonly kind: 'range';
  readonly line: number;
  readonly raw: string;
  readonly owner: string;
  readonly start: number;
  readonly count: number;
}

/**
 * What is wrong with a line. Readers differ: shadow skips a line that it can't read, Podman and
 * RootlessKit refuse the whole file, so anything that one of them can't read is malformed here.
 * `octal`: a leading zero, which shadow reads as base 8 (strtoul with base 0) and Go as base 10.
 */
export type SubidFault =
  | 'fields'
  | 'owner'
  | 'number'
  | 'octal'
  | 'carriage-return'
  | 'nul'
  | 'too-long';

/** shadow reads a line into a buffer of 1024 bytes and skips longer ones (lib/subordinateio.c). */
const MAX_LINE = 1023;

/**
 * Splits the bytes of subuid(5) or subgid(5) into lines. Never throws; linear in the size of the file.
 * Line numbers start at 1. A file that ends with a line feed has no empty line after it.
 */
export function parseSubids(bytes: string): readonly SubidLine[] {
  if (bytes === '') return [];
  const rows = bytes.split('\n');
  if (rows.at(-1) === '') rows.pop();
  return rows.map((raw, index) => parseLine(raw, index + 1));
}

/** The lines of one of the files as it was read; none where it is not there or can't be read. */
export function linesOf(state: FileState): readonly SubidLine[] {
  return state.kind === 'file' ? parseSubids(state.bytes) : [];
}

function parseLine(raw: string, line: number): SubidLine {
  if (raw.trim() === '') return { kind: 'blank', line, raw };
  if (raw.trimStart().startsWith('#')) return { kind: 'comment', line, raw };
  const fields = raw.split(':');
  const owner = fields.length > 1 && fields[0] !== '' ? (fields[0] ?? null) : null;
  const bad = (why: SubidFault): SubidLine => ({ kind: 'malformed', line, raw, owner, why });
  if (raw.length > MAX_LINE) return bad('too-long');
  if (raw.includes('\0')) return bad('nul');
  if (raw.endsWith('\r')) return bad('carriage-return');
  const [, start, count] = fields;
  if (fields.length !== 3 || start === undefined || count === undefined) return bad('fields');
  if (owner === null || owner.trim() !== owner || /^[+-]/.test(owner)) return bad('owner');
  if (!/^\d{1,15}$/.test(start) || !/^\d{1,15}$/.test(count)) return bad('number');
  if (/^0\d/.test(start) || /^0\d/.test(count)) return bad('octal');
  return { kind: 'range', line, raw, owner, start: Number(start), count: Number(count) };
}

/** The good lines with at least one id. */
export function rangesOf(lines: readonly SubidLine[]): readonly SubidRange[] {
  return lines.filter((line): line is SubidRange => line.kind === 'range' && line.count > 0);
}

/**
 * The ranges of one user: lines by login name and lines by decimal uid, in the order of the file, as
 * newuidmap(1) and the engines read them.
 */
export function rangesOfUser(
  lines: readonly SubidLine[],
  user: { readonly name: string; readonly uid: number },
): readonly SubidRange[] {
  // Files hold names in the encoding of the account database, read here one character a byte.
  const name = Buffer.from(user.name, 'utf8').toString('latin1');
  const uid = String(user.uid);
  return rangesOf(lines).filter(({ owner }) => owner === name || owner === uid);
}

/** The last id of a range. */
export function lastOf(range: { readonly start: number; readonly count: number }): number {
  return range.start + range.count - 1;
}
