import type { Action } from '../model/action.ts';
import type { ReadHost } from '../model/read-host.ts';
import type { RunRecord, UnreadableRun } from '../model/run.ts';
import { simulatedEffects } from '../run/effects.ts';
import { laterThan } from '../run/later.ts';
import type { UndoOptions } from '../run/take-back.ts';
import { previewUndo, type UndoStep } from '../run/undo.ts';
import type { Context } from './context.ts';

/** What an undo of a run would do, and the runs that it was judged with. */
export interface UndoPreview {
  readonly steps: readonly UndoStep[];
  readonly runs: readonly (RunRecord | UnreadableRun)[];
}

/** Works out what an undo would do on the host as it is now. Reads only. */
export async function undoPreview(
  { host, store }: Pick<Context, 'host' | 'store'>,
  run: RunRecord,
  options: UndoOptions,
): Promise<UndoPreview> {
  const runs = await store.list();
  const later = await laterThan(host, run, runs, options);
  const effects = (on: ReadHost, action: Action) =>
    simulatedEffects(on, run.plan.user.name)(action);
  return { runs, steps: await previewUndo(host, run, options, effects, later) };
}
