import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowCount } from '../../src/tui/cursor.ts';
import { footerLines } from '../../src/tui/layout.ts';
import { reviewRows, summaryRows } from '../../src/tui/rows.ts';
import { leftOut } from '../../src/tui/session.ts';
import { textOfLine } from '../../src/tui/spans.ts';
import type { WizardState } from '../../src/tui/state.ts';
import { FakeBackend, outcome } from '../components/support/fake-backend.ts';
import { raw } from '../components/support/fake-steps.ts';
import { drive } from '../components/support/session.ts';

const ESC = '\u001b';
const DOWN = '\u001b[B';
const CTRL_C = '\u0003';

function rowAt(state: WizardState, id: string): string {
  const at = summaryRows(state).findIndex((row) => row.id === id);
  return `g${DOWN.repeat(at)}`;
}
const answer = (state: WizardState, key: 'ports.method' | 'engines' | 'storage.docker.data-root') =>
  state.given[key];

describe('the way through', () => {
  test('with the recommended answers it takes three keys from the summary to a proven container', async () => {
    const backend = new FakeBackend();
    const wizard = await drive(backend);
    expect(wizard.state().screen.name).toBe('summary');
    const state = await wizard.type('aa\r');
    expect(state.screen.name).toBe('done');
    expect(state.outcome?.exit).toBe(0);
    expect(backend.calls).toEqual(['start', 'detect', 'apply']);
    expect(state.run?.items.map((item) => item.state)).toEqual(['done', 'done', 'done']);
    await wizard.type('q');
    expect(await wizard.session.ended).toBe(0);
  });

  test('the tour asks every question, also those that an answer brings up, and ends at the review', async () => {
    const wizard = await drive(new FakeBackend());
    await wizard.type('t');
    const asked: string[] = [];
    while (wizard.state().screen.name === 'question') {
      const { screen } = wizard.state();
      if (screen.name !== 'question') break;
      asked.push(screen.key);
      // Docker is ticked on the way: its questions follow.
      await wizard.type(screen.key === 'engines' ? '2 \r' : '\r');
    }
    expect(asked).toEqual([
      'engines',
      'subids.count',
      'ports.method',
      'linger',
      'storage.docker.data-root',
      'shell.docker-host',
    ]);
    expect(wizard.state().screen.name).toBe('review');
  });

  test('a value that is refused stays in its field, with the reason; a good one is taken', async () => {
    const wizard = await drive(new FakeBackend());
    const bad = await wizard.type(
      `${rowAt(wizard.state(), 'subids.count')}\r${'\u007f'.repeat(9)}70000\r`,
    );
    expect(bad.screen).toMatchObject({ name: 'question', field: { text: '70000' } });
    expect(bad.screen).toHaveProperty('refused.key', 'core.raw');
    expect(bad.given).toEqual({});
    const good = await wizard.type(`${'\u007f'.repeat(9)}131072\r`);
    expect(good.given['subids.count']).toEqual({ value: 131072, source: 'person' });
    expect(good.screen.name).toBe('summary');
  });

  test.each([
    ['abc', 'tui.refuse-number'],
    ['1.5', 'tui.refuse-number'],
    ['-65536', 'tui.refuse-number'],
    ['1000', 'tui.refuse-range'],
    ['99999999999999999999', 'tui.refuse-number'],
  ])('a number that is none: %s', async (typed, key) => {
    const wizard = await drive(new FakeBackend());
    const state = await wizard.type(
      `${rowAt(wizard.state(), 'subids.count')}\r${'\u007f'.repeat(9)}${typed}\r`,
    );
    expect(state.screen).toHaveProperty('refused.key', key);
  });

  test('the last engine cannot be taken away', async () => {
    const wizard = await drive(new FakeBackend());
    const state = await wizard.type('\r1 \r');
    expect(state.screen).toHaveProperty('refused.key', 'tui.refuse-none');
  });

  test('r goes back to the recommended answer, and to that of the answers file where there is one', async () => {
    const given = { 'ports.method': { value: 'setcap', source: 'file' } } as const;
    const wizard = await drive(new FakeBackend({ start: { given } }));
    const go = rowAt(wizard.state(), 'ports.method');
    const changed = await wizard.type(`${go}\r1\r`);
    expect(answer(changed, 'ports.method')).toEqual({ value: 'none', source: 'person' });
    expect(answer(await wizard.type(`${go}r`), 'ports.method')).toEqual(given['ports.method']);
  });

  test('an answer that another one moves is marked until it is looked at', async () => {
    const wizard = await drive(new FakeBackend());
    const both = await wizard.type('\r2 \r');
    expect(both.doubtful).toEqual([]);
    // Without Podman, DOCKER_HOST is recommended.
    const docker = await wizard.type('\r1 \r');
    expect(docker.doubtful).toEqual(['shell.docker-host']);
    const seen = await wizard.type(`${rowAt(docker, 'shell.docker-host')}\r${ESC}`);
    expect(seen.doubtful).toEqual([]);
  });

  test('a plan that comes late for older answers is dropped', async () => {
    const wizard = await drive(new FakeBackend());
    const { planned, planId } = wizard.state();
    if (planned === null) throw new Error('no plan');
    wizard.session.dispatch({ type: 'command', command: 'redraw' });
    await wizard.type(`${rowAt(wizard.state(), 'linger')}\r2\r`);
    wizard.session.dispatch({ type: 'planned', id: planId, planned });
    expect(wizard.state().planned).not.toBe(planned);
  });
});

