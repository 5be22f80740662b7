import { createHash } from 'node:crypto';
import {
  type CommandResult,
  commandKey,
  type FileState,
  type Identity,
  NotRecorded,
  type PathState,
  type ReadCommand,
  type ReadHost,
  type Space,
  statOf,
} from '../../src/model/read-host.ts';

/** A file of a fake host: its bytes (latin1) alone, or with mode and owner. */
export type FakeFile =
  | string
  | {
      readonly bytes: string;
      readonly mode?: number;
      readonly uid?: number;
      readonly gid?: number;
      readonly nlink?: number;
      readonly realPath?: string;
    }
  | {
      readonly kind: 'directory' | 'other' | 'unreadable' | 'too-big';
      readonly mode?: number;
      readonly uid?: number;
      readonly realPath?: string;
    };

/** What a command of a fake host prints: standard output alone (exit 0), or all of it. */
export type FakeResult = string | Partial<CommandResult>;

/** How a fake host looks. Whatever is not named does not exist. */
export interface FakeSpec {
  readonly files?: Readonly<Record<string, FakeFile>>;
  /** By `commandKey`. A value of null is a program that is missing. */
  readonly commands?: Readonly<Record<string, FakeResult | null>>;
  /** Room by path; null elsewhere. */
  readonly spaces?: Readonly<Record<string, Space>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly self?: Identity;
  /** Commands that are not named: `missing` programs, or NotRecorded as on a recorded host. */
  readonly otherCommands?: 'missing' | 'throw';
}

/** A host in memory for probe tests: it remembers which commands were asked for. */
export class FakeHost implements ReadHost {
  readonly name = 'fake';
  readonly self: Identity;
  readonly ran: string[] = [];
  readonly #spec: FakeSpec;

  constructor(spec: FakeSpec = {}) {
    this.#spec = spec;
    this.self = spec.self ?? { uid: 1000, gid: 1000 };
  }

  env(name: string): string | null {
    return this.#spec.env?.[name] ?? null;
  }

  async file(path: string, options: { readonly maxBytes?: number } = {}): Promise<FileState> {
    const entry = this.#spec.files?.[path];
    if (entry === undefined) {
      if (!this.#isParent(path)) return { kind: 'absent', path };
      return { kind: 'directory', path, mode: 0o755, uid: 0, gid: 0, realPath: null };
    }
    const file = typeof entry === 'string' ? { bytes: entry } : entry;
    if ('kind' in file) {
      return {
        kind: file.kind,
        path,
        mode: file.mode ?? 0o755,
        uid: file.uid ?? 0,
        gid: 0,
        realPath: file.realPath ?? null,
      };
    }
    const rest = {
      path,
      mode: file.mode ?? 0o644,
      uid: file.uid ?? 0,
      gid: file.gid ?? 0,
      realPath: file.realPath ?? null,
    };
    if (file.bytes.length > (options.maxBytes ?? 1024 * 1024)) return { kind: 'too-big', ...rest };
    return {
      kind: 'file',
      ...rest,
      nlink: file.nlink ?? 1,
      bytes: file.bytes,
      sha256: createHash('sha256').update(Buffer.from(file.bytes, 'latin1')).digest('hex'),
    };
  }

  async stat(path: string): Promise<PathState> {
    const state = await this.file(path, { maxBytes: Number.MAX_SAFE_INTEGER });
    return statOf(state);
  }

  async list(dir: string): Promise<readonly string[] | null> {
    if (!this.#isParent(dir)) return this.#isEmptyDirectory(dir) ? [] : null;
    const prefix = dir === '/' ? '/' : `${dir}/`;
    const names = Object.keys(this.#spec.files ?? {})
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length).split('/')[0] ?? '');
    return [...new Set(names)].sort();
  }

  async space(path: string): Promise<Space | null> {
    return this.#spec.spaces?.[path] ?? null;
  }

  async run(command: ReadCommand): Promise<CommandResult> {
    const key = commandKey(command);
    this.ran.push(key);
    const entry = this.#spec.commands?.[key];
    const nothing = { code: -1, stdout: '', stderr: '' };
    if (entry === undefined && this.#spec.otherCommands === 'throw') throw new NotRecorded(key);
    if (entry === undefined || entry === null) return { status: 'missing', ...nothing };
    if (typeof entry === 'string') return { status: 'exited', code: 0, stdout: entry, stderr: '' };
    const status = entry.status ?? 'exited';
    return { ...nothing, code: status === 'exited' ? 0 : -1, ...entry, status };
  }

  #isParent(dir: string): boolean {
    const prefix = dir === '/' ? '/' : `${dir}/`;
    return Object.keys(this.#spec.files ?? {}).some((path) => path.startsWith(prefix));
  }

  #isEmptyDirectory(dir: string): boolean {
    const entry = this.#spec.files?.[dir];
    return typeof entry === 'object' && 'kind' in entry && entry.kind === 'directory';
  }
}
