import { msg } from '../i18n/msg.ts';
import { EXIT } from '../model/error.ts';
import { changesOf } from '../model/plan.ts';
import type { RunRecord, UnreadableRun } from '../model/run.ts';
import { jsonText } from '../report/json.ts';
import { visible } from '../report/visible.ts';
import { inPlace, isOpen, isReadable, progressOf } from '../run/journal.ts';
import type { Context } from './context.ts';

/** `runs`: past and open runs, newest first. */
export async function runs(context: Context): Promise<number> {
  const { options, output, store, t } = context;
  const all = await store.list();
  if (options.json) {
    const document = { schema: 'rootless-wizard/runs', version: 1, runs: all.map(runJson) };
    output.out(jsonText(document, 2));
    return EXIT.ok;
  }
  if (all.length === 0) output.out(t(msg('cli.no-runs')));
  for (const run of all) output.out(line(run, context));
  return EXIT.ok;
}

/** What a run is in one word: `open`, `in-place`, `undone` (nothing of it is left), or `unreadable`. */
function stateOf(run: RunRecord | UnreadableRun): 'open' | 'in-place' | 'undone' | 'unreadable' {
  if (!isReadable(run)) return 'unreadable';
  if (isOpen(run)) return 'open';
  return inPlace(run) > 0 ? 'in-place' : 'undone';
}

/** Changes that are known to be in place; one that was only begun, or waits for the administrator, is not. */
function doneIn(run: RunRecord): number {
  return [...progressOf(run.plan, run.journal).values()].filter(
    ({ state }) => state === 'done' || state === 'kept',
  ).length;
}

function runJson(run: RunRecord | UnreadableRun): object {
  if (!isReadable(run)) return { id: run.id, state: 'unreadable', dir: run.dir };
  const { plan } = run;
  return {
    id: run.id,
    state: stateOf(run),
    user: plan.user.name,
    engines: plan.engines,
    changes: changesOf(plan).length,
    inPlace: doneIn(run),
    dir: run.dir,
  };
}

function line(run: RunRecord | UnreadableRun, { t }: Context): string {
  const state = t(msg(`cli.run-${stateOf(run)}`));
  if (!isReadable(run)) return `${run.id}  ${state}  ${visible(run.dir)}`;
  const { plan } = run;
  const count = { done: doneIn(run), changes: changesOf(plan).length };
  const whose = visible(`${plan.engines.join('+')}  ${plan.user.name}`);
  return `${run.id}  ${state}  ${whose}  ${t(msg('cli.run-changes', count))}`;
}
