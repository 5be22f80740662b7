/** One state of the wizard as a still picture: drawn by Ink, read back from the cells of a terminal. */
import { EventEmitter } from 'node:events';
import xterm from '@xterm/headless';
import { render } from 'ink';
import { createElement } from 'react';
import { App } from '../../../components/App.tsx';
import { createTheme } from '../../../components/parts/theme.ts';
import type { WizardState } from '../../../src/tui/state.ts';

/** A picture: `drawn` is what was written, row by row; `seen` is what the cells of the terminal show of it. */
export interface Still {
  readonly drawn: readonly string[];
  readonly seen: readonly string[];
}

const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g');

/** Draws a state once, at the size that stands in it. The clock stands at `now` (milliseconds). */
export async function stillOf(state: WizardState, now = 0): Promise<Still> {
  const { columns, rows } = state.size;
  let frame = '';
  const stdout = Object.assign(new EventEmitter(), {
    columns,
    isTTY: true,
    writable: true,
    write(chunk: string) {
      // The last one with text in it: what Ink writes to move the cursor is no picture.
      if (chunk.replaceAll(ESCAPES, '').trim() !== '') frame = chunk;
      return true;
    },
  });
  const stdin = Object.assign(new EventEmitter(), { isTTY: false, unref() {}, ref() {} });
  const source = { get: () => state, subscribe: () => () => {} };
  const theme = createTheme({ color: false, ascii: state.ascii });
  const ink = render(createElement(App, { source, theme, now: () => now }), {
    stdout: stdout as unknown as NodeJS.WriteStream,
    stdin: stdin as unknown as NodeJS.ReadStream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  // Ink draws once more when it ends: then nothing, as what is there takes half of the time.
  ink.rerender(null);
  ink.unmount();
  const text = frame.replaceAll('\r', '');
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  await new Promise<void>((done) => emulator.write(text.replaceAll('\n', '\r\n'), done));
  const { active } = emulator.buffer;
  const seen = Array.from({ length: rows }, (_, row) =>
    (active.getLine(active.baseY + row)?.translateToString(true) ?? '').trimEnd(),
  );
  emulator.dispose();
  const drawn = text
    .replaceAll(ESCAPES, '')
    .split('\n')
    .map((row) => row.trimEnd());
  return { drawn, seen };
}
