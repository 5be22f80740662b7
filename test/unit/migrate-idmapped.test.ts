import { describe, expect, it } from 'vitest';
import { groupsFor } from '../../src/commands/wizard-moving.ts';
import { msg } from '../../src/i18n/msg.ts';
import { container, type RootfulContainer } from '../../src/migrate/container.ts';
import { groupsOf } from '../../src/migrate/groups.ts';
import { placeOf, readCannot, USUAL_WAYS, type Ways } from '../../src/migrate/idmapped.ts';
import { type Inventory, NOTHING } from '../../src/migrate/inventory.ts';
import { judge } from '../../src/migrate/judge.ts';
import { moveSteps } from '../../src/migrate/moves.ts';
import { known, unknown } from '../../src/model/fact.ts';
import type { Facts } from '../../src/model/facts.ts';
import { NotRecorded, type PathState, type ReadHost } from '../../src/model/read-host.ts';

/** A host of which only what is asked here is there. `dirs`: the parents that are not root's alone. */
function hostWith(
  mounts: readonly string[],
  mount: string | null,
  dirs: Readonly<Record<string, Partial<PathState>>> = {},
  uid = 0,
): ReadHost {
  const text = mounts.map((line) => `${line}\n`).join('');
  const host: Pick<ReadHost, 'file' | 'run' | 'stat' | 'self'> = {
    self: { uid, gid: uid },
    file: async (path) => ({
      kind: 'file',
      path,
      bytes: text,
      sha256: '',
      mode: 0o444,
      uid: 0,
      gid: 0,
      nlink: 1,
      realPath: null,
    }),
    run: async () => {
      if (mount === null) throw new NotRecorded('mount --version');
      return { status: 'exited', code: 0, stdout: mount, stderr: '' };
    },
    stat: async (path) => ({
      kind: 'directory',
      mode: 0o755,
      uid: 0,
      gid: 0,
      size: 0,
      realPath: null,
      ...dirs[path],
    }),
  };
  return host as ReadHost;
}

const mountLine = (point: string, type: string) =>
  `1 0 8:1 / ${point.replaceAll(' ', '\\040')} rw shared:1 - ${type} /dev/x rw`;

function factsWith(release: readonly [number, number], init = 'systemd') {
  const [major, minor] = release;
  return {
    kernel: known({ release: `${major}.${minor}`, major, minor, arch: 'x86_64' }, 'uname'),
    init: known({ name: init } as never, '/proc/1/comm'),
  } as Pick<Facts, 'kernel' | 'init'>;
}

const NEW = 'mount from util-linux 2.41.5 (libmount 2.41.5: idmapping, assert)';

