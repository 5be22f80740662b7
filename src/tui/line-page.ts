import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import { applyLabel, bindings, isTyping } from './bindings.ts';
import { donePage } from './done-page.ts';
import { noted, pair, plain } from './joined.ts';
import { type Command, KEYS } from './keys.ts';
import { movingRows } from './moving.ts';
import { movingIntro, movingRowText } from './moving-page.ts';
import * as pages from './pages.ts';
import { type Asked, isListItem } from './questions.ts';
import { reviewHead } from './review-page.ts';
import {
  askedByKey,
  DRAFT_CHOICES,
  openChoices,
  reviewRows,
  riskRows,
  summaryRows,
} from './rows.ts';
import { type Line, textOfLine } from './spans.ts';
import { speaker } from './speak.ts';
import type { Screen, WizardState } from './state.ts';

/** Lines are as long as they are: whoever listens or has a narrow window wraps them as it likes. */
export const ENDLESS = Number.MAX_SAFE_INTEGER;

/** A screen as lines: what is said, the numbered rows, and the letters that do something here. */
export interface LinePage {
  readonly lines: readonly string[];
  readonly rows: readonly string[];
  readonly letters: readonly {
    readonly key: string;
    readonly command: Command;
    readonly label: Message;
  }[];
  /** How numbers are understood: a row is opened, looked at, or ticked. */
  readonly numbers: 'open' | 'look' | 'tick';
  /** What an empty line does, or null. */
  readonly empty: Command | null;
  /** The present text when text is asked for; letters are text then. */
  readonly text: string | null;
}

/** Keys that cannot be typed as a line, and commands that belong to rows. */
const TYPED: Readonly<Partial<Record<Command, string>>> = { back: '<' };
const NOT_TYPED: ReadonlySet<Command> = new Set([
  'up',
  'down',
  'page-up',
  'page-down',
  'first',
  'last',
  'interrupt',
  'redraw',
  'suspend',
  'next',
]);

/** The present screen as lines. Made from the same rows, pages and keys as the drawn one. */
export function linePage(state: WizardState): LinePage {
  const base: LinePage = {
    lines: [],
    rows: [],
    letters: letters(state),
    numbers: 'open',
    empty: null,
    text: null,
  };
  if (state.asking !== null) {
    const yes = bindings(state)[0]?.label ?? msg('tui.yes');
    const letter = { key: 'y', command: 'next', label: yes } as const;
    return {
      ...base,
      lines: texts(pages.askingPage(state, ENDLESS)),
      letters: [letter, ...base.letters],
    };
  }
  return { ...base, ...content(state, state.screen) };
}

function content(state: WizardState, screen: Screen): Partial<LinePage> {
  const t = speaker(state.language);
  switch (screen.name) {
    case 'open':
      return {
        lines: texts(pages.openPage(state, ENDLESS)),
        rows: openChoices(state).map((choice) => t(msg(`tui.open-${choice}`))),
      };
    case 'draft':
      return {
        lines: texts(pages.draftPage(state, ENDLESS)),
        rows: DRAFT_CHOICES.map((choice) => t(msg(`tui.draft-${choice}`))),
      };
    case 'user': {
      const lines = texts(pages.userPage(state, ENDLESS));
      if (screen.field !== null) {
        const help = [t(msg('tui.user-new-name')), t(msg('tui.user-new-help'))];
        return { lines: [...lines, ...help, ...refused(state, screen)], text: screen.field.text };
      }
      const users = state.start?.askUser?.users ?? [];
      const names = users.map(({ name, uid, home }) =>
        t(msg('core.raw', { text: `${name} (${uid}, ${home})` })),
      );
      return { lines, rows: [...names, t(msg('tui.user-new'))] };
    }
    case 'summary':
      return { lines: texts(pages.summaryIntro(state, ENDLESS, 5)), rows: summaryTexts(state) };
    case 'question': {
      const asked = askedByKey(state, screen.key);
      return asked === null ? {} : question(state, screen, asked);
    }
    case 'moving':
      return {
        lines: texts(movingIntro(state, ENDLESS)),
        rows: movingRows(state).map((row) => {
          const { lead, name, says } = movingRowText(state, row);
          return `${row.head ? '' : '- '}${lead.trim()} ${t(pair(plain(name), says))}`;
        }),
        numbers: 'look',
      };
    case 'review':
      return { lines: [t(reviewHead(state))], rows: reviewTexts(state), numbers: 'look' };
    case 'risks':
      return {
        lines: pages.risksIntro(state).map(t),
        rows: riskRows(state).map(({ name, accepted }) => {
          const said = msg(accepted ? 'tui.risk-accepted' : 'tui.risk-not-accepted');
          return t(noted(msg(`report.risk-${name}`), [pair(plain(name), said)]));
        }),
        numbers: 'look',
      };
    case 'confirm': {
      const letter = { key: 'y', command: 'next', label: applyLabel(state) } as const;
      return {
        lines: texts(pages.confirmPage(state, ENDLESS)),
        letters: [letter, ...letters(state)],
      };
    }
    case 'save':
      return {
        lines: [...texts(pages.savePage(state, ENDLESS)), ...refused(state, screen)],
        text: screen.field.text,
      };
    case 'done':
      return { lines: texts(donePage(state, ENDLESS)) };
    case 'failed':
      return { lines: texts(pages.failedPage(state, ENDLESS)) };
    default:
      return {};
  }
}

