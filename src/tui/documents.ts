import { msg } from '../i18n/msg.ts';
import type { PlannedChange } from '../model/change.ts';
import type { Message } from '../model/message.ts';
import { changesOf } from '../model/plan.ts';
import type { Topic } from './events.ts';
import { helpLines } from './help.ts';
import { idMapLines } from './id-map.ts';
import { pair } from './joined.ts';
import { movingDocument } from './moving-page.ts';
import { noUndo } from './review-page.ts';
import {
  byUrgency,
  changeById,
  findingsOf,
  somebodyElse,
  summaryRows,
  titleOfStep,
} from './rows.ts';
import { visible } from './sanitize.ts';
import { shortTitle } from './short-title.ts';
import type { Line } from './spans.ts';
import { speaker } from './speak.ts';
import type { WizardState } from './state.ts';
import { Writer } from './writer.ts';

/** A text for the pager: a title, and lines that fit. */
export interface PagerDocument {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** The text of a topic, folded to `columns`. Pure: the reducer scrolls by it, the screen draws it. */
export function pagerDocument(state: WizardState, topic: Topic, columns: number): PagerDocument {
  const t = speaker(state.language);
  const writer = new Writer(t, columns, state.ascii);
  switch (topic.of) {
    case 'help':
      return { title: t(msg('keys.help-title')), lines: helpLines(state, t, columns) };
    case 'diff':
    case 'commands': {
      const changes = changesByIds(state, topic.changes);
      for (const [index, change] of changes.entries()) {
        if (index > 0) writer.blank();
        if (topic.of === 'commands') commands(writer, change);
        else if (change.diff !== null) writer.diff(change.diff);
      }
      return { title: titleOf(state, changes), lines: writer.lines };
    }
    case 'change': {
      const [change] = changesByIds(state, [topic.change]);
      if (change === undefined) return { title: topic.change, lines: [] };
      const short = shortTitle(change.title);
      if (short !== change.title) {
        // The title has one row; the whole of it, with every package, is a text to be read.
        writer.say(change.title);
        writer.blank();
      }
      explainChange(writer, change, state);
      return { title: t(short), lines: writer.lines };
    }
    case 'all-commands': {
      for (const change of state.planned === null ? [] : changesOf(state.planned.plan)) {
        writer.comment(change);
        writer.code(change.commands);
        writer.blank();
      }
      return { title: t(msg('tui.all-commands')), lines: writer.lines };
    }
    case 'step':
      return { title: explainStep(writer, state, topic), lines: writer.lines };
    case 'moving':
      return movingDocument(state, topic.row, columns);
    case 'findings':
      for (const finding of byUrgency(findingsOf(state))) writer.finding(finding);
      return { title: t(msg('tui.findings')), lines: writer.lines };
    case 'proofs':
      for (const finding of state.run?.findings ?? []) writer.finding(finding);
      return { title: t(msg('tui.proven')), lines: writer.lines };
    case 'ids':
      return {
        title: t(msg('tui.id-map')),
        lines: idMapLines(state.planned?.idMap ?? null, t, columns),
      };
    case 'log':
      return { title: t(msg('tui.log')), lines: logLines(writer, state) };
    case 'open': {
      const run = state.start?.openRuns.find(({ id }) => id === topic.run);
      for (const change of run?.changes ?? []) {
        writer.say(pair(msg(`tui.state-${change.state}`), change.title));
      }
      return { title: t(msg('tui.open-title', { run: topic.run })), lines: writer.lines };
    }
  }
}

function changesByIds(state: WizardState, ids: readonly string[]): readonly PlannedChange[] {
  return ids.map((id) => changeById(state, id)).filter((change) => change !== null);
}

/** The title of one change, or of the step that several belong to. */
function titleOf(state: WizardState, changes: readonly PlannedChange[]): string {
  const t = speaker(state.language);
  const [first, ...rest] = changes;
  if (first === undefined) return '';
  if (rest.length === 0) return t(shortTitle(first.title));
  const step = state.planned?.all.steps.find((one) =>
    one.changes.some(({ id }) => id === first.id),
  );
  return t(step === undefined ? first.title : titleOfStep(state.model, step));
}

function commands(writer: Writer, change: PlannedChange): void {
  writer.comment(change);
  writer.code(change.commands);
  if (change.undo.length > 0) {
    writer.blank();
    writer.say(msg('tui.undo-by'), 'title');
    writer.code(change.undo);
  }
  if (change.preview.length > 0) {
    writer.blank();
    writer.say(msg('tui.preview'), 'title');
    writer.code(change.preview);
  }
}

function whoRuns({ scope }: PlannedChange, state: WizardState): Message {
  if (scope === 'root') {
    return msg(state.model.uid === 0 ? 'tui.runs-as-self-root' : 'tui.runs-as-root');
  }
  const user = somebodyElse(state);
  return user === null ? msg('tui.runs-as-user') : msg('tui.runs-as-other', { user });
}

function explainChange(writer: Writer, change: PlannedChange, state: WizardState): void {
  writer.section(msg('tui.why'), change.why);
  for (const risk of change.risks) writer.section(msg('tui.risk'), msg(`report.risk-${risk}`));
  writer.section(msg('tui.who'), whoRuns(change, state));
  if (change.needs !== 'none') {
    writer.section(msg('tui.felt-when'), msg(`report.needs-${change.needs}`));
  }
  const needed = change.dependsOn.map((id) => changeById(state, id)?.title);
  const titles = needed.filter((title) => title !== undefined);
  if (titles.length > 0) {
    writer.say(msg('tui.depends-on'), 'title');
    for (const title of titles) writer.say(title, undefined, 2);
    writer.blank();
  }
  writer.say(msg('tui.undo-by'), 'title');
  if (change.undo.length === 0) writer.say(noUndo(change), undefined, 2);
  else writer.code(change.undo, 2);
  writer.blank();
  writer.say(msg('tui.source'), 'title');
  writer.host(change.source, undefined, 2);
}

function explainStep(
  writer: Writer,
  state: WizardState,
  { step: id, at }: Extract<Topic, { of: 'step' }>,
): string {
  const speak = speaker(state.language);
  const page = state.model.steps.find((step) => step.id === id);
  const { plan, all } = state.planned ?? {};
  const planned = at === undefined ? plan?.steps.find((step) => step.id === id) : all?.steps[at];
  if (page !== undefined) {
    writer.say(page.intro);
    writer.blank();
  }
  if (planned !== undefined) {
    writer.section(msg(`tui.status-${planned.status}`), planned.because);
    for (const note of planned.notes) writer.say(note, undefined, 2);
    if (planned.notes.length > 0) writer.blank();
    for (const change of planned.changes) writer.prose(`+ ${speak(change.title)}`);
  }
  for (const row of summaryRows(state)) {
    if (row.step.id !== id || row.asked === null) continue;
    writer.blank();
    writer.say(row.title, 'title');
    writer.say(row.asked.help, undefined, 2);
    writer.say(msg('tui.recommended-because', { because: row.asked.because }), undefined, 2);
  }
  if (page !== undefined) return speak(page.title);
  return planned === undefined ? id : speak(titleOfStep(state.model, planned));
}

function logLines(writer: Writer, state: WizardState): readonly Line[] {
  const { run } = state;
  if (run === null) return [];
  if (run.dropped > 0) writer.say(msg('tui.log-dropped', { count: run.dropped }), 'dim');
  for (const one of run.log) writer.host(one);
  if (writer.lines.length === 0) writer.say(msg('tui.log-empty'), 'dim');
  return writer.lines;
}

/** The text of a topic as plain lines of any length, for copying from the bare terminal. */
export function plainText(state: WizardState, topic: Topic): readonly string[] {
  if (topic.of === 'diff' || topic.of === 'commands') {
    return changesByIds(state, topic.changes).flatMap(({ diff, commands: own }) =>
      topic.of === 'diff' ? (diff ?? '').split('\n') : own.flatMap((one) => one.split('\n')),
    );
  }
  if (topic.of === 'log') return state.run?.log ?? [];
  const { lines } = pagerDocument(state, topic, Number.MAX_SAFE_INTEGER);
  return lines.map((spans) => spans.map(({ text }) => text).join(''));
}

/** One line of host text for places where it must fit into one row. */
export function hostLine(text: string, ascii: boolean): Line {
  const [first = '', ...rest] = text.split('\n');
  return visible(rest.length === 0 ? first : `${first} ...`, { ascii });
}
