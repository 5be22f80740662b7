/**
 * The reading half of a host. Probes get this and nothing else, so they cannot write (design law 1).
 * `host/local.ts`, `host/recorded.ts` and `host/overlay.ts` implement it.
 */
export interface ReadHost {
  /** Shown to the person: the host name, or the name of the recording. */
  readonly name: string;
  /** The user that runs the wizard on that host. */
  readonly self: Identity;
  /**
   * The state of one path. Follows symbolic links, but tells about them. Never throws for a missing or
   * unreadable file: that is a state. Files over `maxBytes` (default 1 MiB) come back as `too-big`.
   * @throws NotRecorded on a recorded host that does not hold this path.
   */
  file(path: string, options?: { readonly maxBytes?: number }): Promise<FileState>;
  /** What lies at a path, without its content: for programs and directories. Same errors as `file`. */
  stat(path: string): Promise<PathState>;
  /** Names in a directory, sorted; null where there is no such directory or it can't be read. */
  list(dir: string): Promise<readonly string[] | null>;
  /**
   * Room on the file system that holds a path; null where nothing lies there or it can't be read. Not for
   * file systems whose server may be gone: `spaceOf` of `probe/home-answers.ts` knows them.
   */
  space(path: string): Promise<Space | null>;
  /** Runs one of the read-only commands of `probe/commands*.ts`. Never throws for a failing command. */
  run(command: ReadCommand): Promise<CommandResult>;
  /** One environment variable of the person's own shell, or null. */
  env(name: string): string | null;
}

/** Who runs the wizard. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** What lies at a path. `mode` is the permission bits with setuid, setgid and sticky (07777). */
export type FileState =
  | {
      readonly kind: 'file';
      readonly path: string;
      /** The bytes, one character a byte (latin1): lossless for any content. `textOf` decodes UTF-8. */
      readonly bytes: string;
      readonly sha256: string;
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
      readonly nlink: number;
      /** Where the links end, when `path` is reached through a symbolic link; else null. */
      readonly realPath: string | null;
    }
  | { readonly kind: 'absent'; readonly path: string }
  | {
      readonly kind: 'too-big' | 'unreadable' | 'directory' | 'other';
      readonly path: string;
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
      readonly realPath: string | null;
    };

/**
 * A command that only reads. Made by the builders of `probe/commands*.ts` alone: the brand keeps other
 * code from running what is not on that list.
 */
export interface ReadCommand {
  readonly argv: readonly [string, ...string[]];
  /** `self`: as whoever runs the wizard; else as the user that is set up, with a clean environment. */
  readonly as: 'self' | RunAs;
  /** Extra environment on top of the clean one (`LC_ALL=C` is always there). */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Stands for the command line in keys where that holds a whole script: `try-overlay DIR`. */
  readonly label?: string;
  readonly brand: 'read-only';
}

/** The user for whom a command is run. */
export interface RunAs {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly runtimeDir: string;
}

/** What lies at a path; links are followed. `size` in bytes; `mode` as in FileState. */
export interface PathState {
  readonly kind: 'file' | 'directory' | 'other' | 'absent';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly realPath: string | null;
}

/** Room on a file system, for an ordinary user (without what is reserved for root). */
export interface Space {
  readonly totalBytes: number;
  readonly freeBytes: number;
  /** null where inodes are made as they are needed (btrfs). */
  readonly freeInodes: number | null;
}

/**
 * The name of a command in recordings, overlays and caches: `target$ unshare -U true` or
 * `apt-cache policy podman`. Arguments are joined by spaces, so it is for looking up, not for running.
 */
export function commandKey(command: ReadCommand): string {
  const line = command.label ?? command.argv.join(' ');
  return command.as === 'self' ? line : `target$ ${line}`;
}

/** What stat(2) says of a path that has been read. */
export function statOf(state: FileState): PathState {
  if (state.kind === 'absent') return NO_PATH;
  return {
    kind: state.kind === 'directory' || state.kind === 'other' ? state.kind : 'file',
    mode: state.mode,
    uid: state.uid,
    gid: state.gid,
    size: state.kind === 'file' ? state.bytes.length : 0,
    realPath: state.realPath,
  };
}

/** What stat(2) says of a path at which nothing is. */
export const NO_PATH: PathState = {
  kind: 'absent',
  mode: 0,
  uid: 0,
  gid: 0,
  size: 0,
  realPath: null,
};

/** How a command ended. */
export interface CommandResult {
  /** `missing`: no such program; `timeout`: killed after `timeoutMs`. */
  readonly status: 'exited' | 'missing' | 'timeout' | 'signal';
  /** Exit code; -1 unless `status` is `exited`. */
  readonly code: number;
  /** At most 1 MiB each. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Thrown by a recorded host that has no answer: never a guess. */
export class NotRecorded extends Error {
  readonly what: string;
  constructor(what: string) {
    super(`the recorded host has no answer for: ${what}`);
    this.name = 'NotRecorded';
    this.what = what;
  }
}