describe('whether a directory can be shown by an idmapped mount', () => {
  const why = async (
    path: string,
    host: ReadHost,
    facts = factsWith([6, 12]),
    engine: 'podman' | 'nerdctl' = 'podman',
  ): Promise<string | null> =>
    (await readCannot(host, facts, engine, [path])).get(path)?.key ?? null;

  it.each<[string, readonly [number, number], string | null]>([
    ['ext4', [5, 12], null],
    ['ext4', [5, 11], 'idmapped.fs'],
    ['ext3', [6, 12], 'idmapped.fs'],
    ['xfs', [5, 12], null],
    ['btrfs', [5, 14], 'idmapped.fs'],
    ['btrfs', [5, 15], null],
    ['tmpfs', [6, 2], 'idmapped.fs'],
    ['tmpfs', [6, 3], null],
    ['overlay', [6, 18], 'idmapped.fs'],
    ['nfs4', [6, 18], 'idmapped.fs'],
    // A name of every object is none of a file system.
    ['constructor', [6, 18], 'idmapped.fs'],
  ])('on %s with Linux %j: %s', async (type, release, expected) => {
    const host = hostWith([mountLine('/', 'overlay'), mountLine('/srv', type)], NEW);
    expect(await why('/srv/data', host, factsWith(release))).toBe(expected);
  });

  it.each<[string | null, string | null]>([
    [NEW, null],
    ['mount from util-linux 2.39 (libmount 2.39.0)', null],
    ['mount from util-linux 2.38.1 (libmount 2.38.1: selinux)', 'idmapped.util-linux'],
    ['mount: unrecognized option: version\nBusyBox v1.37', 'idmapped.util-linux'],
    [null, 'idmapped.unknown'],
  ])('with %s: %s', async (version, expected) => {
    expect(await why('/srv/data', hostWith([mountLine('/', 'ext4')], version))).toBe(expected);
  });

  it('needs systemd, which makes the mounts again', async () => {
    const host = hostWith([mountLine('/', 'ext4')], NEW);
    expect(await why('/srv/data', host, factsWith([6, 12], 'openrc'))).toBe('idmapped.systemd');
    const nothing = { ...factsWith([6, 12]), kernel: unknown(msg('migrate.none')) };
    expect(await why('/srv/data', host, nothing)).toBe('migrate.none');
  });

  it('is not offered to nerdctl', async () => {
    const host = hostWith([mountLine('/', 'ext4')], NEW);
    expect(await why('/srv/data', host, factsWith([6, 12]), 'nerdctl')).toBe('idmapped.nerdctl');
  });

  it.each([
    ['/srv/a\nb', 'idmapped.name'],
    ['/srv/a ', 'idmapped.name'],
    ['/srv/a\\', 'idmapped.name'],
    ['/srv/a b%"\\c', null],
    ['/srv', 'idmapped.below'],
    ['/srv/on', null],
    ['/srv/one', null],
  ])('of %j: %s', async (path, expected) => {
    const host = hostWith([mountLine('/', 'ext4'), mountLine('/srv/on', 'ext4')], NEW);
    expect(await why(path, host)).toBe(expected);
  });

  it.each<[string, Partial<PathState>, string | null]>([
    ['/srv', { uid: 1000 }, 'idmapped.bent'],
    ['/srv', { mode: 0o775 }, 'idmapped.bent'],
    ['/srv', { mode: 0o1777 }, 'idmapped.bent'],
    ['/srv', { realPath: '/mnt/srv' }, 'idmapped.bent'],
    ['/', { uid: 1000 }, 'idmapped.bent'],
    // It may belong to anybody itself: that leads nowhere else.
    ['/srv/data', { uid: 1000, mode: 0o777 }, null],
    ['/srv/data', { realPath: '/etc' }, 'idmapped.link'],
  ])('where %s is %j: %s', async (dir, state, expected) => {
    const host = hostWith([mountLine('/', 'ext4')], NEW, { [dir]: state });
    expect(await why('/srv/data', host)).toBe(expected);
  });

  it.each<[number, Record<string, Partial<PathState>>, string | null]>([
    // Whoever is not root sees nothing below; root sees that it is not there.
    [1000, { '/srv/a': { mode: 0o710 }, '/srv/a/b': { kind: 'absent' } }, null],
    [0, { '/srv/a': { mode: 0o710 }, '/srv/a/b': { kind: 'absent' } }, 'idmapped.bent'],
    [1000, { '/srv/a': { mode: 0o711 }, '/srv/a/b': { kind: 'absent' } }, 'idmapped.bent'],
    [1000, { '/srv/a': { mode: 0o710, uid: 7 }, '/srv/a/b': { kind: 'absent' } }, 'idmapped.bent'],
    // The closed one itself, and what leads to it.
    [1000, { '/srv/a': { mode: 0o730 } }, 'idmapped.bent'],
    [1000, { '/srv/a': { mode: 0o710 }, '/srv': { uid: 7 } }, 'idmapped.bent'],
  ])('seen by uid %j where the way is %j: %s', async (uid, dirs, expected) => {
    const host = hostWith([mountLine('/', 'ext4')], NEW, dirs, uid);
    expect(await why('/srv/a/b/c', host)).toBe(expected);
  });
});

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
