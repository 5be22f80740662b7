import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { RunRecord, RunStore } from '../model/run.ts';
import { isReadable } from '../run/journal.ts';

/**
 * The run that a person named on the command line, in full or by how it begins.
 * @throws UserError for no such run (an empty name is none: a variable of a script that is not set), for a
 * beginning that several runs share, and, with the reason, for a run that can't be read.
 */
export async function namedRun(store: RunStore, wanted: string): Promise<RunRecord> {
  const all = await store.list();
  const fitting = all.filter(({ id }) => wanted !== '' && id.startsWith(wanted));
  const [run] = fitting;
  if (run === undefined) {
    throw new UserError(EXIT.usage, msg('run.unknown', { run: wanted }), msg('cli.see-runs'));
  }
  if (fitting.length > 1) {
    const runs = fitting.map(({ id }) => id);
    throw new UserError(EXIT.usage, msg('run.ambiguous', { run: wanted, runs }));
  }
  if (isReadable(run)) return run;
  const why = run.unreadable === 'newer' ? msg('run.newer', run) : msg('run.damaged', run);
  throw new UserError(EXIT.failed, why);
}
