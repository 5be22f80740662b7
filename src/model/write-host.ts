import type { Effect } from './action.ts';

/**
 * The changing half of a host: two shells that are fed the very text that the person saw. The local
 * one runs it; the simulated one ignores the text and plays the effects against the overlay.
 */
export interface WriteHost {
  /**
   * Opens the shell of root (asks for the password through the privilege tool) or of the target user.
   * @throws PrivilegeRefused when root can't be had.
   */
  open(scope: 'root' | 'user'): Promise<HostShell>;
  /** Ends all open shells now (second Ctrl-C): what runs in them is lost as `ShellLost`. */
  kill?(): void;
}

/** A running shell. One command at a time. */
export interface HostShell {
  /**
   * Runs the text and waits for its end. Lines of output (both streams) go to `onLine` as they come.
   * `onProgress` hears of what is counted, as it is said.
   * Never throws for a failing command; throws `ShellLost` when the shell itself is gone.
   */
  run(
    work: ShellWork,
    onLine: (line: string) => void,
    onProgress?: (progress: Progress) => void,
  ): Promise<ShellResult>;
  /** Ends the shell and waits for it. */
  close(): Promise<void>;
}

/** How far something is that can be counted: `rw_say progress WHAT DONE ALL [FILES ALL_FILES]`. */
export interface Progress {
  readonly what: string;
  /** Bytes; `all` is 0 where only files count. */
  readonly done: number;
  readonly all: number;
  /** Files of every kind, where they are counted. */
  readonly files?: { readonly done: number; readonly all: number };
}

/** What is sent to a shell. */
export interface ShellWork {
  readonly id: string;
  readonly text: string;
  readonly effects: readonly Effect[];
  /** Lines that a simulated host prints for it. */
  readonly simulated?: readonly string[];
  /** How it ends there: 0 unless said. */
  readonly simulatedCode?: number;
}

/**
 * How it ended. `said` holds the lines that helpers address to the program (`rw_say KEY VALUE...`):
 * first word and rest. See scripts/helpers/lib.sh for the protocol.
 */
export interface ShellResult {
  readonly code: number;
  readonly said: readonly { readonly word: string; readonly rest: string }[];
}

/** Root was needed and was not given: wrong password, no tool, Ctrl-C at the prompt. */
export class PrivilegeRefused extends Error {
  readonly tool: string;
  readonly detail: string;
  constructor(tool: string, detail: string) {
    super(`${tool}: ${detail}`);
    this.name = 'PrivilegeRefused';
    this.tool = tool;
    this.detail = detail;
  }
}

/** The shell died in the middle: the run stays open. */
export class ShellLost extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'ShellLost';
  }
}
