import type { Sysctls } from '../model/facts.ts';

/** One assignment of a sysctl.d(5) file. */
export interface SysctlLine {
  /** With dots: `net.ipv4.ping_group_range`. */
  readonly key: string;
  /** With single spaces. */
  readonly value: string;
  /** Line number from 1. */
  readonly line: number;
}

/**
 * The assignments of a file. Comments (`#`, `;`), blank lines and lines without `=` are left out; a
 * leading `-` (ignore errors) is not part of the key. Where the first separator is a slash, slashes and
 * dots swap their meaning (sysctl.d(5)): `net/ipv4/conf/eth0.1/forwarding`.
 */
export function parseSysctls(text: string): readonly SysctlLine[] {
  const found: SysctlLine[] = [];
  text.split('\n').forEach((row, index) => {
    const trimmed = row.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) return;
    const equals = trimmed.indexOf('=');
    if (equals < 1) return;
    const key = sysctlKey(trimmed.slice(0, equals).trim().replace(/^-\s*/, ''));
    found.push({ key, value: sysctlValue(trimmed.slice(equals + 1)), line: index + 1 });
  });
  return found;
}

/** The dotted form of a key. */
export function sysctlKey(key: string): string {
  const first = key.search(/[./]/);
  if (first === -1 || key[first] === '.') return key;
  return key.replace(/[./]/g, (separator) => (separator === '/' ? '.' : '/'));
}

/** A value with single spaces, as the kernel's tabs and a person's spaces mean the same. */
export function sysctlValue(value: string): string {
  return value.trim().split(/\s+/).join(' ');
}

/**
 * The text of one of our own files: what it is for, then the assignments. Settings that the file held
 * before and that are not given anew are kept.
 */
export function sysctlText(
  purpose: readonly string[],
  settings: Readonly<Record<string, string>>,
  before: string | null,
): string {
  const all = new Map<string, string>();
  for (const { key, value } of before === null ? [] : parseSysctls(before)) all.set(key, value);
  for (const [key, value] of Object.entries(settings)) all.set(key, value);
  const comments = purpose.map((line) => `# ${line}\n`);
  const lines = [...all].map(([key, value]) => `${key} = ${value}\n`);
  return [...comments, ...lines].join('');
}

/** Where a key gets its value at boot: the last file that sets it, or null where none does. */
export function bootWinner(
  files: Sysctls['files'],
  key: string,
): { readonly path: string; readonly value: string } | null {
  return files.findLast((entry) => entry.key === key) ?? null;
}

/**
 * A file that is read after ours and sets the key to something else, so that our value would not last
 * until after the next boot; null when ours wins. Files are read in the order of their base names, over
 * all directories; /etc/sysctl.conf, where it is still read, comes last (sysctl.d(5), sysctl(8)).
 */
export function overridingFile(
  files: Sysctls['files'],
  ownPath: string,
  key: string,
  value: string,
): string | null {
  const own = baseName(ownPath);
  const later = files.filter(
    (entry) =>
      entry.key === key &&
      entry.path !== ownPath &&
      (entry.path === '/etc/sysctl.conf' || baseName(entry.path) > own),
  );
  const winner = later.at(-1);
  return winner !== undefined && sysctlValue(winner.value) !== sysctlValue(value)
    ? winner.path
    : null;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
