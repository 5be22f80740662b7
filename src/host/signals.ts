import { EXIT, type ExitCode } from '../model/error.ts';
import { whenUnheard } from './terminal.ts';

/** How a person or the system stops a run. */
export interface Stop {
  /** First signal: stop after the change that is running. */
  readonly soft: AbortSignal;
  /** Second signal: stop now. */
  readonly hard: AbortSignal;
  /** Exit code of the signal that came, or null. */
  readonly code: () => ExitCode | null;
  /** Goes back to the default behaviour. */
  readonly dispose: () => void;
}

const SIGNALS = { SIGINT: EXIT.sigint, SIGTERM: EXIT.sigterm, SIGHUP: EXIT.sighup } as const;

/**
 * Catches SIGINT, SIGTERM and SIGHUP (a lost ssh session) for the time of a run: nothing is ever torn in
 * the middle because somebody pressed Ctrl-C once, or ended the program that reads what is printed. While
 * `goesOn` says so, a lost session or reader is nothing at all: the journal has what nobody can read.
 */
export function watchSignals(
  onFirst: () => void,
  onSecond: () => void,
  goesOn: () => boolean = () => false,
): Stop {
  const soft = new AbortController();
  const hard = new AbortController();
  let code: ExitCode | null = null;
  const on = (signal: NodeJS.Signals) => {
    if (signal !== 'SIGINT' && signal !== 'SIGTERM' && signal !== 'SIGHUP') return;
    if (signal === 'SIGHUP' && goesOn()) return;
    code = SIGNALS[signal];
    if (soft.signal.aborted) {
      hard.abort();
      onSecond();
    } else {
      soft.abort();
      onFirst();
    }
  };
  for (const signal of Object.keys(SIGNALS)) process.on(signal, on);
  const heard = whenUnheard(() => {
    if (soft.signal.aborted || goesOn()) return;
    soft.abort();
    onFirst();
  });
  return {
    soft: soft.signal,
    hard: hard.signal,
    code: () => code,
    dispose: () => {
      for (const signal of Object.keys(SIGNALS)) process.off(signal, on);
      heard();
    },
  };
}
