import { msg } from '../../src/i18n/msg.ts';
import { lastTop, pagerHeight } from '../../src/tui/act-pager.ts';
import { pagerDocument } from '../../src/tui/documents.ts';
import { fieldWindow } from '../../src/tui/field.ts';
import { pair, plain } from '../../src/tui/joined.ts';
import { type Line, type Span, textOfLine } from '../../src/tui/spans.ts';
import type { Screen } from '../../src/tui/state.ts';
import { pad, truncate, widthOf } from '../../src/tui/wrap.ts';
import { Body } from '../parts/Body.tsx';
import { useWizard } from '../parts/wizard.ts';

/** A text to scroll and to search. */
export function Pager({ screen }: { readonly screen: Extract<Screen, { name: 'pager' }> }) {
  const { state, t, width } = useWizard();
  const { title, lines } = pagerDocument(state, screen.topic, width);
  const top = Math.min(screen.top, lastTop(state, screen));
  const seen = lines.slice(top, top + pagerHeight(state));
  const marked = seen.map((one) => highlight(one, screen.query));
  if (screen.search !== null) {
    const label = t(pair(msg('tui.search'), plain('')));
    const shown = fieldWindow(screen.search, width - widthOf(label));
    const row: Line = [{ text: label, style: 'accent' }, { text: shown.text }];
    return <Body lines={[row, ...marked]} caret={{ row: 0, x: widthOf(label) + shown.x }} />;
  }
  const [from, to, total] = [top + 1, top + seen.length, lines.length];
  const whole = total <= seen.length;
  const short = `${from}-${to}/${total}`;
  const place = whole ? '' : width < 60 ? short : t(msg('tui.lines-of', { from, to, total }));
  const room = width - widthOf(place) - 1;
  const head: Line = [
    { text: pad(truncate(title, room), room + 1), style: 'title' },
    { text: place, style: 'dim' },
  ];
  return <Body lines={[head, ...marked]} />;
}

/** Marks what was searched for, keeping the styles around it. */
function highlight(row: Line, query: string): Line {
  const at = query === '' ? -1 : textOfLine(row).toLowerCase().indexOf(query.toLowerCase());
  if (at < 0) return row;
  const end = at + query.length;
  let place = 0;
  return row.flatMap((span): readonly Span[] => {
    const from = place;
    place += span.text.length;
    const cut = (start: number, stop: number) =>
      span.text.slice(Math.max(0, start - from), Math.max(0, stop - from));
    const parts: readonly Span[] = [
      { ...span, text: cut(from, Math.min(at, place)) },
      { text: cut(Math.max(from, at), Math.min(end, place)), style: 'found' },
      { ...span, text: cut(Math.max(from, end), place) },
    ];
    return parts.filter(({ text }) => text !== '');
  });
}
