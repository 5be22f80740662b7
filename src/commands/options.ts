import { parseArgs } from 'node:util';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import { nearest } from '../model/nearest.ts';

/** Subcommands of the command line contract. */
export const COMMANDS = [
  'setup',
  'check',
  'plan',
  'apply',
  'undo',
  'runs',
  'migrate',
  'explain',
  'ids',
  'record',
  'export',
] as const;
export type CommandName = (typeof COMMANDS)[number];

/** How many words may follow a command; any number where it is not named. */
const MOST_ARGS: Readonly<Partial<Record<CommandName, number>>> = {
  setup: 0,
  plan: 0,
  apply: 1,
  undo: 1,
  runs: 0,
  migrate: 0,
  record: 1,
  export: 0,
};

/** What was said on the command line, checked. */
export interface Options {
  readonly command: CommandName;
  /** Arguments after the subcommand. */
  readonly args: readonly string[];
  readonly engines: readonly string[];
  readonly user: string | null;
  readonly answers: string | null;
  readonly saveAnswers: string | null;
  readonly set: readonly string[];
  /** null: this host; '' : list the recorded hosts. */
  readonly simulate: string | null;
  readonly yes: boolean;
  readonly acceptRisks: readonly string[];
  readonly privilege: 'auto' | 'sudo' | 'doas' | 'run0' | 'pkexec' | 'none';
  readonly json: boolean;
  readonly lang: string | null;
  readonly color: 'auto' | 'always' | 'never';
  readonly ascii: boolean;
  readonly accessible: boolean;
  readonly help: boolean;
  readonly version: boolean;
  readonly verbose: boolean;
  readonly detailedExitcode: boolean;
  /** undo: also the packages that the run installed. */
  readonly packages: boolean;
  /** apply: goes on with an open run instead of making a plan. */
  readonly resume: boolean;
  readonly format: string | null;
  /** migrate: remove what root's Docker still has of what was moved. */
  readonly finish: boolean;
  /** migrate: only these compose projects or containers; none named: all that can move. */
  readonly projects: readonly string[];
}

const FLAGS = {
  engine: { type: 'string', multiple: true },
  user: { type: 'string' },
  answers: { type: 'string' },
  'save-answers': { type: 'string' },
  set: { type: 'string', multiple: true },
  simulate: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  'accept-risk': { type: 'string', multiple: true },
  privilege: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  color: { type: 'string' },
  ascii: { type: 'boolean' },
  accessible: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  verbose: { type: 'boolean', short: 'v' },
  'detailed-exitcode': { type: 'boolean' },
  packages: { type: 'boolean' },
  resume: { type: 'boolean' },
  format: { type: 'string' },
  finish: { type: 'boolean' },
  project: { type: 'string', multiple: true },
} as const;

/**
 * Reads the command line. Flags may stand before and after the subcommand.
 * @throws UserError (usage) that names the word that is wrong and the nearest right one.
 */
export function parseOptions(argv: readonly string[]): Options {
  const { values, positionals } = parse(withSimulateValue(argv));
  const [first, ...rest] = positionals;
  const command = COMMANDS.find((name) => name === first);
  if (first !== undefined && command === undefined) {
    throw unknownWord(msg('cli.unknown-command', { word: first }), first, COMMANDS);
  }
  const extra = rest[MOST_ARGS[command ?? 'setup'] ?? Number.POSITIVE_INFINITY];
  if (extra !== undefined) {
    const text = msg('cli.bad-arguments', { detail: extra });
    throw new UserError(EXIT.usage, text, msg('cli.see-help'));
  }
  return {
    command: command ?? 'setup',
    args: rest,
    engines: values.engine ?? [],
    user: values.user ?? null,
    answers: values.answers ?? null,
    saveAnswers: fileOnly('--save-answers', values['save-answers'] ?? null),
    set: values.set ?? [],
    simulate: values.simulate ?? null,
    yes: values.yes ?? false,
    acceptRisks: values['accept-risk'] ?? [],
    privilege: oneOf('--privilege', values.privilege ?? 'auto', [
      'auto',
      'sudo',
      'doas',
      'run0',
      'pkexec',
      'none',
    ]),
    json: values.json ?? false,
    lang: values.lang === undefined ? null : oneOf('--lang', values.lang, ['en', 'ja', 'zh-CN']),
    color: oneOf('--color', values.color ?? 'auto', ['auto', 'always', 'never']),
    ascii: values.ascii ?? false,
    accessible: values.accessible ?? false,
    help: values.help ?? false,
    version: values.version ?? false,
    verbose: values.verbose ?? false,
    detailedExitcode: values['detailed-exitcode'] ?? false,
    packages: values.packages ?? false,
    resume: values.resume ?? false,
    format: values.format ?? null,
    finish: values.finish ?? false,
    projects: values.project ?? [],
  };
}

/** `-` is what standard output is elsewhere, where the plan is printed already: a file of that name is nobody's wish. */
function fileOnly(flag: string, value: string | null): string | null {
  if (value !== '-') return value;
  throw new UserError(EXIT.usage, msg('cli.bad-value', { flag, value }), msg('cli.needs-file'));
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: FLAGS, allowPositionals: true });
  } catch (error) {
    const word = argv.find((arg) => arg.startsWith('-') && !isFlag(arg)) ?? null;
    if (word !== null) {
      const names = Object.keys(FLAGS).map((name) => `--${name}`);
      throw unknownWord(msg('cli.unknown-flag', { word }), word.split('=')[0] ?? word, names);
    }
    const detail = error instanceof Error ? error.message : String(error);
    throw new UserError(EXIT.usage, msg('cli.bad-arguments', { detail }), msg('cli.see-help'));
  }
}

/** `--simulate` alone asks for the list, so its value may be missing; `parseArgs` knows no such flag. */
function withSimulateValue(argv: readonly string[]): readonly string[] {
  return argv.flatMap((arg, index) => {
    if (arg !== '--simulate') return [arg];
    const next = argv[index + 1];
    return next === undefined || next.startsWith('-') ? ['--simulate='] : [arg];
  });
}

function isFlag(arg: string): boolean {
  const name = arg.split('=')[0] ?? arg;
  if (name === '-' || name === '--') return true;
  if (name.startsWith('--')) return Object.hasOwn(FLAGS, name.slice(2));
  return [...name.slice(1)].every((letter) => ['y', 'h', 'v'].includes(letter));
}

function oneOf<const T extends string>(flag: string, value: string, values: readonly T[]): T {
  const found = values.find((each) => each === value);
  if (found !== undefined) return found;
  throw new UserError(
    EXIT.usage,
    msg('cli.bad-value', { flag, value }),
    msg('cli.possible-values', { values: values.join(', ') }),
  );
}

function unknownWord(
  text: ReturnType<typeof msg>,
  word: string,
  known: readonly string[],
): UserError {
  const near = nearest(word, known);
  const hint = near === null ? msg('cli.see-help') : msg('cli.did-you-mean', { word: near });
  return new UserError(EXIT.usage, text, hint);
}
