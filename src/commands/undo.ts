import { ask } from '../host/terminal.ts';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import { movesContainers } from '../model/plan.ts';
import type { RunRecord } from '../model/run.ts';
import { readFacts } from '../probe/index.ts';
import { visibleLines } from '../report/visible.ts';
import { lastRun } from '../run/journal.ts';
import { undo as takeBack, type UndoStep } from '../run/undo.ts';
import type { Context } from './context.ts';
import { namedRun } from './named-run.ts';
import { finish, toTheResult, watchFor } from './progress.ts';
import { runContext, type Watch } from './runner.ts';
import { stoppable } from './stopping.ts';
import { acceptStops, standingOn } from './undo-moved.ts';
import { undoPreview } from './undo-preview.ts';

/** `undo [RUN]`: takes back a run (the newest of which something is in place), after showing how. */
export async function undo(context: Context): Promise<number> {
  const watch = watchFor(context);
  return toTheResult(context, watch, () => undoWatched(context, watch));
}

async function undoWatched(context: Context, follow: Watch): Promise<number> {
  const { host, options, output, t } = context;
  const run = await pick(context);
  const undoOptions = { packages: options.packages };
  const { name } = run.plan.user;
  const { steps, runs } = await undoPreview(context, run, undoOptions);
  if (!options.json) {
    output.out(t(msg('cli.undo-title', { run: run.id, user: run.plan.user.name })));
    for (const step of steps) output.out(stepLines(step, context).join('\n'));
  }
  const facts = await readFacts(host, name);
  await acceptStops(context, await standingOn(host, facts, { run, steps, runs }));
  if (!options.yes && !(await agreed(context))) return EXIT.ok;
  const writing = await context.write(facts, run.plan.user);
  const { stop, watch } = stoppable(
    context,
    follow,
    () => writing.kill(),
    movesContainers(run.plan),
  );
  try {
    const outcome = await takeBack(run.id, runContext(context, writing, name, watch), undoOptions);
    return finish(context, follow, outcome, stop.code());
  } finally {
    stop.dispose();
  }
}

async function pick({ store, options }: Context): Promise<RunRecord> {
  const [wanted] = options.args;
  if (wanted !== undefined) return namedRun(store, wanted);
  const run = lastRun(await store.list(), options.packages);
  if (run !== null) return run;
  throw new UserError(EXIT.usage, msg('cli.nothing-to-undo'), msg('cli.see-runs'));
}

async function agreed({ options, output, t }: Context): Promise<boolean> {
  if (!output.stdinIsTTY || options.json) {
    throw new UserError(EXIT.usage, msg('cli.undo-needs-yes'), msg('cli.undo-yes-hint'));
  }
  const answer = await ask(`${t(msg('cli.undo-question'))} [y/N] `);
  if (answer !== null && /^y(es)?$/i.test(answer.trim())) return true;
  output.err(t(msg('cli.nothing-changed')));
  return false;
}

function stepLines({ change, how, commands }: UndoStep, { t, style }: Context): readonly string[] {
  const { paint } = style;
  const title = `  ${paint.accent(`[${change.id}]`)} ${t(change.title)}`;
  if ('settled' in how) return [`= ${title}: ${t(how.settled)}`];
  if ('keep' in how) {
    const diff = how.diff === '' ? [] : [visibleLines(how.diff)];
    return [`- ${title}: ${t(how.keep)}`, ...diff];
  }
  return [`+ ${title}`, ...commands.map((command) => paint.dim(`      ${visibleLines(command)}`))];
}
