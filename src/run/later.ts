/** What runs that came later have to do with the changes of a run that is to be taken back. */
import { CachedHost } from '../host/cached.ts';
import { OverlayHost } from '../host/overlay.ts';
import { msg } from '../i18n/msg.ts';
import type { Action } from '../model/action.ts';
import type { PlannedChange } from '../model/change.ts';
import { changesOf, type Plan } from '../model/plan.ts';
import type { ReadHost } from '../model/read-host.ts';
import type { RunRecord, UnreadableRun } from '../model/run.ts';
import { simulatedEffects } from './effects.ts';
import { placeOf } from './inspect.ts';
import { inPlace, isReadable, progressOf, wasRefused } from './journal.ts';
import { makePlan } from './plan.ts';
import { type TakeBack, takeBackOf, type UndoOptions, undoOrder } from './take-back.ts';

/** For changes of the older run, by id: the id of the run that came later. */
export interface Later {
  /** That run would have to make the change again, so it stays. */
  readonly needed: ReadonlyMap<string, string>;
  /** That run has changed the same file or service since. */
  readonly touched: ReadonlyMap<string, string>;
}

/** No run came later. */
export const NOTHING_LATER: Later = { needed: new Map(), touched: new Map() };

/**
 * Looks at the runs that came after `run` and are in place. What one of them needs is asked of the planner:
 * a plan with its answers, for the host as it would be without `run`. What that plan would make again, and
 * what this depends on, is needed; everything is, where such a plan is blocked. Reads only.
 * `runs`: all, newest first, as the store gives them.
 */
export async function laterThan(
  host: ReadHost,
  run: RunRecord,
  runs: readonly (RunRecord | UnreadableRun)[],
  options: UndoOptions,
): Promise<Later> {
  const at = runs.findIndex(({ id }) => id === run.id);
  const after = runs
    .slice(0, Math.max(0, at))
    .filter(isReadable)
    .filter((each) => inPlace(each) > 0 && !wasRefused(each));
  if (after.length === 0) return NOTHING_LATER;
  const needed = new Map<string, string>();
  const touched = new Map<string, string>();
  const own = changesOf(run.plan);
  for (const { id, plan } of after) {
    for (const change of own) if (isIn(change, run.plan, plan)) touched.set(change.id, id);
  }
  // What stays is no longer amiss, and may show what else is: so it is looked again until nothing more is found.
  for (let found = -1; found !== needed.size; ) {
    found = needed.size;
    const without = await hostWithout(host, run, needed, options);
    for (const { id, plan } of after) {
      const { answers, user } = plan;
      const again = await makePlan({ host: without, userName: user.name, given: answers });
      const blocked = again.plan.steps.some(({ status }) => status === 'blocked');
      const wanted = own.filter((change) => blocked || isIn(change, run.plan, again.plan));
      for (const each of withGround(own, wanted)) {
        if (!needed.has(each)) needed.set(each, id);
      }
    }
  }
  return { needed, touched };
}

/** How one change is taken back with regard to what came later. Reads only. */
export async function takeBackWith(
  later: Later,
  ...[host, change, progress, options]: Parameters<typeof takeBackOf>
): Promise<TakeBack> {
  const needs = later.needed.get(change.id);
  if (needs !== undefined && progress.state !== 'todo' && progress.state !== 'undone') {
    return { keep: msg('run.kept-needed', { run: needs }), diff: '' };
  }
  const how = await takeBackOf(host, change, progress, options);
  const touches = later.touched.get(change.id);
  if (touches === undefined || 'run' in how) return how;
  // It is not somebody's edit, and it is not gone for good: the way back of that run brings it again.
  const edited =
    'keep' in how ? how.keep.key !== 'run.kept-packages' : how.settled.key === 'run.already';
  return edited ? { keep: msg('run.kept-later', { run: touches }), diff: '' } : how;
}

/** The host as it would be without a run, but for what is needed of it. */
async function hostWithout(
  host: ReadHost,
  { plan, journal }: RunRecord,
  needed: Later['needed'],
  options: UndoOptions,
): Promise<ReadHost> {
  const overlay = new OverlayHost(new CachedHost(host));
  const effects = simulatedEffects(overlay, plan.user.name);
  const progress = progressOf(plan, journal);
  for (const change of undoOrder(plan)) {
    const its = progress.get(change.id);
    if (its === undefined || needed.has(change.id)) continue;
    const how = await takeBackOf(overlay, change, its, options);
    if ('run' in how) overlay.apply(await effects(how.run));
  }
  return overlay;
}

/** Is the same thing changed in the other plan? A name of a change says so only where the user is the same. */
function isIn({ id, action }: PlannedChange, mine: Plan, other: Plan): boolean {
  const sameUser = mine.user.name === other.user.name;
  return changesOf(other).some(
    (each) =>
      (sameUser && (each.id === id || sharesUnit(action, each.action))) ||
      sharesPlace(action, each.action) ||
      sharesPackage(action, each.action),
  );
}

/** Lines for different users are not the same thing, though they stand in one file. */
function sharesPlace(one: Action, other: Action): boolean {
  const place = one.do === 'edit-subids' ? null : placeOf(one);
  return place !== null && place === placeOf(other);
}

/** A unit may be started by one step where the other plan has it in another. */
function sharesUnit(one: Action, other: Action): boolean {
  const both = one.do === 'user-service' && other.do === 'user-service';
  return both && one.unit === other.unit && !['reload', 'restart'].includes(one.operation);
}

function sharesPackage(one: Action, other: Action): boolean {
  const both = one.do === 'install-packages' && other.do === 'install-packages';
  return both && one.names.some((name) => other.names.includes(name));
}

/** The ids of these changes, and of all that they depend on. */
function withGround(
  all: readonly PlannedChange[],
  wanted: readonly PlannedChange[],
): ReadonlySet<string> {
  const ids = new Set(wanted.map(({ id }) => id));
  for (const id of ids) {
    const change = all.find((each) => each.id === id);
    for (const ground of change?.dependsOn ?? []) ids.add(ground);
  }
  return ids;
}
