import type { Output } from '../host/terminal.ts';
import { loadTranslator } from '../i18n/load.ts';
import { languageFor } from '../i18n/sentence.ts';
import { EXIT } from '../model/error.ts';
import type { Message } from '../model/message.ts';
import { safeSentence } from '../model/unseen.ts';
import { paint, wantsColour } from '../report/paint.ts';
import type { Command, Context } from './context.ts';
import { collectGiven } from './given.ts';
import type { CommandName, Options } from './options.ts';
import { openWorld } from './world.ts';

/** Each subcommand is loaded only when it runs: `check` must not pay for the wizard's screen. */
const LOAD: Readonly<Record<CommandName, () => Promise<Command>>> = {
  setup: async () => (await import('./setup.ts')).setup,
  check: async () => (await import('./check.ts')).check,
  plan: async () => (await import('./plan.ts')).plan,
  apply: async () => (await import('./apply.ts')).apply,
  undo: async () => (await import('./undo.ts')).undo,
  runs: async () => (await import('./runs.ts')).runs,
  migrate: async () => (await import('./migrate.ts')).migrate,
  explain: async () => (await import('./explain.ts')).explain,
  ids: async () => (await import('./ids.ts')).ids,
  record: async () => (await import('./record.ts')).record,
  export: async () => (await import('./export.ts')).exportPlan,
};

/** Runs one subcommand: picks language, colours and host once, and answers the exit code. */
export async function runCommand(
  options: Options,
  output: Output,
  env: (name: string) => string | undefined,
  version: string,
): Promise<number> {
  const language = languageFor(options.lang, env);
  const translate = await loadTranslator(language);
  // Arguments of sentences are often text of the host: no control character of it may reach the terminal.
  const t = (message: Message) => safeSentence(translate(message));
  if (options.help) {
    const { helpText } = await import('./help.ts');
    output.out(helpText(t));
    return EXIT.ok;
  }
  if (options.simulate === '') {
    const { listSimulated } = await import('./simulated.ts');
    return listSimulated(output, t);
  }
  const colour = !options.json && wantsColour(options.color, env, output.stdoutIsTTY);
  const given = await collectGiven(options);
  const world = await openWorld(options, env);
  const context: Context = {
    options,
    output,
    env,
    version,
    language,
    t,
    style: { t, paint: paint(colour), verbose: options.verbose },
    ...world,
    userName: options.user ?? given.user ?? world.userName,
    given: given.answers,
    acceptedRisks: [...given.acceptRisks, ...options.acceptRisks],
  };
  const command = await LOAD[options.command]();
  return command(context);
}
