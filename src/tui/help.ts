import { msg } from '../i18n/msg.ts';
import type { Translate } from '../i18n/translate.ts';
import { bindings } from './bindings.ts';
import { keyLabels } from './keys.ts';
import { EMPTY, type Line, line } from './spans.ts';
import { pop, type WizardState } from './state.ts';
import { pad, widthOf, wrap } from './wrap.ts';

/** The help: what this page is for, then every key that is valid on it. Made from the keys themselves. */
export function helpLines(state: WizardState, t: Translate, columns: number): readonly Line[] {
  const below = pop(state);
  const name = below.screen.name === 'pager' ? 'pager' : below.screen.name;
  const about = wrap(t(msg(`keys.about-${name}`)), columns).map((text) => line(text));
  const valid = bindings({ ...below, asking: null });
  const once = valid.filter(
    ({ command }, index) => valid.findIndex((one) => one.command === command) === index,
  );
  const rows = once.map(({ command, label }) => ({
    keys: keyLabels(command),
    label: t(label),
  }));
  const wide = Math.min(16, Math.max(...rows.map(({ keys }) => widthOf(keys))) + 2);
  const keys = rows.flatMap(({ keys: own, label }) => {
    const [first = '', ...rest] = wrap(label, columns - wide);
    const lines: Line[] = [[{ text: pad(own, wide), style: 'accent' }, { text: first }]];
    return [...lines, ...rest.map((text) => line(' '.repeat(wide) + text))];
  });
  const safe = wrap(t(msg('keys.safe')), columns).map((text) => line(text, 'dim'));
  return [...about, EMPTY, ...keys, EMPTY, ...safe];
}
