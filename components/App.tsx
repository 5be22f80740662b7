import { useSyncExternalStore } from 'react';
import { msg } from '../src/i18n/msg.ts';
import { bodyHeight, contentWidth, MIN_COLUMNS, MIN_ROWS } from '../src/tui/layout.ts';
import { line } from '../src/tui/spans.ts';
import { speaker } from '../src/tui/speak.ts';
import type { WizardState } from '../src/tui/state.ts';
import { wrap } from '../src/tui/wrap.ts';
import { Frame } from './parts/Frame.tsx';
import { Rows } from './parts/Row.tsx';
import { type Theme, ThemeContext } from './parts/theme.ts';
import { useWizard, WizardContext } from './parts/wizard.ts';
import { Choice } from './screens/Choice.tsx';
import { MovingList } from './screens/Moving.tsx';
import { Pager } from './screens/Pager.tsx';
import { Question } from './screens/Question.tsx';
import { Review } from './screens/Review.tsx';
import { Risks } from './screens/Risks.tsx';
import { Run } from './screens/Run.tsx';
import { Save } from './screens/Save.tsx';
import { Summary } from './screens/Summary.tsx';
import { TextPage } from './screens/Text.tsx';
import { Wait } from './screens/Wait.tsx';

/** Where the state lives: outside of React, so that the screen can be taken down and put up again. */
export interface StateSource {
  get(): WizardState;
  subscribe(listener: () => void): () => void;
}

/** The whole screen, drawn from the state. */
export function App({
  source,
  theme,
  now,
}: {
  readonly source: StateSource;
  readonly theme: Theme;
  now(): number;
}) {
  const state = useSyncExternalStore(source.subscribe, source.get);
  const t = speaker(state.language);
  const { columns, rows } = state.size;
  if (columns < MIN_COLUMNS || rows < MIN_ROWS) {
    const sizes = { columns, rows, minColumns: MIN_COLUMNS, minRows: MIN_ROWS };
    const text = wrap(t(msg('tui.too-small', sizes)), columns - 1);
    return <Rows lines={text.slice(0, Math.max(1, rows - 1)).map((one) => line(one))} />;
  }
  const view = { state, t, width: contentWidth(state), height: bodyHeight(state), now };
  return (
    <ThemeContext value={theme}>
      <WizardContext value={view}>
        <Frame>
          <CurrentScreen />
        </Frame>
      </WizardContext>
    </ThemeContext>
  );
}

function CurrentScreen() {
  const { state } = useWizard();
  const { screen, run } = state;
  if (state.asking !== null) return <TextPage page="asking" cursor={0} />;
  switch (screen.name) {
    case 'wait':
      return <Wait />;
    case 'open':
    case 'draft':
    case 'user':
      return <Choice screen={screen} />;
    case 'summary':
      return <Summary cursor={screen.cursor} />;
    case 'moving':
      return <MovingList cursor={screen.cursor} />;
    case 'question':
      return <Question screen={screen} />;
    case 'review':
      return <Review cursor={screen.cursor} />;
    case 'pager':
      return <Pager screen={screen} />;
    case 'risks':
      return <Risks cursor={screen.cursor} />;
    case 'confirm':
    case 'done':
    case 'failed':
      return <TextPage page={screen.name} cursor={screen.cursor} />;
    case 'save':
      return <Save screen={screen} />;
    case 'run':
      return run === null ? null : <Run run={run} />;
  }
}
