import { msg } from '../i18n/msg.ts';
import type { ConfFile, ConfFiles, Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { FileState } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { isTable, parseToml, readToml } from './toml.ts';

/**
 * Which files of containers/storage count for a user, and what they say. The rules changed with Podman 6:
 *
 * - up to Podman 5, the user's storage.conf alone, where there is one; only `rootless_storage_path` of the system's
 *   goes on counting beside it. Without one it is the system's (/etc before /usr/share), of which a user gets no
 *   more than the keys of `SHARED`. https://github.com/containers/storage/blob/v1.57.2/types/options.go
 *   (loadStoreOptionsFromConfFile, getRootlessStorageOpts)
 * - from Podman 6 on, the first main file that is there (user, /etc, /usr/share) and then all drop-ins; what is read
 *   last wins, with all keys. https://github.com/containers/container-libs/blob/main/storage/pkg/configfile/parse.go
 */
export interface ConfInForce {
  /** `none`: no file counts; `user`: the user's alone; `system`: the system's, in part; `merged`: Podman 6. */
  readonly rule: 'none' | 'user' | 'system' | 'merged';
  /** The files that count, in the order in which they are read. */
  readonly read: readonly string[];
  /** Files that are there and do not count. */
  readonly unread: readonly string[];
  /** The value of a key and the file that it is from; null where none that counts names it, or has it empty. */
  value(table: readonly string[], key: string): Said | null;
}

/** What a file says. */
export interface Said {
  readonly value: unknown;
  readonly path: string;
}

/** `[storage]` */
export const STORAGE = ['storage'] as const;
/** `[storage.options]` */
export const OPTIONS = ['storage', 'options'] as const;

/** What a user gets of the system's file up to Podman 5, beside the table `pull_options`. */
const SHARED: readonly string[] = [
  'driver',
  'driver_priority',
  'rootless_storage_path',
  'ignore_chown_errors',
];

/** The drivers that a user gets of the system's file (isRootlessDriver); another one counts as none. */
const ROOTLESS: readonly string[] = ['btrfs', 'overlay', 'overlay2', 'vfs'];

/** The files that count for a user, for that major version of Podman. */
export function confInForce(files: ConfFiles, major: number): ConfInForce {
  const mains = [files.user, files.system, files.vendor].filter((file) => file !== null);
  const [main] = mains;
  if (major >= 6) {
    const read = [...(main === undefined ? [] : [main]), ...files.dropins];
    return {
      rule: read.length === 0 ? 'none' : 'merged',
      read: read.map(({ path }) => path),
      unread: mains.slice(1).map(({ path }) => path),
      value: (table, key) => lastOf(read, table, key),
    };
  }
  const unread = [...mains.slice(1), ...files.dropins].map(({ path }) => path);
  if (main === undefined) return { rule: 'none', read: [], unread, value: () => null };
  const read = [main.path];
  if (main !== files.user) {
    const value = (table: readonly string[], key: string) => {
      if (!SHARED.includes(key) && table.at(-1) !== 'pull_options') return null;
      const said = lastOf([main], table, key);
      return key === 'driver' && !ROOTLESS.includes(String(said?.value)) ? null : said;
    };
    return { rule: 'system', read, unread, value };
  }
  const beside = mains.slice(1, 2);
  const value = (table: readonly string[], key: string) =>
    lastOf([main], table, key) ??
    (key === 'rootless_storage_path' ? lastOf(beside, table, key) : null);
  return { rule: 'user', read, unread, value };
}

/** All storage.conf of the target; `ours` stands in the place of our own drop-in, null for none. */
export function confFilesOf(facts: Facts, ours?: ConfFile | null): ConfFiles {
  if (!facts.files.known) return { user: null, system: null, vendor: null, dropins: [] };
  const files = facts.files.value;
  const own = files['podman.storage.dropin'];
  const dropin = ours === undefined ? confOf(own) : ours;
  const found = facts.podman.known ? (facts.podman.value.storageDropins ?? []) : [];
  return {
    user: confOf(files['podman.storage']),
    system: confOf(files['podman.storage.system']),
    vendor: confOf(files['podman.storage.vendor']),
    dropins: inOrder([
      ...(dropin === null ? [] : [dropin]),
      ...found.filter(({ path }) => path !== own.path),
    ]),
  };
}

/** A file as Podman would read it; null where there is none. */
export function confOf(state: FileState): ConfFile | null {
  if (state.kind === 'absent' || state.kind === 'directory' || state.kind === 'other') return null;
  return { path: state.path, text: textOf(state) };
}

/** The place of the store as the files say it, variables as they stand; null: Podman's own. */
export function placeOf(conf: ConfInForce): Said | null {
  return conf.value(STORAGE, 'graphroot') ?? conf.value(STORAGE, 'rootless_storage_path');
}

/** The names in a table of the first file that counts: those of `pull_options`. */
export function namesIn(file: ConfFile, table: readonly string[]): readonly string[] {
  let at: unknown = parseToml(file.text ?? '');
  for (const name of table) at = isTable(at) ? at[name] : undefined;
  return isTable(at) ? Object.keys(at) : [];
}

/** Drop-ins in the order in which they are read: by name, from whichever directory; a name counts once. */
export function inOrder(dropins: readonly ConfFile[]): readonly ConfFile[] {
  // The directories that come first in the list go before the others.
  const byName = new Map([...dropins].reverse().map((file) => [nameOf(file.path), file]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function lastOf(files: readonly ConfFile[], table: readonly string[], key: string): Said | null {
  for (const { path, text } of [...files].reverse()) {
    const value = readToml(text ?? '', table, key);
    // An empty one stands for the default.
    if (value !== undefined) return value === '' ? null : { value, path };
  }
  return null;
}

/** What is worth showing of a storage.conf: where it makes a difference for a user. */
const SHOWN: readonly (readonly [readonly string[], string])[] = [
  [STORAGE, 'driver'],
  [STORAGE, 'graphroot'],
  [STORAGE, 'rootless_storage_path'],
  [STORAGE, 'runroot'],
  [OPTIONS, 'mount_program'],
  [[...OPTIONS, 'overlay'], 'mount_program'],
  [OPTIONS, 'ignore_chown_errors'],
  [[...OPTIONS, 'overlay'], 'ignore_chown_errors'],
];

/** The values that count, each with the file that it is from: `driver = overlay (/etc/containers/storage.conf)`. */
export function valuesInForce(conf: ConfInForce): readonly string[] {
  return SHOWN.flatMap(([table, key]) => {
    const said = conf.value(table, key);
    return said === null ? [] : [`${key} = ${String(said.value)} (${said.path})`];
  });
}

/** Which file counts and why, and which is there and does not. */
export function whyInForce(conf: ConfInForce): Message {
  const [path = ''] = conf.read;
  const why = {
    none: msg('storage.conf-none'),
    user: msg('storage.conf-user', { path }),
    system: msg('storage.conf-system', { path }),
    merged: msg('storage.conf-merged', { paths: conf.read }),
  }[conf.rule];
  const said = valuesInForce(conf);
  const all = said.length === 0 ? why : msg('storage.conf-said', { why, said });
  return conf.unread.length === 0
    ? all
    : msg('storage.conf-unread', { why: all, paths: conf.unread });
}
