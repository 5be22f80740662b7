import type { Action, Before, EditSubids, WriteFile } from '../model/action.ts';
import type { InstallPackages } from '../model/action-programs.ts';
import { decodeUtf8, encodeUtf8 } from '../model/text.ts';
import { quote } from './quote.ts';

/**
 * The shell text of an action: calls of the helpers in `scripts/helpers/` with quoted literals, one
 * string a command (which may span lines when a file's content does). This text is shown in the review,
 * sent to the shell, exported, and kept in the journal. Empty for what only a person can do.
 *
 * Content of any size stands in the text: helpers are functions, so no ARG_MAX applies to their
 * arguments, and they pass it on with `printf`, which is part of the shell.
 *
 * @throws RangeError when a word cannot be an argument (NUL).
 */
export function render(action: Action): readonly string[] {
  const words = wordsOf(action);
  const emptied = 'emptied' in action ? (action.emptied ?? []) : [];
  const after = emptied.length === 0 ? [] : [['rw_remove_directories', ...emptied.map(quote)]];
  return words === null ? [] : [words, ...after].map((each) => each.join(' '));
}

/** Mode as people write it: 420 → `0644`. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

/** What a helper compares the host with: `absent`, or `SHA256,MODE,UID:GID`. */
export function renderBefore(before: Before): string {
  if (before.kind === 'absent') return 'absent';
  return `${before.sha256},${octal(before.mode)},${before.uid}:${before.gid}`;
}

function wordsOf(action: Action): readonly string[] | null {
  switch (action.do) {
    case 'write-file':
      return writeFile(action);
    case 'remove-file':
      return ['rw_remove_file', quote(action.path), renderBefore(action.before)];
    case 'make-directory':
      return [
        'rw_make_directory',
        quote(action.path),
        octal(action.mode),
        `${action.uid}:${action.gid}`,
      ];
    case 'remove-directory':
      return action.paths.length === 0
        ? null
        : ['rw_remove_directories', ...action.paths.map(quote)];
    case 'edit-subids':
      return editSubids(action);
    case 'set-sysctl':
      return ['rw_set_sysctl', ...[action.key, action.value, action.before].map(quote)];
    case 'load-module':
      return ['rw_load_module', quote(action.module)];
    case 'fetch-key':
      return ['rw_fetch_key', ...[action.from, action.fingerprint, action.path].map(quote)];
    case 'remove-key':
      return ['rw_remove_key', ...[action.fingerprint, action.path].map(quote)];
    case 'fetch-file':
      return ['rw_fetch_file', ...[action.from, action.sha256, action.path].map(quote)];
    case 'remove-fetched':
      return ['rw_remove_fetched', ...[action.sha256, action.path].map(quote)];
    case 'install-packages':
      return installPackages(action);
    case 'remove-packages':
      return ['rw_remove_packages', action.manager, ...action.names.map(quote)];
    case 'set-capability':
      return ['rw_set_capability', ...[action.path, action.capabilities, action.before].map(quote)];
    case 'set-mode':
      return ['rw_set_mode', quote(action.path), octal(action.mode), octal(action.before)];
    case 'set-linger':
      return ['rw_set_linger', quote(action.user), action.linger ? 'on' : 'off'];
    case 'create-account':
      return ['rw_create_account', quote(action.name), quote(action.shell)];
    case 'remove-account':
      return ['rw_remove_account', quote(action.name)];
    case 'user-service':
      return ['rw_user_service', action.operation, quote(action.unit)];
    case 'runit-service':
      return ['rw_runit_service', action.operation, ...[action.dir, action.link].map(quote)];
    case 'system-reload':
      return ['rw_system_reload'];
    case 'install-archive':
      return [
        'rw_install_archive',
        ...[action.archive, action.sha256, action.dir, action.record, ...action.members].map(quote),
        ...(action.optional ?? []).map((name) => quote(`${name}?`)),
      ];
    case 'remove-archive':
      return ['rw_remove_archive', ...[action.dir, action.record].map(quote)];
    case 'make-image':
      return ['rw_make_image', quote(action.path), String(action.bytes)];
    case 'remove-image':
      return ['rw_remove_image', quote(action.path)];
    case 'mount-image':
    case 'unmount-image': {
      const helper = action.do === 'mount-image' ? 'rw_mount_image' : 'rw_unmount_image';
      return [helper, ...[action.path, action.point, action.unit ?? 'fstab'].map(quote)];
    }
    case 'run-command':
      return ['rw_run_command', ...action.argv.map(quote)];
    case 'move': {
      const [helper, ...args] = action.call;
      const from = action.from === undefined ? [] : ['rw_migrate_from', action.from];
      return [...from, helper, ...args.map(quote)];
    }
    case 'manual':
      return null;
  }
}

