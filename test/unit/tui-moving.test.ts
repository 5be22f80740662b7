import { describe, expect, test } from 'vitest';
import { linePage } from '../../src/tui/line-page.ts';
import type { Moving, MovingGroup } from '../../src/tui/moving.ts';
import { chosenGroups, movingRows } from '../../src/tui/moving.ts';
import { movingDetail } from '../../src/tui/moving-page.ts';
import { FakeBackend } from '../components/support/fake-backend.ts';
import { outcome } from '../components/support/fake-run.ts';
import { raw } from '../components/support/fake-steps.ts';
import { realBackend } from '../components/support/real-backend.ts';
import { drive } from '../components/support/session.ts';
import { KEY } from '../support/keys.ts';

function group(name: string, moves: boolean, ...containers: readonly string[]): MovingGroup {
  return {
    name,
    project: containers.length > 1,
    moves,
    containers: containers.map((each) => ({
      name: each,
      image: 'site:1',
      ports: [],
      verdict: moves ? 'moves' : 'stays',
      because: moves ? [] : [raw('it is privileged')],
    })),
    things: [],
    notes: [],
  };
}

function moving(patch: Partial<Moving> = {}): Moving {
  return {
    user: 'alice',
    engine: 'podman',
    groups: [group('shop', true, 'db', 'web'), group('wiki', true, 'wiki'), group('x', false, 'x')],
    asked: [],
    freeBytes: null,
    ...patch,
  };
}

const names = (wizard: { state(): Parameters<typeof movingRows>[0] }) => {
  const { moving: now } = wizard.state();
  return now === null ? [] : chosenGroups(now).map(({ name }) => name);
};

describe('the list of what can move', () => {
  test('is the first page of a wizard that was started for it', async () => {
    const backend = new FakeBackend({ purpose: 'move', moving: moving() });
    const wizard = await drive(backend);
    expect(wizard.state().screen).toEqual({ name: 'moving', cursor: 0 });
    expect(movingRows(wizard.state()).map(({ id }) => id)).toEqual([
      'group shop',
      'container db',
      'container web',
      'container wiki',
      'container x',
    ]);
    expect(backend.plans.at(-1)?.moving).toEqual({ projects: ['shop', 'wiki'] });
  });

  test('marks what finds no room, as long as too much is ticked', async () => {
    const sized = (one: MovingGroup, bytes: number): MovingGroup => ({
      ...one,
      things: [{ kind: 'volume', name: one.name, bytes }],
    });
    const groups = [
      { ...sized(group('shop', true, 'db', 'web'), 5000), short: true as const },
      sized(group('wiki', true, 'wiki'), 300),
    ];
    const backend = new FakeBackend({
      purpose: 'move',
      moving: moving({ groups, freeBytes: 5100 }),
    });
    const wizard = await drive(backend);
    const rows = () => linePage(wizard.state()).rows;
    expect(rows().filter((row) => row.includes('does not fit'))).toEqual([
      expect.stringContaining('shop'),
    ]);
    // By itself it finds room.
    await wizard.type(`${KEY.end} `);
    expect(rows().join()).not.toContain('does not fit');
  });

  test('tells what is of the Podman of root, and keeps it apart from a namesake', async () => {
    const groups = [
      group('x', false, 'x'),
      { ...group('x', false, 'x'), source: 'podman' as const },
    ];
    const wizard = await drive(new FakeBackend({ purpose: 'move', moving: moving({ groups }) }));
    expect(movingRows(wizard.state()).map(({ id }) => id)).toEqual([
      'container x',
      'container x of podman',
    ]);
    const [docker = [], podman = []] = movingRows(wizard.state()).map((row) =>
      movingDetail(wizard.state(), row, 80).map((line) => JSON.stringify(line)),
    );
    expect(podman.join('')).toContain('Podman of root');
    expect(docker.join('')).not.toContain('of root');
  });

  test('ticks what was asked for on the command line, and nothing else', async () => {
    const wizard = await drive(
      new FakeBackend({ purpose: 'move', moving: moving({ asked: ['wiki'] }) }),
    );
    expect(names(wizard)).toEqual(['wiki']);
  });

  test('takes a whole group off and on again, from any of its rows, and plans anew', async () => {
    const backend = new FakeBackend({ purpose: 'move', moving: moving() });
    const wizard = await drive(backend);
    await wizard.type('jj ');
    expect(names(wizard)).toEqual(['wiki']);
    expect(backend.plans.at(-1)?.moving?.projects).toEqual(['wiki']);
    await wizard.type('g ');
    expect(names(wizard)).toEqual(['shop', 'wiki']);
  });

  test('says why a group that stays cannot be ticked, and Enter tells all', async () => {
    const wizard = await drive(new FakeBackend({ purpose: 'move', moving: moving() }));
    const refused = await wizard.type('G ');
    expect(refused.notice?.key).toBe('moving.not-offered');
    expect(names(wizard)).toEqual(['shop', 'wiki']);
    const read = await wizard.type('\r');
    expect(read.screen).toMatchObject({
      name: 'pager',
      topic: { of: 'moving', row: 'container x' },
    });
    expect((await wizard.type('q')).screen).toMatchObject({ name: 'moving', cursor: 4 });
  });

  test('does not go on while nothing is ticked', async () => {
    const wizard = await drive(new FakeBackend({ purpose: 'move', moving: moving() }));
    await wizard.type(' jjj ');
    const stays = await wizard.type('a');
    expect(stays.screen.name).toBe('moving');
    expect(stays.notice?.key).toBe('moving.none-chosen');
  });

  test('does not go on where nothing can move, or nothing is there', async () => {
    for (const groups of [[group('x', false, 'x')], []]) {
      const found = moving({ groups });
      const wizard = await drive(new FakeBackend({ purpose: 'move', moving: found }));
      const key = groups.length === 0 ? undefined : 'migrate.nothing-moves';
      expect((await wizard.type('a')).notice?.key).toBe(key);
      expect((await wizard.type(' \r')).exit).toBeNull();
    }
  });

  test('is read out with the same rows, and x takes a group off', async () => {
    const wizard = await drive(new FakeBackend({ purpose: 'move', moving: moving() }));
    const page = linePage(wizard.state());
    expect(page.rows[0]).toContain('[x] shop');
    expect(page.rows.at(-1)).toMatch(/^- x/);
    expect(page.letters.map(({ key, command }) => [key, command])).toContainEqual(['x', 'toggle']);
  });
});

