/** What the wizard asks before its summary: an open run, unfinished answers, for whom. */
import { describe, expect, test } from 'vitest';
import { FakeBackend } from '../components/support/fake-backend.ts';
import { raw } from '../components/support/fake-steps.ts';
import { drive } from '../components/support/session.ts';
import { KEY } from '../support/keys.ts';

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

  test('its undo asks first for what it would stop, and leads back to the page', async () => {
    const backend = new FakeBackend({ start: { openRuns: [open] }, standing: ['web'] });
    const wizard = await drive(backend);
    expect((await wizard.type('2\r')).screen).toMatchObject({
      name: 'risks',
      undo: { run: 'RUN' },
    });
    expect((await wizard.type(KEY.escape)).screen.name).toBe('open');
    expect(backend.calls).not.toContain('undo RUN');
    await wizard.type('\r a');
    expect(backend.calls).toContain('undo RUN');
  });

  test('it can be looked at, or left for later', async () => {
    const backend = new FakeBackend({ start: { openRuns: [{ ...open, canResume: false }] } });
    const wizard = await drive(backend);
    expect((await wizard.type('2\r')).screen.name).toBe('pager');
    expect((await wizard.type(`${KEY.escape}3\r`)).screen.name).toBe('summary');
    expect((await wizard.type(KEY.escape)).screen.name).toBe('open');
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
    await wizard.type(`${KEY.escape.repeat(3)}`);
    const other = await wizard.type('1\r');
    expect(other.target).toEqual({ name: 'alice', create: false });
    expect(other.given['user.create']).toBeUndefined();
  });
});
