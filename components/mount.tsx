import type { Language } from '../src/i18n/catalogue.ts';
import { msg } from '../src/i18n/msg.ts';
import type { WizardTerminal } from '../src/model/terminal.ts';
import { plainText } from '../src/tui/documents.ts';
import { farewell } from '../src/tui/done-page.ts';
import type { KeyPress } from '../src/tui/input.ts';
import { startSession, type View } from '../src/tui/runtime.ts';
import { copyable } from '../src/tui/sanitize.ts';
import type { WizardBackend } from '../src/tui/session.ts';
import { textOfLine } from '../src/tui/spans.ts';
import { speaker } from '../src/tui/speak.ts';
import type { WizardState } from '../src/tui/state.ts';
import { App } from './App.tsx';
import { Keyboard } from './parts/keyboard.ts';
import { Stage } from './parts/stage.tsx';
import { createTheme } from './parts/theme.ts';

/** How the wizard looks and where. */
export interface WizardOptions {
  readonly terminal: WizardTerminal;
  readonly language: Language;
  /** No signs beyond ASCII (sentences keep the characters of their language). */
  readonly ascii: boolean;
  readonly color: boolean;
}

/** How it ended. The language may be another one by then: the person can change it. */
export interface WizardEnd {
  readonly exit: number;
  readonly language: Language;
}

/** After a resize, how long to wait for the next one before drawing. */
const RESIZE_MS = 30;

/** Exit codes of the signals that end the wizard (cli.md). */
const SIGNAL_EXIT = { SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Runs the wizard on a terminal until it ends, and leaves behind a few plain lines that say how. The caller
 * has made sure that standard input and output are a terminal.
 */
export async function runWizard(
  backend: WizardBackend,
  options: WizardOptions,
): Promise<WizardEnd> {
  const { terminal } = options;
  const { stdin, stdout } = terminal;
  const theme = createTheme(options);
  const now = () => performance.now();
  const listeners = new Set<() => void>();
  let state: WizardState | null = null;
  let bare = false;
  let onKey: (key: KeyPress) => void = () => {};

  const source = {
    get: () => known(state),
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const stage = new Stage(terminal, <App source={source} theme={theme} now={now} />);
  const keyboard = new Keyboard(stdin, (key) => onKey(key));

  /** The bare terminal for something else; the wizard is back afterwards, whatever happened. */
  const handOver = async <T,>(work: () => Promise<T>): Promise<T> => {
    stage.down();
    keyboard.close();
    bare = true;
    try {
      return await work();
    } finally {
      bare = false;
      keyboard.open();
      stage.up();
    }
  };
  const say = (text: string) => stdout.write(`${text}\n`);

  /** A text on the bare screen, with no line broken by us, so that it can be copied. */
  const print = async (lines: readonly string[]): Promise<void> => {
    const t = speaker(known(state).language);
    stage.down();
    for (const one of lines) say(copyable(one));
    say(`\n${t(msg('tui.press-enter'))}`);
    const usual = onKey;
    await new Promise<void>((resolve) => {
      onKey = () => resolve();
    });
    onKey = usual;
    stage.up();
  };

  const view: View = {
    changed(next) {
      state = next;
      for (const listener of listeners) listener();
    },
    handOver: (work) =>
      handOver(() => {
        say(speaker(known(state).language)(msg('tui.root-prompt')));
        return work();
      }),
    perform(effect, current) {
      if (effect.type === 'redraw') stage.redraw();
      else if (effect.type === 'suspend') void handOver(() => terminal.suspend());
      else void print(plainText(current, effect.topic));
    },
  };
  const size = () => ({ columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 });
  const session = startSession(backend, view, { ...options, ...size(), now });

  let resizing: NodeJS.Timeout | undefined;
  const onResize = () => {
    clearTimeout(resizing);
    resizing = setTimeout(() => {
      session.dispatch({ type: 'resize', ...size() });
      stage.redraw();
    }, RESIZE_MS);
  };
  const onEnd = () => session.dispatch({ type: 'hangup', exit: SIGNAL_EXIT.SIGHUP });
  const offSignal = terminal.onSignal((signal) => {
    if (signal !== 'SIGINT') session.dispatch({ type: 'hangup', exit: SIGNAL_EXIT[signal] });
    // On the bare terminal Ctrl-C is meant for the program in front, which gets it, too.
    else if (!bare) session.dispatch({ type: 'command', command: 'interrupt' });
  });
  onKey = (key) => session.dispatch({ type: 'key', key });
  stdout.on('resize', onResize);
  stdin.on('end', onEnd);
  stdin.on('close', onEnd);
  keyboard.open();
  stage.up();
  try {
    const exit = await session.ended;
    return { exit, language: session.state.language };
  } finally {
    clearTimeout(resizing);
    stage.down();
    stdin.off('end', onEnd);
    stdin.off('close', onEnd);
    keyboard.close();
    stdout.off('resize', onResize);
    offSignal();
    for (const one of farewell(session.state)) say(textOfLine(one));
  }
}

function known(state: WizardState | null): WizardState {
  if (state === null) throw new Error('the wizard was drawn before it began');
  return state;
}
