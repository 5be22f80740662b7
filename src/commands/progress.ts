import { msg } from '../i18n/msg.ts';
import { EXIT, type ExitCode, UserError } from '../model/error.ts';
import type { RunEvent } from '../model/event.ts';
import { eventLines } from '../report/events-text.ts';
import { findingJson, jsonText } from '../report/json.ts';
import { visible } from '../report/visible.ts';
import type { Outcome } from '../run/context.ts';
import type { Context } from './context.ts';
import type { Watch } from './runner.ts';

/**
 * Shows a run as it goes: lines for a person on standard error (the result belongs on standard output),
 * or with `--json` one event a line on standard output.
 */
export function watchFor(context: Context): Watch {
  const { options, output, style } = context;
  if (options.json) {
    const print = (event: RunEvent) => output.out(jsonText(eventJson(event, context)));
    let begun = false;
    return {
      onEvent: (event) => {
        // cli.md: the first is always the version, also where no run comes into being.
        if (!begun && event.type !== 'version') print(versionOf(context));
        begun = true;
        print(event);
      },
    };
  }
  return {
    onEvent: (event) => {
      for (const line of eventLines(event, style)) output.err(line);
    },
  };
}

function versionOf({ version }: Context): RunEvent {
  return { type: 'version', tool: 'rootless-wizard', version, run: '' };
}

/**
 * With `--json` a refusal is an event, too: programs read the exit and the reason from the last line, which
 * is always a result (cli.md). What was thrown goes on to where it is told to a person.
 */
export async function toTheResult(
  { options }: Context,
  watch: Watch,
  work: () => Promise<number>,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (options.json && error instanceof UserError) {
      watch.onEvent({ type: 'result', exit: error.exit, run: '', message: error.text, next: [] });
    }
    throw error;
  }
}

/** The end of a run: one sentence, what to do next, and the exit code. */
export function finish(
  context: Context,
  watch: Watch,
  outcome: Outcome,
  signal: ExitCode | null,
): number {
  const { options, output, style, t } = context;
  const stopped = outcome.exit === EXIT.open || outcome.exit === EXIT.sigint;
  const exit = signal !== null && stopped ? signal : outcome.exit;
  if (options.json) {
    const { run, message, next } = outcome;
    watch.onEvent({ type: 'result', exit, run, message, next });
    return exit;
  }
  const good = exit === EXIT.ok;
  if (context.simulated) output.err(style.paint.warn(t(msg('tui.simulated'))));
  const colour = good ? 'good' : exit === EXIT.unsupported ? 'warn' : 'bad';
  output.out(style.paint[colour](t(outcome.message)));
  for (const command of outcome.next) output.out(`  $ ${visible(command)}`);
  return exit;
}

/** An event for programs: sentences are translated, the rest is as it is. */
function eventJson(event: RunEvent, { t }: Context): object {
  switch (event.type) {
    case 'version':
    case 'step_log':
    case 'step_progress':
    case 'risk':
      return event;
    case 'step_start':
      return { ...event, title: t(event.title) };
    case 'step_done':
      return { ...event, note: event.note === undefined ? null : t(event.note) };
    case 'step_failed':
      return { ...event, reason: t(event.reason) };
    case 'finding':
      return { type: 'finding', finding: findingJson(event.finding, t) };
    case 'result':
      return { ...event, message: t(event.message) };
  }
}
