/** A move from two engines of root at once. */
import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { groupsOf } from '../../src/migrate/groups.ts';
import { type Inventory, NOTHING } from '../../src/migrate/inventory.ts';
import { moveSteps } from '../../src/migrate/moves.ts';
import { moveStepsWithout } from '../../src/migrate/select.ts';
import { together } from '../../src/migrate/sources.ts';
import { inverse } from '../../src/run/inverse.ts';
import { render } from '../../src/run/render.ts';
import { inspected } from './inspected-podman.ts';

describe('two engines of root', () => {
  const of = (source: 'docker' | 'podman', names: readonly string[], more: object = {}) =>
    names.map((name) =>
      container(
        {
          ...inspected({ Id: `${source}-${name}`, Name: name }),
          NetworkSettings: { Networks: { net: {} } },
          ...more,
        },
        source,
      ),
    );
  const inventory = (containers: Inventory['containers']): Inventory => ({
    ...NOTHING,
    containers,
  });

  it('keep apart what has the same name in both', () => {
    const docker = inventory(of('docker', ['web'], { NetworkSettings: {} }));
    const podman = inventory([
      ...of('podman', ['web'], { NetworkSettings: {} }),
      ...of('podman', ['db']),
    ]);
    const both = together(docker, podman);
    expect(both.containers).toHaveLength(3);
    expect(both.own?.get('podman-web')?.map(({ key }) => key)).toEqual(['migrate.name-twice']);
    expect(both.own?.get('podman-db')).toEqual([]);
    expect(both.own?.get('docker-web')).toBe(undefined);
  });

  it.each([
    ['site:1', 'localhost/site:1', 'b', true],
    ['site:1', 'docker.io/library/site:1', 'b', true],
    ['me/site:1', 'docker.io/me/site:1', 'b', true],
    ['quay.io/me/site:1', 'quay.io/me/site:1', 'b', true],
    ['site:1', 'localhost/site:1', 'a', false],
    ['site:1', 'localhost/site:2', 'b', false],
    ['localhost/site:1', 'docker.io/library/site:1', 'b', false],
    ['quay.io/me/site:1', 'docker.io/me/site:1', 'b', false],
  ])('have room for one image of a name: %s and %s (%s)', (ours, theirs, id, stays) => {
    const shelf = (source: 'docker' | 'podman', image: string, ref: string): Inventory => {
      const [each] = of(source, [source], { Image: image, NetworkSettings: {} });
      if (each === undefined) throw new Error('no container');
      const row = { source, id: each.imageId, refs: [ref], size: 1, entry: {} };
      return { ...NOTHING, containers: [each], images: new Map([[each.imageId, row]]) };
    };
    const both = together(shelf('docker', 'a', ours), shelf('podman', id, theirs));
    const names = both.own?.get('podman-podman')?.map(({ args }) => args?.['names']);
    expect(names).toEqual(stays ? [[theirs]] : []);
  });

  it('do not belong together by the name of a network', () => {
    const all = [...of('docker', ['a']), ...of('podman', ['b', 'c'])];
    const { groups } = groupsOf(
      all.map((each) => ({ container: each, verdict: 'moves' as const, because: [] })),
      new Map(),
    );
    expect(groups.map(({ members }) => members.length)).toEqual([1, 2]);
  });
});

describe('the steps of a move from both', () => {
  const bare = { NetworkSettings: {}, Image: 'sha256:1' };
  const web = container({ ...inspected({ Id: 'w', Name: 'web' }), ...bare }, 'docker');
  const db = container({ ...inspected({ Id: 'd', Name: 'db' }), ...bare }, 'podman');
  const containers = [web, db];
  const image = { source: 'docker' as const, id: 'sha256:1', refs: ['x:1'], size: 7, entry: {} };
  const input = {
    user: { name: 'alice', uid: 1000 },
    engine: 'podman' as const,
    inventory: {
      ...NOTHING,
      containers,
      entries: new Map(containers.map(({ id }) => [id, {}])),
      images: new Map([['sha256:1', image]]),
    },
    groups: containers.map((each) => ({ name: each.name, project: false, members: [each] })),
    freeBytes: null,
    units: [
      { source: 'docker' as const, names: ['docker.service'] },
      { source: 'podman' as const, names: ['podman.socket'] },
    ],
    staying: [],
  };
  const calls = (steps: ReturnType<typeof moveSteps>) =>
    steps.flatMap(({ changes }) => changes.flatMap(({ action }) => render(action)));

  it('ask each thing of the engine that has it, and count room once', () => {
    const all = calls(moveSteps(input));
    expect(all).toContain('rw_migrate_stop web');
    expect(all).toContain('rw_migrate_from podman rw_migrate_stop db');
    expect(all).toContain("rw_migrate_image alice podman 'sha256:1' 'x:1'".replaceAll("'", ''));
    const back = moveSteps(input).flatMap(({ changes }) =>
      changes.flatMap(({ action }) => {
        const undo = inverse(action);
        return undo === null ? [] : render(undo);
      }),
    );
    expect(back).toContain("rw_migrate_from podman rw_migrate_start 'db=no'");
    expect(back).toContain('rw_migrate_from podman rw_migrate_container_undo alice podman db');
  });

  it('switch a unit off first and on last, and give its container a policy', () => {
    const inventory = { ...input.inventory, units: new Map([['d', 'db.service']]) };
    const steps = moveSteps({ ...input, inventory });
    const all = calls(steps);
    const at = (call: string) => all.findIndex((each) => each.startsWith(call));
    expect(at('rw_migrate_disable_rootful db.service')).toBeGreaterThan(0);
    expect(at('rw_migrate_disable_rootful db.service')).toBeLessThan(
      at('rw_migrate_from podman rw_migrate_stop db'),
    );
    expect(all[at('rw_migrate_from podman rw_migrate_container alice podman db')]).toContain(
      '--restart always',
    );
    const stop = steps
      .flatMap(({ changes }) => changes)
      .find(({ id }) => id === 'migrate.stop.db.podman');
    // The unit starts it; a start of ours would be a second one.
    expect(stop?.action).toMatchObject({ undo: ['rw_migrate_start'] });
    expect(stop?.dependsOn).toEqual(['migrate.unit.db.service']);
  });

  it('leave the engine on from which something is left out', () => {
    const without = moveStepsWithout(input, new Set(['migrate.stop.db.podman']));
    expect(calls(without)).not.toContain('rw_migrate_from podman rw_migrate_stop db');
    expect(without.at(-1)?.changes.map(({ id }) => id)).toEqual(['migrate.cutover']);
  });
});
