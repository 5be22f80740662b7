import type { CommandResult, Identity, Space } from './read-host.ts';

/** A recorded host in memory. `host/recording-file.ts` reads and writes it as YAML. */
export interface Recording {
  /** Short name for `--simulate`. */
  readonly name: string;
  /** What this host is, and what makes it hard, in one sentence. */
  readonly description: string;
  /** `recorded on a real host`, or the documents from which it was made. */
  readonly source: string;
  /** The user to set up. */
  readonly user: string | null;
  readonly self: Identity;
  readonly env: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, RecordedFile>>;
  /** Paths that are not there; `/dir/**` for all below a directory. */
  readonly absent: readonly string[];
  readonly directories: Readonly<Record<string, readonly string[]>>;
  /** Room on file systems, by path; null where nothing lies there. */
  readonly spaces: Readonly<Record<string, Space | null>>;
  /** By `commandKey`. */
  readonly commands: Readonly<Record<string, CommandResult>>;
}

/** One path. `bytes` is latin1, null where the content does not matter (programs) or was too big. */
export interface RecordedFile {
  readonly kind: 'file' | 'directory' | 'other' | 'unreadable';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly realPath: string | null;
  readonly bytes: string | null;
}
