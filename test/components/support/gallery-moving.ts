/** The pages of a migration, on a recorded host with twelve containers of root: from the list to the last page. */
import { msg } from '../../../src/i18n/msg.ts';
import { movingRows } from '../../../src/tui/moving.ts';
import { reviewRows } from '../../../src/tui/rows.ts';
import { push, type WizardState } from '../../../src/tui/state.ts';
import type { Exhibit } from './gallery.ts';
import { realBackend } from './real-backend.ts';
import { drive } from './session.ts';

function exhibit(name: string, state: WizardState, must: Exhibit['must'] = []): Exhibit {
  return { name, state, must };
}

/** Walks through a whole migration: the set-up that comes first, the list again, the move, and its end. */
export async function movingPages(): Promise<readonly Exhibit[]> {
  const offer = await drive(await realBackend('rootful-docker', ['--engine', 'docker']));
  const wizard = await drive(await realBackend('rootful-docker', [], 'migrate'));
  const first = wizard.state();
  if (first.screen.name !== 'moving') throw new Error(`it begins at ${first.screen.name}`);
  const chosenLess = await wizard.type(' ');
  const none = { ...first, moving: without(first) };
  await wizard.type(' ');
  const directories = await wizard.type('a');
  const volumes = await wizard.type('\r');
  const toured = await wizard.type('\u001b\u001bt');
  const setUp = await wizard.type('\r\r');
  const again = await wizard.type('a a\r');
  if (again.screen.name !== 'moving') throw new Error(`the set-up ended at ${again.screen.name}`);
  const review = await wizard.type('a');
  const running = { ...review, screen: { name: 'run' } as const };
  const end = await wizard.type('a a\r');
  if (end.screen.name !== 'done' || end.run === null) throw new Error('the move has no end');
  const { run } = end;
  const nothing = first.moving === null ? null : { ...first.moving.found, groups: [] };
  const short = withRoomForWays(volumes);
  return [
    ...wayPages('directories', directories),
    ...wayPages('volumes', volumes),
    ...wayPages('volumes, short of room', short),
    exhibit('way, of two', toured),
    exhibit('moving, another list', { ...first, notice: msg('ways.other-list') }),
    exhibit('summary, a Docker of root', offer.state(), [msg('moving.offer')]),
    exhibit('wait, look', { ...first, screen: { name: 'wait', what: 'look' } }, []),
    ...movingRows(first).map((row, cursor) =>
      exhibit(`moving, ${row.id}`, { ...first, screen: { name: 'moving', cursor } }),
    ),
    exhibit('moving, the set-up first', first, [msg('moving.set-up-first', { user: 'alice' })]),
    exhibit('moving, less', chosenLess, [msg('moving.not-now')]),
    exhibit('moving, none', none, [msg('moving.none-chosen')]),
    exhibit('moving, refused', {
      ...first,
      notice: msg('moving.not-offered', { name: 'portainer' }),
    }),
    exhibit('moving, the engine is ready', again, [msg('moving.engine-ready')]),
    exhibit('moving, short of room', withRoom(again, 1_000_000), []),
    exhibit('moving, nothing there', {
      ...first,
      screen: { name: 'moving', cursor: 0 },
      moving: nothing === null ? null : { found: nothing, out: [], before: [] },
    }),
    ...movingRows(first)
      .slice(0, 3)
      .map(({ id }) =>
        exhibit(
          `pager, ${id}`,
          push(first, {
            name: 'pager',
            topic: { of: 'moving', row: id },
            top: 0,
            query: '',
            search: null,
          }),
        ),
      ),
    exhibit('review of the set-up before a move', setUp),
    ...reviewRows(review).map((row, cursor) =>
      exhibit(
        `review of a move, ${row.kind === 'step' ? `${row.step.id} ${cursor}` : row.change.id}`,
        { ...review, screen: { name: 'review', cursor } },
      ),
    ),
    exhibit('pager, step of a group', {
      ...push(review, {
        name: 'pager',
        topic: { of: 'step', step: 'migrate-group', at: 3 },
        top: 0,
        query: '',
        search: null,
      }),
    }),
    exhibit('run of a move, counting bytes', {
      ...running,
      run: {
        ...run,
        endedAt: null,
        findings: [],
        items: run.items.map((item, index) =>
          index === 3
            ? { ...item, state: 'running', startedAt: 0, note: PROGRESS }
            : { ...item, state: index < 3 ? 'done' : 'waiting' },
        ),
      },
    }),
    exhibit('done, moved', end, [
      msg('moving.done'),
      msg('moving.proven', { name: 'shop-mail-1' }),
    ]),
    exhibit('done, moved, as it is outside of a simulation', {
      ...end,
      model: { ...end.model, simulated: false },
    }),
  ];
}

/** The question of a way, with the cursor on each answer: what it costs has to be read in full. */
function wayPages(name: string, state: WizardState): readonly Exhibit[] {
  const { screen } = state;
  if (screen.name !== 'question') throw new Error(`it is asked on ${screen.name}`);
  const way = state.moving?.found.ways?.find(({ key }) => key === screen.key);
  return (way?.options ?? []).map(({ value, help }, cursor) => ({
    ...exhibit(`way, ${name}, ${value}`, { ...state, screen: { ...screen, cursor } }),
    wide: [help],
  }));
}

/** Three volumes with long names, of which some can't be shown, and too little room for copies. */
function withRoomForWays(state: WizardState): WizardState {
  const { moving } = state;
  const ways = moving?.found.ways?.map((way) => {
    const [copy, shown] = way.options;
    if (way.key !== 'migrate.volumes' || copy === undefined || shown === undefined) return way;
    const both = { first: msg('ways.shown-volumes-help'), rest: msg('ways.others-copied') };
    return {
      ...way,
      help: msg('ways.volumes-help', { names: ['a', 'b', 'c'].map((one) => one.repeat(30)) }),
      options: [
        { ...shown, help: msg('ways.both', both) },
        {
          value: 'in-place' as const,
          label: msg('ways.given'),
          help: msg('ways.both', {
            first: msg('ways.given-help'),
            rest: msg('ways.others-copied'),
          }),
        },
        { ...copy, help: msg('ways.copy-help-short') },
      ],
      because: msg('ways.shown-because', { need: '393 GiB', free: '12 GiB' }),
    };
  });
  if (moving === null || ways === undefined) return state;
  return { ...state, moving: { ...moving, found: { ...moving.found, ways } } };
}

const PROGRESS = msg('report.progress-files', {
  what: 'shop_db',
  percent: 42,
  all: '393 MiB',
  file: 1200,
  files: 48_310,
  rate: '180 MiB',
  left: 2,
});

function without(state: WizardState): WizardState['moving'] {
  const { moving } = state;
  return moving === null ? null : { ...moving, out: moving.found.groups.map(({ name }) => name) };
}

function withRoom(state: WizardState, freeBytes: number): WizardState {
  const { moving } = state;
  if (moving === null) return state;
  const groups = moving.found.groups.map((group) => ({ ...group, short: true as const }));
  return { ...state, moving: { ...moving, found: { ...moving.found, groups, freeBytes } } };
}
