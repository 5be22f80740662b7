import { msg } from '../i18n/msg.ts';
import { pagerDocument } from './documents.ts';
import type { Topic } from './events.ts';
import { fieldOf } from './field.ts';
import type { Command } from './keys.ts';
import { bodyHeight, contentWidth } from './layout.ts';
import { textOfLine } from './spans.ts';
import { pop, push, type Screen, still, type Turn, type WizardState } from './state.ts';

type PagerScreen = Extract<Screen, { name: 'pager' }>;

/** Opens a text over the present screen. */
export function openPager(state: WizardState, topic: Topic): WizardState {
  return push(state, { name: 'pager', topic, top: 0, query: '', search: null });
}

/** Lines of text that a pager shows at once: the body without the title of the text. */
export function pagerHeight(state: WizardState): number {
  return Math.max(1, bodyHeight(state) - 1);
}

/** Scrolling and searching; Esc closes the search field first, then the text. */
export function actOnPager(state: WizardState, command: Command): Turn {
  const { screen } = state;
  if (screen.name !== 'pager') return still(state);
  if (screen.search !== null) return still(inSearch(state, screen, screen.search.text, command));
  const page = pagerHeight(state) - 1;
  switch (command) {
    case 'back':
    case 'quit':
    case 'help':
      return still(pop(state));
    case 'up':
      return still(scroll(state, screen, screen.top - 1));
    case 'down':
      return still(scroll(state, screen, screen.top + 1));
    case 'page-up':
      return still(scroll(state, screen, screen.top - page));
    case 'page-down':
      return still(scroll(state, screen, screen.top + page));
    case 'first':
      return still(scroll(state, screen, 0));
    case 'last':
      return still(scroll(state, screen, Number.MAX_SAFE_INTEGER));
    case 'search':
      return still({ ...state, screen: { ...screen, search: fieldOf('') } });
    case 'match-next':
      return still(find(state, screen, screen.query, screen.top + 1, 1));
    case 'match-previous':
      return still(find(state, screen, screen.query, screen.top - 1, -1));
    case 'print':
      return { state, effects: [{ type: 'print', topic: screen.topic }] };
    case 'redraw':
    case 'suspend':
      return { state, effects: [{ type: command }] };
    case 'interrupt': {
      // The same as on the screen below: a text that is open must not keep a run from being stopped.
      const stops = state.run !== null && state.run.endedAt === null;
      if (!stops || state.run === null) return still(pop(state));
      const when = state.run.stop === null ? 'soon' : 'now';
      const run = { ...state.run, stop: when } as const;
      return { state: { ...state, run }, effects: [{ type: 'stop', when }] };
    }
    default:
      return still(state);
  }
}

/** The furthest that a text can be scrolled, so that its last line stands at the bottom. */
export function lastTop(state: WizardState, screen: PagerScreen): number {
  const { lines } = pagerDocument(state, screen.topic, contentWidth(state));
  return Math.max(0, lines.length - pagerHeight(state));
}

function scroll(state: WizardState, screen: PagerScreen, top: number): WizardState {
  const bounded = Math.max(0, Math.min(top, lastTop(state, screen)));
  return { ...state, screen: { ...screen, top: bounded } };
}

function inSearch(
  state: WizardState,
  screen: PagerScreen,
  query: string,
  command: Command,
): WizardState {
  const closed = { ...screen, search: null };
  if (command === 'back' || command === 'interrupt') return { ...state, screen: closed };
  if (command !== 'next') return state;
  if (query === '') return { ...state, screen: { ...closed, query } };
  return find(state, { ...closed, query }, query, screen.top, 1);
}

/** Scrolls to the next line that holds the text, from `from` on; around the end at most once. */
function find(
  state: WizardState,
  screen: PagerScreen,
  query: string,
  from: number,
  step: 1 | -1,
): WizardState {
  const { lines } = pagerDocument(state, screen.topic, contentWidth(state));
  const found = { ...state, screen };
  if (query === '' || lines.length === 0) return found;
  const wanted = query.toLowerCase();
  for (let i = 0; i < lines.length; i += 1) {
    const at = (((from + i * step) % lines.length) + lines.length) % lines.length;
    const text = textOfLine(lines[at] ?? []).toLowerCase();
    if (text.includes(wanted)) return { ...found, screen: { ...screen, top: at } };
  }
  return { ...found, notice: msg('tui.not-found', { query }) };
}