describe('a move that runs', () => {
  test('goes on to its end when the terminal is lost, but not after SIGTERM', async () => {
    for (const exit of [129, 143]) {
      const seen: string[] = [];
      let end = () => {};
      const backend = new FakeBackend({
        purpose: 'move',
        moving: moving(),
        apply: (_plan, run) =>
          new Promise((resolve) => {
            end = () => resolve(outcome({ exit: 0, message: raw('moved'), tryNext: [] }));
            run.now.addEventListener('abort', () => seen.push('now'));
          }),
      });
      const wizard = await drive(backend);
      await wizard.type('aa');
      wizard.session.dispatch({ type: 'key', key: { name: 'enter', text: '' } });
      expect(wizard.state().screen.name).toBe('run');
      wizard.session.dispatch({ type: 'hangup', exit });
      expect(seen).toEqual(exit === 129 ? [] : ['now']);
      end();
      expect(await wizard.session.ended).toBe(exit);
    }
  });
});

describe('a set-up that a move needs', () => {
  test('runs first, and leads back to the list with the same groups ticked', async () => {
    const backend = new FakeBackend({ purpose: 'move', moving: moving(), setUp: true });
    const wizard = await drive(backend);
    await wizard.type(' ');
    const review = await wizard.type('a');
    expect(review.screen.name).toBe('review');
    expect(review.notice?.key).toBe('moving.set-up-first');
    expect(backend.plans.at(-1)?.moving).toEqual({ projects: ['wiki'] });
    const again = await wizard.type('a\r');
    expect(again.screen.name).toBe('moving');
    expect(again.trail).toEqual([]);
    expect(backend.plans.at(-1)?.moving).toEqual({ projects: ['wiki'] });
    expect(backend.plans.at(-1)?.without).toEqual([]);
    const end = await wizard.type('aa\r');
    expect(end.screen.name).toBe('done');
    expect(backend.calls.filter((call) => call === 'apply')).toHaveLength(2);
  });

  test('that fails ends on its last page, and nothing moves', async () => {
    const backend = new FakeBackend({
      purpose: 'move',
      moving: moving(),
      setUp: true,
      apply: async () => outcome({ exit: 7 }),
    });
    const wizard = await drive(backend);
    const end = await wizard.type('aa\r');
    expect(end.screen.name).toBe('done');
    expect(backend.calls.filter((call) => call === 'look')).toHaveLength(1);
  });
});

