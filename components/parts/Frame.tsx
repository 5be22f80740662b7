import { Box } from 'ink';
import type { ReactNode } from 'react';
import { msg } from '../../src/i18n/msg.ts';
import type { Translate } from '../../src/i18n/translate.ts';
import {
  contentWidth,
  footerLines,
  frameHeight,
  headerHeight,
  noticeLines,
} from '../../src/tui/layout.ts';
import { EMPTY, type Line, line } from '../../src/tui/spans.ts';
import type { WizardState } from '../../src/tui/state.ts';
import { pad, truncate, widthOf } from '../../src/tui/wrap.ts';
import { MARGIN } from './Body.tsx';
import { Row, Rows } from './Row.tsx';
import { useWizard } from './wizard.ts';

/**
 * Title, content, notice and keys. Its height is fixed and below that of the terminal, so that nothing
 * jumps from screen to screen and Ink never has to clear the terminal.
 */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { state, t } = useWizard();
  const { columns } = state.size;
  const notice = noticeLines(state).map((text) => line(text, 'warn'));
  return (
    <Box flexDirection="column" width={columns} height={frameHeight(state)} overflow="hidden">
      <Row line={title(state, t, columns)} />
      {headerHeight(state) > 1 ? <Row line={EMPTY} /> : null}
      <Box flexDirection="column" paddingLeft={MARGIN} flexGrow={1}>
        {children}
      </Box>
      <Box flexDirection="column" paddingLeft={MARGIN}>
        <Rows lines={notice} />
        <Rows lines={footerLines(state)} />
      </Box>
    </Box>
  );
}

/** Program, host and user at the left; where one is, or that nothing is real, at the right. */
function title(state: WizardState, t: Translate, columns: number): Line {
  const { model, target } = state;
  const width = Math.min(columns, contentWidth(state) + 2);
  const user =
    target === null ? '' : t(msg('tui.on-host', { host: model.hostName, user: target.name }));
  const simulated = model.simulated ? `${t(msg('tui.simulated-short'))}  ` : '';
  const right = `${simulated}${t(placeOf(state))}`;
  const program = t(msg('tui.program'));
  const room = width - widthOf(right) - 3;
  const full = `${program}  ${user === '' ? model.hostName : user}`;
  // Where there is no room for all, the host is what tells one window from another.
  const left = widthOf(full) <= room ? full : user === '' ? model.hostName : user;
  return line(` ${pad(truncate(left, room), room)} ${right} `, 'header');
}

/** The name of the present page, for the title line. */
export function placeOf(state: WizardState) {
  const name = state.screen.name === 'pager' ? state.trail.at(-1)?.name : state.screen.name;
  return msg(`tui.place-${name ?? 'summary'}`);
}
