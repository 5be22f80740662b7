import { ask } from '../host/terminal.ts';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Facts } from '../model/facts.ts';
import { changesOf, makesAccount, movesContainers, type Plan } from '../model/plan.ts';
import { planText } from '../report/plan-text.ts';
import type { Outcome, RunContext } from '../run/context.ts';
import type { Context } from './context.ts';
import { saveAnswersIfAsked, unsupported } from './planning.ts';
import { finish } from './progress.ts';
import { applyAndProve, type Watch } from './runner.ts';
import { stoppable } from './stopping.ts';

/**
 * Carries one plan out, as `apply` and `migrate` do: shows it, asks, applies, proves. `goOn` when it came to its end
 * and `more` says that another plan is next (for programs that is one run with one result). `agreed` is false where the person said no.
 * `go` carries it out in another way than from its beginning.
 * @throws UserError for a plan that is blocked, a risk that nobody accepted, or a host that can't be written.
 */
export async function carryOut(
  context: Context,
  { plan, facts }: { readonly plan: Plan; readonly facts: Facts },
  follow: Watch,
  more: (plan: Plan) => boolean = () => false,
  go?: (run: RunContext) => Promise<Outcome>,
): Promise<{ readonly exit: number; readonly goOn: boolean; readonly agreed: boolean }> {
  const { options, output, style, t } = context;
  if (!options.json) output.out(planText(plan, style));
  await saveAnswersIfAsked(context, plan.answers);
  const immutable = unsupported(facts, plan);
  if (immutable !== null)
    throw new UserError(EXIT.unsupported, immutable, msg('cli.immutable-hint'));
  refuseBlocked(plan, facts);
  await acceptRisks(context, plan);
  if (changesOf(plan).length > 0 && !options.yes && !(await agreed(context))) {
    output.err(t(msg('cli.nothing-changed')));
    return { exit: EXIT.ok, goOn: false, agreed: false };
  }
  let kill = () => {};
  const { stop, watch: stopped } = stoppable(context, follow, () => kill(), movesContainers(plan));
  try {
    const watch: Watch = { ...stopped, onWriting: (writing) => (kill = writing.kill) };
    const outcome = await applyAndProve(context, plan, facts, watch, go);
    const goOn = outcome.exit === EXIT.ok && more(plan);
    const exit = goOn ? EXIT.ok : finish(context, follow, outcome, stop.code());
    return { exit, goOn, agreed: true };
  } finally {
    stop.dispose();
  }
}

/** What is needed and can't be done stops everything: half a set-up helps nobody. */
function refuseBlocked(plan: Plan, facts: Facts): void {
  const blocked = plan.steps.find(({ status }) => status === 'blocked');
  if (blocked === undefined || makesAccount(plan)) return;
  // Without a user the command line lacks something: --user NAME.
  throw new UserError(
    facts.target.known ? EXIT.failed : EXIT.usage,
    msg('cli.blocked', { step: msg(`report.step-${blocked.id}`), because: blocked.because }),
    msg('cli.nothing-changed'),
  );
}

/** Risks are accepted one by one, by name; a yes accepts none (design law 4). */
async function acceptRisks(context: Context, plan: Plan): Promise<void> {
  const { options, output, t } = context;
  const risks = [...new Set(changesOf(plan).flatMap((change) => change.risks))];
  for (const risk of risks.filter((name) => !context.acceptedRisks.includes(name))) {
    if (output.stdinIsTTY && !options.yes && !options.json) {
      output.err(t(msg(`report.risk-${risk}`)));
      const answer = await ask(t(msg('cli.type-risk', { risk })));
      if (answer?.trim() === risk) continue;
    }
    throw new UserError(
      EXIT.usage,
      msg('cli.risk-not-accepted', { risk, meaning: msg(`report.risk-${risk}`) }),
      msg('cli.risk-hint', { risk }),
    );
  }
}

async function agreed({ options, output, t }: Context): Promise<boolean> {
  if (!output.stdinIsTTY || options.json) {
    throw new UserError(EXIT.usage, msg('cli.apply-needs-yes'), msg('cli.apply-yes-hint'));
  }
  const answer = await ask(`${t(msg('cli.apply-question'))} [y/N] `);
  return answer !== null && /^y(es)?$/i.test(answer.trim());
}
