import { msg } from '../i18n/msg.ts';
import { makesAccount } from '../model/plan.ts';
import { openRun } from '../run/journal.ts';
import { carryOut } from './carry-out.ts';
import type { Context } from './context.ts';
import { planFor } from './planning.ts';
import { toTheResult, watchFor } from './progress.ts';
import { resumeRun } from './resume-run.ts';
import type { Watch } from './runner.ts';
import { savedPlan } from './saved-plan.ts';

/** A plan can only begin with an account once; the second round sets it up. */
const MAX_ROUNDS = 2;

/**
 * `apply [PLAN.json]`: shows the plan, asks, applies, verifies. `--yes` doesn't ask; risks go by name.
 * `apply --resume [RUN]` goes on with an open run.
 */
export async function apply(context: Context): Promise<number> {
  const watch = watchFor(context);
  return toTheResult(context, watch, () => applyWatched(context, watch));
}

async function applyWatched(context: Context, follow: Watch): Promise<number> {
  const { options, output, t } = context;
  if (options.resume) return resumeRun(context, follow);
  const [file] = options.args;
  if (file !== undefined) {
    return (await carryOut(context, await savedPlan(context, file), follow)).exit;
  }
  await mentionOpenRun(context);
  let watch = follow;
  for (let round = 1; ; round++) {
    const { exit, goOn } = await carryOut(
      context,
      await planFor(context),
      watch,
      (plan) => round < MAX_ROUNDS && makesAccount(plan),
    );
    if (!goOn) return exit;
    if (!options.json) output.err(t(msg('cli.account-made')));
    const { onEvent } = watch;
    // For programs it is one run: one version at its beginning, one result at its end.
    watch = { onEvent: (event) => event.type !== 'version' && onEvent(event) };
  }
}

/** A run that was left half way is not forgotten because another one begins. */
async function mentionOpenRun({ store, output, options, t }: Context): Promise<void> {
  const open = openRun(await store.list());
  if (open === null || options.json) return;
  output.err(t(msg('cli.run-is-open', { run: open.id })));
}
