import type { ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';

/** 100,000 users have files of a few megabytes. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The sources of a database in nsswitch.conf(5), without `[STATUS=action]`; null where it has no line.
 */
export function nssSources(text: string, database: string): readonly string[] | null {
  for (const row of text.split('\n')) {
    const [name, rest] = row.replace(/#.*/, '').split(':');
    if (name?.trim() !== database || rest === undefined) continue;
    return rest
      .replace(/\[[^\]]*\]/g, ' ')
      .split(/\s+/)
      .filter((source) => source !== '');
  }
  return null;
}

/** The sources as the host has them; glibc reads the files where there is no line. */
export async function sourcesOf(host: ReadHost, database: string): Promise<readonly string[]> {
  return nssSources(textOf(await host.file('/etc/nsswitch.conf')) ?? '', database) ?? ['files'];
}

/** /etc/passwd or /etc/group as text; null where it can't be read. Names need not be UTF-8. */
export async function databaseFile(
  host: ReadHost,
  database: 'passwd' | 'group',
): Promise<string | null> {
  const state = await host.file(`/etc/${database}`, { maxBytes: MAX_BYTES });
  return state.kind === 'file' ? (textOf(state) ?? state.bytes) : null;
}

/**
 * Does /etc/passwd or /etc/group hold all that getent(1) would list? Then nobody has to be started. That is
 * so where `files` is the only source, and where `systemd` is beside it with nothing to add.
 */
export async function filesTellAll(host: ReadHost, database: 'passwd' | 'group'): Promise<boolean> {
  const [sources, joining] = await Promise.all([
    sourcesOf(host, database),
    sourcesOf(host, 'initgroups'),
  ]);
  const named = [...sources, ...joining];
  if (!named.every((source) => source === 'files' || source === 'systemd')) return false;
  return !named.includes('systemd') || systemdAddsNothing(host);
}

/** Services of https://systemd.io/USER_GROUP_API/ that have no accounts of their own. */
const WITHOUT_ACCOUNTS = [
  'io.systemd.DropIn',
  'io.systemd.DynamicUser',
  'io.systemd.Multiplexer',
  'io.systemd.NameServiceSwitch',
];

/** Where account records may be dropped, and where the manager keeps those of `DynamicUser=`. */
const RECORDS = [
  '/etc/userdb',
  '/run/userdb',
  '/run/host/userdb',
  '/usr/local/lib/userdb',
  '/usr/lib/userdb',
  '/run/systemd/dynamic-uid',
];

/**
 * nss-systemd(8) knows dynamic users, dropped-in records and what other services (homed, machined) offer.
 * Most hosts have none of them; root and nobody, which it always knows, are in the files.
 */
async function systemdAddsNothing(host: ReadHost): Promise<boolean> {
  const [services, ...records] = await Promise.all(
    ['/run/systemd/userdb', ...RECORDS].map((dir) => host.list(dir)),
  );
  return (
    (services ?? []).every((name) => WITHOUT_ACCOUNTS.includes(name)) &&
    records.every((names) => names === null || names.length === 0)
  );
}
