import { msg } from '../../src/i18n/msg.ts';
import { fieldWindow } from '../../src/tui/field.ts';
import { pair, plain } from '../../src/tui/joined.ts';
import { savePage } from '../../src/tui/pages.ts';
import { EMPTY, type Line, line } from '../../src/tui/spans.ts';
import type { Screen } from '../../src/tui/state.ts';
import { widthOf, wrap } from '../../src/tui/wrap.ts';
import { Body } from '../parts/Body.tsx';
import { useWizard } from '../parts/wizard.ts';

/** Where the answers go. */
export function Save({ screen }: { readonly screen: Extract<Screen, { name: 'save' }> }) {
  const { state, t, width } = useWizard();
  const intro = savePage(state, width);
  const label = t(pair(msg('tui.save-path'), plain('')));
  const shown = fieldWindow(screen.field, width - widthOf(label));
  const refused = screen.refused === null ? [] : wrap(t(screen.refused), width);
  const lines: readonly Line[] = [
    ...intro,
    EMPTY,
    [{ text: label, style: 'focus' }, { text: shown.text }],
    ...refused.map((text) => line(text, 'bad')),
  ];
  return <Body lines={lines} caret={{ row: intro.length + 1, x: widthOf(label) + shown.x }} />;
}
