import { msg } from '../../src/i18n/msg.ts';
import type { Translate } from '../../src/i18n/translate.ts';
import { fieldWindow } from '../../src/tui/field.ts';
import { noted, plain } from '../../src/tui/joined.ts';
import { type Asked, type Choice, describeValue, isListItem } from '../../src/tui/questions.ts';
import { askedByKey, summaryRows } from '../../src/tui/rows.ts';
import { EMPTY, type Line, line, type Span, type Style, textOfLine } from '../../src/tui/spans.ts';
import type { Screen, WizardState } from '../../src/tui/state.ts';
import { askedWays, isWay } from '../../src/tui/ways.ts';
import { widthOf, wrap } from '../../src/tui/wrap.ts';
import { Body } from '../parts/Body.tsx';
import { listRows } from '../parts/List.ts';
import { useTheme } from '../parts/theme.ts';
import { useWizard } from '../parts/wizard.ts';

type QuestionScreen = Extract<Screen, { name: 'question' }>;

/** One question: what it is good for, the recommended answer and why, the alternatives. */
export function Question({ screen }: { readonly screen: QuestionScreen }) {
  const { state, t, width, height } = useWizard();
  const theme = useTheme();
  const asked = askedByKey(state, screen.key);
  if (asked === null) return <Body lines={[]} />;
  const say = (text: string, style?: Style): readonly Line[] =>
    wrap(text, Math.min(width, 100)).map((one) => line(one, style));
  const place = say(placeText(state, screen, asked, t), 'dim');
  const why = say(t(msg('tui.recommended-because', { because: asked.because })), 'dim');
  const refused = screen.refused === null ? [] : say(t(screen.refused), 'bad');
  // In a low window the explanation gives way, never the field or the list.
  const least =
    refused.length + (screen.field === null ? Math.min(asked.options.length + 1, 4) : 1);
  const title = [...(height >= 12 ? [...place, EMPTY] : []), ...say(t(asked.title), 'title')];
  const help = say(t(asked.help)).slice(0, Math.max(0, height - title.length - 1 - least));
  const head = [...title, ...help, EMPTY];
  if (screen.field !== null) {
    const shown = fieldWindow(screen.field, width - 2);
    const lines: readonly Line[] = [
      ...head,
      [{ text: `${theme.signs.pointer} `, style: 'focus' }, { text: shown.text }],
      ...refused,
      EMPTY,
      ...recommendedLine(asked, t, say),
      ...why,
    ];
    return <Body lines={lines} caret={{ row: head.length, x: 2 + shown.x }} />;
  }
  const tail = [...refused, ...why];
  const room = Math.max(3, height - head.length - tail.length - 1);
  const options = asked.options.map((option, index) =>
    optionLines(option, index, { asked, screen, t, width: width - 2 }),
  );
  const items = options.map(({ label, help: why }) => [...label, ...why]);
  // Where the explanations of all options do not fit, only the focused one has its own, as far as there is room.
  const spare = room - options.reduce((sum, { label }) => sum + label.length, 0);
  const full = items.reduce((sum, item) => sum + item.length, 0) <= room;
  const shown = full
    ? items
    : options.map(({ label, help: why }, index) =>
        index === screen.cursor ? [...label, ...why.slice(0, Math.max(1, spare))] : label,
      );
  const list =
    full || spare > 0
      ? shown.flatMap((item, index) =>
          listRows([item], one(index === screen.cursor, item.length, theme, t)),
        )
      : listRows(shown, {
          cursor: screen.cursor,
          height: room,
          theme,
          t,
        });
  return <Body lines={[...head, ...list, EMPTY, ...tail]} />;
}

/** A list of one item, so that items of different heights can stand below each other. */
function one(focused: boolean, height: number, theme: ReturnType<typeof useTheme>, t: Translate) {
  return { cursor: focused ? 0 : -1, height, theme, t };
}

function optionLines(
  option: Choice,
  index: number,
  view: {
    readonly asked: Asked;
    readonly screen: QuestionScreen;
    readonly t: Translate;
    readonly width: number;
  },
): { readonly label: readonly Line[]; readonly help: readonly Line[] } {
  const { asked, screen, t, width } = view;
  const several = asked.kind === 'several';
  const ticked = isListItem(option.value) && screen.ticked.includes(option.value);
  const box = several ? `[${ticked ? 'x' : ' '}] ` : '';
  const notes = [
    ...(option.recommended ? [msg('tui.recommended')] : []),
    ...(!several && option.value === asked.value ? [msg('tui.current')] : []),
  ];
  // Two blanks set it apart from the label.
  const text = notes.length === 0 ? '' : t(noted(plain(''), notes)).trimStart();
  const note: Span = { text: text === '' ? '' : `  ${text}`, style: 'good' };
  const lead = ' '.repeat(several ? 7 : 3);
  const own = `${index + 1}  ${box}`;
  const rows = wrap(t(option.label), width - lead.length).map(
    (text, at): Line => [{ text: (at === 0 ? own : lead) + text }],
  );
  // What is chosen from is never cut off; the note goes below it where it has no room beside it.
  const last = rows.at(-1) ?? [];
  const fits = widthOf(textOfLine(last)) + widthOf(note.text) <= width;
  const label: readonly Line[] = fits
    ? [...rows.slice(0, -1), [...last, note]]
    : [...rows, [{ ...note, text: lead + note.text.trimStart() }]];
  const help = option.help === null ? [] : wrap(t(option.help), Math.min(width, 100) - lead.length);
  return { label, help: help.map((text) => line(lead + text, 'dim')) };
}

function recommendedLine(
  asked: Asked,
  t: Translate,
  say: (text: string, style?: Style) => readonly Line[],
): readonly Line[] {
  const value = describeValue(asked.options, asked.recommended);
  return say(t(msg('tui.recommended-is', { value })), 'good');
}

/** On the tour: which question this is, of how many. Else only its step. */
function placeText(state: WizardState, screen: QuestionScreen, asked: Asked, t: Translate): string {
  const step = t(asked.step.title);
  if (!screen.tour) return step;
  const keys = isWay(state, screen.key)
    ? askedWays(state).map(({ key }) => key)
    : summaryRows(state).flatMap((row) => (row.asked === null ? [] : [row.asked.key]));
  const at = keys.indexOf(screen.key) + 1;
  return t(msg('tui.question-place', { at, total: keys.length, step }));
}
