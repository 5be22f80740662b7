import { createContext, useContext } from 'react';
import type { Mark } from '../../src/tui/rows.ts';
import type { Style } from '../../src/tui/spans.ts';

/** Properties of Ink's Text that a style may set. Spread them, so that a missing one stays missing. */
export interface Look {
  readonly color?: string;
  readonly bold?: boolean;
  readonly dimColor?: boolean;
  readonly inverse?: boolean;
}

/** How meanings look. Every mark differs by its sign, so that nothing hangs on the colour. */
export interface Theme {
  readonly ascii: boolean;
  readonly look: Readonly<Record<Style, Look>>;
  readonly marks: Readonly<Record<Mark, { readonly sign: string; readonly style: Style }>>;
  readonly signs: {
    readonly pointer: string;
    readonly done: string;
    readonly failed: string;
    readonly running: string;
    readonly waiting: string;
  };
}

const COLOURS: Theme['look'] = {
  title: { bold: true },
  dim: { dimColor: true },
  good: { color: 'green' },
  warn: { color: 'yellow' },
  bad: { color: 'red', bold: true },
  accent: { color: 'cyan' },
  mark: { color: 'magenta', inverse: true },
  add: { color: 'green' },
  remove: { color: 'red' },
  found: { color: 'black', inverse: true },
  focus: { color: 'cyan', bold: true },
  header: { inverse: true },
};

/** NO_COLOR: weight and inversion are no colours and stay (https://no-color.org). */
const PLAIN: Theme['look'] = {
  title: { bold: true },
  dim: {},
  good: {},
  warn: {},
  bad: { bold: true },
  accent: { bold: true },
  mark: { inverse: true },
  add: {},
  remove: {},
  found: { inverse: true },
  focus: { bold: true },
  header: { inverse: true },
};

/** A theme for this terminal. Its signs are one column wide everywhere, also where ambiguous ones are two. */
export function createTheme(options: { readonly color: boolean; readonly ascii: boolean }): Theme {
  const { ascii, color } = options;
  const check = ascii ? '=' : '✓';
  return {
    ascii,
    look: color ? COLOURS : PLAIN,
    marks: {
      ok: { sign: check, style: 'good' },
      change: { sign: '+', style: 'accent' },
      skip: { sign: '-', style: 'dim' },
      blocked: { sign: '!', style: 'bad' },
      unknown: { sign: ' ', style: 'dim' },
    },
    signs: {
      pointer: ascii ? '>' : '❯',
      done: check,
      failed: ascii ? 'x' : '✗',
      running: '>',
      waiting: '.',
    },
  };
}

export const ThemeContext = createContext<Theme>(createTheme({ color: false, ascii: true }));

/** The theme of this terminal. */
export function useTheme(): Theme {
  return useContext(ThemeContext);
}
