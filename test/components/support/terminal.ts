import { EventEmitter } from 'node:events';
import xterm from '@xterm/headless';
import { runWizard, type WizardEnd } from '../../../components/mount.tsx';
import type { Language } from '../../../src/i18n/catalogue.ts';
import type { WizardTerminal } from '../../../src/model/terminal.ts';
import type { WizardBackend } from '../../../src/tui/session.ts';
import { rowsBetween, rowsSeen } from '../../support/emulator.ts';

/** A wizard on an emulated terminal: real escape sequences, real cells. */
export interface Screen {
  /** What the person sees: every row without blanks at its end. */
  rows(): readonly string[];
  /** All of it as one text. */
  text(): string;
  /** Waits until the screen shows something, as it is being drawn. Fails with the screen after 5 seconds. */
  shows(wanted: string | RegExp): Promise<void>;
  /** Types keys, as the bytes that a terminal sends, and waits until the screen shows `wanted`. */
  press(keys: string, wanted: string | RegExp): Promise<void>;
  resize(columns: number, rows: number): void;
  signal(name: 'SIGINT' | 'SIGTERM' | 'SIGHUP'): void;
  hangup(): void;
  /** Everything that was written, with escape sequences. */
  readonly written: () => string;
  /** Lines that have left the screen at the top. */
  scrollback(): readonly string[];
  cursor(): { readonly x: number; readonly y: number; readonly hidden: boolean };
  readonly raw: () => boolean;
  readonly ended: Promise<WizardEnd>;
}

export interface ScreenOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly language?: Language;
  readonly ascii?: boolean;
  readonly color?: boolean;
  readonly alternateScreen?: boolean;
}

const TIMEOUT_MS = 5000;

/** Runs the wizard on an emulated terminal. */
export function renderTerminal(backend: WizardBackend, options: ScreenOptions = {}): Screen {
  const { columns = 80, rows = 24, alternateScreen = true } = options;
  const emulator = new xterm.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    scrollback: 500,
  });
  let written = '';
  const changed = new EventEmitter();
  const stdout = Object.assign(new EventEmitter(), {
    columns,
    rows,
    isTTY: true,
    writable: true,
    write(chunk: string) {
      written += chunk;
      // A terminal in cooked mode turns line feeds into carriage return and line feed.
      emulator.write(chunk.replaceAll(/\r?\n/g, '\r\n'), () => changed.emit('drawn'));
      return true;
    },
  });
  let raw = false;
  const stdin = Object.assign(new EventEmitter(), {
    isTTY: true,
    setRawMode(on: boolean) {
      raw = on;
    },
    setEncoding() {},
    resume() {},
    pause() {},
    ref() {},
    unref() {},
    read: () => null,
  });
  const signals = new EventEmitter();
  const terminal: WizardTerminal = {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    alternateScreen,
    onSignal(listener) {
      signals.on('signal', listener);
      return () => void signals.off('signal', listener);
    },
    suspend: async () => {},
  };
  const seen = () => rowsSeen(emulator);
  const shows = (wanted: string | RegExp) =>
    new Promise<void>((resolve, reject) => {
      const there = () => {
        const text = seen().join('\n');
        return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
      };
      const look = () => {
        if (!there()) return;
        clearTimeout(timer);
        changed.off('drawn', look);
        resolve();
      };
      const timer = setTimeout(() => {
        changed.off('drawn', look);
        reject(new Error(`the screen never showed ${wanted}:\n${seen().join('\n')}`));
      }, TIMEOUT_MS);
      changed.on('drawn', look);
      look();
    });
  const ended = runWizard(backend, {
    terminal,
    language: options.language ?? 'en',
    ascii: options.ascii ?? false,
    color: options.color ?? true,
  });
  return {
    rows: seen,
    text: () => seen().join('\n'),
    shows,
    press(keys, wanted) {
      stdin.emit('data', keys);
      return shows(wanted);
    },
    resize(newColumns, newRows) {
      emulator.resize(newColumns, newRows);
      Object.assign(stdout, { columns: newColumns, rows: newRows });
      stdout.emit('resize');
    },
    signal: (name) => void signals.emit('signal', name),
    hangup: () => void stdin.emit('end'),
    written: () => written,
    scrollback: () => rowsBetween(emulator, 0, emulator.buffer.normal.baseY),
    cursor: () => {
      const { cursorX: x, cursorY: y } = emulator.buffer.active;
      const hidden = written.lastIndexOf('\u001b[?25l') > written.lastIndexOf('\u001b[?25h');
      return { x, y, hidden };
    },
    raw: () => raw,
    ended,
  };
}

export const KEY = {
  enter: '\r',
  escape: '\u001b',
  up: '\u001b[A',
  down: '\u001b[B',
  pageDown: '\u001b[6~',
  backspace: '\u007f',
  ctrlC: '\u0003',
  space: ' ',
} as const;
