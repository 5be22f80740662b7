import { msg } from '../../src/i18n/msg.ts';
import type { Translate } from '../../src/i18n/translate.ts';
import type { Message } from '../../src/model/message.ts';
import { windowAround } from '../../src/tui/layout.ts';
import type { Line } from '../../src/tui/spans.ts';
import type { Theme } from './theme.ts';

/**
 * The part of a list that fits into `height` rows. An item may take several rows; the focused one is
 * marked by a pointer and by weight. What is cut off is told by the last row.
 */
export function listRows(
  items: readonly (readonly Line[])[],
  options: {
    readonly cursor: number;
    readonly height: number;
    readonly theme: Theme;
    readonly t: Translate;
  },
): readonly Line[] {
  const { cursor, height, theme, t } = options;
  const each = Math.max(1, ...items.map((item) => item.length));
  const fits = Math.max(1, Math.floor(height / each));
  const all = items.length <= fits;
  // One row less when something is cut off: that row says so.
  const room = all ? fits : Math.max(1, Math.floor((height - 1) / each));
  const { start, end } = windowAround(cursor, items.length, room);
  const rows = items.slice(start, end).flatMap((item, index) => {
    const focused = start + index === cursor;
    return item.map((row, at) => pointed(row, focused, at === 0, theme));
  });
  const below = items.length - end;
  if (all || height < 2) return rows;
  return [...rows, [{ text: `  ${t(beyond(start, below))}`, style: 'dim' }]];
}

/** What lies beyond the rows that are seen. */
function beyond(above: number, below: number): Message {
  if (above === 0) return msg('tui.rows-more', { count: below });
  return below === 0 ? msg('tui.rows-above', { above }) : msg('tui.rows-around', { above, below });
}

function pointed(row: Line, focused: boolean, first: boolean, theme: Theme): Line {
  const lead = focused && first ? `${theme.signs.pointer} ` : '  ';
  if (!focused) return [{ text: lead }, ...row];
  return [
    { text: lead, style: 'focus' },
    ...row.map((span) => (span.style === undefined ? { ...span, style: 'focus' as const } : span)),
  ];
}
