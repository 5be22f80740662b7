import { describe, expect, it } from 'vitest';
import { groupsFor } from '../../src/commands/wizard-moving.ts';
import { msg } from '../../src/i18n/msg.ts';
import { container, type RootfulContainer } from '../../src/migrate/container.ts';
import { groupsOf } from '../../src/migrate/groups.ts';
import { USUAL_WAYS, type Ways } from '../../src/migrate/idmapped.ts';
import { type Inventory, NOTHING } from '../../src/migrate/inventory.ts';
import { moveSteps } from '../../src/migrate/moves.ts';

const volume = (name: string, source: 'docker' | 'podman' = 'docker') =>
  [
    name,
    {
      name,
      driver: 'local',
      options: [],
      labels: [['k', 'v w']] as const,
      source,
      mountpoint: `/vol/${name}`,
      size: 5000,
    },
  ] as const;

const made = (name: string, source: string): RootfulContainer => ({
  ...container({ Id: name, Name: `/${name}` }),
  running: true,
  imageId: 'sha256:1',
  image: 'site',
  mounts: [
    { type: 'volume', source, destination: '/d', writable: true, mode: '', propagation: '' },
  ],
});

const containers = [made('web', 'v'), made('db', 'w')];
const inventory: Inventory = {
  ...NOTHING,
  containers,
  entries: new Map(containers.map(({ id, name }) => [id, { Id: id, Name: `/${name}` }])),
  images: new Map([
    ['sha256:1', { id: 'sha256:1', refs: ['site:latest'], size: 10, entry: {}, source: 'docker' }],
  ]),
  volumes: new Map([volume('v'), volume('w', 'podman')]),
};
const judgements = containers.map((each) => ({
  container: each,
  verdict: 'moves' as const,
  because: [],
}));
const grouping = groupsOf(judgements, new Map());

const stepsWith = (ways: Partial<Ways>, freeBytes = 1_000_000) =>
  moveSteps({
    user: { name: 'alice', uid: 1000 },
    engine: 'docker',
    inventory,
    groups: grouping.groups,
    freeBytes,
    units: [],
    staying: [],
    ways: { ...USUAL_WAYS, ...ways },
  });
const movesOf = (steps: ReturnType<typeof stepsWith>) =>
  steps.flatMap(({ changes }) =>
    changes.flatMap(({ action, risks }) => (action.do === 'move' ? [{ ...action, risks }] : [])),
  );
const notesOf = (steps: ReturnType<typeof stepsWith>) => steps.flatMap(({ notes }) => notes);

describe('volumes that are given where they lie', () => {
  it('are copied by nobody, are looked at first, and have a risk of their own', () => {
    const moves = movesOf(stepsWith({ volumes: 'in-place' }));
    const given = moves.filter(({ call: [helper] }) => helper === 'rw_migrate_volume_in_place');
    expect(given.map(({ call, undo, from, risks }) => ({ call, undo, from, risks }))).toEqual(
      (['v', 'w'] as const).map((name) => ({
        call: ['rw_migrate_volume_in_place', 'alice', 'docker', name, '--label', 'k=v w'],
        undo: ['rw_migrate_volume_in_place_undo', 'alice', 'docker', name],
        from: name === 'w' ? 'podman' : undefined,
        risks: ['volumes-in-place'],
      })),
    );
    expect(moves.some(({ call: [helper] }) => helper === 'rw_migrate_volume')).toBe(false);
    const [check] = moves;
    expect(check?.call.join(' ')).toContain('in-place-volume v');
    const notes = notesOf(stepsWith({ volumes: 'in-place' }));
    expect(notes).toContainEqual(msg('in-place.note', { names: ['v'] }));
  });

  it('need no room', () => {
    const keys = (ways: Partial<Ways>) => notesOf(stepsWith(ways, 4000)).map(({ key }) => key);
    expect(keys({ volumes: 'in-place' }).join()).not.toContain('room.lacking');
    const bytes = groupsFor({
      grouping,
      inventory,
      target: {
        engine: 'docker',
        uid: 1000,
        firstPort: 80,
        limits: true,
        ways: { ...USUAL_WAYS, volumes: 'in-place' },
      },
    })
      .flatMap(({ things }) => things)
      .flatMap((thing) => (thing.kind === 'volume' ? [thing.bytes] : []));
    expect(bytes).toEqual([0, 0]);
  });

  it('are copied where it can not be, and the plan says why', () => {
    const why = msg('idmapped.below');
    const steps = stepsWith({ volumes: 'in-place', cannotGive: new Map([['/vol/w', why]]) });
    const calls = movesOf(steps).map(({ call }) => call.slice(0, 4).join(' '));
    expect(calls).toContain('rw_migrate_volume alice docker w');
    expect(calls).toContain('rw_migrate_volume_in_place alice docker v');
    expect(notesOf(steps)).toContainEqual(msg('idmapped.note-copy', { name: 'w', why }));
    // What can't be shown by a mount of other ids does not matter for it.
    const other = stepsWith({ volumes: 'in-place', cannot: new Map([['/vol/w', why]]) });
    expect(movesOf(other).some(({ call: [helper] }) => helper === 'rw_migrate_volume')).toBe(false);
  });
});