function letters(state: WizardState): LinePage['letters'] {
  if (isTyping(state)) return [];
  return bindings(state)
    .filter(({ command }) => !NOT_TYPED.has(command))
    .map(({ command, label }) => ({ key: letterOf(state, command), command, label }))
    .filter(
      ({ key }, index, all) => key !== '' && all.findIndex((one) => one.key === key) === index,
    );
}

/** Space cannot be typed as a line: a risk is accepted by `y`, a change left out by `x`. */
function letterOf(state: WizardState, command: Command): string {
  if (command === 'toggle') {
    if (state.screen.name === 'question') return '';
    return state.screen.name === 'risks' ? 'y' : 'x';
  }
  const [key = ''] = KEYS[command].filter((name) => name.length === 1);
  return TYPED[command] ?? key;
}

function question(
  state: WizardState,
  screen: Extract<Screen, { name: 'question' }>,
  asked: Asked,
): Partial<LinePage> {
  const t = speaker(state.language);
  const lines = [
    t(pair(asked.step.title, asked.title)),
    t(asked.help),
    t(msg('tui.recommended-because', { because: asked.because })),
    ...refused(state, screen),
  ];
  if (screen.field !== null) return { lines, text: screen.field.text };
  const several = asked.kind === 'several';
  const rows = asked.options.map((option) => {
    const ticked = isListItem(option.value) && screen.ticked.includes(option.value);
    const notes = [
      ...(option.recommended ? [msg('tui.recommended')] : []),
      ...(several && ticked ? [msg('tui.line-ticked')] : []),
      ...(!several && option.value === asked.value ? [msg('tui.current')] : []),
    ];
    const first = noted(option.label, notes);
    return t(option.help === null ? first : msg('tui.then', { first, rest: option.help }));
  });
  return { lines, rows, numbers: several ? 'tick' : 'open', empty: 'next' };
}

function summaryTexts(state: WizardState): readonly string[] {
  const t = speaker(state.language);
  return summaryRows(state).map((row) => {
    const notes = [
      ...(row.source === null ? [] : [msg(`tui.source-${row.source}`)]),
      ...row.risks.map((risk) => pair(msg('tui.risk-mark'), msg(`report.risk-${risk}`))),
      ...(row.doubtful ? [msg('tui.doubtful-mark')] : []),
      ...(row.problem === null ? [] : [pair(msg('tui.problem-mark'), row.problem)]),
    ];
    const value = noted(row.value, notes);
    const title = t(row.title);
    // A title that is a question needs no colon behind its mark.
    return /[?？]$/.test(title) ? `${title} ${t(value)}` : t(pair(row.title, value));
  });
}

function reviewTexts(state: WizardState): readonly string[] {
  const t = speaker(state.language);
  return reviewRows(state).map((row) => {
    if (row.kind === 'step') {
      const { status, because } = row.step;
      const rest = pair(msg(`tui.status-${status}`), because);
      return t(msg('tui.then', { first: row.title, rest }));
    }
    const notes = [
      ...(row.change.risks.length === 0 ? [] : [msg('tui.risk-mark')]),
      ...(row.left === 'no' ? [] : [msg('tui.review-out')]),
    ];
    return `- ${t(noted(row.change.title, notes))}`;
  });
}

function refused(
  state: WizardState,
  screen: { readonly refused: Message | null },
): readonly string[] {
  return screen.refused === null ? [] : [speaker(state.language)(screen.refused)];
}

/** Lines without their styles, and without the blank ones that only make a screen airy. */
export function texts(lines: readonly Line[]): readonly string[] {
  return lines.map(textOfLine).filter((text) => text.trim() !== '');
}
