import type { Language } from '../i18n/catalogue.ts';
import { msg } from '../i18n/msg.ts';
import type { LineIo } from '../model/line-io.ts';
import type { Message } from '../model/message.ts';
import { pagerDocument, plainText } from './documents.ts';
import { farewell } from './done-page.ts';
import type { WizardEvent } from './events.ts';
import { pair, plain } from './joined.ts';
import { ENDLESS, type LinePage, linePage, texts } from './line-page.ts';
import { movingRows } from './moving.ts';
import { movingDocument } from './moving-page.ts';
import { riskChanges } from './pages.ts';
import { reviewDetail } from './review-page.ts';
import { reviewRows } from './rows.ts';
import type { RunState } from './run-state.ts';
import { startSession, type View } from './runtime.ts';
import { copyable } from './sanitize.ts';
import type { WizardBackend } from './session.ts';
import type { Line } from './spans.ts';
import { speaker } from './speak.ts';
import { isRunning, type WizardState } from './state.ts';

/** How the line mode speaks. */
export interface LineOptions {
  readonly language: Language;
  /** Ctrl-C, while the wizard lives. @returns takes the listener away again. */
  onInterrupt?(listener: () => void): () => void;
  /** Clock in milliseconds and timer, for the sign of life. */
  readonly now?: () => number;
  every?(milliseconds: number, work: () => void): () => void;
}

/** After how much silence a sign of life is given. */
const HEARTBEAT_MS = 30_000;

/**
 * The wizard as lines that are only ever added, for screen readers, braille displays, and terminals that
 * can do nothing else. It is driven by the same state and the same keys as the screen.
 */
export async function runLines(
  backend: WizardBackend,
  io: LineIo,
  options: LineOptions,
): Promise<{ readonly exit: number; readonly language: Language }> {
  const now = options.now ?? (() => performance.now());
  const every = options.every ?? interval;
  let wake: () => void = () => {};
  let before: RunState | null = null;

  const view: View = {
    changed(state) {
      const t = speaker(state.language);
      for (const message of runNews(before, state.run)) io.write(t(message));
      before = state.run;
      wake();
    },
    handOver: (work) => work(),
    perform(effect, state) {
      if (effect.type === 'print') {
        for (const one of plainText(state, effect.topic)) io.write(copyable(one));
      }
    },
  };
  const session = startSession(backend, view, {
    language: options.language,
    ascii: true,
    columns: 80,
    rows: 24,
    now,
  });
  const t = (message: Message) => speaker(session.state.language)(message);
  const offInterrupt = options.onInterrupt?.(() =>
    session.dispatch({ type: 'command', command: 'interrupt' }),
  );
  /** Waits until nothing is under way; says now and then that it still is. */
  const settled = async () => {
    const since = now();
    const stop = every(HEARTBEAT_MS, () => {
      io.write(t(msg('tui.line-still', { seconds: Math.round((now() - since) / 1000) })));
    });
    while ((session.busy || isRunning(session.state)) && session.state.exit === null) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    stop();
  };

  let said = '';
  io.write(t(msg('tui.detecting')));
  try {
    for (;;) {
      await settled();
      const { state } = session;
      if (state.exit !== null) break;
      if (state.screen.name === 'pager' && state.screen.topic.of === 'help') {
        io.write(t(msg(`keys.about-${state.trail.at(-1)?.name ?? 'summary'}`)));
        said = '';
        session.dispatch({ type: 'command', command: 'back' });
      } else if (state.screen.name === 'pager') {
        const { title, lines } = pagerDocument(state, state.screen.topic, ENDLESS);
        for (const one of [title, ...texts(lines)]) io.write(one);
        session.dispatch({ type: 'command', command: 'back' });
      }
      const page = linePage(session.state);
      // A page is read out once; after that only when it has changed or is asked for.
      const content = JSON.stringify([page.lines, page.rows]);
      show(io, session.state, page, content !== said);
      said = content;
      const answer = await io.ask();
      if (answer === null) {
        session.dispatch({ type: 'hangup', exit: io.interrupted === true ? 130 : 129 });
      } else
        for (const event of understand(io, session.state, page, answer)) session.dispatch(event);
    }
    const exit = await session.ended;
    if (session.state.outcome === null)
      for (const one of texts(farewell(session.state))) io.write(one);
    return { exit, language: session.state.language };
  } finally {
    offInterrupt?.();
  }
}

