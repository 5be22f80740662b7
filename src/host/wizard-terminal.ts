import type { WizardTerminal } from '../model/terminal.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The terminal of this process, for the wizard. */
export function wizardTerminal(): WizardTerminal {
  const { stdin, stdout } = process;
  return {
    stdin,
    stdout,
    alternateScreen: !/^(linux|vt\d|dumb|cons25)/.test(process.env['TERM'] ?? ''),
    onSignal(listener) {
      const handlers = SIGNALS.map((signal) => [signal, () => listener(signal)] as const);
      for (const [signal, handler] of handlers) process.on(signal, handler);
      return () => {
        for (const [signal, handler] of handlers) process.off(signal, handler);
      };
    },
    suspend() {
      return new Promise((resolve) => {
        process.once('SIGCONT', () => resolve());
        // The whole job, as the terminal itself would do it.
        process.kill(0, 'SIGTSTP');
      });
    },
  };
}
