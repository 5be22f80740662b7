import { EXIT } from '../model/error.ts';
import type { RunEvent } from '../model/event.ts';
import type { Facts } from '../model/facts.ts';
import { makesAccount, type Plan } from '../model/plan.ts';
import { apply } from '../run/apply.ts';
import type { Outcome, RunContext } from '../run/context.ts';
import { simulatedEffects } from '../run/effects.ts';
import { verify, withProofs } from '../run/verify.ts';
import type { Context } from './context.ts';
import type { Writing } from './world.ts';

/** What a command gives to a run beside the plan. */
export interface Watch {
  onEvent(event: RunEvent): void;
  /** Told which shells do the work, so that a second signal can end them. */
  readonly onWriting?: (writing: Writing) => void;
  readonly stop?: { readonly soft: AbortSignal; readonly hard: AbortSignal };
}

/** The rooms that a run works in, put together for one user. */
export function runContext(
  context: Context,
  writing: Writing,
  user: string,
  watch: Watch,
): RunContext {
  watch.onWriting?.(writing);
  return {
    host: context.host,
    writeHost: writing.writeHost,
    store: context.store,
    root: writing.root,
    now: () => new Date(),
    tool: { name: 'rootless-wizard', version: context.version },
    onEvent: (event) => watch.onEvent(event),
    ...(watch.stop === undefined ? {} : { stop: watch.stop }),
    ...(context.simulated ? { effects: simulatedEffects(context.host, user) } : {}),
  };
}

/**
 * Applies and proves. The proof runs only after a complete run: half a host, or an account alone, proves nothing. `go` is how the
 * plan is carried out: from its beginning, or from where an open run was left.
 */
export async function applyAndProve(
  context: Context,
  plan: Plan,
  facts: Facts,
  watch: Watch,
  go: (run: RunContext) => Promise<Outcome> = (run) => apply(plan, run),
): Promise<Outcome> {
  const writing = await context.write(facts, plan.user);
  const run = runContext(context, writing, plan.user.name, watch);
  const outcome = await go(run);
  const complete = outcome.exit === EXIT.ok && !makesAccount(plan);
  if (!complete || !plan.answers.verify.value) return outcome;
  return withProofs(outcome, await verify(plan, run));
}
