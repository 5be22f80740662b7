import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../src/i18n/catalogue.ts';
import { msg } from '../../src/i18n/msg.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { Message } from '../../src/model/message.ts';
import type { Outcome } from '../../src/tui/session.ts';
import { FakeBackend } from './support/fake-backend.ts';
import { outcome, PROVEN } from './support/fake-run.ts';
import { raw } from './support/fake-steps.ts';
import { KEY, renderTerminal, type Screen } from './support/terminal.ts';

const SIZES = [
  [80, 24],
  [60, 20],
  [40, 24],
  [40, 12],
] as const;

/** No row is wider than the terminal, and the last row stays free: the frame is lower than the screen. */
function fits(screen: Screen, columns: number, rows: number): void {
  const seen = screen.rows();
  expect(seen).toHaveLength(rows);
  for (const row of seen) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
  expect(seen.at(-1)).toBe('');
  // The keys stand at the bottom of every frame: nothing has pushed them out.
  expect(seen.slice(-5).join('\n')).toMatch(/Esc|Enter|Ctrl-C|\bq /);
  expect(screen.scrollback()).toEqual([]);
}

/** Titles that are long in every language, to try the layout. */
const LONG: Readonly<Record<Language, (english: string) => string>> = {
  en: (text) => `${text}, with a title that is rather longer than most`,
  ja: (text) => `${text}についての、ほかよりもかなり長い見出しの例`,
  'zh-CN': (text) => `${text}：一个比一般标题要长得多的标题示例`,
};

describe.each(LANGUAGES)('every screen in %s', (language) => {
  test.concurrent.each(SIZES)('at %i columns and %i rows', async (columns, rows) => {
    const t = translator(language);
    let finish: (ended: Outcome) => void = () => {};
    const backend = new FakeBackend({
      simulated: columns === 60,
      name: LONG[language],
      apply: (plan, run) => {
        const [first, second] = plan.steps.flatMap(({ changes }) => changes);
        if (first === undefined || second === undefined) throw new Error('too few changes');
        run.onEvent({
          type: 'step_start',
          change: first.id,
          index: 1,
          total: 4,
          title: first.title,
        });
        for (let i = 0; i < 40; i += 1) {
          run.onEvent({
            type: 'step_log',
            change: first.id,
            line: `\u001b[2J ${i} ${'日本語 log '.repeat(20)}`,
          });
        }
        run.onEvent({ type: 'step_done', change: first.id });
        run.onEvent({
          type: 'step_start',
          change: second.id,
          index: 2,
          total: 4,
          title: second.title,
        });
        return new Promise((resolve) => {
          finish = (ended) => {
            run.onEvent({ type: 'finding', finding: PROVEN });
            resolve(ended);
          };
        });
      },
    });
    const screen = renderTerminal(backend, { columns, rows, language });
    const place = (name: Message) => t(name);
    const go = async (keys: string, wanted: Message | RegExp) => {
      await screen.press(keys, wanted instanceof RegExp ? wanted : place(wanted));
      fits(screen, columns, rows);
    };
    await go('', msg('tui.place-summary'));
    await screen.shows(/Podman/);
    await go(KEY.enter, msg('tui.place-question'));
    await go(KEY.escape, msg('tui.place-summary'));
    // The third row asks for a number.
    await go(`jj${KEY.enter}`, /❯ 65536/);
    await go(`${KEY.backspace}x${KEY.enter}`, /6553x/);
    await go(KEY.escape, msg('tui.place-summary'));
    await go(`j${KEY.enter}`, msg('tui.place-question'));
    await go(`2${KEY.enter}`, msg('tui.place-summary'));
    await go('f', /\[31mroot<U\+202E>/);
    await go(KEY.escape, msg('tui.place-summary'));
    await go('a', msg('tui.place-review'));
    await screen.shows(/Install uidmap/);
    await go('jj', /Give alice/);
    await go('d', /@@ -1 \+1,2 @@|\+\+\+ \/etc\/subuid/);
    await go(`/needle-40${KEY.enter}`, /line 40 needle-40/);
    await go(KEY.escape, msg('tui.place-review'));
    await go('c', /rw_do subids/);
    await go(KEY.escape, msg('tui.place-review'));
    await go('e', msg('tui.why'));
    await go(KEY.escape, msg('tui.place-review'));
    await go('i', msg('tui.id-map'));
    await go(KEY.escape, msg('tui.place-review'));
    await go('?', msg('keys.help-title'));
    await go(KEY.escape, msg('tui.place-review'));
    await go('a', msg('tui.place-risks'));
    // What a risk means is not cut off above an empty half of the screen.
    if (columns === 80) await screen.shows('That is all.');
    await go('a', /❯ \[ \]/);
    await go(KEY.space, /❯ \[x\]/);
    await go('a', msg('tui.place-confirm'));
    await go(KEY.enter, msg('tui.place-run'));
    await screen.shows(/\^\[\[2J 39/);
    fits(screen, columns, rows);
    await go('l', /\^\[\[2J 0 日本語/);
    await go(KEY.escape, msg('tui.place-run'));
    await go(KEY.ctrlC, msg('keys.stop-now'));
    finish(outcome({}));
    await go('', msg('tui.place-done'));
    await go('s', msg('tui.place-save'));
    await go(KEY.escape, msg('tui.place-done'));
    await go('u', msg('tui.undo-title'));
    await go(KEY.escape, msg('tui.place-done'));
    await screen.press('q', /podman ps/);
    expect((await screen.ended).exit).toBe(0);
  });

  test('the pages before the summary', async () => {
    const t = translator(language);
    const askUser = {
      users: [{ name: 'alice', uid: 1000, home: '/home/alice' }],
      newName: 'containers',
      refuse: () => raw('no such name'),
    };
    const openRuns = [
      {
        id: 'RUN',
        user: 'alice',
        started: '2026-11-22 14:30',
        because: raw('the machine was switched off in the middle of a change'),
        canResume: true,
        changes: [{ title: raw('Enable linger'), state: 'begun' as const }],
      },
    ];
    const draft = { target: { name: 'alice', create: false }, given: {}, without: [] };
    const backend = new FakeBackend({ start: { openRuns, draft, askUser } });
    const screen = renderTerminal(backend, { columns: 40, rows: 14, language });
    await screen.shows(t(msg('tui.place-open')));
    fits(screen, 40, 14);
    await screen.press(`3${KEY.enter}`, t(msg('tui.state-begun')));
    await screen.press(KEY.escape, '❯ 3');
    await screen.press(`4${KEY.enter}`, t(msg('tui.place-draft')));
    fits(screen, 40, 14);
    await screen.press(`2${KEY.enter}`, t(msg('tui.place-user')));
    fits(screen, 40, 14);
    await screen.press(`2${KEY.enter}`, '❯ containers');
    await screen.press(KEY.enter, 'no such name');
    fits(screen, 40, 14);
    screen.hangup();
    expect((await screen.ended).exit).toBe(129);
  });
});
