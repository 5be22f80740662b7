import { describe, expect, it } from 'vitest';
import { container, type RootfulContainer } from '../../src/migrate/container.ts';
import { groupsOf } from '../../src/migrate/groups.ts';
import { type Inventory, NOTHING } from '../../src/migrate/inventory.ts';
import { moveSteps } from '../../src/migrate/moves.ts';
import { inverse } from '../../src/run/inverse.ts';
import { render } from '../../src/run/render.ts';

/** A container by its name, which is its id, too. */
function make(name: string, more: Partial<RootfulContainer> = {}): RootfulContainer {
  return {
    ...container({ Id: name, Name: `/${name}` }),
    running: true,
    imageId: 'sha256:1',
    ...more,
  };
}

const network = (name: string) => ({ name, aliases: [], ipv4: '', ipv6: '' });
const volume = (source: string) => ({
  type: 'volume',
  source,
  destination: '/d',
  writable: true,
  mode: '',
  propagation: '',
});
const bind = (source: string) => ({ ...volume(source), type: 'bind' });

/** `docker ps` lists the newest first; so do these. Names that begin with x stay. */
function grouped(containers: readonly RootfulContainer[], shifted: Record<string, string[]> = {}) {
  const judgements = containers.map((each) => ({
    container: each,
    verdict: each.name.startsWith('x') ? ('stays' as const) : ('moves' as const),
    because: [],
  }));
  return groupsOf(judgements, new Map(Object.entries(shifted)));
}

const names = (containers: readonly RootfulContainer[], shifted: Record<string, string[]> = {}) =>
  grouped(containers, shifted).groups.map(({ members }) => members.map(({ name }) => name));

describe('what moves together', () => {
  it.each<[string, Partial<RootfulContainer>, Partial<RootfulContainer>]>([
    ['a compose project', { project: 'p' }, { project: 'p' }],
    ['a network', { networks: [network('n')] }, { networks: [network('m'), network('n')] }],
    ['a volume', { mounts: [volume('v')] }, { mounts: [volume('v')] }],
    ["the other's network", {}, { networkMode: 'container:a' }],
    ['a link of old', {}, { links: ['/a:/b/alias'] }],
  ])('shares %s', (_name, a, b) => {
    expect(names([make('c'), make('b', b), make('a', a)])).toEqual([['c'], ['a', 'b']]);
  });

  it('shares a directory whose owners change, or one below or above it', () => {
    const [a, b, c] = [
      make('a', { mounts: [bind('/srv/data')] }),
      make('b', { mounts: [bind('/srv/data/sub')] }),
      make('c', { mounts: [bind('/srv/database')] }),
    ];
    expect(names([c, b, a], { a: ['/srv/data'] })).toEqual([['c'], ['a', 'b']]);
    expect(names([c, b, a], { b: ['/srv/data/sub'] })).toEqual([['c'], ['a', 'b']]);
    // Nobody's owners change: each reads what it can.
    expect(names([c, b, a])).toEqual([['c'], ['b'], ['a']]);
  });

  it('stays together, too, and says for whose sake', () => {
    const project = { project: 'p' };
    const { groups, judgements } = grouped([make('a', project), make('x', project), make('b')]);
    expect(groups.map(({ name }) => name)).toEqual(['b']);
    expect(judgements[0]).toMatchObject({
      verdict: 'stays',
      because: [{ key: 'migrate.stays-with', args: { other: 'x' } }],
    });
  });

  it('starts in the order of need, and survives a circle', () => {
    const of = (service: string, dependsOn: string[]) =>
      make(service, { project: 'p', service, dependsOn });
    expect(names([of('db', []), of('web', ['db']), of('proxy', ['web'])])).toEqual([
      ['db', 'web', 'proxy'],
    ]);
    expect(names([of('a', ['b']), of('b', ['a'])])[0]).toHaveLength(2);
  });
});

describe('the steps of a move', () => {
  const containers = [
    make('web', { project: 'p', restart: 'always', mounts: [volume('v')], image: 'site' }),
    make('off', { project: 'p', running: false }),
  ];
  const inventory: Inventory = {
    ...NOTHING,
    containers,
    entries: new Map(containers.map(({ id, name }) => [id, { Id: id, Name: `/${name}` }])),
    images: new Map([
      [
        'sha256:1',
        { source: 'docker', id: 'sha256:1', refs: ['site:latest'], size: 10, entry: {} },
      ],
    ]),
    volumes: new Map([
      [
        'v',
        {
          source: 'docker',
          name: 'v',
          driver: 'local',
          options: [],
          labels: [['k', "it's"]],
          mountpoint: '/m',
          size: 5,
        },
      ],
    ]),
    written: new Map([['web', ['/etc/x']]]),
  };
  const steps = (more: object = {}) =>
    moveSteps({
      user: { name: 'a.b', uid: 1000 },
      engine: 'podman',
      inventory,
      groups: groupsOf(
        containers.map((each) => ({ container: each, verdict: 'moves' as const, because: [] })),
        new Map(),
      ).groups,
      freeBytes: 2048,
      units: [],
      staying: [],
      ...more,
    });

  it('stop nothing before everything was checked and the images are there', () => {
    expect(steps().map(({ id, status }) => `${id} ${status}`)).toEqual([
      'migrate-check change',
      'migrate-images change',
      'migrate-networks skip',
      'migrate-group change',
      'migrate-cutover skip',
    ]);
    const group = steps()[3];
    expect(group?.changes.flatMap(({ action }) => render(action))).toEqual(
      [
        'rw_migrate_stop web off',
        `rw_migrate_volume a.b podman v --label 'k=it'\\''s'`,
        'rw_migrate_container a.b podman off --stopped -- site:latest',
        'rw_migrate_container a.b podman web -- -v v:/d --restart always site:latest',
        'rw_migrate_prove a.b podman web',
      ].map((line) => expect.stringContaining(line.split(' -- ')[0] ?? '')),
    );
    expect(group?.notes.map(({ key }) => key)).toContain('migrate.note-written');
  });

  it.each([
    ['podman', 'https://docs.podman.io/'],
    ['nerdctl', 'https://github.com/containerd/nerdctl/'],
  ])(
    'send whoever moves to %s to its own manual, and for the stop to that of Docker',
    (engine, manual) => {
      const changes = steps({ engine }).flatMap((step) => step.changes);
      const other = changes.filter(({ source }) => !source.startsWith(manual));
      expect(other.map(({ id }) => id)).toEqual(['migrate.stop.p']);
      expect(other[0]?.source).toContain('docs.docker.com');
    },
  );

  it('go back to what ran, with the policy that it had', () => {
    const changes = steps({ units: [{ source: 'docker', names: ['docker.service'] }] }).flatMap(
      (step) => step.changes,
    );
    const back = changes.flatMap(({ action }) => {
      const undo = inverse(action);
      return undo === null ? [] : render(undo);
    });
    expect(back).toContain("rw_migrate_start 'web=always'");
    expect(back.at(-1)).toBe('rw_migrate_enable_rootful docker.service');
    for (const { action } of changes) {
      const undo = inverse(action);
      if (undo !== null) expect(inverse(undo)).toEqual(action);
    }
    expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
  });
});
