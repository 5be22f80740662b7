import type { Action } from './action.ts';
import type { Plan } from './plan.ts';

/** `do` applies a change, `undo` takes it back; both are journalled alike, so both survive a crash. */
export type Way = 'do' | 'undo';

/**
 * One line of `journal.jsonl`. An `intent` is on the disk before its change begins; exactly one of `done`,
 * `failed` and `kept` follows when it is over. `end` closes the run: a run without it is open.
 */
export type JournalLine =
  | {
      readonly type: 'start';
      readonly way: Way;
      readonly at: string;
      readonly tool: string;
      readonly plan: string;
    }
  /** `action` is what is about to be done, whole: one record is enough to go on or to take it back. */
  | {
      readonly type: 'intent';
      readonly way: Way;
      readonly change: string;
      readonly action: Action | null;
      readonly at: string;
    }
  /** `facts`: what only the doing could tell (`installed` → names of packages), for undo. */
  | {
      readonly type: 'done';
      readonly way: Way;
      readonly change: string;
      readonly facts: Readonly<Record<string, string>>;
      readonly at: string;
    }
  | {
      readonly type: 'failed';
      readonly way: Way;
      readonly change: string;
      readonly code: number;
      readonly reason: string;
      readonly at: string;
    }
  /** Undo left it as it is, for a reason (edited since; packages are left). */
  | {
      readonly type: 'kept';
      readonly way: 'undo';
      readonly change: string;
      readonly reason: string;
      readonly at: string;
    }
  | { readonly type: 'end'; readonly way: Way; readonly exit: number; readonly at: string };

/**
 * Where a change of a run stands. `half`: begun, and nobody wrote down how it ended; the host must be
 * looked at. `half-undone`: likewise while it was taken back.
 */
export type ChangeState = 'todo' | 'half' | 'failed' | 'done' | 'half-undone' | 'undone' | 'kept';

/** A run as it can be read from its folder. */
export interface RunRecord {
  /** `20261122-143005-9f3a`: UTC time and four random hex digits. Also the name of its folder. */
  readonly id: string;
  /** Folder of the run, or a name for runs in memory. */
  readonly dir: string;
  readonly plan: Plan;
  readonly journal: readonly JournalLine[];
}

/** A folder under `runs/` that can't be used as a run, and why. It is never touched. */
export interface UnreadableRun {
  readonly id: string;
  readonly dir: string;
  readonly unreadable: 'newer' | 'damaged';
}

/** A run that is being written: one process at a time, under the lock of the store. */
export interface RunLog {
  readonly record: RunRecord;
  /**
   * Makes sure that `bytes` more can be written to the journal, even when the disk is full later.
   * @throws UserError when there is no room now.
   */
  reserve(bytes: number): Promise<void>;
  /** Adds one line and waits until it is on the disk. */
  append(line: JournalLine): Promise<void>;
  /** Writes a file into the folder of the run (`undo.sh`), mode 0600; answers its path. */
  writeFile(name: string, text: string): Promise<string>;
  close(): Promise<void>;
}

/** Where runs are kept: `host/store.ts` on the disk, in memory for `--simulate`. */
export interface RunStore {
  /**
   * Takes the lock: one run at a time.
   * @throws UserError with exit 75 naming the holder.
   */
  lock(): Promise<{ release(): Promise<void> }>;
  /** Makes the folder of a new run with its plan on the disk. */
  create(plan: Plan, now: Date): Promise<RunLog>;
  /** Opens a run to go on with it. @throws UserError when there is none with that id. */
  open(id: string): Promise<RunLog>;
  /** All runs, newest first. */
  list(): Promise<readonly (RunRecord | UnreadableRun)[]>;
}
