/** Every page of the wizard in every state that it can be in, as states to be drawn. */
import { msg } from '../../../src/i18n/msg.ts';
import type { Message } from '../../../src/model/message.ts';
import { changesOf } from '../../../src/model/plan.ts';
import type { Topic } from '../../../src/tui/events.ts';
import { fieldOf } from '../../../src/tui/field.ts';
import { reviewRows, summaryRows } from '../../../src/tui/rows.ts';
import { push, type Screen, type WizardState } from '../../../src/tui/state.ts';
import { FakeBackend } from './fake-backend.ts';
import { raw } from './fake-steps.ts';
import { movingPages } from './gallery-moving.ts';
import { lastQuestions, runs, walkToTheEnd } from './gallery-runs.ts';
import { realBackend } from './real-backend.ts';
import { drive } from './session.ts';

/** A state with its name, and the sentences that whoever sees the page must be able to read at 80x24. */
export interface Exhibit {
  readonly name: string;
  readonly state: WizardState;
  readonly must: readonly Message[];
  /** Those that narrower windows may cut off. */
  readonly wide?: readonly Message[];
}

/** All exhibits. Takes a moment: plans are made for two recorded hosts. */
export async function gallery(): Promise<readonly Exhibit[]> {
  const full = await drive(
    await realBackend('debian-13', [
      ...['--engine', 'podman', '--engine', 'docker'],
      ...['--set', 'ports.method=setcap', '--set', 'ping.allow=true'],
    ]),
  );
  const small = await drive(await realBackend('debian-12', ['--engine', 'podman']));
  const fake = new FakeBackend({ problems: ['subids.count'] });
  const problem = await drive(fake);
  const ready = await drive(new FakeBackend({ ready: true }));
  const left = await drive(new FakeBackend());
  // Without the packages, the ids that need them follow.
  await left.type('a ');
  const summary = full.state();
  return [
    ...before(summary),
    ...summaries('docker', summary),
    exhibit('summary, an answer to settle', problem.state()),
    exhibit('summary, ready', ready.state(), [msg('tui.summary-ready')]),
    exhibit('summary, at work', { ...summary, planId: summary.planId + 1 }),
    ...questions(summary),
    ...reviews('docker', summary),
    ...reviews('podman', small.state()),
    exhibit('review, left out', left.state()),
    exhibit('review, left out because of that', at(left.state(), { name: 'review', cursor: 3 })),
    exhibit('review, none', push(ready.state(), { name: 'review', cursor: 0 }), [
      msg('tui.review-none'),
    ]),
    exhibit('review, to settle', push(problem.state(), { name: 'review', cursor: 2 })),
    ...pagers(summary),
    ...lastQuestions(summary, ready.state()),
    ...(await movingPages()),
    ...runs(summary, await walkToTheEnd(full)),
  ];
}

function exhibit(name: string, state: WizardState, must: readonly Message[] = []): Exhibit {
  return { name, state, must };
}

function at(state: WizardState, screen: Screen): WizardState {
  return { ...state, screen };
}

function before(state: WizardState): readonly Exhibit[] {
  const users = Array.from({ length: 12 }, (_, index) => ({
    name: `person-${index}`,
    uid: 1000 + index,
    home: `/home/a-long-directory/person-${index}`,
  }));
  const openRuns = [
    {
      id: '20261122-143005-9f3a',
      user: 'alice',
      started: '2026-11-22 14:30 UTC',
      because: msg('cli.open-stopped'),
      canResume: true,
      changes: (['done', 'failed', 'begun', 'waiting'] as const).map((is, index) => ({
        title: changesOf(state.planned?.all ?? neverPlanned()).at(index)?.title ?? raw('nothing'),
        state: is,
      })),
    },
  ];
  const target = { name: 'alice', create: false };
  const start = {
    askUser: { users, newName: 'containers', refuse: () => null },
    user: 'alice',
    given: {},
    openRuns,
    draft: { target, given: {}, without: [] },
  };
  const early: WizardState = {
    ...state,
    start,
    target: null,
    detection: null,
    answers: null,
    planned: null,
    trail: [],
  };
  const user = (field: string | null, refused: Message | null = null): WizardState =>
    at(early, {
      name: 'user',
      cursor: 12,
      field: field === null ? null : fieldOf(field),
      refused,
    });
  const impossible = openRuns.map((run) => ({ ...run, canResume: false }));
  const list = at(early, { name: 'open', cursor: 0 });
  return [
    exhibit('wait, start', at(early, { name: 'wait', what: 'start' })),
    exhibit('wait, detect', at({ ...early, target }, { name: 'wait', what: 'detect' })),
    exhibit('open', list, [msg('tui.open-heading'), msg('tui.open-resume'), msg('tui.open-later')]),
    exhibit(
      'open, no way on',
      at({ ...early, start: { ...start, openRuns: impossible } }, { name: 'open', cursor: 2 }),
    ),
    exhibit('draft', at(early, { name: 'draft', cursor: 1 }), [msg('tui.draft-forget')]),
    exhibit('user', user(null), [msg('tui.user-new')]),
    exhibit('user, new', user('containers'), [msg('tui.user-new-help')]),
    exhibit('user, refused', user('Zoë', msg('cli.name-bad')), [msg('cli.name-bad')]),
    exhibit(
      'pager, open',
      pager({ ...list, trail: [list.screen] }, { of: 'open', run: '20261122-143005-9f3a' }),
    ),
  ];
}

