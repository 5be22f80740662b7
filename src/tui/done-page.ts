import { msg } from '../i18n/msg.ts';
import { EXIT } from '../model/error.ts';
import type { Message } from '../model/message.ts';
import { pair } from './joined.ts';
import { bodyHeight, contentWidth } from './layout.ts';
import { byUrgency, somebodyElse } from './rows.ts';
import type { Line, Style } from './spans.ts';
import { speaker } from './speak.ts';
import type { WizardState } from './state.ts';
import { levelWord, Writer } from './writer.ts';

/** Lines of output that stand below a failure; the log has all. */
const LAST_LINES = 5;

/** How it ended, in one heading. */
export function doneTitle(state: WizardState): { readonly title: Message; readonly style: Style } {
  const { outcome, run } = state;
  if (outcome === null) return { title: msg('tui.done-failed'), style: 'bad' };
  if (outcome.exit === EXIT.open) return { title: msg('tui.done-stopped'), style: 'warn' };
  if (outcome.exit === EXIT.unproven) return { title: msg('tui.done-unproven'), style: 'warn' };
  if (outcome.exit === EXIT.privilege && outcome.script !== null) {
    return { title: msg('tui.done-administrator'), style: 'warn' };
  }
  if (outcome.exit === EXIT.unsupported && outcome.papers !== undefined) {
    return { title: msg('tui.done-elsewhere'), style: 'warn' };
  }
  if (outcome.exit !== EXIT.ok) {
    const nothing = outcome.run === null;
    return { title: msg(nothing ? 'tui.done-nothing' : 'tui.done-failed'), style: 'bad' };
  }
  if (run?.kind === 'undo') return { title: msg('tui.done-undone'), style: 'good' };
  const moved = run?.findings.filter(({ id }) => id.startsWith('migrate.prove.')) ?? [];
  if (moved.length > 0) return { title: msg('moving.done'), style: 'good' };
  // Skipped is not passed: where no container ran, whatever else was fine, nothing is promised.
  const runs = (run?.findings ?? []).filter(({ id }) => /^verify\.\w+\.run$/.test(id));
  const proven = runs.length > 0 && runs.every(({ level }) => level === 'ok' || level === 'warn');
  return { title: msg(proven ? 'tui.done-good' : 'tui.done-made'), style: 'good' };
}

/**
 * The last page: how it ended, what is still to be done by the person, what to try, what was proven, and
 * how to take it back. What the person does next comes before what they only read: with two engines the
 * proofs alone fill a screen. After a failure the last output comes before the commands.
 */
export function donePage(state: WizardState, columns: number, breaks = true): readonly Line[] {
  const t = speaker(state.language);
  const writer = new Writer(t, columns, state.ascii, breaks);
  const { outcome, run } = state;
  if (outcome === null) return [];
  const { title, style } = doneTitle(state);
  writer.say(title, style);
  if (state.model.simulated) writer.say(msg('tui.simulated'), 'warn');
  writer.say(outcome.message);
  const failed = run?.items.find((item) => item.state === 'failed') ?? null;
  if (failed?.note != null) writer.say(pair(failed.title, failed.note), 'bad');
  if (outcome.exit !== EXIT.ok && run !== null && run.findings.length === 0 && run.log.length > 0) {
    section(writer, msg('tui.last-output'));
    for (const one of run.log.slice(-LAST_LINES)) writer.hostRow(one, 'dim', 2);
  }
  if (outcome.needs !== 'none') {
    writer.blank();
    writer.say(msg(`tui.then-${outcome.needs}`), 'warn');
  }
  commands(writer, msg('tui.script-at'), outcome.script === null ? [] : [outcome.script]);
  commands(writer, msg('tui.papers-at'), outcome.papers ?? []);
  commands(writer, msg('tui.next'), outcome.next);
  commands(writer, tryNext(state), outcome.tryNext);
  if (run !== null && run.findings.length > 0) {
    section(writer, msg('tui.proven'));
    for (const finding of byUrgency(run.findings)) {
      writer.say(pair(levelWord(finding.level), finding.title), LEVEL[finding.level], 2);
    }
  }
  if (run !== null && run.notes.length > 0) section(writer, msg('tui.notes'));
  for (const note of run?.notes ?? []) writer.host(note, undefined, 2);
  if (outcome.hints.length > 0) section(writer, msg('tui.hints'));
  for (const hint of outcome.hints) {
    writer.say(hint.title, undefined, 2);
    writer.host(hint.line, 'accent', 4);
  }
  // A simulated run is gone with the program, so no command can take it back later.
  const undo = state.model.simulated ? null : outcome.undo;
  commands(writer, msg('tui.undo-with'), undo === null ? [] : [undo]);
  const finish = state.model.simulated ? null : outcome.finish;
  commands(writer, msg('moving.finish-with'), finish === null ? [] : [finish]);
  commands(writer, msg('tui.log-at'), outcome.log === null ? [] : [outcome.log]);
  return writer.lines;
}

/** Whoever set up somebody else would look at an engine of their own. */
function tryNext(state: WizardState): Message {
  const user = somebodyElse(state);
  return user === null ? msg('tui.try-next') : msg('tui.try-next-as', { user });
}

const LEVEL = { ok: 'good', info: 'accent', warn: 'warn', fail: 'bad', skip: 'dim' } as const;

function section(writer: Writer, heading: Message): void {
  writer.blank();
  writer.say(heading, 'title');
}

function commands(writer: Writer, heading: Message, lines: readonly string[]): void {
  if (lines.length === 0) return;
  section(writer, heading);
  for (const one of lines) writer.host(one, 'accent', 2);
}

/** How far a page of text can be scrolled: 0 when all of it is seen. */
export function overflow(state: WizardState, lines: readonly Line[]): number {
  return Math.max(0, lines.length - bodyHeight(state));
}

/** The lines that stay on the terminal when the wizard is gone. */
export function farewell(state: WizardState): readonly Line[] {
  const columns = contentWidth(state);
  const writer = new Writer(speaker(state.language), columns, state.ascii);
  if (state.outcome !== null && state.run?.endedAt !== null) {
    return donePage(state, columns, false);
  }
  if (state.screen.name === 'failed') writer.say(state.screen.message, 'bad');
  if (state.run === null) writer.say(msg('tui.bye-untouched'));
  return writer.lines;
}
