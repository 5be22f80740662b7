/** The way through the wizard, from the summary to the last page, with changes left out and risks accepted. */
import { describe, expect, test } from 'vitest';
import { reviewRows } from '../../src/tui/rows.ts';
import { leftOut } from '../../src/tui/session.ts';
import type { WizardState } from '../../src/tui/state.ts';
import { FakeBackend } from '../components/support/fake-backend.ts';
import { drive, rowAt } from '../components/support/session.ts';
import { KEY } from '../support/keys.ts';

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
    const seen = await wizard.type(`${rowAt(docker, 'shell.docker-host')}\r${KEY.escape}`);
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
    const told = await wizard.type(`${KEY.down}${KEY.down} `);
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
    await wizard.type(`aa ${KEY.escape}${KEY.escape}`);
    expect(wizard.state().accepted).toEqual(['low-ports']);
    const go = rowAt(wizard.state(), 'ports.method');
    expect((await wizard.type(`${go}\r1\r`)).accepted).toEqual([]);
    expect((await wizard.type(`${go}\r2\r`)).accepted).toEqual([]);
  });
});
