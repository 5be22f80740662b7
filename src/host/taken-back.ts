import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { changesOf, type Plan } from '../model/plan.ts';
import type { JournalLine } from '../model/run.ts';

/**
 * The file in the folder of a run that `undo.sh` leaves when it has taken the run back: the number of lines
 * that the journal had then, and `yes` or `no` for whether the packages went, too. A journal that has grown
 * since has more to say than the file.
 */
export const TAKEN_BACK = 'taken-back';

/**
 * What `undo.sh` did, as lines that would follow those of the journal; empty when it did nothing, did not
 * come to its end, or the run was gone on with since. `at` is the time of the last line: the script notes
 * none.
 */
export async function takenBackLines(
  dir: string,
  plan: Plan,
  journal: readonly JournalLine[],
): Promise<readonly JournalLine[]> {
  const text = await readFile(join(dir, TAKEN_BACK), 'latin1').catch(() => '');
  const last = journal.at(-1);
  const [count, packages] = text.trim().split(' ');
  if (last === undefined || count !== String(journal.length)) return [];
  const begun = new Set(journal.flatMap((line) => ('change' in line ? [line.change] : [])));
  const way = 'undo' as const;
  const { at } = last;
  return [
    { type: 'start', way, at, tool: 'undo.sh', plan: plan.id },
    ...changesOf(plan)
      .filter(({ id }) => begun.has(id))
      .map(({ id: change, action }): JournalLine => {
        const kept = action.do === 'install-packages' && packages !== 'yes';
        const reason = 'undo.sh was not asked for packages';
        return kept
          ? { type: 'kept', way, change, reason, at }
          : { type: 'done', way, change, facts: {}, at };
      }),
    { type: 'end', way, exit: 0, at },
  ];
}
