import { Box, useCursor } from 'ink';
import { headerHeight } from '../../src/tui/layout.ts';
import type { Line } from '../../src/tui/spans.ts';
import { Rows } from './Row.tsx';
import { useWizard } from './wizard.ts';

/**
 * The content of a screen, cut to the rows that it has. `caret` is where the real cursor of the terminal
 * stands (row and column within the content), so that an input method opens its window there.
 */
export function Body({
  lines,
  caret,
}: {
  readonly lines: readonly Line[];
  readonly caret?: { readonly row: number; readonly x: number };
}) {
  const { state, height } = useWizard();
  const { setCursorPosition } = useCursor();
  const seen = caret !== undefined && caret.row < height;
  setCursorPosition(seen ? { x: MARGIN + caret.x, y: headerHeight(state) + caret.row } : undefined);
  return (
    <Box flexDirection="column" height={height} overflow="hidden">
      <Rows lines={lines.slice(0, height)} />
    </Box>
  );
}

/** Blank columns at the left edge of everything. */
export const MARGIN = 1;
