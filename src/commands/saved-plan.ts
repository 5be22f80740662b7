import { readTextFile } from '../host/write-text.ts';
import { msg } from '../i18n/msg.ts';
import type { GivenAnswers } from '../model/answers.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Facts } from '../model/facts.ts';
import { isObject } from '../model/json.ts';
import { changesOf, type Plan } from '../model/plan.ts';
import { isPlan } from '../model/plan-shape.ts';
import { readFacts } from '../probe/index.ts';
import { hostSummary } from '../run/host-summary.ts';
import { placeOf } from '../run/inspect.ts';
import { canonical, planId } from '../run/plan.ts';
import { coerce, questions } from '../steps/questions.ts';
import type { Context } from './context.ts';
import { planFor } from './planning.ts';

/**
 * A saved plan is for the host that it was made on, and is refused where that has changed since. Nothing
 * in the file is run or shown as it stands: its answers are planned afresh and must lead to the very same
 * changes, so that a file that somebody else made up can do nothing that this program would not.
 */
export async function savedPlan(
  context: Context,
  file: string,
): Promise<{ plan: Plan; facts: Facts }> {
  const saved = parsePlan(await readTextFile(file), file);
  const host = await hostSummary(context.host, await readFacts(context.host, saved.user.name));
  if (host.machineId !== saved.host.machineId) {
    throw new UserError(EXIT.stale, msg('cli.other-host', { host: String(saved.host.name) }));
  }
  const { plan, facts } = await planFor({
    ...context,
    userName: saved.user.name,
    given: givenIn(saved, file),
  });
  const what = difference(saved, plan);
  if (what !== null) throw new UserError(EXIT.stale, msg('run.stale', { what }));
  return { plan, facts };
}

/** What somebody chose for a saved plan; the rest follows from the host. */
function givenIn({ answers }: Plan, file: string): GivenAnswers {
  const given: Record<string, unknown> = {};
  for (const [key, answer] of Object.entries(answers)) {
    if (isObject(answer) && ['detected', 'default'].includes(String(answer.source))) continue;
    const question = questions().find((each) => each.key === key);
    const value =
      isObject(answer) && question !== undefined ? coerce(question, answer.value) : null;
    if (value === null) {
      throw new UserError(EXIT.usage, msg('cli.not-a-plan', { file, detail: key }));
    }
    given[key] = { ...value, source: answer.source };
  }
  return given;
}

/** Where a saved plan and the one for the host as it is now do not do the same, or null. */
function difference(saved: Plan, now: Plan): string | null {
  const [old, fresh] = [saved, now].map(
    (plan) =>
      new Map(
        changesOf(plan).map(({ id, scope, action, risks }) => [
          id,
          { place: placeOf(action) ?? id, does: canonical({ scope, action, risks }) },
        ]),
      ),
  );
  for (const [id, { place, does }] of fresh ?? []) if (old?.get(id)?.does !== does) return place;
  for (const [id, { place }] of old ?? []) if (fresh?.has(id) !== true) return place;
  return null;
}

function parsePlan(text: string, file: string): Plan {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new UserError(EXIT.usage, msg('cli.not-a-plan', { file, detail }));
  }
  if (isObject(value) && value['schema'] === 'rootless-wizard/plan') {
    if (value['version'] !== 1) throw new UserError(EXIT.usage, msg('cli.newer-plan', { file }));
    const plan = isObject(value['plan']) ? value['plan'] : value;
    if (isPlan(plan)) {
      // What is shown is what runs: a plan that was edited by hand no longer shows what it would do.
      if (planId(plan.steps, plan.answers) === plan.id) return plan;
      throw new UserError(EXIT.usage, msg('cli.edited-plan', { file }), msg('cli.plan-hint'));
    }
  }
  throw new UserError(
    EXIT.usage,
    msg('cli.not-a-plan', { file, detail: 'schema' }),
    msg('cli.plan-hint'),
  );
}