function show(io: LineIo, state: WizardState, page: LinePage, whole: boolean): void {
  const t = speaker(state.language);
  if (whole) {
    io.write('');
    for (const one of page.lines) io.write(one);
    page.rows.forEach((row, index) => {
      io.write(`${index + 1}. ${row}`);
    });
    for (const { key, label } of page.letters) io.write(t(pair(plain(key), label)));
  }
  if (state.notice !== null) io.write(t(state.notice));
  if (page.text !== null) io.write(t(msg('tui.line-text', { value: page.text })));
  else io.write(t(msg(page.numbers === 'tick' ? 'tui.line-several' : 'tui.line-choose')));
}

/** What a typed line means on a page, as events of the wizard. */
function understand(
  io: LineIo,
  state: WizardState,
  page: LinePage,
  line: string,
): readonly WizardEvent[] {
  const typed = line.trim();
  const command = (name: LinePage['letters'][number]['command']): WizardEvent => ({
    type: 'command',
    command: name,
  });
  if (typed === '<') return [command('back')];
  if (page.text !== null) {
    return typed === '' ? [command('next')] : [{ type: 'write', text: typed }, command('next')];
  }
  if (typed === '' && page.empty !== null) return [command(page.empty)];
  const letter = page.letters.find(({ key }) => key === typed);
  if (letter !== undefined) return [command(letter.command)];
  const index = /^\d+$/.test(typed) ? Number(typed) - 1 : -1;
  if (index < 0 || index >= page.rows.length) {
    const t = speaker(state.language);
    if (typed !== '') io.write(t(msg('tui.line-unknown', { text: typed })));
    return [];
  }
  const pick: WizardEvent = { type: 'pick', index };
  if (page.numbers === 'open') return [pick, command('next')];
  if (page.numbers === 'tick') return [pick, command('toggle')];
  look(io, state, index);
  return [pick];
}

/** Says what is to be known of a row; the letters that follow are about it. */
function look(io: LineIo, state: WizardState, index: number): void {
  const t = speaker(state.language);
  const lines = lookLines(state, index);
  for (const one of texts(lines)) io.write(one);
  io.write(t(msg('tui.line-at', { row: index + 1 })));
}

function lookLines(state: WizardState, index: number): readonly Line[] {
  switch (state.screen.name) {
    case 'review': {
      const row = reviewRows(state)[index];
      return row === undefined ? [] : reviewDetail(state, row, ENDLESS);
    }
    case 'moving': {
      const row = movingRows(state)[index];
      return row === undefined ? [] : movingDocument(state, row.id, ENDLESS).lines;
    }
    default:
      return riskChanges(state, index, ENDLESS);
  }
}

/** What is worth a line in the progress of a run: beginnings, ends, findings. */
function runNews(before: RunState | null, after: RunState | null): readonly Message[] {
  if (after === null || before === after) return [];
  const was = new Map(before?.items.map((item) => [item.id, item.state]) ?? []);
  const items = after.items.flatMap((item, index): readonly Message[] => {
    const { title, state } = item;
    if (was.get(item.id) === state) return [];
    if (state === 'running') {
      return [msg('tui.line-item', { at: index + 1, total: after.total, title })];
    }
    if (state === 'done') return [msg('tui.line-done', { title })];
    return state === 'failed' ? [msg('tui.line-failed', { title })] : [];
  });
  const findings = after.findings
    .slice(before?.findings.length ?? 0)
    .map(({ level, title }) =>
      msg('tui.line-finding', { level: msg(`tui.level-${level}`), title }),
    );
  return [...items, ...findings];
}

function interval(milliseconds: number, work: () => void): () => void {
  const timer = setInterval(work, milliseconds);
  return () => clearInterval(timer);
}
