import { ask } from '../host/terminal.ts';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Facts } from '../model/facts.ts';
import { movesContainers } from '../model/plan.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import type { RunRecord, UnreadableRun } from '../model/run.ts';
import { inPlace, isReadable } from '../run/journal.ts';
import type { UndoStep } from '../run/undo.ts';
import type { Context } from './context.ts';
import { movedTo } from './migrate-look.ts';

/**
 * Containers of root that were moved and stand on what an undo would take away, by name. Where the move is in the
 * same journal, what it needs stays by itself; but who set up an engine for oneself has a journal of one's own, and
 * a move is root's. Asks the engines of the user; reads only.
 */
export async function standingOn(
  host: ReadHost,
  facts: Facts,
  {
    run,
    steps,
    runs,
  }: {
    readonly run: RunRecord;
    readonly steps: readonly UndoStep[];
    readonly runs: readonly (RunRecord | UnreadableRun)[];
  },
): Promise<readonly string[]> {
  if (movesContainers(run.plan) || !steps.some(({ how }) => 'run' in how)) return [];
  const known = runs.some(
    (each) =>
      isReadable(each) &&
      movesContainers(each.plan) &&
      each.plan.user.name === run.plan.user.name &&
      inPlace(each) > 0,
  );
  if (known) return [];
  const names = new Set<string>();
  for (const engine of ['docker', 'podman', 'nerdctl'] as const) {
    for (const name of await toldBy(host, facts, engine)) names.add(name);
  }
  return [...names].sort();
}

/** Nothing where a recording has no answer: nobody has moved anything there. */
async function toldBy(...[host, facts, engine]: Parameters<typeof movedTo>) {
  try {
    return await movedTo(host, facts, engine);
  } catch (error) {
    if (error instanceof NotRecorded) return [];
    throw error;
  }
}

/** @throws UserError (usage) where such containers would stop and nobody accepted that by its name. */
export async function acceptStops(context: Context, names: readonly string[]): Promise<void> {
  const { options, output, t, acceptedRisks } = context;
  const risk = 'stops-moved';
  if (names.length === 0 || acceptedRisks.includes(risk)) return;
  const meaning = msg('cli.undo-moved', { names: [...names] });
  if (output.stdinIsTTY && !options.yes && !options.json) {
    output.err(t(meaning));
    if ((await ask(t(msg('cli.type-risk', { risk }))))?.trim() === risk) return;
  }
  throw new UserError(
    EXIT.usage,
    msg('cli.risk-not-accepted', { risk, meaning }),
    msg('cli.undo-moved-hint', { first: msg('cli.undo-moved-first'), risk }),
  );
}
