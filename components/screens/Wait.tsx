import { msg } from '../../src/i18n/msg.ts';
import { EMPTY, line } from '../../src/tui/spans.ts';
import { Body } from '../parts/Body.tsx';
import { useTick } from '../parts/tick.ts';
import { useWizard } from '../parts/wizard.ts';

/** While the host is read. */
export function Wait() {
  const { state, t } = useWizard();
  const sign = useTick(true);
  const detecting = state.screen.name === 'wait' && state.screen.what === 'detect';
  const text = t(msg(detecting ? 'tui.detecting' : 'tui.starting'));
  return <Body lines={[EMPTY, line(`${sign} ${text}`)]} />;
}
