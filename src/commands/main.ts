import { exitHeard, processOutput } from '../host/terminal.ts';
import { loadTranslator } from '../i18n/load.ts';
import { msg } from '../i18n/msg.ts';
import { languageFor } from '../i18n/sentence.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Message } from '../model/message.ts';
import { NotRecorded } from '../model/read-host.ts';
import { safeSentence } from '../model/unseen.ts';
import { runCommand } from './index.ts';
import { parseOptions } from './options.ts';

/** Arguments → command → exit code. What a person can mend is one sentence and a hint, never a stack. */
export async function main(argv: readonly string[], version: string): Promise<number> {
  const output = processOutput();
  const env = (name: string) => process.env[name];
  try {
    return exitHeard(await runCommand(parseOptions(argv), output, env, version));
  } catch (error) {
    const told = error instanceof NotRecorded ? notRecorded(error) : error;
    if (!(told instanceof UserError)) throw told;
    const translate = await loadTranslator(languageFor(langFlag(argv), env));
    const t = (message: Message) => safeSentence(translate(message));
    output.err(`rootless-wizard: ${t(told.text)}`);
    if (told.hint !== null) output.err(t(told.hint));
    return told.exit;
  }
}

/** A recording of an older version, or one that somebody has edited: it holds no answer, and none is guessed. */
function notRecorded({ what }: NotRecorded): UserError {
  return new UserError(
    EXIT.failed,
    msg('cli.not-recorded', { what }),
    msg('cli.not-recorded-hint'),
  );
}

/** The language must be right even for errors of the command line itself. */
function langFlag(argv: readonly string[]): string | null {
  const at = argv.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  if (at < 0) return null;
  const arg = argv[at] ?? '';
  return arg.includes('=') ? arg.slice('--lang='.length) : (argv[at + 1] ?? null);
}
