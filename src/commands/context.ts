import type { Output } from '../host/terminal.ts';
import type { Language } from '../i18n/catalogue.ts';
import type { Translate } from '../i18n/translate.ts';
import type { GivenAnswers } from '../model/answers.ts';
import type { ReadHost } from '../model/read-host.ts';
import type { RunStore } from '../model/run.ts';
import type { Style } from '../report/findings-text.ts';
import type { Options } from './options.ts';
import type { World } from './world.ts';

/** What every command works with. Chosen once (`commands/index.ts`); no command asks "is this simulated?". */
export interface Context {
  readonly options: Options;
  readonly output: Output;
  readonly env: (name: string) => string | undefined;
  readonly version: string;
  readonly language: Language;
  readonly t: Translate;
  readonly style: Style;
  /** This machine, or a recorded host with an overlay. */
  readonly host: ReadHost;
  /** The user to set up: `--user`, the user of the recording, or null for whoever runs the wizard. */
  readonly userName: string | null;
  readonly store: RunStore;
  readonly simulated: boolean;
  /** Opens the shells that change the host. */
  readonly write: World['write'];
  /** Answers of the file and the flags. */
  readonly given: GivenAnswers;
  /** Risks accepted by name, of the file and the flags. */
  readonly acceptedRisks: readonly string[];
}

/** A subcommand: prints, and answers its exit code. Throws `UserError` for what a person can mend. */
export type Command = (context: Context) => Promise<number>;