describe('leaving out', () => {
  test('what depends on a change follows it, and both come back', async () => {
    const wizard = await drive(new FakeBackend());
    await wizard.type('a');
    const out = await wizard.type(' ');
    expect(out.without).toEqual(['packages.install']);
    expect(out.planned === null ? [] : leftOut(out.planned).map(({ id }) => id)).toEqual([
      'packages.install',
      'subids.subuid',
    ]);
    const left = reviewRows(out).flatMap((row) => (row.kind === 'change' ? [row.left] : []));
    expect(left).toEqual(['chosen', 'depends', 'no']);
    // The dependent one cannot be taken in by itself.
    const told = await wizard.type(`${DOWN}${DOWN} `);
    expect(told.notice?.key).toBe('tui.left-depends');
    const back = await wizard.type('kk ');
    expect(back.without).toEqual([]);
  });

  test('space on a step leaves out all of it', async () => {
    const wizard = await drive(new FakeBackend());
    const state = await wizard.type('ak ');
    expect(state.without).toEqual(['packages.install']);
    expect((await wizard.type(' ')).without).toEqual([]);
  });
});

describe('risks', () => {
  const risky = async () => {
    const backend = new FakeBackend();
    const wizard = await drive(backend);
    await wizard.type(`${rowAt(wizard.state(), 'ports.method')}\r2\r`);
    return { backend, wizard };
  };

  test('a general yes never accepts a risk', async () => {
    const { backend, wizard } = await risky();
    const state = await wizard.type('aa\r\ra\ry');
    expect(state.screen.name).toBe('risks');
    expect(state.accepted).toEqual([]);
    expect(backend.calls).not.toContain('apply');
  });

  test('accepted by its own key, it goes on and is told to the run', async () => {
    const { backend, wizard } = await risky();
    const state = await wizard.type('aa a\r');
    expect(state.screen.name).toBe('done');
    expect(backend.accepted).toEqual(['low-ports']);
  });

  test('left out, its changes are gone and nothing is left to accept', async () => {
    const { backend, wizard } = await risky();
    const state = await wizard.type('aaxa');
    expect(state.screen.name).toBe('confirm');
    expect(state.without).toEqual(['ports.sysctl']);
    await wizard.type('\r');
    expect(backend.accepted).toEqual([]);
  });

  test('a risk that is no longer there is no longer accepted when it comes back', async () => {
    const { wizard } = await risky();
    await wizard.type(`aa ${ESC}${ESC}`);
    expect(wizard.state().accepted).toEqual(['low-ports']);
    const go = rowAt(wizard.state(), 'ports.method');
    expect((await wizard.type(`${go}\r1\r`)).accepted).toEqual([]);
    expect((await wizard.type(`${go}\r2\r`)).accepted).toEqual([]);
  });
});

