import { createHash } from 'node:crypto';
import {
  type CommandResult,
  commandKey,
  type FileState,
  type Identity,
  NO_PATH,
  NotRecorded,
  type PathState,
  type ReadCommand,
  type ReadHost,
  type Space,
} from '../model/read-host.ts';
import type { RecordedFile, Recording } from '../model/recording.ts';

/**
 * A host from a recording: the files and command outputs of a real machine. Whatever was not recorded is
 * an error that names it, never a guess.
 */
export class RecordedHost implements ReadHost {
  readonly #recording: Recording;

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  get name(): string {
    return this.#recording.name;
  }

  get self(): Identity {
    return this.#recording.self;
  }

  env(name: string): string | null {
    return this.#recording.env[name] ?? null;
  }

  async file(path: string): Promise<FileState> {
    const entry = this.#entry(path);
    if (entry === null) return { kind: 'absent', path };
    const rest = {
      path,
      mode: entry.mode,
      uid: entry.uid,
      gid: entry.gid,
      realPath: entry.realPath,
    };
    if (entry.kind !== 'file') return { kind: entry.kind, ...rest };
    if (entry.bytes === null) return { kind: 'too-big', ...rest };
    return {
      kind: 'file',
      ...rest,
      nlink: 1,
      bytes: entry.bytes,
      sha256: createHash('sha256').update(Buffer.from(entry.bytes, 'latin1')).digest('hex'),
    };
  }

  async stat(path: string): Promise<PathState> {
    const entry = this.#entry(path);
    if (entry === null) return NO_PATH;
    const kind = entry.kind === 'directory' || entry.kind === 'other' ? entry.kind : 'file';
    return {
      kind,
      mode: entry.mode,
      uid: entry.uid,
      gid: entry.gid,
      size: entry.bytes?.length ?? 0,
      realPath: entry.realPath,
    };
  }

  async list(dir: string): Promise<readonly string[] | null> {
    const names = this.#recording.directories[dir];
    if (names !== undefined) return names;
    if (this.#isAbsent(dir)) return null;
    throw new NotRecorded(`directory ${dir}`);
  }

  async space(path: string): Promise<Space | null> {
    const space = this.#recording.spaces[path];
    if (space === undefined) throw new NotRecorded(`space ${path}`);
    return space;
  }

  async run(command: ReadCommand): Promise<CommandResult> {
    const key = commandKey(command);
    const result = this.#recording.commands[key];
    if (result === undefined) throw new NotRecorded(`command ${key}`);
    return result;
  }

  #entry(path: string): RecordedFile | null {
    const entry = this.#recording.files[path];
    if (entry !== undefined) return entry;
    const names = this.#recording.directories[path];
    if (names !== undefined) {
      return { kind: 'directory', mode: 0o755, uid: 0, gid: 0, realPath: null, bytes: null };
    }
    if (this.#isAbsent(path)) return null;
    throw new NotRecorded(`file ${path}`);
  }

  /** Absent by name, below an absent directory (`/x/**`), or not in a directory that was listed. */
  #isAbsent(path: string): boolean {
    for (const absent of this.#recording.absent) {
      if (absent === path) return true;
      if (absent.endsWith('/**') && path.startsWith(absent.slice(0, -2))) return true;
      if (path.startsWith(`${absent}/`)) return true;
    }
    const slash = path.lastIndexOf('/');
    const siblings = this.#recording.directories[path.slice(0, slash) || '/'];
    return siblings !== undefined && !siblings.includes(path.slice(slash + 1));
  }
}
