import { msg } from '../i18n/msg.ts';
import { nothingThere } from '../migrate/docker-source.ts';
import { EXIT } from '../model/error.ts';
import { changesOf, type Plan } from '../model/plan.ts';
import { jsonText } from '../report/json.ts';
import { planText } from '../report/plan-text.ts';
import { carryOut } from './carry-out.ts';
import type { Context } from './context.ts';
import { finishMigration } from './migrate-finish.ts';
import { engineOf, type Judged, judgedInventory } from './migrate-look.ts';
import { forMove, movePlan } from './migrate-plan.ts';
import { inventoryText, migrationJson } from './migrate-show.ts';
import { planFor } from './planning.ts';
import { toTheResult, watchFor } from './progress.ts';
import type { Watch } from './runner.ts';
import { isInteractive, showWizard } from './show-wizard.ts';

/**
 * `migrate`: what the rootful Docker of this host runs, what of it can move to the user, and the move, which
 * is a plan like any other: shown, agreed to, journalled, proven, taken back by `undo`. What can't move
 * stays where it is, running. At a terminal it is the wizard that shows it; without one, and without `--yes`,
 * it only looks.
 */
export async function migrate(context: Context): Promise<number> {
  const { options, output } = context;
  if (options.finish) return finishMigration(context);
  if (isInteractive(context)) return showWizard(context);
  const engine = engineOf(context);
  if (options.json && !options.yes) {
    const judged = await judgedInventory(context, engine);
    const plan = judged.grouping.groups.length === 0 ? null : await movePlan(context, judged);
    output.out(jsonText(migrationJson(judged, plan, context), 2));
    return EXIT.ok;
  }
  const watch = watchFor(context);
  return toTheResult(context, watch, () => migrateWatched(context, watch));
}

async function migrateWatched(context: Context, watch: Watch): Promise<number> {
  const { options, output, t } = context;
  const judged = await judgedInventory(context, engineOf(context));
  if (!options.json) output.out(inventoryText(judged, context));
  if (judged.grouping.groups.length === 0) {
    const text =
      judged.inventory.containers.length === 0
        ? nothingThere(judged.inventory)
        : msg('migrate.nothing-moves');
    if (options.json) {
      watch.onEvent({ type: 'result', exit: EXIT.ok, run: '', message: text, next: [] });
    } else if (judged.inventory.containers.length > 0) output.out(t(text));
    return EXIT.ok;
  }
  const ready = forMove(context, judged);
  const setUp = await planFor(ready);
  const looks = !options.yes && !output.stdinIsTTY;
  if (looks) return look(ready, judged, setUp.plan);
  if (changesOf(setUp.plan).length === 0 && !setUp.plan.steps.some(isBlocked)) {
    const plan = await movePlan(ready, judged, setUp.plan);
    return (await carryOut(ready, { plan, facts: setUp.facts }, watch)).exit;
  }
  if (!options.json) output.out(`${t(msg('migrate.set-up-first', { user: judged.user }))}\n`);
  const first = await carryOut(ready, setUp, watch, () => true);
  if (!first.goOn) return first.exit;
  const now = await judgedInventory(ready, judged.target.engine);
  if (!options.json) output.out(`${t(msg('migrate.then-move'))}\n`);
  // For programs it is one run: one version at its beginning, one result at its end.
  const rest: Watch = {
    ...watch,
    onEvent: (event) => event.type !== 'version' && watch.onEvent(event),
  };
  const plan = await movePlan(ready, now);
  return (await carryOut(ready, { plan, facts: now.facts }, rest)).exit;
}

const isBlocked = ({ status }: Plan['steps'][number]): boolean => status === 'blocked';

/** Shows all of it, and how it would be done. */
async function look(context: Context, judged: Judged, setUp: Plan): Promise<number> {
  const { output, style, t } = context;
  if (changesOf(setUp).length > 0 || setUp.steps.some(isBlocked)) {
    output.out(
      `${t(msg('migrate.set-up-first', { user: judged.user }))}\n\n${planText(setUp, style)}\n`,
    );
    output.out(`${t(msg('migrate.then-move'))}\n`);
  }
  output.out(planText(await movePlan(context, judged, setUp), style));
  output.err(t(msg('migrate.looked-only')));
  output.err(t(msg('migrate.how-to-move')));
  return EXIT.ok;
}