describe('the wizard of the set-up', () => {
  test('offers the move only where a Docker of root is, and keeps its own answers', async () => {
    const backend = new FakeBackend({ moving: moving() });
    const wizard = await drive(backend);
    await wizard.type('a \u001b');
    const { without } = wizard.state();
    expect(without).not.toEqual([]);
    const list = await wizard.type('m');
    expect(list.screen.name).toBe('moving');
    expect(list.without).toEqual([]);
    const back = await wizard.type(' \u001b');
    expect(back.screen.name).toBe('summary');
    expect(back.moving).toBeNull();
    expect(back.without).toEqual(without);
    expect(backend.plans.at(-1)).not.toHaveProperty('moving');

    const none = await drive(new FakeBackend());
    expect((await none.type('m')).screen.name).toBe('summary');
  });

  test('offers it again at the end', async () => {
    const wizard = await drive(new FakeBackend({ moving: moving() }));
    expect((await wizard.type('aa\r')).screen.name).toBe('done');
    expect((await wizard.type('m')).screen.name).toBe('moving');
    expect((await wizard.type('\u001b')).screen.name).toBe('done');
  });
});

describe('the plan of a move on a recorded host', () => {
  test('needs no ports of a project that is ticked off, and asks for them when it is ticked again', async () => {
    const wizard = await drive(
      await realBackend('rootful-docker', ['--project', 'old-wiki'], 'migrate'),
    );
    const ids = () =>
      wizard.state().planned?.all.steps.flatMap(({ changes }) => changes.map(({ id }) => id));
    expect(wizard.state().planned?.stage).toBe('set-up');
    expect(ids()?.filter((id) => id.startsWith('ports.'))).toEqual([]);
    // The volumes as recommended, then the set-up.
    await wizard.type('a\ra\r');
    expect(wizard.state().screen.name).toBe('moving');
    expect(wizard.state().planned?.stage).toBe('move');
    await wizard.type(' ');
    expect(wizard.state().planned?.stage).toBe('set-up');
    expect(ids()?.filter((id) => id.startsWith('ports.'))).not.toEqual([]);
  });

  const target = { name: 'alice', create: false };
  async function planOf(projects: readonly string[], without: readonly string[]) {
    const backend = await realBackend('rootful-docker', [], 'migrate');
    // The set-up comes first; afterwards the plan is that of the move.
    expect((await (await drive(backend)).type('a\r\ra a\r')).screen.name).toBe('moving');
    const { plan, all, stage } = await backend.plan({
      target,
      given: {},
      without,
      moving: { projects },
    });
    expect(stage).toBe('move');
    const ids = (one: typeof plan) =>
      one.steps.flatMap(({ changes }) => changes.map(({ id }) => id));
    return { kept: ids(plan), all: ids(all) };
  }

  test('has the chosen projects alone', async () => {
    const { all } = await planOf(['grafana'], []);
    expect(all).toContain('migrate.container.grafana');
    expect(all.filter((id) => /shop|prometheus|wiki/.test(id))).toEqual([]);
  });

  test('moves nothing half: without its data, its image or its stop a group stays', async () => {
    for (const gone of ['migrate.volume.grafana', 'migrate.stop.grafana']) {
      const { kept, all } = await planOf(['grafana', 'old-wiki'], [gone]);
      expect(all.filter((id) => id.includes('grafana')).length).toBeGreaterThan(3);
      expect(kept.filter((id) => id.includes('grafana'))).toEqual([]);
      expect(kept).toContain('migrate.container.old-wiki');
    }
  });

  test('leaves out a proof alone, and all of it without the look beforehand', async () => {
    const proof = await planOf(['grafana'], ['migrate.prove.grafana']);
    expect(proof.all.filter((id) => !proof.kept.includes(id))).toEqual(['migrate.prove.grafana']);
    expect((await planOf(['grafana'], ['migrate.check'])).kept).toEqual([]);
  });
});
