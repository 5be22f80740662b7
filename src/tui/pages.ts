import { msg } from '../i18n/msg.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Message } from '../model/message.ts';
import { changesOf } from '../model/plan.ts';
import { hostLine } from './documents.ts';
import { pair } from './joined.ts';
import { byUrgency, countsOf, findingsOf, offersMove, riskRows, titleOfStep } from './rows.ts';
import { type Line, line, textOfLine } from './spans.ts';
import { speaker } from './speak.ts';
import { isPlanning, openRunOf, type WizardState } from './state.ts';
import { truncate, widthOf } from './wrap.ts';
import { levelWord, Writer } from './writer.ts';

/** The texts of pages that are read, not filled in. Screen and line mode show the same. */
type Page = (state: WizardState, columns: number) => readonly Line[];

function writerFor(state: WizardState, columns: number): Writer {
  return new Writer(speaker(state.language), columns, state.ascii);
}

/** What this host is, the most urgent findings (at most `most`), and what the answers would change. */
export function summaryIntro(state: WizardState, columns: number, most: number): readonly Line[] {
  const writer = writerFor(state, columns);
  const t = speaker(state.language);
  const { detection, planned } = state;
  if (detection === null) return [];
  writer.lines.push(
    line(truncate(textOfLine(hostLine(detection.host, state.ascii)), columns), 'title'),
  );
  const urgent = byUrgency(findingsOf(state)).filter(
    ({ level }) => level === 'fail' || level === 'warn',
  );
  if (state.model.simulated && most > 0) writer.say(msg('tui.simulated'), 'warn');
  const [first] = urgent;
  if (first === undefined) writer.say(msg('tui.findings-none'));
  else if (most < 2) writer.lines.push(lackLine(first.title, urgent.length - 1, t, columns));
  else {
    writer.say(msg('tui.findings-some', { count: urgent.length }));
    for (const { level, title } of urgent.slice(0, most)) {
      const style = level === 'fail' ? 'bad' : 'warn';
      const text = `  ${level === 'fail' ? '!' : '?'} ${t(pair(levelWord(level), title))}`;
      writer.lines.push(line(truncate(text, columns), style));
    }
    const more = urgent.length - most;
    if (more > 0) writer.say(msg('tui.findings-more', { count: more }), 'dim', 4);
  }
  if (offersMove(state)) writer.say(msg('moving.offer'), 'accent');
  if (planned === null || isPlanning(state)) writer.say(msg('tui.working-out'), 'dim');
  else {
    const { changes, root, blocked } = countsOf(planned.plan);
    // Who is kept from everything is not ready.
    const elsewhere = planned.plan.papers === undefined ? 'ready' : 'elsewhere';
    const none = msg(`tui.summary-${blocked > 0 ? 'nothing' : elsewhere}`);
    writer.say(changes === 0 ? none : msg('tui.summary-change', { changes, root }));
    if (blocked > 0) writer.say(msg('tui.summary-blocked', { count: blocked }), 'bad');
  }
  return writer.lines;
}

/**
 * The most urgent finding and how many more, in one row. Where that leaves no room for the finding, only
 * how many there are: the way to all of them is never cut off.
 */
function lackLine(first: Message, more: number, t: Translate, columns: number): Line {
  const say = (text: string) => {
    const raw = msg('core.raw', { text });
    if (more === 0) return t(msg('tui.findings-line', { first: raw }));
    return t(msg('tui.findings-line-more', { first: raw, count: more }));
  };
  const room = columns - widthOf(say(''));
  const text = room < 12 ? t(msg('tui.findings-count', { count: more + 1 })) : '';
  return line(truncate(text === '' ? say(truncate(t(first), room)) : text, columns), 'warn');
}

/** The last page before anything is changed. */
export const confirmPage: Page = (state, columns) => {
  const writer = writerFor(state, columns);
  const t = speaker(state.language);
  const { planned } = state;
  if (planned === null) return [];
  const { changes, root, blocked } = countsOf(planned.plan);
  writer.say(msg('tui.confirm'), 'title');
  if (state.model.simulated) writer.say(msg('tui.simulated'), 'warn');
  writer.blank();
  if (changes === 0) writer.say(msg('tui.confirm-none'));
  else {
    const { user, host } = planned.plan;
    writer.say(msg('tui.confirm-changes', { changes, user: user.name, host: host.name }));
    const nobody = findingsOf(state).some(
      ({ id, level }) => id === 'privilege.tool' && level === 'warn',
    );
    if (root === 0) writer.say(msg('tui.confirm-no-root'));
    else if (state.model.uid === 0) writer.say(msg('tui.confirm-is-root', { root }));
    else writer.say(msg(nobody ? 'tui.confirm-script' : 'tui.confirm-root', { root }));
  }
  if (blocked > 0) {
    const steps = planned.plan.steps.filter(({ status }) => status === 'blocked');
    const titles = steps.map(({ id }) => t(stepTitle(state, id)));
    writer.say(msg('tui.confirm-blocked', { steps: titles }), 'warn');
  }
  for (const { name } of riskRows(state)) {
    writer.say(pair(msg('tui.risk'), msg(`report.risk-${name}`)), 'warn');
  }
  if (changes > 0) {
    writer.blank();
    writer.say(msg('tui.confirm-journal'), 'dim');
  }
  return writer.lines;
};

