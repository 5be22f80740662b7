/** What an emulated terminal shows, as text. */
import type xterm from '@xterm/headless';

/** Rows of its buffer from `from` up to, but without, `to`, each without blanks at its end. */
export function rowsBetween(emulator: xterm.Terminal, from: number, to: number): readonly string[] {
  return Array.from({ length: to - from }, (_, index) =>
    (emulator.buffer.active.getLine(from + index)?.translateToString(true) ?? '').trimEnd(),
  );
}

/** The rows that are seen now. */
export function rowsSeen(emulator: xterm.Terminal): readonly string[] {
  const { baseY } = emulator.buffer.active;
  return rowsBetween(emulator, baseY, baseY + emulator.rows);
}