describe('back', () => {
  const keys = fc.constantFrom(
    '\r',
    ' ',
    DOWN,
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
        for (let i = 0; i < 40 && after.trail.length > 0; i += 1) after = await wizard.type(ESC);
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
        fc.array(fc.oneof(keys, fc.constant(ESC)), { maxLength: 25 }),
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
    await wizard.type(`${go}000${ESC}`);
    expect(wizard.state().given).toEqual({});
    const again = await wizard.type('\r');
    expect(again.screen).toMatchObject({ field: { text: '65536000' } });
    await wizard.type(ESC);
    // Ticks, too.
    await wizard.type(`g\r3 ${ESC}`);
    expect((await wizard.type('\r')).screen).toMatchObject({ ticked: ['podman', 'lxc'] });
  });

  test('on the first page Esc does nothing, and never leaves', async () => {
    const wizard = await drive(new FakeBackend());
    const state = await wizard.type(ESC.repeat(3));
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
    expect((await second.type(ESC)).asking).toBeNull();
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
    await first.type(CTRL_C);
    expect(await first.session.ended).toBe(130);
    const second = await drive(new FakeBackend());
    second.session.dispatch({ type: 'hangup', exit: 129 });
    expect(await second.session.ended).toBe(129);
  });
});

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
    await wizard.type(ESC);
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
    const back = await wizard.type(ESC);
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
    expect((await wizard.type(ESC)).screen.name).not.toBe('run');
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

  test('a problem keeps the plan from being applied', async () => {
    const backend = new FakeBackend({ problems: ['linger'] });
    const wizard = await drive(backend);
    const state = await wizard.type('aa\r\r');
    expect(backend.calls).not.toContain('apply');
    expect(state.screen.name).not.toBe('confirm');
  });
});

describe('before the summary', () => {
  const open = {
    id: 'RUN',
    user: 'alice',
    started: '2026-11-22 14:30',
    because: raw('the machine was switched off'),
    canResume: true,
    changes: [{ title: raw('Enable linger'), state: 'begun' as const }],
  };

  test.each([
    ['1\r', 'resume RUN'],
    ['2\r', 'undo RUN'],
  ])('an open run is offered first: %s', async (keys, call) => {
    const backend = new FakeBackend({ start: { openRuns: [open] } });
    const wizard = await drive(backend);
    expect(wizard.state().screen.name).toBe('open');
    await wizard.type(keys);
    expect(backend.calls).toContain(call);
    expect(wizard.state().screen.name).toBe('done');
  });

  test('it can be looked at, or left for later', async () => {
    const backend = new FakeBackend({ start: { openRuns: [{ ...open, canResume: false }] } });
    const wizard = await drive(backend);
    expect((await wizard.type('2\r')).screen.name).toBe('pager');
    expect((await wizard.type(`${ESC}3\r`)).screen.name).toBe('summary');
    expect((await wizard.type(ESC)).screen.name).toBe('open');
  });

  test('unfinished answers are offered; what was said on the command line is newer', async () => {
    const draft = {
      target: { name: 'alice', create: false },
      given: {
        'subids.count': { value: 131072, source: 'person' },
        linger: { value: false, source: 'person' },
      },
      without: ['packages.install'],
    } as const;
    const given = { linger: { value: true, source: 'flag' } } as const;
    const wizard = await drive(new FakeBackend({ start: { draft, given } }));
    expect(wizard.state().screen.name).toBe('draft');
    const state = await wizard.type('\r');
    expect(state.given).toEqual({ ...draft.given, ...given });
    expect(state.without).toEqual(['packages.install']);
    const other = new FakeBackend({ start: { draft } });
    const fresh = await drive(other);
    expect((await fresh.type('2\r')).given).toEqual({});
  });

  test('as root it asks for whom; a new account becomes part of the answers', async () => {
    const askUser = {
      users: [{ name: 'alice', uid: 1000, home: '/home/alice' }],
      newName: 'containers',
      refuse: (name: string) => (/^[a-z]+$/.test(name) ? null : raw('letters only')),
    };
    const wizard = await drive(new FakeBackend({ start: { askUser, user: '' } }));
    expect(wizard.state().screen.name).toBe('user');
    const bad = await wizard.type('2\r.x\r');
    expect(bad.screen).toHaveProperty('refused.args.text', 'letters only');
    const state = await wizard.type('\u007f\u007f\r');
    expect(state.target).toEqual({ name: 'containers', create: true });
    expect(state.given['user.create']?.value).toBe(true);
    // Back, and another user: no account is made any more.
    await wizard.type(`${ESC.repeat(3)}`);
    const other = await wizard.type('1\r');
    expect(other.target).toEqual({ name: 'alice', create: false });
    expect(other.given['user.create']).toBeUndefined();
  });
});
