import { msg } from '../../src/i18n/msg.ts';
import type { Translate } from '../../src/i18n/translate.ts';
import { chain, pair, plain } from '../../src/tui/joined.ts';
import { WIDE } from '../../src/tui/layout.ts';
import { summaryIntro } from '../../src/tui/pages.ts';
import { describeValue, sameValue } from '../../src/tui/questions.ts';
import { type SummaryRow, summaryRows } from '../../src/tui/rows.ts';
import { EMPTY, type Line, line, type Span, type Style } from '../../src/tui/spans.ts';
import { pad, truncate, widthOf, wrap } from '../../src/tui/wrap.ts';
import { Body } from '../parts/Body.tsx';
import { listRows } from '../parts/List.ts';
import { type Theme, useTheme } from '../parts/theme.ts';
import { useWizard } from '../parts/wizard.ts';

/** Rows of the explanation below the list. */
const DETAIL = 3;

/** The first page of substance: the host, and every answer with its source. */
export function Summary({ cursor }: { readonly cursor: number }) {
  const { state, t, width, height } = useWizard();
  const theme = useTheme();
  const rows = summaryRows(state);
  const intro = summaryIntro(state, width, height >= 24 ? 3 : height >= 16 ? 1 : 0);
  const head = height >= 12 ? intro : intro.slice(0, 1);
  const detailRows = height >= 16 ? DETAIL : height >= 12 ? 2 : 1;
  const focused = rows[cursor];
  const detail = focused === undefined ? [] : detailLines(focused, t, width).slice(0, detailRows);
  const room = height - head.length - 2 - detailRows;
  const list = listRows(
    rows.map((row) => rowLines(row, t, theme, width - 2)),
    { cursor, height: room, theme, t },
  );
  const filler = Array.from({ length: Math.max(0, room - list.length) }, () => EMPTY);
  return <Body lines={[...head, EMPTY, ...list, ...filler, EMPTY, ...detail]} />;
}

/** One answer: in one row where there is room, else the value below its title. */
function rowLines(row: SummaryRow, t: Translate, theme: Theme, width: number): readonly Line[] {
  const mark = markOf(row, theme);
  const source = row.source === null ? '' : t(msg(`tui.source-${row.source}`));
  const value = t(row.value);
  const risk = row.risks.length > 0 ? t(msg('tui.risk-mark')) : '';
  if (width + 2 >= WIDE - 2) {
    const sourceWidth = 12;
    const riskWidth = 6;
    const titleWidth = Math.floor((width - 2 - sourceWidth - riskWidth - 3) * 0.6);
    const valueWidth = width - 2 - titleWidth - sourceWidth - riskWidth - 3;
    const wideValue = row.asked === null ? valueWidth + sourceWidth + riskWidth + 2 : valueWidth;
    const first: Line = [mark, { text: `${pad(t(row.title), titleWidth)} ` }];
    if (row.asked === null) return [[...first, { text: truncate(value, wideValue), style: 'dim' }]];
    return [
      [
        ...first,
        { text: `${pad(value, valueWidth)} ` },
        { text: `${pad(source, sourceWidth)} `, style: 'dim' },
        { text: truncate(risk, riskWidth), style: 'warn' },
      ],
    ];
  }
  if (width >= 52) {
    const titleWidth = Math.floor((width - 3) * 0.55);
    const mine = risk === '' ? '' : ` ${risk}`;
    const room = width - 3 - titleWidth - widthOf(mine);
    const both = source === '' ? value : t(chain([plain(value), plain(source)]));
    const shown = widthOf(both) <= room ? both : truncate(value, room);
    return [
      [
        mark,
        { text: `${pad(t(row.title), titleWidth)} ` },
        { text: shown, style: 'dim' },
        { text: mine, style: 'warn' },
      ],
    ];
  }
  // The risk comes first: what is cut off at the end must not be a warning.
  const second = t(chain([risk, value, source].filter((text) => text !== '').map(plain)));
  return [
    [mark, { text: truncate(t(row.title), width - 2) }],
    line(`    ${truncate(second, width - 4)}`, 'dim'),
  ];
}

function markOf(row: SummaryRow, theme: Theme): Span {
  if (row.problem !== null) return { text: '! ', style: 'bad' };
  if (row.doubtful) return { text: '? ', style: 'warn' };
  const { sign, style } = theme.marks[row.mark];
  return { text: `${sign} `, style };
}

/** What is to be known of the row that the cursor is on: a problem first, else why this is recommended. */
function detailLines(row: SummaryRow, t: Translate, width: number): readonly Line[] {
  const say = (text: string, style?: Style) => wrap(text, width).map((one) => line(one, style));
  if (row.problem !== null) return say(t(row.problem), 'bad');
  if (row.asked === null) {
    const { mark, value } = row;
    return say(t(mark === 'unknown' ? value : pair(msg(`tui.status-${mark}`), value)));
  }
  const { because, help, options, recommended, value } = row.asked;
  const own = row.source === 'person' || row.source === 'file' || row.source === 'flag';
  return [
    ...(row.doubtful ? say(t(msg('tui.doubtful')), 'warn') : []),
    ...row.risks.flatMap((risk) =>
      say(t(pair(msg('tui.risk'), msg(`report.risk-${risk}`))), 'warn'),
    ),
    ...(sameValue(value, recommended)
      ? []
      : say(t(msg('tui.recommended-is', { value: describeValue(options, recommended) })), 'dim')),
    ...say(own ? t(help) : t(msg('tui.recommended-because', { because }))),
    ...(own ? [] : say(t(help), 'dim')),
  ];
}
