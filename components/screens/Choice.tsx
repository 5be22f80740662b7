import { msg } from '../../src/i18n/msg.ts';
import type { Translate } from '../../src/i18n/translate.ts';
import { fieldWindow } from '../../src/tui/field.ts';
import { draftPage, openPage, userPage } from '../../src/tui/pages.ts';
import { DRAFT_CHOICES, openChoices } from '../../src/tui/rows.ts';
import { EMPTY, type Line, line } from '../../src/tui/spans.ts';
import type { Screen, WizardState } from '../../src/tui/state.ts';
import { truncate, wrap } from '../../src/tui/wrap.ts';
import { Body } from '../parts/Body.tsx';
import { listRows } from '../parts/List.ts';
import { useTheme } from '../parts/theme.ts';
import { useWizard } from '../parts/wizard.ts';

type ChoiceScreen = Extract<Screen, { name: 'open' | 'draft' | 'user' }>;

/** The pages before the summary: a few sentences and a short list. */
export function Choice({ screen }: { readonly screen: ChoiceScreen }) {
  const { state, t, width, height } = useWizard();
  const theme = useTheme();
  // The list comes first: in a low window the sentences above it give way.
  const intro = INTRO[screen.name](state, width).slice(0, Math.max(1, height - 6));
  if (screen.name === 'user' && screen.field !== null) return <NewUser screen={screen} />;
  const items = choicesOf(state, t).map((text, index): readonly Line[] => [
    line(truncate(`${index + 1}  ${text}`, width - 2)),
  ]);
  const list = listRows(items, {
    cursor: screen.cursor,
    height: height - intro.length - 1,
    theme,
    t,
  });
  return <Body lines={[...intro, EMPTY, ...list]} />;
}

const INTRO = { open: openPage, draft: draftPage, user: userPage };

/** The choices of a page before the summary, as the person reads them. */
function choicesOf(state: WizardState, t: Translate): readonly string[] {
  switch (state.screen.name) {
    case 'open':
      return openChoices(state).map((choice) => t(msg(`tui.open-${choice}`)));
    case 'draft':
      return DRAFT_CHOICES.map((choice) => t(msg(`tui.draft-${choice}`)));
    default: {
      const users = state.start?.askUser?.users ?? [];
      const rows = users.map(({ name, uid, home }) => `${name} (${uid}, ${home})`);
      return [...rows.map((text) => t(msg('core.raw', { text }))), t(msg('tui.user-new'))];
    }
  }
}

function NewUser({ screen }: { readonly screen: Extract<Screen, { name: 'user' }> }) {
  const { state, t, width, height } = useWizard();
  const { signs } = useTheme();
  if (screen.field === null) return null;
  const intro = userPage(state, width).slice(0, Math.max(1, height - 5));
  const shown = fieldWindow(screen.field, width - 2);
  const refused = screen.refused === null ? [] : wrap(t(screen.refused), width);
  const lines: readonly Line[] = [
    ...intro,
    EMPTY,
    line(t(msg('tui.user-new-name')), 'title'),
    [{ text: `${signs.pointer} `, style: 'focus' }, { text: shown.text }],
    ...refused.map((text) => line(text, 'bad')),
    EMPTY,
    ...wrap(t(msg('tui.user-new-help')), width).map((text) => line(text, 'dim')),
  ];
  return <Body lines={lines} caret={{ row: intro.length + 2, x: 2 + shown.x }} />;
}
