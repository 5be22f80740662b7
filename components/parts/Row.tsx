import { Text } from 'ink';
import { createElement, Fragment } from 'react';
import type { Line } from '../../src/tui/spans.ts';
import { useTheme } from './theme.ts';

/** One row of the screen. It never wraps: whoever makes the line has fitted it. */
export function Row({ line }: { readonly line: Line }) {
  const { look } = useTheme();
  // An empty Text has no height; a blank keeps the row.
  const spans = line.length === 0 ? [{ text: ' ' }] : line;
  return createElement(
    Text,
    { wrap: 'truncate-end' },
    ...spans.map(({ text, style }) =>
      createElement(Text, style === undefined ? {} : look[style], text),
    ),
  );
}

/** Rows below each other. Their place is all that tells them apart, so they need no keys. */
export function Rows({ lines }: { readonly lines: readonly Line[] }) {
  return createElement(Fragment, null, ...lines.map((line) => createElement(Row, { line })));
}
