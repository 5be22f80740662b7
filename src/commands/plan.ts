import { msg } from '../i18n/msg.ts';
import { EXIT } from '../model/error.ts';
import { changesOf } from '../model/plan.ts';
import { jsonText, planJson } from '../report/json.ts';
import { planText } from '../report/plan-text.ts';
import type { Context } from './context.ts';
import { planFor, saveAnswersIfAsked, unsupported } from './planning.ts';

/** `plan`: every change, as diffs and commands; changes nothing. */
export async function plan(context: Context): Promise<number> {
  const { options, output, style, t } = context;
  const { plan: made, facts } = await planFor(context);
  if (options.json) output.out(jsonText(planJson(made, t), 2));
  else output.out(planText(made, style));
  await saveAnswersIfAsked(context, made.answers);
  if (made.papers !== undefined || unsupported(facts, made) !== null) return EXIT.unsupported;
  const changes = changesOf(made).length;
  const blocked = made.steps.some(({ status }) => status === 'blocked');
  if (!options.json && blocked) output.err(t(msg('report.plan-next-blocked')));
  else if (!options.json && changes > 0) output.err(t(msg('report.plan-next')));
  if (!options.detailedExitcode) return EXIT.ok;
  // cli.md: 2 says "there are changes" only where it was asked for. Who asks is not to read "nothing to do" out
  // of a plan that apply would refuse.
  if (blocked) return EXIT.failed;
  return changes > 0 ? EXIT.usage : EXIT.ok;
}
