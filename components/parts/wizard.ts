import { createContext, useContext } from 'react';
import type { Translate } from '../../src/i18n/translate.ts';
import type { WizardState } from '../../src/tui/state.ts';

/** What every screen draws from. */
export interface WizardView {
  readonly state: WizardState;
  readonly t: Translate;
  /** Columns and rows for the content of a screen. */
  readonly width: number;
  readonly height: number;
  /** Milliseconds, on the clock of the session. */
  now(): number;
}

export const WizardContext = createContext<WizardView | null>(null);

/** The wizard as it stands now. */
export function useWizard(): WizardView {
  const view = useContext(WizardContext);
  if (view === null) throw new Error('a screen outside of the wizard');
  return view;
}
