import { type Explanation, explain as explainText } from '../diagnose/explain.ts';
import { readStdin } from '../host/terminal.ts';
import { isFile, readTextFile } from '../host/write-text.ts';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import { readFacts, runChecks } from '../probe/index.ts';
import type { Style } from '../report/findings-text.ts';
import { jsonText } from '../report/json.ts';
import { visible } from '../report/visible.ts';
import { enginesQuestion } from '../steps/engines-question.ts';
import type { Context } from './context.ts';

/** More than any error message, less than a log file by accident. */
const MAX_INPUT = 1024 * 1024;

/** `explain [FILE|-|TEXT]`: what an error message means here, and the remedy. Exit 1 when it is not known. */
export async function explain(context: Context): Promise<number> {
  const { host, options, output, style, t } = context;
  const text = await input(options.args, output.stdinIsTTY);
  if (text.trim() === '') {
    throw new UserError(EXIT.usage, msg('diagnose.nothing'), msg('diagnose.nothing-hint'));
  }
  const facts = await readFacts(host, context.userName);
  const engines = context.given.engines?.value ?? enginesQuestion.recommend(facts, {}).value;
  const matches = explainText(text, runChecks(facts, { engines }));
  if (options.json) {
    const document = {
      schema: 'rootless-wizard/explain',
      version: 1,
      known: matches.length > 0,
      matches: matches.map((match) => ({ ...match, title: t(match.title), cause: t(match.cause) })),
    };
    output.out(jsonText(document, 2));
  } else if (matches.length === 0) {
    output.out(t(msg('diagnose.unknown')));
  } else {
    output.out(matches.flatMap((match) => lines(match, style)).join('\n'));
  }
  return matches.length > 0 ? EXIT.ok : EXIT.failed;
}

async function input(args: readonly string[], isTTY: boolean): Promise<string> {
  const [first] = args;
  if (first === undefined) return isTTY ? '' : readStdin(MAX_INPUT);
  if (args.length > 1) return args.join(' ');
  if (first === '-') return readStdin(MAX_INPUT);
  return (await isFile(first)) ? readTextFile(first) : first;
}

function lines(match: Explanation, { t, paint }: Style): readonly string[] {
  const confirmed = match.confirmedBy.map(({ finding }) => finding).join(', ');
  return [
    `${paint.bold(t(match.title))} (${t(msg(`diagnose.${match.confidence}`))})`,
    paint.dim(`  ${visible(match.matched)}`),
    `  ${t(match.cause)}`,
    ...(confirmed === '' ? [] : [`  ${t(msg('diagnose.confirmed', { findings: confirmed }))}`]),
    ...match.remedy.map(({ command, root }) => `  ${root ? '#' : '$'} ${visible(command)}`),
    paint.dim(`  ${match.source}`),
    '',
  ];
}
