import { stringify } from 'yaml';
import { type Translate, translator } from '../i18n/translate.ts';
import type { Answers } from '../model/answers.ts';
import { questions } from './questions.ts';

/** What goes into the file beside the answers. */
export interface RenderOptions {
  /** All answers; else only those that a person, a flag or a file gave. */
  readonly full: boolean;
  /** The language of the comments; English when left out. */
  readonly translate?: Translate;
  /** Name of the user, where the file is for that user alone. */
  readonly user?: string;
  /** Risks that were accepted by name. */
  readonly risks?: readonly string[];
}

/**
 * An answers file that `parseAnswersFile` reads back to the same answers: dotted keys, each under a comment
 * that says what it is for.
 */
export function renderAnswersFile(answers: Answers, options: RenderOptions): string {
  const t = options.translate ?? translator('en');
  const parts = ['# rootless-wizard apply --answers FILE\nversion: 1\n'];
  if (options.user !== undefined) parts.push(entry('user', options.user));
  for (const question of questions()) {
    const { value, source } = answers[question.key];
    const given = source === 'person' || source === 'flag' || source === 'file';
    if (!options.full && !given) continue;
    parts.push(`\n${comment(t(question.title))}${entry(question.key, value)}`);
  }
  if (options.risks !== undefined && options.risks.length > 0) {
    parts.push(`\n${entry('accept-risks', options.risks)}`);
  }
  return parts.join('');
}

function entry(key: string, value: unknown): string {
  return stringify({ [key]: value }, { lineWidth: 0, collectionStyle: 'any' });
}

function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => `# ${line}\n`)
    .join('');
}
