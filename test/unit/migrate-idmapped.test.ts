import { describe, expect, it } from 'vitest';
import { groupsFor } from '../../src/commands/wizard-moving.ts';
import { msg } from '../../src/i18n/msg.ts';
import { container, type RootfulContainer } from '../../src/migrate/container.ts';
import { groupsOf } from '../../src/migrate/groups.ts';
import { placeOf, USUAL_WAYS, type Ways } from '../../src/migrate/idmapped.ts';
import { type Inventory, NOTHING } from '../../src/migrate/inventory.ts';
import { judge } from '../../src/migrate/judge.ts';
import { moveSteps } from '../../src/migrate/moves.ts';

const mount = (type: string, source: string, destination = '/d', writable = true) => ({
  type,
  source,
  destination,
  writable,
  mode: '',
  propagation: '',
});

function make(name: string, mounts: RootfulContainer['mounts']): RootfulContainer {
  const bare = container({ Id: name, Name: `/${name}` });
  return { ...bare, running: true, imageId: 'sha256:1', project: 'p', image: 'site', mounts };
}

const foreign = { uids: [70], gids: [70], readable: false, special: false };

function inventoryOf(containers: readonly RootfulContainer[]): Inventory {
  const one = (name: string, size: number | null) =>
    [
      name,
      {
        name,
        driver: 'local',
        options: [],
        labels: [],
        source: 'docker' as const,
        mountpoint: `/vol/${name}`,
        size,
      },
    ] as const;
  return {
    ...NOTHING,
    containers,
    entries: new Map(containers.map(({ id, name }) => [id, { Id: id, Name: `/${name}` }])),
    images: new Map([
      [
        'sha256:1',
        { id: 'sha256:1', refs: ['site:latest'], size: 10, entry: {}, source: 'docker' },
      ],
    ]),
    volumes: new Map([one('v', 5000), one('w', 7)]),
    owners: new Map([
      ['/srv/data', foreign],
      ['/srv/data/sub', foreign],
      ['/srv/database', foreign],
    ]),
  };
}

