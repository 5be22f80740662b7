import { type Instance, render } from 'ink';
import type { ReactNode } from 'react';
import type { WizardTerminal } from '../../src/model/terminal.ts';

const ESC = '\u001b[';
const ALTERNATE_ON = `${ESC}?1049h`;
const ALTERNATE_OFF = `${ESC}?1049l`;
const CLEAR = `${ESC}2J${ESC}H`;
const PASTE_ON = `${ESC}?2004h`;
const PASTE_OFF = `${ESC}?2004l`;

/**
 * Puts Ink up and takes it down. On terminals that have one, the wizard draws on the alternate screen: what
 * was there before comes back, and resizing cannot leave pieces of frames in the scrollback.
 */
export class Stage {
  readonly #terminal: WizardTerminal;
  readonly #node: ReactNode;
  #ink: Instance | null = null;

  constructor(terminal: WizardTerminal, node: ReactNode) {
    this.#terminal = terminal;
    this.#node = node;
  }

  /** Takes the screen. */
  up(): void {
    const { stdout, alternateScreen } = this.#terminal;
    stdout.write((alternateScreen ? ALTERNATE_ON + CLEAR : '') + PASTE_ON);
    this.#render();
  }

  /** Gives the screen back as it was. */
  down(): void {
    const { stdout, alternateScreen } = this.#terminal;
    this.#ink?.unmount();
    this.#ink = null;
    stdout.write(PASTE_OFF + (alternateScreen ? ALTERNATE_OFF : ''));
  }

  /** Draws everything anew: after a resize, and for Ctrl-L. */
  redraw(): void {
    if (this.#ink === null) return;
    const { stdout, alternateScreen } = this.#terminal;
    if (!alternateScreen) this.#ink.clear();
    this.#ink.unmount();
    if (alternateScreen) stdout.write(CLEAR);
    this.#render();
  }

  /**
   * `incrementalRendering` stays off: Ink 6.8 goes up one line too few for a frame that ends with a line
   * feed, which is every frame that is lower than the terminal.
   */
  #render(): void {
    const { stdin, stdout } = this.#terminal;
    this.#ink = render(this.#node, {
      stdin,
      stdout: inkStdout(stdout),
      exitOnCtrlC: false,
      patchConsole: false,
    });
  }
}

/**
 * The terminal as Ink sees it: without a height and without news of its size. Ink 6 clears the terminal
 * and its scrollback when it believes a frame to be too high, as it does for a moment after a window was
 * made smaller. The frame keeps to the real size, and the stage draws anew after a resize.
 */
function inkStdout(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
  return new Proxy(stdout, {
    get(target, name) {
      if (name === 'rows') return undefined;
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name !== 'on' && name !== 'off') return value.bind(target);
      return (event: string, listener: () => void) => {
        if (event !== 'resize') value.call(target, event, listener);
        return target;
      };
    },
  });
}
