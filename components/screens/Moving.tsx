import { msg } from '../../src/i18n/msg.ts';
import type { Translate } from '../../src/i18n/translate.ts';
import { WIDE } from '../../src/tui/layout.ts';
import { type MovingRow, movingRows } from '../../src/tui/moving.ts';
import { movingDetail, movingIntro, movingRowText } from '../../src/tui/moving-page.ts';
import { EMPTY, type Line, line, type Span } from '../../src/tui/spans.ts';
import type { WizardState } from '../../src/tui/state.ts';
import { pad, truncate, widthOf } from '../../src/tui/wrap.ts';
import { Body } from '../parts/Body.tsx';
import { listRows } from '../parts/List.ts';
import { useTheme } from '../parts/theme.ts';
import { useWizard } from '../parts/wizard.ts';

/** Rows of the explanation below the list. */
const DETAIL = 4;

/** What root's Docker runs, in the groups that move together, each with its judgement. */
export function MovingList({ cursor }: { readonly cursor: number }) {
  const { state, t, width, height } = useWizard();
  const theme = useTheme();
  const rows = movingRows(state);
  // In a low window the list comes first.
  const intro = movingIntro(state, width).slice(0, height < 12 ? 1 : height < 16 ? 6 : 8);
  const focused = rows[cursor];
  if (focused === undefined) return <Body lines={intro} />;
  const most = height >= 16 ? DETAIL : 1;
  const all = movingDetail(state, focused, width);
  const more = all.length - most + 1;
  const detail =
    all.length <= most || most < 2
      ? all.slice(0, most)
      : [...all.slice(0, most - 1), line(t(msg('moving.more', { count: more })), 'dim')];
  const room = Math.max(1, height - intro.length - 2 - most);
  const wide = width >= WIDE - 22;
  const items = rows.map((row) => rowLines(state, row, t, width - 2, wide));
  const list = listRows(items, { cursor, height: room, theme, t });
  const filler = Array.from({ length: Math.max(0, room - list.length) }, () => EMPTY);
  return <Body lines={[...intro, EMPTY, ...list, ...filler, EMPTY, ...detail]} />;
}

/** In one row where there is room, else the judgement below the name. */
function rowLines(
  state: WizardState,
  row: MovingRow,
  t: Translate,
  width: number,
  wide: boolean,
): readonly Line[] {
  const { lead, name, says } = movingRowText(state, row);
  const text = t(says);
  const quiet = (words: string): Span =>
    row.head ? { text: words } : { text: words, style: 'dim' };
  if (wide) {
    const right = Math.min(widthOf(text), Math.floor(width / 2));
    const left = Math.max(28, Math.floor(width * 0.5));
    const room = Math.min(left, width - right - 1);
    return [[{ text: `${pad(lead + name, room)} ` }, quiet(truncate(text, width - room - 1))]];
  }
  const indent = ' '.repeat(widthOf(lead));
  return [line(truncate(lead + name, width)), [quiet(truncate(indent + text, width))]];
}
