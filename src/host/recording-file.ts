import { parseDocument, stringify } from 'yaml';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { CommandResult, Identity, Space } from '../model/read-host.ts';
import type { RecordedFile, Recording } from '../model/recording.ts';
import { decodeUtf8, encodeUtf8 } from '../model/text.ts';

/** A file in YAML: `text` or `base64`; neither for programs, whose content does not matter. */
interface FileEntry {
  readonly mode?: string;
  readonly owner?: string;
  readonly text?: string;
  readonly base64?: string;
  readonly link?: string;
  readonly kind?: RecordedFile['kind'];
}

/** A command in YAML: exit 0 and nothing on standard error unless said. */
interface CommandEntry {
  readonly out?: string;
  readonly err?: string;
  readonly code?: number;
  readonly status?: CommandResult['status'];
}

/** The whole file in YAML. */
interface RecordingEntry {
  readonly 'recorded-host': number;
  readonly name: string;
  readonly description?: string;
  readonly source?: string;
  readonly user?: string | null;
  readonly self: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, FileEntry>>;
  readonly absent?: readonly string[];
  readonly directories?: Readonly<Record<string, readonly string[]>>;
  readonly spaces?: Readonly<Record<string, Space | null>>;
  readonly commands?: Readonly<Record<string, CommandEntry>>;
}

/**
 * Reads a recorded host.
 * @throws UserError (usage) with line and column when it is not one.
 */
export function parseRecording(text: string, fileName: string): Recording {
  const document = parseDocument(text, { version: '1.2' });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const line = problem.linePos?.[0];
    throw bad(fileName, `${line?.line ?? 1}:${line?.col ?? 1}: ${problem.message.split('\n')[0]}`);
  }
  const entry: unknown = document.toJS({ maxAliasCount: 0 });
  if (!isRecordingEntry(entry)) throw bad(fileName, 'recorded-host: 1, name:, self: UID:GID');
  return {
    name: entry.name,
    description: entry.description ?? '',
    source: entry.source ?? '',
    user: entry.user ?? null,
    self: identity(entry.self),
    env: entry.env ?? {},
    files: mapValues(entry.files ?? {}, (file) => readFile(file)),
    absent: entry.absent ?? [],
    directories: entry.directories ?? {},
    spaces: entry.spaces ?? {},
    commands: mapValues(entry.commands ?? {}, readCommand),
  };
}

/** Writes a recorded host, sorted, so that two recordings can be compared line by line. */
export function renderRecording(recording: Recording): string {
  const entry: RecordingEntry = {
    'recorded-host': 1,
    name: recording.name,
    description: recording.description,
    source: recording.source,
    user: recording.user,
    self: `${recording.self.uid}:${recording.self.gid}`,
    env: recording.env,
    files: mapValues(recording.files, writeFile),
    absent: [...recording.absent].sort(),
    directories: recording.directories,
    spaces: mapValues(recording.spaces, (space) => space),
    commands: mapValues(recording.commands, writeCommand),
  };
  return stringify(entry, {
    lineWidth: 0,
    sortMapEntries: false,
    blockQuote: 'literal',
    aliasDuplicateObjects: false,
  });
}

function readFile(entry: FileEntry): RecordedFile {
  const owner = identity(entry.owner ?? '0:0');
  const bytes =
    entry.text !== undefined
      ? encodeUtf8(entry.text)
      : entry.base64 !== undefined
        ? Buffer.from(entry.base64, 'base64').toString('latin1')
        : null;
  return {
    kind: entry.kind ?? 'file',
    mode: Number.parseInt(entry.mode ?? '0644', 8),
    uid: owner.uid,
    gid: owner.gid,
    realPath: entry.link ?? null,
    bytes,
  };
}

function writeFile(file: RecordedFile): FileEntry {
  const text = file.bytes === null ? null : decodeUtf8(file.bytes);
  return {
    ...(file.kind === 'file' ? {} : { kind: file.kind }),
    mode: file.mode.toString(8).padStart(4, '0'),
    owner: `${file.uid}:${file.gid}`,
    ...(file.realPath === null ? {} : { link: file.realPath }),
    ...(file.bytes === null
      ? {}
      : text !== null
        ? { text }
        : { base64: Buffer.from(file.bytes, 'latin1').toString('base64') }),
  };
}

function readCommand(entry: CommandEntry): CommandResult {
  const status = entry.status ?? 'exited';
  return {
    status,
    code: status === 'exited' ? (entry.code ?? 0) : -1,
    stdout: entry.out ?? '',
    stderr: entry.err ?? '',
  };
}

function writeCommand(result: CommandResult): CommandEntry {
  return {
    ...(result.status === 'exited' ? {} : { status: result.status }),
    ...(result.status !== 'exited' || result.code === 0 ? {} : { code: result.code }),
    ...(result.stdout === '' ? {} : { out: result.stdout }),
    ...(result.stderr === '' ? {} : { err: result.stderr }),
  };
}

function identity(text: string): Identity {
  const [uid = '0', gid = uid] = text.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  map: (value: A) => B,
): Record<string, B> {
  const entries = Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value)]));
}

function isRecordingEntry(value: unknown): value is RecordingEntry {
  if (typeof value !== 'object' || value === null) return false;
  const entry: { 'recorded-host'?: unknown; name?: unknown; self?: unknown } = value;
  return (
    entry['recorded-host'] === 1 &&
    typeof entry.name === 'string' &&
    typeof entry.self === 'string' &&
    /^\d+:\d+$/.test(entry.self)
  );
}

function bad(file: string, problem: string): UserError {
  return new UserError(
    EXIT.usage,
    msg('cli.recording-bad', { file, problem }),
    msg('cli.recording-bad-hint'),
  );
}
