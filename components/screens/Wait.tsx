import { msg } from '../../src/i18n/msg.ts';
import { EMPTY, line } from '../../src/tui/spans.ts';
import { wrap } from '../../src/tui/wrap.ts';
import { Body } from '../parts/Body.tsx';
import { useTick } from '../parts/tick.ts';
import { useWizard } from '../parts/wizard.ts';

/** What is being waited for. */
const SAYS = {
  start: 'tui.starting',
  detect: 'tui.detecting',
  look: 'tui.looking',
  undo: 'tui.undo-looking',
} as const;

/** While the host is read. */
export function Wait() {
  const { state, t, width } = useWizard();
  const sign = useTick(true);
  const what = state.screen.name === 'wait' ? state.screen.what : 'start';
  const text = t(msg(SAYS[what]));
  const [first = '', ...rest] = wrap(text, width - 2);
  return <Body lines={[EMPTY, line(`${sign} ${first}`), ...rest.map((one) => line(`  ${one}`))]} />;
}
