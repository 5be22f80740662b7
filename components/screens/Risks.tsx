import { msg } from '../../src/i18n/msg.ts';
import { pair, plain } from '../../src/tui/joined.ts';
import { riskChanges, risksIntro } from '../../src/tui/pages.ts';
import { riskRows } from '../../src/tui/rows.ts';
import { EMPTY, type Line, line } from '../../src/tui/spans.ts';
import { wrap } from '../../src/tui/wrap.ts';
import { Body } from '../parts/Body.tsx';
import { listRows } from '../parts/List.ts';
import { useTheme } from '../parts/theme.ts';
import { useWizard } from '../parts/wizard.ts';

/** Each risk by its name, to be accepted by itself. */
export function Risks({ cursor }: { readonly cursor: number }) {
  const { state, t, width, height } = useWizard();
  const theme = useTheme();
  const items = riskRows(state).map((row): readonly Line[] => {
    const box = `[${row.accepted ? 'x' : ' '}] `;
    const [first = '', ...rest] = wrap(t(msg(`report.risk-${row.name}`)), width - 6);
    const said = t(msg(row.accepted ? 'tui.risk-accepted' : 'tui.risk-not-accepted'));
    return [
      line(box + first),
      ...rest.map((text) => line(`    ${text}`)),
      [
        { text: `    ${t(pair(plain(row.name), plain('')))}`, style: 'dim' },
        { text: said, style: row.accepted ? 'good' : 'warn' },
      ],
    ];
  });
  const low = height < 10;
  const intro = low
    ? []
    : risksIntro(state).flatMap((one) => wrap(t(one), width).map((text) => line(text)));
  // All of it where there is room; a long list of risks leaves it four lines.
  const room = Math.max(4, height - intro.length - items.flat().length - 4);
  const detail = low ? [] : riskChanges(state, cursor, width).slice(0, room);
  const list = listRows(items, {
    cursor,
    height: low ? height - 1 : Math.max(3, height - intro.length - detail.length - 4),
    theme,
    t,
  });
  const title = line(t(msg('tui.risks')), 'title');
  if (low) return <Body lines={[title, ...list]} />;
  return <Body lines={[title, EMPTY, ...intro, EMPTY, ...list, EMPTY, ...detail]} />;
}
