import { lineEndOf } from './edit.ts';

/** One allowance of lxc-usernet(5): so many interfaces of a kind on a bridge, for a user or a group. */
export interface UsernetLine {
  /** Name of a user, or of a group behind `@`. */
  readonly who: string;
  readonly type: string;
  readonly bridge: string;
  readonly count: number;
}

/** The allowances of a file in its order; comments, blank lines and lines that say nothing are left out. */
export function parseUsernet(text: string): readonly UsernetLine[] {
  return text.split('\n').flatMap((row) => {
    const [who, type, bridge, count] = row.replace(/#.*/, '').trim().split(/\s+/);
    if (who === undefined || type === undefined || bridge === undefined) return [];
    return /^\d+$/.test(count ?? '') ? [{ who, type, bridge, count: Number(count) }] : [];
  });
}

/** How many interfaces a user may have on a bridge: lxc-user-nic(1) adds up all lines of the user. */
export function allowance(text: string, user: string, bridge: string): number {
  return parseUsernet(text)
    .filter((line) => line.who === user && line.type === 'veth' && line.bridge === bridge)
    .reduce((sum, { count }) => sum + count, 0);
}

/**
 * Allows a user `count` interfaces on a bridge with one line at the end, where there is no allowance yet. One
 * that is there is somebody's decision and stays, whatever its number; so does every other line.
 * `user` and `bridge` are single words.
 */
export function allowNics(text: string, user: string, bridge: string, count: number): string {
  if (allowance(text, user, bridge) > 0) return text;
  const eol = lineEndOf(text);
  const open = text !== '' && !text.endsWith('\n');
  return `${text}${open ? eol : ''}${user} veth ${bridge} ${count}${eol}`;
}