/** The title of a step as its page has it. */
export function stepTitle(state: WizardState, id: string) {
  const planned = state.planned?.all.steps.find((step) => step.id === id);
  if (planned !== undefined) return titleOfStep(state.model, planned);
  return msg('core.raw', { text: id });
}

/** An open run, above its choices. */
export const openPage: Page = (state, columns) => {
  const writer = writerFor(state, columns);
  const run = openRunOf(state);
  if (run === null) return [];
  const done = run.changes.filter((change) => change.state === 'done').length;
  writer.say(msg('tui.open-heading'), 'title');
  writer.blank();
  const { user, started, because, changes } = run;
  writer.say(msg('tui.open-intro', { user, started, because }));
  writer.say(msg('tui.open-progress', { done, total: changes.length }));
  return writer.lines;
};

/** Unfinished answers, above their choices. */
export const draftPage: Page = (state, columns) => {
  const writer = writerFor(state, columns);
  writer.say(msg('tui.draft-heading'), 'title');
  writer.blank();
  writer.say(msg('tui.draft-intro', { user: state.start?.draft?.target.name ?? '' }));
  return writer.lines;
};

/** For whom, above the list. */
export const userPage: Page = (state, columns) => {
  const writer = writerFor(state, columns);
  writer.say(msg('tui.user-title'), 'title');
  writer.blank();
  writer.say(msg('tui.user-intro'));
  return writer.lines;
};

/** Something threw: what, and what to do. */
export const failedPage: Page = (state, columns) => {
  const writer = writerFor(state, columns);
  if (state.screen.name !== 'failed') return [];
  writer.say(msg('tui.failed-title'), 'title');
  writer.blank();
  writer.say(state.screen.message, 'bad');
  if (state.screen.hint !== null) writer.say(state.screen.hint);
  return writer.lines;
};

/** Where the answers go. */
export const savePage: Page = (state, columns) => {
  const writer = writerFor(state, columns);
  writer.say(msg('tui.save-title'), 'title');
  writer.blank();
  writer.say(msg('tui.save-intro'));
  return writer.lines;
};

/** The question that stands over a screen. */
export const askingPage: Page = (state, columns) => {
  const writer = writerFor(state, columns);
  const undo = state.asking === 'undo';
  writer.say(undo ? msg('tui.undo-title') : msg('tui.quit-title'), 'title');
  writer.blank();
  // A simulated wizard keeps no answers for next time.
  const untouched = state.model.simulated ? msg('tui.bye-untouched') : msg('tui.quit-untouched');
  writer.say(undo ? msg('tui.undo-intro') : untouched);
  return writer.lines;
};

/** Above the risks: how they are accepted; of an undo also what would stop, and what to do instead. */
export function risksIntro({ screen }: WizardState): readonly Message[] {
  if (screen.name !== 'risks' || screen.undo === undefined) return [msg('tui.risks-intro')];
  return [
    msg('cli.undo-moved', { names: [...screen.undo.names] }),
    msg('cli.undo-moved-first'),
    msg('tui.undo-risk-intro'),
  ];
}

/** What a risk opens, and which changes bring it. */
export function riskChanges(state: WizardState, index: number, columns: number): readonly Line[] {
  const writer = writerFor(state, columns);
  const t = speaker(state.language);
  const row = riskRows(state)[index];
  if (row === undefined || row.changes.length === 0) return [];
  writer.say(msg('tui.risk-through', { changes: row.changes.map(({ title }) => t(title)) }), 'dim');
  for (const { why } of row.changes) writer.say(why, 'dim');
  return writer.lines;
}

/** How many changes would be made now. */
export function changeCount(state: WizardState): number {
  return state.planned === null ? 0 : changesOf(state.planned.plan).length;
}
