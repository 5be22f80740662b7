import { readStdin } from '../host/terminal.ts';
import { readTextFile } from '../host/write-text.ts';
import { msg } from '../i18n/msg.ts';
import type { GivenAnswers } from '../model/answers.ts';
import { RISKS } from '../model/change.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Options } from './options.ts';

/** What file and flags say: answers, for whom, and which risks are accepted. */
export interface Given {
  readonly answers: GivenAnswers;
  readonly user: string | null;
  readonly acceptRisks: readonly string[];
}

/** An answers file is small; more is a mistake. The reader says so with a sentence of its own. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Collects the answers: the file first, then `--set`, then `--engine`; the later wins.
 * @throws UserError (usage) that names file, line and column, or the flag.
 */
export async function collectGiven(options: Options): Promise<Given> {
  knownRisks(options.acceptRisks, '--accept-risk');
  const assignments = [...options.set];
  if (options.engines.length > 0) assignments.push(`engines=${options.engines.join(',')}`);
  if (options.answers === null && assignments.length === 0) {
    return { answers: {}, user: null, acceptRisks: [] };
  }
  // The YAML reader is loaded only where there is something to read: `check` should start fast.
  const { parseAnswersFile, parseSet } = await import('../steps/answers-file.ts');
  const file = options.answers === null ? null : await textOf(options.answers);
  const { given, user, risks, problems } = parseAnswersFile(
    file ?? 'version: 1\n',
    options.answers === '-' ? 'stdin' : (options.answers ?? ''),
  );
  const [problem] = problems;
  if (problem !== undefined) throw new UserError(EXIT.usage, problem.message);
  const flags = assignments.map((assignment) => {
    const parsed = parseSet(assignment);
    if ('given' in parsed) return parsed.given;
    throw new UserError(EXIT.usage, parsed.problem, msg('cli.see-help'));
  });
  knownRisks(risks, 'accept-risks');
  const answers: GivenAnswers = Object.assign({}, given, ...flags);
  return { answers, user, acceptRisks: risks };
}

/** A name with a slip in it accepts nothing, and must say so. */
function knownRisks(names: readonly string[], flag: string): void {
  const value = names.find((name) => !RISKS.some((risk) => risk === name));
  if (value === undefined) return;
  throw new UserError(
    EXIT.usage,
    msg('cli.bad-value', { flag, value }),
    msg('cli.possible-values', { values: RISKS.join(', ') }),
  );
}

function textOf(path: string): Promise<string> {
  return path === '-' ? readStdin(MAX_BYTES) : readTextFile(path);
}
