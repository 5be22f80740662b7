import stringWidth from 'string-width';
import { beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../src/i18n/catalogue.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { Topic } from '../../src/tui/events.ts';
import { footerLines } from '../../src/tui/layout.ts';
import { linePage } from '../../src/tui/line-page.ts';
import { textOfLine } from '../../src/tui/spans.ts';
import { speaker } from '../../src/tui/speak.ts';
import type { Screen, WizardState } from '../../src/tui/state.ts';
import { type Exhibit, gallery } from './support/gallery.ts';
import { stillOf } from './support/still.ts';

/** Every page in every state, drawn at several sizes and read out as lines, in three languages. */
const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 40, rows: 24 },
  { columns: 40, rows: 12 },
] as const;
/** Between them nothing is arranged in another way: the language with the widest sentences is enough. */
const BETWEEN = { columns: 60, rows: 20 } as const;

let exhibits: readonly Exhibit[];
beforeAll(async () => {
  exhibits = await gallery();
}, 60_000);

const bare = (text: string) => text.replaceAll(/\s+/g, '');
/** A placeholder that nobody filled in. */
const UNFILLED = /\{[a-z]+(#[^}]*)?\}/i;

/** Half-width signs behind Chinese characters: glued in code, where a sentence of the catalogue is needed. */
const GLUED = /\p{Script=Han}(?:: | ?\(|, |\. )/u;

/** What is wrong with a page as it is drawn; nothing is the answer that is wanted. */
async function faultsOf(
  { state, must, wide = [] }: Exhibit,
  language: Language,
): Promise<readonly string[]> {
  const { columns, rows } = state.size;
  const t = translator(language);
  const { drawn, seen } = await stillOf(state);
  const faults: string[] = [];
  const frame = seen.join('\n');
  for (const row of drawn) {
    if (stringWidth(row) > columns) faults.push(`wider than the window: ${row}`);
    // Ink's own sign for a row that it had to cut: whoever made the row has not fitted it.
    if (row.includes('…')) faults.push(`cut by the screen: ${row}`);
    if (/\p{Cc}|\ufffd/u.test(row)) faults.push(`not to be shown: ${row}`);
  }
  // A wide character that was broken, or written over, is not what its cells show.
  const expected = [...drawn.slice(0, rows), ...Array<string>(rows).fill('')].slice(0, rows);
  if (drawn.length > rows) faults.push(`higher than the window: ${drawn.length} rows`);
  expected.forEach((row, index) => {
    if (row !== seen[index]) faults.push(`drawn "${row}", seen "${seen[index]}"`);
  });
  if (seen.at(-1) !== '') faults.push('the last row is taken');
  for (const line of footerLines(state)) {
    const keys = textOfLine(line).trim();
    if (!frame.includes(keys)) faults.push(`no keys: ${keys}`);
  }
  if (language === 'zh-CN' && GLUED.test(frame)) faults.push(`glued: ${GLUED.exec(frame)?.[0]}`);
  if (UNFILLED.test(frame)) faults.push(`unfilled: ${UNFILLED.exec(frame)?.[0]}`);
  // Titles of changes have short forms for the list of the review.
  if (columns === 80 && state.screen.name === 'review' && /^debian-/.test(state.model.hostName)) {
    faults.push(...seen.filter((row) => /\[[ x]\] .*\.\.\./.test(row)).map((row) => `cut: ${row}`));
  }
  if (hasList(state) && seen.filter((row) => /^ ❯ /.test(row)).length !== 1) {
    faults.push('no row, or more than one, has the pointer');
  }
  for (const message of [...(rows >= 20 ? must : []), ...(columns >= 80 ? wide : [])]) {
    if (!bare(frame).includes(bare(t(message)))) faults.push(`not told: ${t(message)}`);
  }
  return faults.map((fault) => `${fault}\n${frame}`);
}

const LISTS: readonly Screen['name'][] = [
  'open',
  'draft',
  'user',
  'summary',
  'moving',
  'review',
  'question',
];
function hasList({ screen, asking, moving }: WizardState): boolean {
  // Where root has no containers there is no list.
  if (screen.name === 'moving' && moving?.found.groups.length === 0) return false;
  return asking === null && LISTS.includes(screen.name);
}

const named = (language: Language, size: WizardState['size']) =>
  exhibits.map((exhibit) => ({ ...exhibit, state: { ...exhibit.state, language, size } }));

describe('the gallery', () => {
  test('has every page and every text', () => {
    const screens: Record<Screen['name'], number> = {
      wait: 0,
      open: 0,
      draft: 0,
      user: 0,
      summary: 0,
      question: 0,
      moving: 0,
      review: 0,
      pager: 0,
      risks: 0,
      confirm: 0,
      save: 0,
      run: 0,
      done: 0,
      failed: 0,
    };
    const topics: Record<Topic['of'], number> = {
      help: 0,
      diff: 0,
      commands: 0,
      change: 0,
      step: 0,
      moving: 0,
      'all-commands': 0,
      findings: 0,
      proofs: 0,
      ids: 0,
      log: 0,
      open: 0,
    };
    for (const { state } of exhibits) {
      screens[state.screen.name] += 1;
      if (state.screen.name === 'pager') topics[state.screen.topic.of] += 1;
    }
    expect(Object.entries({ ...screens, ...topics }).filter(([, count]) => count === 0)).toEqual(
      [],
    );
    const names = exhibits.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  describe.each(LANGUAGES)('in %s', (language) => {
    test.each(language === 'ja' ? [...SIZES, BETWEEN] : SIZES)(
      'fits into $columns columns and $rows rows',
      async (size) => {
        const all: string[] = [];
        for (const exhibit of named(language, size)) {
          const faults = await faultsOf(exhibit, language);
          all.push(...faults.map((fault) => `${exhibit.name}: ${fault}`));
        }
        expect(all).toEqual([]);
      },
      120_000,
    );

    test('is read out as lines, with nothing that only a screen can show', () => {
      const t = speaker(language);
      const all: string[] = [];
      for (const { name, state, must, wide = [] } of named(language, { columns: 80, rows: 24 })) {
        const { lines, rows, letters } = linePage(state);
        const said = [...lines, ...rows, ...letters.map(({ key, label }) => `${key}: ${t(label)}`)];
        const notice = state.notice === null ? '' : t(state.notice);
        for (const one of said) {
          if (one.trim() === '' || /\p{Cc}|[\ufffd❯✓✗]/u.test(one)) {
            all.push(`${name}: not to be said: ${JSON.stringify(one)}`);
          }
          if (language === 'zh-CN' && GLUED.test(one)) all.push(`${name}: glued: ${one}`);
          if (UNFILLED.test(one)) all.push(`${name}: unfilled: ${one}`);
        }
        if (!['wait', 'run', 'pager'].includes(state.screen.name) && lines.length === 0) {
          all.push(`${name}: nothing is said`);
        }
        const keys = letters.map(({ key }) => key);
        if (new Set(keys).size < keys.length) all.push(`${name}: one letter for two: ${keys}`);
        if (['wait', 'run', 'pager'].includes(state.screen.name)) continue;
        for (const message of [...must, ...wide]) {
          if (!bare([...said, notice].join(' ')).includes(bare(t(message)))) {
            all.push(`${name}: not said: ${t(message)}`);
          }
        }
      }
      expect(all).toEqual([]);
    });
  });
});
