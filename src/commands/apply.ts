import { watchSignals } from '../host/signals.ts';
import { ask } from '../host/terminal.ts';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Facts } from '../model/facts.ts';
import { changesOf, makesAccount, type Plan } from '../model/plan.ts';
import { planText } from '../report/plan-text.ts';
import { openRun } from '../run/journal.ts';
import type { Context } from './context.ts';
import { planFor, saveAnswersIfAsked, unsupported } from './planning.ts';
import { finish, toTheResult, watchFor } from './progress.ts';
import { applyAndProve, type Watch } from './runner.ts';
import { savedPlan } from './saved-plan.ts';

/** A plan can only begin with an account once; the second round sets it up. */
const MAX_ROUNDS = 2;

/** `apply [PLAN.json]`: shows the plan, asks, applies, verifies. `--yes` doesn't ask; risks go by name. */
export async function apply(context: Context): Promise<number> {
  const watch = watchFor(context);
  return toTheResult(context, watch, () => applyWatched(context, watch));
}

async function applyWatched(context: Context, follow: Watch): Promise<number> {
  const { options, output, t } = context;
  const [file] = options.args;
  if (file !== undefined) {
    return (await once(context, await savedPlan(context, file), follow)).exit;
  }
  await mentionOpenRun(context);
  let watch = follow;
  for (let round = 1; ; round++) {
    const { exit, goOn } = await once(context, await planFor(context), watch, round < MAX_ROUNDS);
    if (!goOn) return exit;
    if (!options.json) output.err(t(msg('cli.account-made')));
    const { onEvent } = watch;
    // For programs it is one run: one version at its beginning, one result at its end.
    watch = { onEvent: (event) => event.type !== 'version' && onEvent(event) };
  }
}

/** One plan; `goOn` when it made the account and the plan for what that needs is next. */
async function once(
  context: Context,
  { plan, facts }: { readonly plan: Plan; readonly facts: Facts },
  follow: Watch,
  mayGoOn = false,
): Promise<{ readonly exit: number; readonly goOn: boolean }> {
  const { options, output, style, t } = context;
  if (!options.json) output.out(planText(plan, style));
  await saveAnswersIfAsked(context, plan.answers);
  const immutable = unsupported(facts);
  if (immutable !== null)
    throw new UserError(EXIT.unsupported, immutable, msg('cli.immutable-hint'));
  refuseBlocked(plan, facts);
  await acceptRisks(context, plan);
  if (changesOf(plan).length > 0 && !options.yes && !(await agreed(context))) {
    output.err(t(msg('cli.nothing-changed')));
    return { exit: EXIT.ok, goOn: false };
  }
  let kill = () => {};
  const stop = watchSignals(
    () => output.err(t(msg('cli.stopping-soon'))),
    () => kill(),
  );
  try {
    const watch: Watch = {
      ...follow,
      stop,
      onWriting: (writing) => (kill = writing.kill),
    };
    const outcome = await applyAndProve(context, plan, facts, watch);
    const goOn = mayGoOn && outcome.exit === EXIT.ok && makesAccount(plan);
    return { exit: goOn ? EXIT.ok : finish(context, follow, outcome, stop.code()), goOn };
  } finally {
    stop.dispose();
  }
}

/** A run that was left half way is not forgotten because another one begins. */
async function mentionOpenRun({ store, output, options, t }: Context): Promise<void> {
  const open = openRun(await store.list());
  if (open === null || options.json) return;
  output.err(t(msg('cli.run-is-open', { run: open.id })));
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