describe('a move by idmapped mounts', () => {
  const containers = [
    make('web', [mount('bind', '/srv/data/sub'), mount('volume', 'v', '/v')]),
    make('db', [
      mount('bind', '/srv/data'),
      mount('bind', '/srv/database', '/e'),
      mount('volume', 'w', '/w'),
    ]),
  ];
  const inventory = inventoryOf(containers);
  const stepsWith = (ways: Partial<Ways>, freeBytes = 1_000_000) =>
    moveSteps({
      user: { name: 'alice', uid: 1000 },
      engine: 'docker',
      inventory,
      groups: groupsOf(
        containers.map((each) => ({ container: each, verdict: 'moves' as const, because: [] })),
        new Map(),
      ).groups,
      freeBytes,
      units: [],
      staying: [],
      ways: { ...USUAL_WAYS, ...ways },
    } as Parameters<typeof moveSteps>[0]);
  const callsOf = (steps: ReturnType<typeof stepsWith>) =>
    steps.flatMap(({ changes }) =>
      changes.flatMap(({ action }) => (action.do === 'move' ? [action.call.join(' ')] : [])),
    );
  const all = { directories: 'idmapped', volumes: 'idmapped' } as const;
  const notesOf = (steps: ReturnType<typeof stepsWith>) =>
    steps.flatMap(({ notes }) => notes.map(({ key }) => key));

  it('takes no room on the screen either for a volume that is shown', () => {
    const judgements = containers.map((each) => ({
      container: each,
      verdict: 'moves' as const,
      because: [],
    }));
    const volumes = new Map([...inventory.volumes].map(([name, v]) => [name, { ...v, size: 7 }]));
    const sizes = (ways: Partial<Ways>) =>
      groupsFor({
        grouping: groupsOf(judgements, new Map()),
        inventory: { ...inventory, volumes },
        target: {
          engine: 'docker',
          uid: 1000,
          firstPort: 80,
          limits: true,
          ways: { ...USUAL_WAYS, ...ways },
        },
      })
        .flatMap(({ things }) => things)
        .filter(({ kind }) => kind === 'volume')
        .map(({ name, bytes }) => `${name} ${bytes}`)
        .sort();
    expect(sizes({})).toEqual(['v 7', 'w 7']);
    const cannot = new Map([[volumes.get('v')?.mountpoint ?? '', msg('idmapped.unknown')]]);
    expect(sizes({ ...all, cannot })).toEqual(['v 7', 'w 0']);
  });

  it('shows the outermost directories and the volumes, and copies nothing', () => {
    const steps = stepsWith(all);
    const calls = callsOf(steps);
    expect(calls.filter((call) => /^rw_migrate_(volume_)?idmap /.test(call))).toEqual([
      'rw_migrate_idmap alice docker /srv/data',
      'rw_migrate_idmap alice docker /srv/database',
      'rw_migrate_volume_idmap alice docker w',
      'rw_migrate_volume_idmap alice docker v',
    ]);
    expect(calls.some((call) => /rw_migrate_(volume|owners) /.test(call))).toBe(false);
    expect(calls[0]).toContain('idmap-volume w idmap-volume v idmap /srv/data idmap /srv/database');
    const risks = steps.flatMap(({ changes }) => changes.flatMap((change) => change.risks));
    expect(new Set(risks)).toEqual(new Set(['writes-as-root']));
    expect(notesOf(steps)).toContain('idmapped.note-compose');
  });

  it('gives the containers the places in their stead, with what lies below', () => {
    const calls = callsOf(stepsWith(all)).filter((call) => call.startsWith('rw_migrate_container'));
    const place = placeOf(1000, 'docker', '/srv/data');
    expect(place).toBe('/var/lib/rootless-wizard/idmapped/1000-docker/96b53e47e3fc7c29');
    expect(calls.some((call) => call.includes(`-v ${place}/sub:/d`))).toBe(true);
    expect(calls.some((call) => call.includes(`-v ${place}:/d`))).toBe(true);
    expect(calls.join('\n')).not.toContain('/srv/');
    expect(calls.some((call) => call.includes('-v v:/v'))).toBe(true);
  });

  it('goes the other way where it can not be, and says why', () => {
    const cannot = new Map([
      ['/srv/data', msg('idmapped.below')],
      ['/vol/w', msg('idmapped.systemd')],
    ]);
    const steps = stepsWith({ ...all, cannot });
    const calls = callsOf(steps);
    expect(calls).toContain('rw_migrate_owners alice docker /srv/data');
    expect(calls).toContain('rw_migrate_idmap alice docker /srv/database');
    expect(calls).toContain('rw_migrate_volume alice docker w');
    expect(calls).toContain('rw_migrate_volume_idmap alice docker v');
    const notes = steps.flatMap((step) => step.notes);
    expect(notes).toContainEqual(
      msg('idmapped.note-owners', { name: '/srv/data', why: msg('idmapped.below') }),
    );
    expect(notes).toContainEqual(
      msg('idmapped.note-copy', { name: 'w', why: msg('idmapped.systemd') }),
    );
  });
});

describe('the judgement of a container', () => {
  const judged = (ways: Ways) =>
    judge(
      make('web', [mount('bind', '/srv/data')]),
      { engine: 'docker', uid: 1000, firstPort: 1024, limits: true, ways },
      inventoryOf([]),
    );

  it('says what its directories need, in each way', () => {
    const why = (ways: Partial<Ways>) => {
      const { verdict, because } = judged({ ...USUAL_WAYS, ...ways });
      return [verdict, ...because.map(({ key }) => key)];
    };
    const cannot = new Map([['/srv/data', msg('idmapped.below')]]);
    expect(why({})).toEqual(['moves-with-changes', 'migrate.bind-mounts']);
    expect(why({ directories: 'idmapped' })).toEqual(['moves-with-changes', 'idmapped.shown']);
    expect(why({ directories: 'idmapped', cannot })).toEqual([
      'moves-with-changes',
      'migrate.bind-mounts',
    ]);
    expect(why({ directories: 'leave' })).toEqual(['stays', 'idmapped.left']);
  });
});
