/** What surrounds the way forth and the way back of a run: lock, shells and log, the question for root, begin and end. */
import { msg } from '../i18n/msg.ts';
import type { ExitCode } from '../model/error.ts';
import type { Message } from '../model/message.ts';
import { changesOf } from '../model/plan.ts';
import type { RunLog, Way } from '../model/run.ts';
import { PrivilegeRefused } from '../model/write-host.ts';
import { type Outcome, type RunContext, Shells } from './context.ts';

/**
 * Holds the lock while `work` goes on; afterwards its shells are closed.
 * @throws UserError when another run holds the lock.
 */
export async function locked(
  context: RunContext,
  work: (shells: Shells) => Promise<Outcome>,
): Promise<Outcome> {
  const lock = await context.store.lock();
  const shells = new Shells(context.writeHost);
  try {
    return await work(shells);
  } finally {
    await shells.close();
    await lock.release();
  }
}

/** Closes the log when `work` is over. */
export async function logged(log: RunLog, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } finally {
    await log.close();
  }
}

/** The shell of root is asked for now, so that a wrong password is known before anything is done; null when it is there. */
export async function refusalOfRoot(shells: Shells): Promise<Message | null> {
  try {
    await shells.get('root');
    return null;
  } catch (error) {
    if (!(error instanceof PrivilegeRefused)) throw error;
    const { tool, detail } = error;
    return msg('run.refused', { tool, detail });
  }
}

/** Tells and writes down that it begins; forth, with the risks that were accepted. */
export async function begin(context: RunContext, log: RunLog, way: Way): Promise<void> {
  const { id, plan } = log.record;
  const { name, version } = context.tool;
  context.onEvent({ type: 'version', tool: name, version, run: id });
  for (const change of way === 'do' ? changesOf(plan) : []) {
    for (const risk of change.risks) {
      context.onEvent({ type: 'risk', name: risk, change: change.id });
    }
  }
  const at = context.now().toISOString();
  await log.append({ type: 'start', way, at, tool: version, plan: plan.id });
}

/** Writes down that it is over. */
export async function end(
  context: RunContext,
  log: RunLog,
  way: Way,
  exit: ExitCode,
): Promise<void> {
  await log.append({ type: 'end', way, exit, at: context.now().toISOString() });
}
