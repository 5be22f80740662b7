/** A run as the wizard shows it: how it goes on, stops, fails and is taken back. */
import { describe, expect, test } from 'vitest';
import { linePage } from '../../src/tui/line-page.ts';
import { FakeBackend } from '../components/support/fake-backend.ts';
import { outcome } from '../components/support/fake-run.ts';
import { raw } from '../components/support/fake-steps.ts';
import { drive } from '../components/support/session.ts';
import { KEY } from '../support/keys.ts';

describe('a run', () => {
  /** A run that waits to be stopped. */
  const stoppable = (seen: string[]) =>
    new FakeBackend({
      apply: (_plan, run) =>
        new Promise((resolve) => {
          run.soon.addEventListener('abort', () => seen.push('soon'));
          run.now.addEventListener('abort', () => {
            seen.push('now');
            resolve(outcome({ exit: 5, message: raw('open'), tryNext: [] }));
          });
        }),
    });
  const press = (wizard: Awaited<ReturnType<typeof drive>>, name: string) =>
    wizard.session.dispatch({ type: 'key', key: { name, text: '' } });

  test('the first Ctrl-C stops after the change, the second now; q explains', async () => {
    const seen: string[] = [];
    const wizard = await drive(stoppable(seen));
    await wizard.type('aa');
    press(wizard, 'enter');
    press(wizard, 'q');
    expect(wizard.state().exit).toBeNull();
    press(wizard, 'ctrl-c');
    expect(seen).toEqual(['soon']);
    expect(wizard.state().run?.stop).toBe('soon');
    // Also with the log open.
    press(wizard, 'l');
    press(wizard, 'ctrl-c');
    expect(seen).toEqual(['soon', 'now']);
    const ended = await wizard.settle();
    expect(ended.outcome?.exit).toBe(5);
    await wizard.type(KEY.escape);
    expect(wizard.state().screen.name).toBe('done');
    await wizard.type('q');
    expect(await wizard.session.ended).toBe(5);
  });

  test('a terminal that goes away in the middle stops the run and waits for it', async () => {
    const seen: string[] = [];
    const wizard = await drive(stoppable(seen));
    await wizard.type('aa');
    press(wizard, 'enter');
    wizard.session.dispatch({ type: 'hangup', exit: 129 });
    expect(await wizard.session.ended).toBe(129);
    expect(seen).toContain('now');
  });

  test('when root was refused nothing was begun, and Esc leads back to the review', async () => {
    const backend = new FakeBackend({
      apply: async () => outcome({ exit: 4, run: null, message: raw('no root'), undo: null }),
    });
    const wizard = await drive(backend);
    const state = await wizard.type('aa\r');
    expect(state.screen.name).toBe('done');
    expect(backend.draft).toBeNull();
    const back = await wizard.type(KEY.escape);
    expect(back.screen.name).toBe('review');
    expect(back.outcome).toBeNull();
  });

  test('a defect of the backend is shown, and the way back is open', async () => {
    const backend = new FakeBackend({
      apply: async () => {
        throw new Error('boom');
      },
    });
    const wizard = await drive(backend);
    const state = await wizard.type('aa\r');
    expect(state.screen).toMatchObject({ name: 'failed', message: { key: 'tui.defect' } });
    expect((await wizard.type(KEY.escape)).screen.name).not.toBe('run');
  });

  test('take back asks first, then undoes', async () => {
    const backend = new FakeBackend();
    const wizard = await drive(backend);
    expect((await wizard.type('aa\ru')).asking).toBe('undo');
    const state = await wizard.type('\r');
    expect(backend.calls).toContain('undo 20261122-143005-9f3a');
    expect(state.run?.kind).toBe('undo');
    expect(state.screen.name).toBe('done');
  });

  test('what root moved here is asked for by its risk before it stops', async () => {
    const backend = new FakeBackend({ standing: ['db', 'web'] });
    const wizard = await drive(backend);
    const asked = await wizard.type('aa\ru\r');
    expect(asked.screen).toMatchObject({ name: 'risks', undo: { names: ['db', 'web'] } });
    expect(linePage(asked).lines.join('\n')).toContain('db and web');
    expect(asked.outcome).not.toBeNull();
    // Not without a yes of its own, and nothing of it can be left out.
    const refused = await wizard.type('ax');
    expect(refused.notice?.key).toBe('tui.undo-risk-open');
    expect((await wizard.type(KEY.escape)).screen.name).toBe('done');
    expect(backend.calls.filter((call) => call.startsWith('undo'))).toEqual([]);
    const state = await wizard.type('u\r a');
    expect(backend.calls.at(-1)).toBe('undo 20261122-143005-9f3a');
    expect(state.run?.kind).toBe('undo');
  });

  test('a problem keeps the plan from being applied', async () => {
    const backend = new FakeBackend({ problems: ['linger'] });
    const wizard = await drive(backend);
    const state = await wizard.type('aa\r\r');
    expect(backend.calls).not.toContain('apply');
    expect(state.screen.name).not.toBe('confirm');
  });
});
