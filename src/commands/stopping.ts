import { type Stop, watchSignals } from '../host/signals.ts';
import { msg } from '../i18n/msg.ts';
import type { Context } from './context.ts';
import type { Watch } from './runner.ts';

/**
 * Listens for the signals that stop a run, and says what the first one does: while root's password is asked
 * for, no change runs after which one could stop. `kill` ends everything now; the caller disposes of `stop`.
 * `unattended`: once it has begun, it goes on when the terminal or the reader is lost.
 */
export function stoppable(
  { output, t }: Pick<Context, 'output' | 't'>,
  follow: Watch,
  kill: () => void,
  unattended = false,
): { readonly stop: Stop; readonly watch: Watch } {
  let begun = false;
  const stop = watchSignals(
    () => output.err(t(begun ? msg('cli.stopping-soon') : msg('cli.stopping-unbegun'))),
    kill,
    () => unattended && begun,
  );
  const onEvent: Watch['onEvent'] = (event) => {
    begun ||= event.type === 'step_start';
    follow.onEvent(event);
  };
  return { stop, watch: { ...follow, stop, onEvent } };
}
