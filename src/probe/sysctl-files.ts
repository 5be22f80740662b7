import { parseSysctls } from '../edit/sysctl.ts';

/** The settings that matter for rootless containers. */
export const SYSCTL_KEYS = [
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'kernel.unprivileged_userns_clone',
  'user.max_user_namespaces',
  'kernel.apparmor_restrict_unprivileged_userns',
  'kernel.keys.maxkeys',
  'fs.inotify.max_user_instances',
  'fs.inotify.max_user_watches',
] as const;

export type SysctlKey = (typeof SYSCTL_KEYS)[number];

/**
 * The files in the order in which they are read: by name over all directories. Of files with the same name
 * only the one in the first directory counts, sysctl.d(5).
 */
export function inBootOrder(
  dirs: readonly { readonly dir: string; readonly names: readonly string[] }[],
): readonly string[] {
  const byName = new Map<string, string>();
  for (const { dir, names } of dirs) {
    for (const name of names) {
      if (name.endsWith('.conf') && !byName.has(name)) byName.set(name, `${dir}/${name}`);
    }
  }
  // In the order of the bytes, not of a language: that is how the readers sort.
  return [...byName.keys()].sort().map((name) => byName.get(name) ?? name);
}

/** The assignments of one file to the keys that matter, in their order. */
export function settingsThatMatter(
  text: string,
): readonly { readonly key: string; readonly value: string }[] {
  const keys: ReadonlySet<string> = new Set(SYSCTL_KEYS);
  return parseSysctls(text)
    .filter(({ key }) => keys.has(key))
    .map(({ key, value }) => ({ key, value }));
}
