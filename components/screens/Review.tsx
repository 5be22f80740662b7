import { msg } from '../../src/i18n/msg.ts';
import type { Translate } from '../../src/i18n/translate.ts';
import { WIDE } from '../../src/tui/layout.ts';
import { reviewDetail, reviewHead } from '../../src/tui/review-page.ts';
import { type ReviewRow, reviewRows } from '../../src/tui/rows.ts';
import { shortTitle } from '../../src/tui/short-title.ts';
import { EMPTY, type Line, line, type Span } from '../../src/tui/spans.ts';
import { isPlanning } from '../../src/tui/state.ts';
import { pad, truncate, widthOf, wrap } from '../../src/tui/wrap.ts';
import { Body } from '../parts/Body.tsx';
import { listRows } from '../parts/List.ts';
import { type Theme, useTheme } from '../parts/theme.ts';
import { useTick } from '../parts/tick.ts';
import { useWizard } from '../parts/wizard.ts';

/** Every change before it is made: the list, and what is to be known of the row under the cursor. */
export function Review({ cursor }: { readonly cursor: number }) {
  const { state, t, width, height } = useWizard();
  const theme = useTheme();
  const planning = isPlanning(state);
  const sign = useTick(planning);
  const rows = reviewRows(state);
  const head = planning
    ? [line(`${sign} ${t(msg('tui.working-out'))}`, 'dim')]
    : wrap(t(reviewHead(state)), width)
        .slice(0, height < 12 ? 1 : 3)
        .map((text) => line(text));
  const more = (count: number) => t(msg('tui.rows-more', { count }));
  const room = height - head.length - 1;
  const row = rows[cursor];
  const left = width >= WIDE - 2 ? Math.min(44, Math.floor(width * 0.45)) : width;
  const items = rows.map((one) => [rowLine(one, t, theme, left - 2)]);
  if (left < width) {
    const list = listRows(items, { cursor, height: room, theme, t });
    const detail = row === undefined ? [] : reviewDetail(state, row, width - left - 2);
    const seen = cut(detail, room, more);
    return <Body lines={[...head, EMPTY, ...beside(list, seen, left, room)]} />;
  }
  const half = Math.max(2, Math.ceil(room / 2));
  const list = listRows(items, { cursor, height: half, theme, t });
  const detail = row === undefined ? [] : reviewDetail(state, row, width);
  const rest = height - head.length - list.length - 1;
  return <Body lines={[...head, ...list, EMPTY, ...cut(detail, rest, more)]} />;
}

/** What fits into `rows`; that something is missing is told, `e` shows all of it. */
function cut(
  lines: readonly Line[],
  rows: number,
  more: (count: number) => string,
): readonly Line[] {
  if (lines.length <= rows || rows < 3) return lines.slice(0, Math.max(0, rows));
  return [...lines.slice(0, rows - 1), line(more(lines.length - rows + 1), 'dim')];
}

function rowLine(row: ReviewRow, t: Translate, theme: Theme, width: number): Line {
  if (row.kind === 'step') {
    const { sign, style } = theme.marks[row.step.status];
    return [{ text: `${sign} `, style }, { text: truncate(t(row.title), width - 2) }];
  }
  const out = row.left !== 'no';
  const risk: Span = { text: row.change.risks.length > 0 ? ' !' : '', style: 'warn' };
  // The whole title stands beside the list, or below it.
  const text = `  [${out ? ' ' : 'x'}] ${t(shortTitle(row.change.title))}`;
  const title: Span = { text: truncate(text, width - risk.text.length) };
  return [out ? { ...title, style: 'dim' } : title, risk];
}

/** Two texts beside each other, the left one at a fixed width. */
function beside(
  left: readonly Line[],
  right: readonly Line[],
  width: number,
  height: number,
): readonly Line[] {
  return Array.from({ length: height }, (_, index) => {
    const own = left[index] ?? EMPTY;
    const used = own.reduce((sum, { text }) => sum + widthOf(text), 0);
    return [...own, { text: pad('', width - used + 2) }, ...(right[index] ?? EMPTY)];
  });
}
