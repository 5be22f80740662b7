import type { Move, MoveHelper, SourceEngine } from '../model/action-move.ts';
import type { Change } from '../model/change.ts';
import type { Message } from '../model/message.ts';
import type { StepId } from '../model/step.ts';
import type { RootfulContainer } from './container.ts';
import type { Group } from './groups.ts';
import type { HardLimits } from './hard-limits.ts';
import type { Ways } from './idmapped.ts';
import type { Inventory } from './inventory.ts';
import { shifted } from './judge-changes.ts';
import type { TargetEngine } from './target-engine.ts';

/** A step of a migration before its changes are filled with what is shown of them. */
export interface MoveStep {
  readonly id: StepId;
  readonly status: 'change' | 'skip';
  readonly because: Message;
  readonly changes: readonly Change[];
  readonly notes: readonly Message[];
}

/** Services of one engine of root; never without any. */
export interface SourceUnits {
  readonly source: SourceEngine;
  readonly names: readonly string[];
}

/** For whom and from what a migration is planned. */
export interface MoveInput {
  readonly user: { readonly name: string; readonly uid: number };
  readonly engine: TargetEngine;
  readonly inventory: Inventory;
  readonly groups: readonly Group[];
  /** Room where the user's engine keeps its volumes; or null. */
  readonly freeBytes: number | null;
  /** Services of root's engines that are enabled; none of one for which something stays. */
  readonly units: readonly SourceUnits[];
  /** Names of containers that stay. */
  readonly staying: readonly string[];
  /** As `USUAL_WAYS` where it is not said. */
  readonly ways?: Ways;
  /** Does the user's Docker show who calls a published port? */
  readonly showsCallers?: boolean;
  /** Hard limits of the user's processes, where they are known. */
  readonly allowed?: HardLimits;
}

type Call = readonly [MoveHelper, ...string[]];

/**
 * A change that calls a helper of a migration, and the call that takes it back. Root's shell runs it. `from`:
 * whose engine of root the helper asks, where it asks one.
 */
export function move(
  id: string,
  title: Message,
  why: Message,
  call: Call,
  undo: Call | null,
  source: string,
  {
    from = 'docker',
    ...more
  }: Partial<Pick<Change, 'risks' | 'dependsOn' | 'kind'>> & { readonly from?: SourceEngine } = {},
): Change {
  const action: Move =
    from === 'docker' ? { do: 'move', call, undo } : { do: 'move', call, undo, from };
  return {
    id,
    kind: 'command',
    scope: 'root',
    title,
    why,
    action,
    risks: [],
    needs: 'none',
    dependsOn: [],
    source,
    ...more,
  };
}

/** The id of a change of which there is one for each engine of root. */
export function idFrom(id: string, source: SourceEngine): string {
  return source === 'docker' ? id : `${id}.${source}`;
}

/** A step that changes something, or is skipped where there is nothing. */
export function step(
  id: StepId,
  because: Message,
  changes: readonly Change[],
  notes: readonly Message[] = [],
): MoveStep {
  return { id, status: changes.length === 0 ? 'skip' : 'change', because, changes, notes };
}

/** Names of the volumes that they use, once each. */
export function volumesOf(containers: readonly RootfulContainer[]): readonly string[] {
  const mounts = containers.flatMap((each) => each.mounts);
  return [...new Set(mounts.filter(({ type }) => type === 'volume').map(({ source }) => source))];
}

/** Names of the user-defined networks that they use, once each. */
export function networksOf(containers: readonly RootfulContainer[]): readonly string[] {
  return [...new Set(containers.flatMap((each) => each.networks.map(({ name }) => name)))];
}

/** Directories whose owners change, the outermost of those that lie in each other. */
export function pathsOf(
  { owners }: Inventory,
  uid: number,
  containers: readonly RootfulContainer[],
): readonly string[] {
  const all = [...new Set(containers.flatMap((each) => shifted(each, { uid }, owners)))];
  return all.filter((path) => !all.some((dir) => path.startsWith(`${dir}/`)));
}
