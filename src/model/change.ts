import type { Action } from './action.ts';
import type { Needs } from './finding.ts';
import type { Message } from './message.ts';

/**
 * Risks that a person accepts by name, never by a general yes (design law 4). Names are part of the
 * command line contract (`--accept-risk NAME`).
 */
export type RiskName =
  /** Every local user may listen on ports from the chosen one on. */
  | 'low-ports'
  /** Everyone who can run rootlesskit may listen on low ports through it. */
  | 'rootlesskit-ports'
  /** Ids under existing container data change: old files belong to other container users. */
  | 'ids-under-data'
  /** Images and containers of the present store are not seen any more. */
  | 'hidden-store'
  /** Every local user may make user namespaces: more of the kernel is in reach. */
  | 'userns-for-all'
  /** A program that no package vouches for gets the setuid bit of root. */
  | 'setuid-program'
  /** The package manager would remove packages. */
  | 'removes-packages'
  /** Programs come, and will be updated, from a repository that is not the distribution's. */
  | 'third-party-repository'
  /** The next boot mounts cgroup v2 alone: programs that only know v1 do not run then. */
  | 'cgroup-switch'
  /** Files of the host get other owners where they are; programs of the host may lose them. */
  | 'owners-in-place'
  /** The user's containers, and so the user, write files of root and of other accounts. */
  | 'host-loopback'
  | 'bypass-ports'
  | 'writes-as-root'
  /** Files of volumes get other owners where they are: what changes is the only copy. */
  | 'volumes-in-place'
  /** Containers, volumes and images of root's Docker that were moved are removed: no way back. */
  | 'deletes-rootful'
  /** Containers that were moved from root stop, as what their engine stands on goes. */
  | 'stops-moved';

/** All of them, for the command line and the answers file. */
export const RISKS: readonly RiskName[] = [
  'low-ports',
  'rootlesskit-ports',
  'ids-under-data',
  'hidden-store',
  'userns-for-all',
  'setuid-program',
  'removes-packages',
  'third-party-repository',
  'cgroup-switch',
  'owners-in-place',
  'host-loopback',
  'bypass-ports',
  'writes-as-root',
  'volumes-in-place',
  'deletes-rootful',
  'stops-moved',
];

/** cli.md: the kinds a script can tell apart. */
export type ChangeKind =
  | 'file'
  | 'packages'
  | 'subids'
  | 'sysctl'
  | 'capability'
  | 'linger'
  | 'service'
  | 'command'
  | 'manual';

/** One thing that would be done. Pure data; survives JSON. */
export interface Change {
  /** Stable and unique in a plan, `step.what`: `subids.subuid`. */
  readonly id: string;
  readonly kind: ChangeKind;
  /** Whose shell runs it: root's, or the target user's. */
  readonly scope: 'root' | 'user';
  readonly title: Message;
  readonly why: Message;
  readonly action: Action;
  readonly risks: readonly RiskName[];
  /** What a person must do before it is felt. */
  readonly needs: Needs;
  /** Ids of changes without which this one makes no sense. */
  readonly dependsOn: readonly string[];
  /** Where the rule comes from: a URL or a man page. */
  readonly source: string;
}

/** A change as it stands in a plan: with all that is shown of it, computed from its action. */
export interface PlannedChange extends Change {
  /** Unified diff of the bytes that are written, or null where no file is written by us. */
  readonly diff: string | null;
  /** Exactly the shell text that will run. */
  readonly commands: readonly string[];
  /** The shell text that takes it back; empty where nothing can or needs to be taken back. */
  readonly undo: readonly string[];
  /** What the host's own tool says it would do (`apt-get -s`), lines; empty for most. */
  readonly preview: readonly string[];
}
