import { describe, expect, test } from 'vitest';
import { FakeBackend } from './support/fake-backend.ts';
import { outcome, playRun } from './support/fake-run.ts';
import { raw } from './support/fake-steps.ts';
import { KEY, renderTerminal } from './support/terminal.ts';

const SUMMARY = /With these answers/;

describe('the terminal', () => {
  test('is given back as it was: cooked, cursor shown, no alternate screen, no paste brackets', async () => {
    const screen = renderTerminal(new FakeBackend());
    await screen.shows(SUMMARY);
    expect(screen.raw()).toBe(true);
    await screen.press('q', 'Nothing was changed on this host.');
    await screen.ended;
    expect(screen.raw()).toBe(false);
    expect(screen.cursor().hidden).toBe(false);
    const written = screen.written();
    for (const mode of ['1049', '2004']) {
      expect(written.lastIndexOf(`\u001b[?${mode}l`)).toBeGreaterThan(
        written.lastIndexOf(`\u001b[?${mode}h`),
      );
    }
    // The last words stand on the person's own screen, not on the one that went away.
    expect(screen.rows()[0]).toBe('Nothing was changed on this host.');
  });

  test('the scrollback is never wiped, not even by a storm of resizes', async () => {
    const screen = renderTerminal(new FakeBackend());
    await screen.shows(SUMMARY);
    for (const [columns, rows] of [
      [60, 12],
      [120, 40],
      [41, 30],
      [80, 13],
      [20, 5],
      [100, 24],
    ] as const) {
      screen.resize(columns, rows);
    }
    await screen.shows(SUMMARY);
    await screen.press('a', /Give alice/);
    const text = screen.text();
    expect(text.match(/rootless-wizard {2}debian13/g)).toHaveLength(1);
    expect(text).not.toMatch(SUMMARY.source.concat('.*\\n.*').concat(SUMMARY.source));
    expect(screen.written()).not.toContain('\u001b[3J');
    screen.hangup();
    await screen.ended;
  });

  test('a window that is too small says how large it must be, and recovers', async () => {
    const screen = renderTerminal(new FakeBackend(), { columns: 30, rows: 8 });
    await screen.shows(/40 by 12/);
    screen.resize(80, 24);
    await screen.shows(SUMMARY);
    screen.signal('SIGTERM');
    expect((await screen.ended).exit).toBe(143);
  });

  test('the password prompt has the bare terminal for itself, once', async () => {
    const seen: string[] = [];
    const backend = new FakeBackend({
      apply: async (plan, run) => {
        await run.withTerminal(async () => {
          await screen.shows('this host itself asks');
          seen.push(screen.raw() ? 'raw' : 'cooked');
          // Ctrl-C at the prompt is the prompt's own affair.
          screen.signal('SIGINT');
        });
        return playRun(plan, run);
      },
    });
    const screen = renderTerminal(backend);
    await screen.shows(SUMMARY);
    await screen.press('a', /Install uidmap/);
    await screen.press('a', 'Ready?');
    await screen.press(KEY.enter, 'Done: rootless containers work here');
    expect(seen).toEqual(['cooked']);
    expect(screen.raw()).toBe(true);
    await screen.press('q', 'Take it all back');
    expect((await screen.ended).exit).toBe(0);
  });

  test('a text field has the real cursor in it, where an input method opens', async () => {
    const screen = renderTerminal(new FakeBackend());
    await screen.shows(SUMMARY);
    await screen.press(`jj${KEY.enter}`, '❯ 65536');
    await screen.press('日', '65536日');
    const { x, y, hidden } = screen.cursor();
    expect(hidden).toBe(false);
    const row = screen.rows()[y] ?? '';
    expect(row).toContain('❯ 65536日');
    // Margin, pointer, blank, five digits, one wide character.
    expect(x).toBe(1 + 2 + 5 + 2);
    await screen.press(KEY.escape, SUMMARY);
    await screen.press('j', /❯ ✓ How low/);
    expect(screen.cursor().hidden).toBe(true);
    screen.hangup();
    await screen.ended;
  });

  test('commands are shown bare for copying: unbroken, and nothing a terminal would act on', async () => {
    const screen = renderTerminal(new FakeBackend(), { columns: 40, rows: 24 });
    await screen.shows(/With these/);
    await screen.press('a', /Give alice/);
    await screen.press('p', 'Press Enter to go back');
    expect(screen.written()).toContain("rw_do subids.subuid 'quoted literal'\n");
    await screen.press(KEY.enter, /Give alice/);
    await screen.press('jj', /❯ {3}\[x\] Give/);
    await screen.press('d', '/etc/subuid');
    const before = screen.written().length;
    await screen.press('p', 'Press Enter to go back');
    expect(screen.written().slice(before)).not.toContain('\u001b]0;evil');
    expect(screen.written().slice(before)).toContain('+# a tab\there, blanks at the end   \n');
    screen.hangup();
    await screen.ended;
  });

  test('without colours and beyond ASCII, every mark is still told apart', async () => {
    const screen = renderTerminal(new FakeBackend(), {
      ascii: true,
      color: false,
      alternateScreen: false,
    });
    await screen.shows(SUMMARY);
    await screen.press('a', /Give alice/);
    await screen.press('j ', /\[ \] Give alice/);
    const marks = screen.rows().map((row) => /^ [> ] ([+=!-]) /.exec(row)?.[1]);
    expect(new Set(marks.filter((mark) => mark !== undefined))).toEqual(new Set(['=', '+', '-']));
    expect(screen.text()).toMatch(/^ > /m);
    expect(screen.text()).toMatch(/^[\x20-\x7e\n]*$/);
    expect(screen.written()).not.toMatch(new RegExp(`${KEY.escape}\\[(3[0-7]|9[0-7])m`));
    expect(screen.written()).not.toContain('\u001b[?1049h');
    screen.hangup();
    await screen.ended;
  });

  test('L changes the language at once, and the end is told in it', async () => {
    const screen = renderTerminal(new FakeBackend());
    await screen.shows(SUMMARY);
    await screen.press('L', 'この回答での変更');
    await screen.press('L', '按这些答案');
    await screen.press('q', '本机没有任何改动。');
    expect((await screen.ended).language).toBe('zh-CN');
  });

  test('a failure shows why, the last output and the next command, and all of it stays', async () => {
    const backend = new FakeBackend({
      apply: async (plan, run) => {
        const [change] = plan.steps.flatMap(({ changes }) => changes);
        if (change === undefined) throw new Error('no change');
        run.onEvent({
          type: 'step_start',
          change: change.id,
          index: 1,
          total: 3,
          title: change.title,
        });
        run.onEvent({ type: 'step_log', change: change.id, line: 'E: \u001b[31mno space left' });
        const lines = ['E: \u001b[31mno space left'];
        run.onEvent({
          type: 'step_failed',
          change: change.id,
          code: 100,
          reason: raw('The disk is full.'),
          lines,
        });
        const next = ['rootless-wizard', 'rootless-wizard undo RUN'];
        return outcome({ exit: 5, tryNext: [], hints: [], next, message: raw('The run is open.') });
      },
    });
    const screen = renderTerminal(backend);
    await screen.shows(SUMMARY);
    await screen.press('a', /Install uidmap/);
    await screen.press('a', 'Ready?');
    await screen.press(KEY.enter, 'Stopped half way');
    for (const wanted of [
      'The disk is full.',
      'E: ^[[31mno space left',
      'rootless-wizard undo RUN',
    ]) {
      expect(screen.text()).toContain(wanted);
    }
    await screen.press('q', /undo RUN/);
    expect((await screen.ended).exit).toBe(5);
    expect(screen.written()).not.toContain('\u001b[31mno space');
  });
});