function writeFile(action: WriteFile): readonly string[] {
  const head = [
    quote(action.path),
    octal(action.mode),
    `${action.uid}:${action.gid}`,
    renderBefore(action.before),
  ];
  const text = plainText(action.bytes);
  return text === null
    ? ['rw_write_file_escaped', ...head, quote(escapeBytes(action.bytes))]
    : ['rw_write_file', ...head, quote(text)];
}

/** `-LINE` is removed, `+LINE` appended, `7+LINE` put in as line 7: it reads like a diff. */
function editSubids(action: EditSubids): readonly string[] {
  const edits = [
    ...action.remove.map((line) => ({ sign: '-', line })),
    ...action.add.map((line, index) => ({ sign: `${action.addAt?.[index] ?? ''}+`, line })),
  ];
  const plain = edits.every(({ line }) => plainText(line) !== null);
  return [
    plain ? 'rw_edit_subids' : 'rw_edit_subids_escaped',
    quote(action.path),
    action.beforeSha256,
    action.afterSha256,
    ...edits.map(({ sign, line }) =>
      quote(`${sign}${plain ? (plainText(line) ?? '') : escapeBytes(line)}`),
    ),
  ];
}

function installPackages(action: InstallPackages): readonly string[] {
  const stopped = action.keepStopped ?? [];
  return [
    'rw_install_packages',
    action.manager,
    ...(action.reinstall ? ['--reinstall'] : []),
    ...(action.mayRemove === true ? ['--may-remove'] : []),
    ...(action.fetchList === undefined ? [] : ['--fetch-list', quote(action.fetchList)]),
    ...(stopped.length > 0 ? ['--keep-stopped', quote(stopped.join(','))] : []),
    ...action.names.map(quote),
  ];
}

/**
 * Characters that a person would not see, or that would change how the text looks: control characters
 * other than line feed and tab, format characters (bidirectional and zero-width marks, BOM), line and
 * paragraph separators. What is shown must be what is written (https://trojansource.codes/).
 */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The bytes as text that can stand in a command as it is, or null. */
function plainText(bytes: string): string | null {
  const text = decodeUtf8(bytes);
  return text === null || UNSEEN.test(text) ? null : text;
}

/**
 * The bytes as `printf '%b'` reads them: a backslash doubled, CR as `\r`, every other byte that can't
 * stand as it is as `\0` with three octal digits. Good characters stay, so that it can still be read.
 * Source: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/printf.html
 */
export function escapeBytes(bytes: string): string {
  const text = decodeUtf8(bytes);
  // Not UTF-8 as a whole: every byte above 127 is escaped, as none can be told to be part of a character.
  let escaped = '';
  for (const char of text ?? bytes) {
    if (char === '\\') escaped += '\\\\';
    else if (char === '\r') escaped += '\\r';
    else if (UNSEEN.test(char) || (text === null && char > '\u007f')) {
      const raw = text === null ? char : encodeUtf8(char);
      for (const byte of raw) escaped += `\\0${byte.charCodeAt(0).toString(8).padStart(3, '0')}`;
    } else escaped += char;
  }
  return escaped;
}
