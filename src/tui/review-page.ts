import { msg } from '../i18n/msg.ts';
import type { PlannedChange } from '../model/change.ts';
import type { Message } from '../model/message.ts';
import { pair } from './joined.ts';
import { countsOf, type ReviewRow } from './rows.ts';
import type { Line } from './spans.ts';
import { speaker } from './speak.ts';
import type { WizardState } from './state.ts';
import { Writer } from './writer.ts';

/** Why there is no shell text that takes a change back. */
export function noUndo({ action }: PlannedChange): Message {
  // Which packages are new is known only when they are there; and they may serve others by then.
  return action.do === 'install-packages' ? msg('tui.undo-packages') : msg('tui.no-undo');
}

/** What the plan comes to, in one sentence. */
export function reviewHead(state: WizardState): Message {
  const { planned } = state;
  if (planned === null) return msg('tui.working-out');
  const [problem] = planned.problems;
  if (problem !== undefined) return msg('tui.problem-first', { problem: problem.message });
  const { changes, root } = countsOf(planned.plan);
  if (changes === 0) return msg('tui.review-none');
  return msg('tui.summary-change', { changes, root });
}

/**
 * What is to be known of a row of the review: a step says why it does what it does; a change says why,
 * who does it, its risks, when it is felt, how it is undone and where the rule comes from.
 */
export function reviewDetail(state: WizardState, row: ReviewRow, columns: number): readonly Line[] {
  const t = speaker(state.language);
  const writer = new Writer(t, columns, state.ascii);
  if (row.kind === 'step') {
    const { status, because, notes } = row.step;
    writer.say(row.title, 'title');
    const style = status === 'blocked' ? 'bad' : undefined;
    writer.say(pair(msg(`tui.status-${status}`), because), style);
    for (const note of notes) {
      writer.blank();
      writer.say(note);
    }
    return writer.lines;
  }
  const { change, left } = row;
  writer.say(change.title, 'title');
  if (left !== 'no')
    writer.say(msg(left === 'chosen' ? 'tui.left-chosen' : 'tui.left-because'), 'warn');
  for (const risk of change.risks) {
    writer.prose(`! ${t(pair(msg('tui.risk'), msg(`report.risk-${risk}`)))}`, 'warn');
  }
  writer.say(change.why);
  writer.blank();
  writer.say(change.scope === 'root' ? msg('report.as-root') : msg('report.as-user'), 'dim');
  if ('path' in change.action) writer.host(change.action.path, 'accent');
  if (change.needs !== 'none') writer.say(msg(`report.needs-${change.needs}`), 'warn');
  writer.say(change.undo.length > 0 ? msg('tui.undo-yes') : noUndo(change), 'dim');
  writer.host(change.source, 'dim');
  return writer.lines;
}