function summaries(label: string, state: WizardState): readonly Exhibit[] {
  const rows = summaryRows(state);
  const asked = rows.flatMap(({ asked: one }) => (one === null ? [] : [one.key]));
  return [
    ...rows.map((row, cursor) =>
      exhibit(`summary ${label}, ${row.id}`, at(state, { name: 'summary', cursor })),
    ),
    exhibit(`summary ${label}, all doubtful`, { ...state, doubtful: asked }),
    exhibit(`summary ${label}, saved`, {
      ...state,
      notice: msg('tui.saved', { path: '/home/alice/a-directory/rootless-wizard-answers.yaml' }),
    }),
    exhibit(`summary ${label}, leaving`, { ...state, asking: 'quit' }, [msg('tui.quit-title')]),
  ];
}

function questions(state: WizardState): readonly Exhibit[] {
  return summaryRows(state).flatMap(({ asked }): readonly Exhibit[] => {
    if (asked === null) return [];
    const typed = asked.options.length === 0;
    const open = (patch: Partial<Extract<Screen, { name: 'question' }>>): WizardState =>
      push(state, {
        name: 'question',
        key: asked.key,
        cursor: 0,
        ticked: [],
        field: typed ? fieldOf(String(asked.value)) : null,
        refused: null,
        tour: false,
        ...patch,
      });
    const refused = typed ? msg('tui.refuse-number', { text: '65536x' }) : msg('tui.refuse-none');
    return [
      exhibit(`question ${asked.key}, on the tour`, open({ tour: true }), [asked.title]),
      exhibit(`question ${asked.key}, refused`, open({ refused }), [asked.title, refused]),
      ...(typed ? [] : asked.options.slice(1)).map(({ label }, index) =>
        exhibit(`question ${asked.key}, ${index + 1}`, open({ cursor: index + 1 }), [label]),
      ),
    ];
  });
}

function reviews(label: string, state: WizardState): readonly Exhibit[] {
  return reviewRows(state).map((row, cursor) => {
    const id = row.kind === 'step' ? row.step.id : row.change.id;
    return exhibit(`review ${label}, ${id}`, push(state, { name: 'review', cursor }));
  });
}

function pager(
  state: WizardState,
  topic: Topic,
  patch: Partial<Extract<Screen, { name: 'pager' }>> = {},
) {
  return push(state, { name: 'pager', topic, top: 0, query: '', search: null, ...patch });
}

function pagers(summary: WizardState): readonly Exhibit[] {
  const state = push(summary, { name: 'review', cursor: 0 });
  const all = changesOf(state.planned?.all ?? neverPlanned());
  const steps = state.planned?.all.steps ?? [];
  const one = (name: string, topic: Topic, patch = {}) =>
    exhibit(`pager, ${name}`, pager(state, topic, patch));
  const query = 'subuid';
  return [
    one('help', { of: 'help' }),
    exhibit('pager, help of the summary', pager(summary, { of: 'help' })),
    one('findings', { of: 'findings' }),
    one('findings, at the end', { of: 'findings' }, { top: 10_000 }),
    one('searching', { of: 'findings' }, { search: fieldOf('体検 subuid') }),
    one('found', { of: 'all-commands' }, { query }),
    exhibit('pager, not found', {
      ...pager(state, { of: 'findings' }, { query }),
      notice: msg('tui.not-found', { query }),
    }),
    one('ids', { of: 'ids' }),
    exhibit(
      'pager, ids unknown',
      pager(
        { ...state, planned: state.planned === null ? null : { ...state.planned, idMap: null } },
        { of: 'ids' },
      ),
    ),
    one('all commands', { of: 'all-commands' }),
    // Texts of the host are folded alike: those of a few changes stand for all.
    ...all
      .slice(0, 5)
      .flatMap(({ id }) => [
        one(`change ${id}`, { of: 'change', change: id }),
        one(`commands ${id}`, { of: 'commands', changes: [id] }),
        one(`diff ${id}`, { of: 'diff', changes: [id] }),
      ]),
    ...steps.map(({ id }) => one(`step ${id}`, { of: 'step', step: id })),
  ];
}

function neverPlanned(): never {
  throw new Error('there is no plan');
}
