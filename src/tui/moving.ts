import type { SourceEngine } from '../model/action-move.ts';
import type { AnswerValues } from '../model/answers.ts';
import type { Message } from '../model/message.ts';

/** What engines of root run, judged, and in the groups that move together. Plain data of the backend. */
export interface Moving {
  /** To whose engine. */
  readonly user: string;
  readonly engine: 'docker' | 'podman' | 'nerdctl';
  /** Those that can move first, then those that stay or have moved. */
  readonly groups: readonly MovingGroup[];
  /** Names of the groups that were asked for; empty: all. */
  readonly asked: readonly string[];
  /** Bytes that are free where the copies go; null: not known. */
  readonly freeBytes: number | null;
  /** What could not be looked at, and how it can be. */
  readonly unseen?: readonly Message[];
  /** The choices that this host leaves for the move; empty where it leaves none. */
  readonly ways?: readonly MovingWay[];
}

/** How directories or volumes come along: a question with its options, the recommended one first. */
export interface MovingWay {
  readonly key: 'migrate.directories' | 'migrate.volumes';
  readonly title: Message;
  readonly help: Message;
  readonly options: readonly {
    readonly value: AnswerValues[MovingWay['key']];
    readonly label: Message;
    readonly help: Message;
  }[];
  /** Why the first one is recommended. */
  readonly because: Message;
  /** What the list was judged with. */
  readonly value: AnswerValues[MovingWay['key']];
  /** Names of the groups that it makes a difference to. */
  readonly groups: readonly string[];
}

/** Containers that move together, or that stay. */
export interface MovingGroup {
  readonly name: string;
  /** A compose project; else one container, or several that share something. */
  readonly project: boolean;
  readonly moves: boolean;
  /** Whose containers of root they are; Docker's unless said. */
  readonly source?: Exclude<SourceEngine, 'docker'>;
  readonly containers: readonly MovingContainer[];
  /** What is copied for it. Images may be in several groups. */
  readonly things: readonly MovingThing[];
  /** Together with smaller groups, which fit, there is too little room for its copies; the notes say what helps. */
  readonly short?: true;
  /** For how long its containers do not answer, where that is known, and what is not asked of them afterwards. */
  readonly notes: readonly Message[];
}

/** One container with its judgement. */
export interface MovingContainer {
  readonly name: string;
  readonly image: string;
  /** Published, as `443/tcp`. */
  readonly ports: readonly string[];
  readonly verdict: 'moves' | 'moves-with-changes' | 'stays' | 'moved';
  readonly because: readonly Message[];
}

/** An image or a volume; `bytes` to copy: 0 where it is shown by a mount, null where the daemon does not say. */
export interface MovingThing {
  readonly kind: 'image' | 'volume';
  readonly name: string;
  readonly bytes: number | null;
}

/** What the planner is told: the names of the groups that are to move. */
export interface MovingRequest {
  readonly projects: readonly string[];
}

/** A migration that the wizard is about. */
export interface MovingState {
  readonly found: Moving;
  /** Names of groups that the person does not want to move now. */
  readonly out: readonly string[];
  /** What was left out of the set-up's own plan, for the way back. */
  readonly before: readonly string[];
  /** A way was answered that the list was not judged with: after the second look the review comes. */
  readonly onward?: boolean;
}

/** A row of the list: a group, or a container below its group's row. */
export interface MovingRow {
  /** Also the topic of the text about it. */
  readonly id: string;
  readonly group: MovingGroup;
  /** null: the row of a group of several. */
  readonly container: MovingContainer | null;
  /** The first row of its group: the box stands there. */
  readonly head: boolean;
}

/** The part of the wizard's state that is about a migration. */
interface About {
  readonly moving: MovingState | null;
}

/** The rows of the list. A group of one container is one row. */
export function movingRows({ moving }: About): readonly MovingRow[] {
  return (moving?.found.groups ?? []).flatMap((group): readonly MovingRow[] => {
    const [only, ...more] = group.containers;
    // Several engines of root may have one of the same name.
    const of = group.source === undefined ? '' : ` of ${group.source}`;
    if (only !== undefined && more.length === 0) {
      return [{ id: `container ${only.name}${of}`, group, container: only, head: true }];
    }
    return [
      { id: `group ${group.name}${of}`, group, container: null, head: true },
      ...group.containers.map((container) => ({
        id: `container ${container.name}${of}`,
        group,
        container,
        head: false,
      })),
    ];
  });
}

/** Is the group to move? */
export function isChosen({ out }: MovingState, group: MovingGroup): boolean {
  return group.moves && !out.includes(group.name);
}

/** The groups that are to move. */
export function chosenGroups(moving: MovingState): readonly MovingGroup[] {
  return moving.found.groups.filter((group) => isChosen(moving, group));
}

/** Bytes of what groups need, everything once; null where one size is not known. */
export function bytesOf(groups: readonly MovingGroup[]): number | null {
  const all = new Map(
    groups.flatMap(({ things }) =>
      things.map(({ kind, name, bytes }) => [`${kind} ${name}`, bytes] as const),
    ),
  );
  return [...all.values()].reduce<number | null>(
    (sum, bytes) => (sum === null || bytes === null ? null : sum + bytes),
    0,
  );
}

/** What the backend is asked to plan, or null in a set-up without a migration. */
export function movingRequest({ moving }: About): MovingRequest | null {
  if (moving === null) return null;
  return {
    projects: chosenGroups(moving).map(({ name }) => name),
  };
}
