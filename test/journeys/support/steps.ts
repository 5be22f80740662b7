/** What a person does again and again in the wizard. */
import type { Language } from '../../../src/i18n/catalogue.ts';
import { msg } from '../../../src/i18n/msg.ts';
import { type Translate, translator } from '../../../src/i18n/translate.ts';
import { KEY, type Place, runPlain, type Screen } from './program.ts';

/** Sentences of a language, so that a test says what must be read, not in which words. */
export function words(language: Language): Translate {
  return translator(language);
}

/** How much a plan holds. */
export interface Counts {
  readonly changes: number;
  readonly root: number;
}

/** What `plan --json` counts for these arguments: the wizard must come to the same. */
export async function planned(place: Place, args: readonly string[]): Promise<Counts> {
  const { code, out, err } = await runPlain({ place, args: ['plan', '--json', ...args] });
  if (code !== 0) throw new Error(`plan ${args.join(' ')}: ${code}\n${err}`);
  const { changes, root } = JSON.parse(out).summary;
  if (changes === 0) throw new Error(`plan ${args.join(' ')} has nothing to do:\n${out}`);
  return { changes, root };
}

/** The sentence that stands on the summary and on the review once the plan is there. */
export function planReady(t: Translate, { changes, root }: Counts): string {
  return t(msg('tui.summary-change', { changes, root }));
}

/** The row that the cursor is on. */
export function atCursor(screen: Screen): string {
  return screen.rows().find((row) => /^ [❯>] /.test(row)) ?? '';
}

/** Waits until the cursor is on a row with this text: a frame may come in parts. */
export async function cursorAt(screen: Screen, text: string): Promise<void> {
  await screen.shows(() => atCursor(screen).includes(text));
}

/** Goes down until the cursor is on a row with this text. */
export async function goTo(screen: Screen, text: string): Promise<void> {
  for (let steps = 0; !atCursor(screen).includes(text); steps += 1) {
    if (steps > 40) throw new Error(`no row says ${text}:\n${screen.rows().join('\n')}`);
    const before = atCursor(screen);
    await screen.press(KEY.down, () => !['', before].includes(atCursor(screen)));
  }
}

/** Does the frame fit: something in every part, the last row free, nothing beyond the right edge? */
export function fits(rows: readonly string[], columns: number): boolean {
  const filled = rows.filter((row) => row !== '');
  return filled.length > 4 && filled.every((row) => row.length < columns) && rows.at(-1) === '';
}
