import { bindings } from './bindings.ts';
import { keyLabel } from './keys.ts';
import type { Line, Span } from './spans.ts';
import { speaker } from './speak.ts';
import type { WizardState } from './state.ts';
import { widthOf, wrap } from './wrap.ts';

/** Below this the wizard asks for a larger window; `--accessible` needs no window at all. */
export const MIN_COLUMNS = 40;
export const MIN_ROWS = 12;

/** A screen is split into columns from here on, else everything stands in one. */
export const WIDE = 72;

/** Columns for content: one is left free at each edge, so that nothing touches the last column. */
export function contentWidth({ size }: WizardState): number {
  return Math.max(10, Math.min(size.columns, 132) - 2);
}

/**
 * Rows of the whole frame: always one less than the terminal has. Ink 6 clears the terminal and its
 * scrollback when a frame is as high as the screen.
 */
export function frameHeight({ size }: WizardState): number {
  return Math.max(1, size.rows - 1);
}

/** Rows of the title and the blank line below it, which low windows go without. */
export function headerHeight({ size }: WizardState): number {
  return size.rows >= 18 ? 2 : 1;
}

/** Rows for the content of a screen: what title, notice and footer leave. */
export function bodyHeight(state: WizardState): number {
  const footer = noticeLines(state).length + footerLines(state).length;
  return Math.max(1, frameHeight(state) - headerHeight(state) - footer);
}

/** The notice above the footer; a blank line when there is none. */
export function noticeLines(state: WizardState): readonly string[] {
  if (state.notice === null) return [''];
  const text = speaker(state.language)(state.notice);
  return ['', ...wrap(text, contentWidth(state)).slice(0, 3)];
}

/**
 * The keys that are valid now, as many as fit into two lines (three in one column): the most useful
 * first, help and quit always.
 */
export function footerLines(state: WizardState): readonly Line[] {
  const t = speaker(state.language);
  const width = contentWidth(state);
  const most = width < WIDE && state.size.rows >= 16 ? 3 : 2;
  const shown = bindings(state).filter(({ quiet }) => quiet !== true);
  const hints = shown.map(({ command, label }) => ({
    must: command === 'help' || command === 'quit' || command === 'back',
    spans: [{ text: keyLabel(command), style: 'accent' }, { text: ` ${t(label)}` }] as const,
  }));
  for (let drop = 0; drop <= hints.length; drop += 1) {
    const kept = withoutLast(hints, drop);
    const lines = pack(
      kept.map(({ spans }) => spans),
      width,
    );
    if (lines.length <= most || drop === hints.length) return lines.slice(0, most);
  }
  return [];
}

/** Drops the least useful hints, but none that must stay. */
function withoutLast<T extends { readonly must: boolean }>(hints: readonly T[], drop: number) {
  const optional = hints.filter(({ must }) => !must);
  const gone = new Set(optional.slice(Math.max(0, optional.length - drop)));
  return hints.filter((hint) => !gone.has(hint));
}

const GAP = '  ';

function pack(hints: readonly (readonly Span[])[], width: number): readonly Line[] {
  const lines: Span[][] = [];
  let used = 0;
  for (const spans of hints) {
    const own = spans.reduce((sum, { text }) => sum + widthOf(text), 0);
    const current = lines.at(-1);
    if (current === undefined || used + GAP.length + own > width) {
      lines.push([...spans]);
      used = own;
    } else {
      current.push({ text: GAP }, ...spans);
      used += GAP.length + own;
    }
  }
  return lines;
}

/** A part of a list or text that fits into `height` rows and shows the cursor. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** The window of a list around its cursor: the cursor stays off the edges while there is more beyond. */
export function windowAround(cursor: number, count: number, height: number): Window {
  const size = Math.max(1, height);
  if (count <= size) return { start: 0, end: count };
  const start = Math.max(0, Math.min(cursor - Math.floor(size / 2), count - size));
  return { start, end: start + size };
}
