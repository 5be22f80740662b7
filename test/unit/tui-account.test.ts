import { describe, expect, it } from 'vitest';
import { msg } from '../../src/i18n/msg.ts';
import { donePage, doneTitle } from '../../src/tui/done-page.ts';
import { reduce } from '../../src/tui/reduce.ts';
import { followRun, newRun } from '../../src/tui/run-state.ts';
import type { Outcome } from '../../src/tui/session.ts';
import { textOfLine } from '../../src/tui/spans.ts';
import { begin, type WizardState } from '../../src/tui/state.ts';

/** The wizard with a run at work for a user who is made by that very run, or is there already. */
function running(create: boolean): WizardState {
  const model = {
    hostName: 'host',
    uid: 0,
    simulated: false,
    purpose: 'set-up' as const,
    steps: [],
    complete: () => {
      throw new Error('not read yet');
    },
    answersPath: 'answers.yaml',
  };
  const options = { language: 'en', ascii: false, columns: 80, rows: 24 } as const;
  return {
    ...begin(model, options).state,
    screen: { name: 'run' },
    target: { name: 'containers', create },
    given: create ? { 'user.create': { value: true, source: 'person' } } : {},
    run: newRun('apply', null),
  };
}

function outcome(exit: number): Outcome {
  const message = msg('run.done', { count: 1 });
  const nothing = {
    next: [],
    tryNext: [],
    hints: [],
    undo: null,
    finish: null,
    log: null,
    script: null,
  };
  return { exit, run: 'r1', message, needs: 'none', ...nothing };
}

describe('a run that made the account of its user', () => {
  it('is followed by a new look at the host for that user', () => {
    const { state, effects } = reduce(running(true), {
      type: 'ended',
      outcome: outcome(0),
      at: 1,
    });
    const target = { name: 'containers', create: false };
    expect(effects).toContainEqual({ type: 'detect', target });
    expect(state.screen).toEqual({ name: 'wait', what: 'detect' });
    expect(state.given).toEqual({});
    expect(state.notice).toEqual(msg('cli.account-made'));
    expect(state.trail).toEqual([]);
  });

  it('ends on the last page when it failed, and so does a run for a user who was there', () => {
    for (const [state, exit] of [
      [running(true), 5],
      [running(false), 0],
    ] as const) {
      const turn = reduce(state, { type: 'ended', outcome: outcome(exit), at: 1 });
      expect(turn.state.screen).toMatchObject({ name: 'done' });
      expect(turn.effects.map(({ type }) => type)).toEqual(['draft']);
    }
  });

  it('shows again what changes said of what they met, each once', () => {
    const log = { type: 'step_log', change: 'a' } as const;
    const events = [
      { ...log, line: 'Unpacking ...' },
      { ...log, line: 'container web: paths written outside of volumes go with it: 3', note: true },
      { ...log, line: 'container web: paths written outside of volumes go with it: 3', note: true },
    ] as const;
    const run = events.reduce((so, event) => followRun(so, event, 1), newRun('undo', null));
    const { state } = reduce(
      { ...running(false), run },
      { type: 'ended', outcome: outcome(0), at: 1 },
    );
    const page = donePage(state, 80).map(textOfLine).join('\n');
    expect(page).toMatch(/Worth knowing\n {2}container web: paths written [^\n]*: 3$/u);
    expect(page).not.toContain('Unpacking');
  });

  it('promises nothing that was not proven', () => {
    const { state } = reduce(running(false), { type: 'ended', outcome: outcome(0), at: 1 });
    expect(doneTitle(state).title).toEqual(msg('tui.done-made'));
    const finding = {
      id: 'verify.podman.run',
      title: msg('tui.proven'),
      evidence: '',
      remedy: [],
      needs: 'none',
      source: '',
    } as const;
    const withFinding = (level: 'ok' | 'skip') =>
      reduce(state, {
        type: 'run',
        event: { type: 'finding', finding: { ...finding, level } },
        at: 2,
      });
    expect(doneTitle(withFinding('skip').state).title).toEqual(msg('tui.done-made'));
    expect(doneTitle(withFinding('ok').state).title).toEqual(msg('tui.done-good'));
    // No container ran, however well the vendor's check speaks of the host.
    const check = { ...finding, id: 'verify.docker.check', level: 'ok' } as const;
    const spoken = reduce(withFinding('skip').state, {
      type: 'run',
      event: { type: 'finding', finding: check },
      at: 3,
    });
    expect(doneTitle(spoken.state).title).toEqual(msg('tui.done-made'));
  });

  it('calls it no failure when the rest waits for the administrator', () => {
    const ended = (script: string | null) => {
      const end = { ...outcome(4), run: 'r', script };
      return reduce(running(false), { type: 'ended', outcome: end, at: 1 }).state;
    };
    expect(doneTitle(ended('/r/root.sh')).title).toEqual(msg('tui.done-administrator'));
    expect(doneTitle(ended(null)).title).toEqual(msg('tui.done-failed'));
  });
});
