/** The wizard's own backend on a recorded host: its sentences are those that people read. */
import type { Context } from '../../../src/commands/context.ts';
import { collectGiven } from '../../../src/commands/given.ts';
import { parseOptions } from '../../../src/commands/options.ts';
import { RealBackend } from '../../../src/commands/wizard-backend.ts';
import { openWorld } from '../../../src/commands/world.ts';
import { translator } from '../../../src/i18n/translate.ts';
import { paint } from '../../../src/report/paint.ts';

/** A backend as `rootless-wizard COMMAND --simulate HOST ARGS` has it. */
export async function realBackend(
  host: string,
  args: readonly string[],
  command: 'setup' | 'migrate' = 'setup',
): Promise<RealBackend> {
  return new RealBackend(await realContext(host, args, command));
}

/** What such a command is run with. */
export async function realContext(
  host: string,
  args: readonly string[],
  command: 'setup' | 'migrate' = 'setup',
): Promise<Context> {
  const options = parseOptions([command, '--simulate', host, ...args]);
  const env = () => undefined;
  const world = await openWorld(options, env);
  const given = await collectGiven(options);
  const t = translator('en');
  return {
    options,
    output: {
      out: () => {},
      err: () => {},
      stdinIsTTY: true,
      stdoutIsTTY: true,
      stderrIsTTY: true,
      columns: 80,
      rows: 24,
    },
    env,
    version: '0.0.0',
    language: 'en',
    t,
    style: { t, paint: paint(false), verbose: false },
    ...world,
    given: given.answers,
    acceptedRisks: [],
  };
}
