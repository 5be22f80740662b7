import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import { changesOf } from '../model/plan.ts';
import type { RunRecord } from '../model/run.ts';
import { readFacts } from '../probe/index.ts';
import { resume } from '../run/apply.ts';
import { inPlace, isOpen, openRun } from '../run/journal.ts';
import { carryOut } from './carry-out.ts';
import type { Context } from './context.ts';
import { namedRun } from './named-run.ts';
import type { Watch } from './runner.ts';

/**
 * `apply --resume [RUN]`: goes on with an open run (the newest), as the wizard offers it: shows the plan of
 * the run and how far it came, asks, goes on, proves. For where there is no terminal.
 * @throws UserError (usage) when there is no such run, or none that is open.
 */
export async function resumeRun(context: Context, follow: Watch): Promise<number> {
  const { host, options, output, t } = context;
  const run = await pick(context);
  const { id, plan } = run;
  const facts = await readFacts(host, plan.user.name);
  const changes = changesOf(plan);
  if (!options.json) {
    const args = { run: id, done: inPlace(run), total: changes.length };
    output.out(t(msg('cli.resume-title', args)));
  }
  // They were accepted by name when the run began: nothing of it is begun before.
  const acceptedRisks = changes.flatMap(({ risks }) => risks);
  const { exit } = await carryOut(
    { ...context, acceptedRisks },
    { plan, facts },
    follow,
    () => false,
    (run) => resume(id, run),
  );
  return exit;
}

async function pick({ store, options }: Context): Promise<RunRecord> {
  const [wanted] = options.args;
  if (wanted === undefined) {
    const run = openRun(await store.list());
    if (run !== null) return run;
    throw new UserError(EXIT.usage, msg('cli.nothing-to-resume'), msg('cli.see-runs'));
  }
  const run = await namedRun(store, wanted);
  if (isOpen(run)) return run;
  throw new UserError(EXIT.usage, msg('cli.not-open', { run: run.id }), msg('cli.see-runs'));
}
