import type { MakeImage, MountImage, RemoveImage, UnmountImage } from './action-image.ts';
import type { Move } from './action-move.ts';
import type {
  FetchFile,
  FetchKey,
  InstallArchive,
  InstallPackages,
  RemoveArchive,
  RemoveFetched,
  RemoveKey,
  RemovePackages,
} from './action-programs.ts';
import type { RunitServiceAction } from './action-runit.ts';
import type { ClearsWay, MakesWay } from './action-way.ts';
import type { FileState } from './read-host.ts';

/**
 * What a change does, as pure data. `run/render.ts` turns an action into calls of the shell helpers
 * (`scripts/helpers/`), `run/inverse.ts` into the action that takes it back, `run/effects.ts` into what
 * a host looks like afterwards (for planning and for `--simulate`). A new kind of action needs one
 * entry in each of the three, and a helper.
 */
export type Action =
  | WriteFile
  | RemoveFile
  | MakeDirectory
  | RemoveDirectory
  | EditSubids
  | SetSysctl
  | LoadModule
  | FetchKey
  | RemoveKey
  | InstallPackages
  | RemovePackages
  | SetCapability
  | SetMode
  | SetLinger
  | CreateAccount
  | RemoveAccount
  | UserService
  | RunitServiceAction
  | SystemReload
  | FetchFile
  | RemoveFetched
  | InstallArchive
  | RemoveArchive
  | MakeImage
  | RemoveImage
  | MountImage
  | UnmountImage
  | RunCommand
  | Move
  | Manual;

/**
 * The state that the plan saw. The helper compares it with the host before it writes: sha256, mode and
 * owner. A difference is a stale plan (exit 3). `bytes` (latin1, one character a byte) makes each
 * journal record enough to undo by itself.
 */
export type Before =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'file';
      readonly sha256: string;
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
      readonly bytes: string;
    };

/** Writes a whole file atomically; a link at `path` is followed and kept (dotfile managers). */
export interface WriteFile extends MakesWay {
  readonly do: 'write-file';
  readonly path: string;
  /** New content, latin1 (one character a byte). */
  readonly bytes: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly before: Before;
}

/** Removes a file that is exactly as it was seen. */
export interface RemoveFile extends ClearsWay {
  readonly do: 'remove-file';
  readonly path: string;
  readonly before: Before;
}

/** Makes a directory with its missing parents (mode 0755, same owner). Nothing when it is there. */
export interface MakeDirectory {
  readonly do: 'make-directory';
  readonly path: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** The missing ancestors including `path`, outermost first: what undo may remove when empty. */
  readonly missing: readonly string[];
}

/** Removes directories that we made, deepest first, as far as they are empty. */
export interface RemoveDirectory {
  readonly do: 'remove-directory';
  readonly paths: readonly string[];
}

/**
 * Adds and removes whole lines of /etc/subuid or /etc/subgid under shadow's own lock. Lines are latin1
 * without their line end. The file may be large, so the action carries lines and hashes, not the text.
 */
export interface EditSubids {
  readonly do: 'edit-subids';
  readonly path: '/etc/subuid' | '/etc/subgid';
  readonly remove: readonly string[];
  readonly add: readonly string[];
  /** sha256 before and after; `absent` when there is no file yet. */
  readonly beforeSha256: string;
  readonly afterSha256: string;
  /**
   * Line numbers (from 1): of each of `remove` in the file before, of each of `add` in the file
   * afterwards. With `removeAt`, undo puts lines back exactly where they were; without `addAt`, lines
   * are appended.
   */
  readonly removeAt?: readonly number[];
  readonly addAt?: readonly number[];
}

/** Sets one sysctl now and reads it back; the file that keeps it over a reboot is a `write-file`. */
export interface SetSysctl {
  readonly do: 'set-sysctl';
  readonly key: string;
  readonly value: string;
  readonly before: string;
}

/** modprobe. Undo does not unload it: something else may use it by now. */
export interface LoadModule {
  readonly do: 'load-module';
  readonly module: string;
}

/** setcap(8). `before` as getcap prints it, '' for none. */
export interface SetCapability {
  readonly do: 'set-capability';
  readonly path: string;
  readonly capabilities: string;
  readonly before: string;
}

/** chmod of a program file (newuidmap that lost its setuid bit and no package to reinstall). */
export interface SetMode {
  readonly do: 'set-mode';
  readonly path: string;
  readonly mode: number;
  readonly before: number;
}

export interface SetLinger {
  readonly do: 'set-linger';
  readonly user: string;
  readonly linger: boolean;
}

/** useradd -m for containers. */
export interface CreateAccount {
  readonly do: 'create-account';
  readonly name: string;
  readonly shell: string;
}

/** Takes back a CreateAccount while the home is untouched; never deletes a home with content. */
export interface RemoveAccount {
  readonly do: 'remove-account';
  readonly name: string;
}

/**
 * systemctl --user as the target. `enable-start`, `disable-stop`, `restart`, `reload` (daemon-reload);
 * the halves `enable`, `disable`, `start`, `stop` are how undo reaches a state that was half of it.
 * Enabling makes links in directories that may not be there yet.
 */
export interface UserService extends MakesWay, ClearsWay {
  readonly do: 'user-service';
  readonly unit: string;
  readonly operation:
    | 'enable-start'
    | 'disable-stop'
    | 'restart'
    | 'reload'
    | 'enable'
    | 'disable'
    | 'start'
    | 'stop';
  /** State before, so that undo goes back to it. */
  readonly wasEnabled: boolean;
  readonly wasActive: boolean;
}

/** systemctl daemon-reload of the system manager, after a drop-in in /etc/systemd/system. */
export interface SystemReload {
  readonly do: 'system-reload';
}

/**
 * One program run as it stands, with the command that takes it back (null: nothing to take back).
 * For what has no helper of its own: `docker context create`, `podman system migrate`.
 */
export interface RunCommand extends MakesWay, ClearsWay {
  readonly do: 'run-command';
  readonly argv: readonly [string, ...string[]];
  readonly undo: readonly [string, ...string[]] | null;
  /** Files that hold this afterwards, for simulated hosts. */
  readonly effects: readonly Effect[];
  /** It only reads files again (update-grub): taken back last, when the files are as before. */
  readonly rereads?: true;
}

/** Something only a person can do (a new login). Shown, never run. */
export interface Manual {
  readonly do: 'manual';
}

/** What a host looks like after an action; understood by `host/overlay.ts`. */
export type Effect =
  | { readonly type: 'file'; readonly state: FileState }
  | {
      readonly type: 'command';
      readonly key: string;
      readonly code: number;
      readonly stdout: string;
    }
  | {
      readonly type: 'names';
      readonly dir: string;
      readonly add: readonly string[];
      readonly remove: readonly string[];
    };
