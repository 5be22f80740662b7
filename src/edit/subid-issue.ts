/** What can be wrong with /etc/subuid and /etc/subgid. `subid-lint.ts` finds it. */
import type { SubidLine } from './subid-parse.ts';

/** Which of the two files; ids of users and of groups are separate spaces. */
export type SubidFile = 'subuid' | 'subgid';

/**
 * What the lint can find. About the user: `missing`, `size` (too few ids), `overlap` (another owner has
 * the same ids), `duplicate` (own lines overlap), `own` (own id inside), `real` (a real account's id
 * inside), `root-id` (host id 0 inside), `reserved`, `beyond` (outside what the kernel can map), `taken`,
 * `homed`, `pair`, `order`, `twice` (by name and by uid). About the file: `syntax`, `empty`,
 * `unknown-owner`, `ambiguous-owner`, `others-overlap`, `others-root-id`.
 */
export type SubidRule =
  | 'missing'
  | 'size'
  | 'overlap'
  | 'duplicate'
  | 'own'
  | 'real'
  | 'root-id'
  | 'reserved'
  | 'beyond'
  | 'taken'
  | 'homed'
  | 'pair'
  | 'order'
  | 'twice'
  | 'syntax'
  | 'empty'
  | 'unknown-owner'
  | 'ambiguous-owner'
  | 'others-overlap'
  | 'others-root-id';

/** One problem. */
export interface SubidIssue {
  readonly rule: SubidRule;
  readonly file: SubidFile;
  readonly level: 'fail' | 'warn' | 'info';
  /** The first of the lines that it is about, five at most. */
  readonly lines: readonly SubidLine[];
  /** How many there are of them. */
  readonly total: number;
  /** The other account, the other holder of the ids, or ''. */
  readonly other: string;
  /** The number that the rule is about: ids that are there, the id that is hit; 0 where there is none. */
  readonly id: number;
}

const MAX_LINES = 5;

/** A problem with these lines, about nobody else and no number. */
export function issue(
  file: SubidFile,
  rule: SubidRule,
  level: SubidIssue['level'],
  lines: readonly SubidLine[],
): SubidIssue {
  return {
    rule,
    file,
    level,
    lines: lines.slice(0, MAX_LINES),
    total: lines.length,
    other: '',
    id: 0,
  };
}
