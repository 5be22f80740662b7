/** The way back, and the way out: what is kept, and when the wizard asks. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowCount } from '../../src/tui/cursor.ts';
import { footerLines } from '../../src/tui/layout.ts';
import { textOfLine } from '../../src/tui/spans.ts';
import { FakeBackend } from '../components/support/fake-backend.ts';
import { drive, rowAt } from '../components/support/session.ts';
import { KEY } from '../support/keys.ts';

describe('back', () => {
  const keys = fc.constantFrom(
    '\r',
    ' ',
    KEY.down,
    '\u001b[A',
    'a',
    't',
    'd',
    'c',
    'e',
    'i',
    's',
    'r',
    'x',
    '2',
    '3',
    '/',
    '?',
    'z',
    '日',
    '\u007f',
    'f',
  );

  test('never loses an answer, whatever was done before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(keys, { maxLength: 25 }), async (typed) => {
        const wizard = await drive(new FakeBackend());
        for (const key of typed) {
          if (wizard.state().screen.name === 'confirm') break;
          await wizard.type(key);
        }
        const before = wizard.state();
        let after = before;
        for (let i = 0; i < 40 && after.trail.length > 0; i += 1)
          after = await wizard.type(KEY.escape);
        expect(after.trail).toEqual([]);
        expect(after.exit).toBeNull();
        expect(after.given).toEqual(before.given);
        expect(after.without).toEqual(before.without);
        expect(after.accepted).toEqual(before.accepted);
      }),
      { numRuns: 60 },
    );
  });

  test('cursor, keys and pages hold together in every state that can be reached', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(keys, fc.constant(KEY.escape)), { maxLength: 25 }),
        async (typed) => {
          const wizard = await drive(new FakeBackend(), { columns: 60, rows: 20 });
          for (const key of typed) {
            const state = await wizard.type(key);
            const { screen } = state;
            if ('cursor' in screen) {
              expect(screen.cursor).toBeGreaterThanOrEqual(0);
              expect(screen.cursor).toBeLessThan(Math.max(1, rowCount(state)));
            }
            expect(footerLines(state).map(textOfLine).join(' ')).toMatch(/Esc|q |Enter/);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('what was typed and not confirmed is there again', async () => {
    const wizard = await drive(new FakeBackend());
    const go = `${rowAt(wizard.state(), 'subids.count')}\r`;
    await wizard.type(`${go}000${KEY.escape}`);
    expect(wizard.state().given).toEqual({});
    const again = await wizard.type('\r');
    expect(again.screen).toMatchObject({ field: { text: '65536000' } });
    await wizard.type(KEY.escape);
    // Ticks, too.
    await wizard.type(`g\r3 ${KEY.escape}`);
    expect((await wizard.type('\r')).screen).toMatchObject({ ticked: ['podman', 'lxc'] });
  });

  test('on the first page Esc does nothing, and never leaves', async () => {
    const wizard = await drive(new FakeBackend());
    const state = await wizard.type(KEY.escape.repeat(3));
    expect(state.screen.name).toBe('summary');
    expect(state.exit).toBeNull();
  });
});

describe('leaving', () => {
  test('asks only when there is something to lose, and keeps it', async () => {
    const first = await drive(new FakeBackend());
    expect((await first.type('q')).exit).toBe(0);
    const backend = new FakeBackend();
    const second = await drive(backend);
    const go = rowAt(second.state(), 'ports.method');
    expect((await second.type(`${go}\r3\rq`)).asking).toBe('quit');
    expect((await second.type(KEY.escape)).asking).toBeNull();
    await second.type('q\r');
    expect(await second.session.ended).toBe(0);
    expect(backend.draft).toEqual({
      target: { name: 'alice', create: false },
      given: { 'ports.method': { value: 'setcap', source: 'person' } },
      without: [],
    });
    expect(backend.calls).not.toContain('apply');
  });

  test('q is a letter in a text field', async () => {
    const given = { engines: { value: ['docker'], source: 'flag' } } as const;
    const wizard = await drive(new FakeBackend({ start: { given } }));
    const state = await wizard.type(`${rowAt(wizard.state(), 'storage.docker.data-root')}\rq?`);
    expect(state.screen).toMatchObject({ field: { text: 'defaultq?' } });
    expect(state.exit).toBeNull();
  });

  test('Ctrl-C leaves with 130, a lost terminal with 129', async () => {
    const first = await drive(new FakeBackend());
    await first.type(KEY.ctrlC);
    expect(await first.session.ended).toBe(130);
    const second = await drive(new FakeBackend());
    second.session.dispatch({ type: 'hangup', exit: 129 });
    expect(await second.session.ended).toBe(129);
  });
});
