import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { recipeOf } from '../../src/migrate/create-args.ts';
import { groupsOf } from '../../src/migrate/groups.ts';
import { type Inventory, NOTHING } from '../../src/migrate/inventory.ts';
import { moveSteps } from '../../src/migrate/moves.ts';
import { onlyStarts, podmanReasons, startsContainer } from '../../src/migrate/podman-judge.ts';
import { createOptions, lostOptions } from '../../src/migrate/podman-options.ts';
import { containerShape, imageShape, networkShape } from '../../src/migrate/podman-shape.ts';
import { rootfulPodman } from '../../src/migrate/podman-source.ts';
import { moveStepsWithout } from '../../src/migrate/select.ts';
import { together } from '../../src/migrate/sources.ts';
import { inverse } from '../../src/run/inverse.ts';
import { render } from '../../src/run/render.ts';
import { FakeHost } from '../probes/fake-host.ts';

const ID = 'ac7537a66913'.padEnd(64, '0');
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** `podman container inspect` of 5.4 for a plain container, with what a test changes. */
function inspected({
  config = {},
  host = {},
  networks = {},
  args = ['-f'],
  ...more
}: {
  config?: object;
  host?: object;
  networks?: object;
  args?: readonly string[];
  [key: string]: unknown;
} = {}) {
  return {
    Id: ID,
    Name: 'web',
    Image: 'f'.repeat(64),
    Path: 'httpd',
    Args: args,
    Pod: '',
    Dependencies: [],
    State: { Running: true },
    Mounts: [],
    Config: {
      Hostname: ID.slice(0, 12),
      Image: 'localhost/site:1',
      Env: [
        PATH,
        'container=podman',
        'GREETING=hello',
        'HOME=/root',
        `HOSTNAME=${ID.slice(0, 12)}`,
      ],
      Cmd: ['httpd', '-f'],
      Entrypoint: null,
      WorkingDir: '/',
      StopSignal: 'SIGTERM',
      StopTimeout: 10,
      CreateCommand: ['podman', 'run', '-d', '--name', 'web', 'localhost/site:1'],
      ...config,
    },
    HostConfig: {
      NetworkMode: 'bridge',
      ShmSize: 65_536_000,
      PidsLimit: 2048,
      LogConfig: { Type: 'journald', Config: null, Size: '0B' },
      Ulimits: [
        { Name: 'RLIMIT_NOFILE', Soft: 1_048_576, Hard: 1_048_576 },
        { Name: 'RLIMIT_NPROC', Soft: 4_194_304, Hard: 4_194_304 },
      ],
      RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
      UsernsMode: '',
      IpcMode: 'shareable',
      PidMode: 'private',
      UTSMode: 'private',
      ...host,
    },
    NetworkSettings: {
      Networks: {
        podman: { Aliases: [ID.slice(0, 12)], IPAMConfig: null, IPAddress: '10.88.0.2' },
        ...networks,
      },
    },
    ...more,
  };
}

const IMAGE = {
  Id: 'f'.repeat(64),
  RepoTags: ['localhost/site:1'],
  Config: { Env: ['GREETING=hello'], Cmd: ['httpd', '-f'] },
};

/** How it is made again in Docker. */
function recipe(entry: object, image: object = IMAGE, target: 'docker' | 'podman' = 'docker') {
  const shaped = containerShape({ ...entry });
  return recipeOf(shaped, container(shaped, 'podman'), imageShape({ ...image }), {
    target,
    image: 'IMAGE',
    nameOf: (id) => id,
  }).create.join(' ');
}

describe('a container of Podman', () => {
  it.each(['docker', 'podman'] as const)(
    'says nothing that Podman itself has added, to %s',
    (to) => {
      expect(recipe(inspected(), IMAGE, to)).toBe('IMAGE');
    },
  );

  it('keeps what somebody chose, though it looks like what Podman adds', () => {
    const CreateCommand = [
      ...['podman', 'run', '-dit', '-eHOME=/data', '--env=PATH=/x', '--pids-limit', '2048'],
      ...['--ulimit', 'nofile=512:1024', 'localhost/site:1'],
    ];
    const entry = inspected({
      config: { CreateCommand, Tty: true, Env: ['HOME=/data', 'PATH=/x', 'TERM=xterm'] },
      host: {
        Ulimits: [
          { Name: 'RLIMIT_NOFILE', Soft: 512, Hard: 1024 },
          { Name: 'RLIMIT_NPROC', Soft: 9, Hard: 9 },
        ],
      },
    });
    const made = recipe(entry);
    expect(made).toContain('--env HOME=/data --env PATH=/x');
    expect(made).toContain('--pids-limit 2048 --ulimit nofile=512:1024');
    expect(made).not.toContain('TERM');
    expect(made).not.toContain('nproc');
  });

  it('keeps a HOME of unknown origin where it is not that of root', () => {
    const config = { CreateCommand: undefined, User: 'app', Env: ['HOME=/srv/app'] };
    expect(recipe(inspected({ config }))).toContain('--env HOME=/srv/app');
    expect(recipe(inspected({ config: { ...config, User: '' } }))).not.toContain('HOME');
  });

  it.each([
    [['sh', '-c', 'x y'], 'a string, as Podman 4 has it: lossy', 'sh -c x y'],
    [['sh', '-c', 'x y'], 'a list, as of Podman 5', ['sh', '-c', 'x y']],
  ])('has its entry point %j from the whole command line (%s)', (words, _, Entrypoint) => {
    const entry = inspected({ config: { Entrypoint, Cmd: ['one', 'two'] } });
    const whole = ['/run/podman-init', '--', ...words, 'one', 'two'];
    const shaped = containerShape({ ...entry, Path: whole[0], Args: whole.slice(1) });
    expect(shaped['Config']).toMatchObject({ Entrypoint: words });
  });

  it('has a time, a signal and limits in words of Docker', () => {
    const config = { StopTimeout: 1, StopSignal: 3, WorkingDir: '/app' };
    const host = { NanoCpus: 5e8, CpuPeriod: 100_000, CpuQuota: 50_000, ShmSize: 1024 };
    const made = recipe(inspected({ config, host }));
    expect(made).toContain('--workdir /app');
    expect(made).toContain('--stop-signal SIGQUIT --stop-timeout 1');
    expect(made).toContain('--cpus 0.5 --shm-size 1024');
    expect(made).not.toContain('--cpu-quota');
  });

  it('gives a size of its log, and memory with options that all engines take', () => {
    const host = {
      LogConfig: { Type: 'json-file', Config: null, Size: '10MB' },
      Tmpfs: { '/tmp': 'size=1m,rw,rprivate,nosuid,nodev,tmpcopyup', '/run': 'rw,tmpcopyup' },
    };
    const made = recipe(inspected({ host }));
    expect(made).toContain('--tmpfs /tmp:size=1m --tmpfs /run');
    expect(made).toContain('--log-driver json-file --log-opt max-size=10m');
  });

  const shop = (address: string) => ({
    podman: {},
    shop: { Aliases: [ID.slice(0, 12), 'door'], IPAMConfig: null, IPAddress: address },
  });

  it('keeps an address only where somebody chose it', () => {
    const by = (...options: string[]) => ({
      config: { CreateCommand: ['podman', 'create', ...options, 'x'] },
    });
    const networks = shop('10.77.0.5');
    const chosen = (more: object) => recipe(inspected({ ...more, networks }));
    expect(chosen(by('--network', 'shop'))).toMatch(/^--network shop --network-alias door IMAGE/);
    expect(chosen(by('--net=shop', '--ip', '10.77.0.5'))).toContain('--ip 10.77.0.5');
    expect(chosen(by('--network', 'shop:ip=10.77.0.5,alias=door'))).toContain('--ip 10.77.0.5');
    // Through the API nobody knows; what Podman took from its own ranges was nobody's choice.
    const api = { config: { CreateCommand: undefined } };
    expect(chosen(api)).toContain('--ip 10.77.0.5');
    const pool = recipe(inspected({ ...api, networks: shop('10.89.3.2') }));
    expect(pool).not.toContain('--ip');
  });

  it('has networks with small keys', () => {
    const network = networkShape({
      name: 'shop',
      driver: 'macvlan',
      internal: true,
      labels: { a: 'b' },
      subnets: [{ subnet: '10.77.0.0/24', gateway: '10.77.0.1' }],
    });
    expect(network).toEqual({
      Name: 'shop',
      Driver: 'macvlan',
      Internal: true,
      Labels: { a: 'b' },
      IPAM: { Config: [{ Subnet: '10.77.0.0/24', Gateway: '10.77.0.1' }] },
    });
  });
});

describe('the command line that a container was made with', () => {
  const lost = (...options: string[]) => {
    const made = createOptions({ CreateCommand: ['/usr/bin/podman', 'run', ...options, 'image'] });
    return made === null ? null : lostOptions(made);
  };

  it('ends where the image stands', () => {
    expect(lost('-it', '--', 'x', '--oom-score-adj=5')).toEqual([]);
    expect(lost('-p', '80:80', 'image', '--mac-address', 'x')).toEqual([]);
  });

  it.each([
    [['--oom-score-adj', '5'], '--oom-score-adj'],
    [['-d', '--mac-address=aa:bb'], '--mac-address'],
    [['-itX'], '-X'],
    [['--rootfs'], '--rootfs'],
    [['-v', '/a:/b:O'], '--volume /a:/b:O'],
    [['-v/a:/b:ro,idmap'], '--volume /a:/b:ro,idmap'],
    [['--mount', 'type=image,src=x,dst=/y'], '--mount type=image,src=x,dst=/y'],
    [['--security-opt', 'unmask=ALL'], '--security-opt unmask=ALL'],
    [['--network', 'ns:/run/netns/x'], '--network ns:/run/netns/x'],
    [['--network', 'shop:mac=aa'], '--network shop:mac=aa'],
    [['--group-add=keep-groups'], '--group-add keep-groups'],
  ])('%j is not carried over', (options, said) => {
    expect(lost(...options)).toEqual([said]);
  });

  it('is none of a kube file, and unknown through the API', () => {
    const made = createOptions({ CreateCommand: ['podman', 'kube', 'play', 'x.yaml'] });
    expect(made === null ? null : lostOptions(made)).toEqual(['kube play']);
    expect(createOptions({})).toBe(null);
  });
});

describe('what only Podman has against a move', () => {
  const side = {
    pods: new Map([['p'.repeat(64), 'duo']]),
    sharing: new Set<string>(),
    units: new Map<string, string>(),
    quadlets: new Map<string, string>(),
    nameless: new Set<string>(),
    restarts: false,
  };
  const why = (entry: object, more: object = {}) =>
    podmanReasons(containerShape({ ...entry }), { ...side, ...more }).map(({ key, args }) => [
      key,
      ...Object.values(args ?? {}),
    ]);

  it('is nothing for a plain one', () => {
    expect(why(inspected())).toEqual([]);
  });

  it('is a pod that shares namespaces, and not one that only groups', () => {
    const entry = inspected({ Pod: 'p'.repeat(64) });
    expect(why(entry)).toEqual([]);
    expect(why(entry, { sharing: new Set(['p'.repeat(64)]) })).toEqual([['migrate.pod', 'duo']]);
  });

  it('is the file of a Quadlet, where the unit comes from one, and of no other', () => {
    const file = '/etc/containers/systemd/web.container';
    const units = new Map([[ID, 'web.service']]);
    expect(why(inspected(), { units, quadlets: new Map([['web.service', file]]) })).toEqual([
      ['migrate.quadlet', file],
    ]);
    expect(why(inspected(), { units, quadlets: new Map([['other.service', file]]) })).toEqual([
      ['migrate.systemd-unit', 'web.service'],
    ]);
    // No unit at all: not even one without a name is looked up.
    expect(why(inspected(), { quadlets: new Map([['', file]]) })).toEqual([]);
  });

  it('is a unit, a map of ids, and secrets by their names', () => {
    expect(why(inspected(), { units: new Map([[ID, 'web.service']]) })).toEqual([
      ['migrate.systemd-unit', 'web.service'],
    ]);
    const host = { UsernsMode: 'private', IDMappings: { UidMap: ['0:2147483647:1024'] } };
    expect(why(inspected({ host }))).toEqual([['migrate.id-map']]);
    const config = {
      Secrets: [{ Name: 'word' }],
      CreateCommand: ['podman', 'run', '--secret', 'word', '--secret', 'key,type=env', 'x'],
    };
    expect(why(inspected({ config }))).toEqual([['migrate.podman-secrets', ['word', 'key']]]);
  });

  it('is a mount that another engine cannot say', () => {
    const mount = { Type: 'bind', Source: '/a', Destination: '/b' };
    const Options = ['rbind', 'noexec'];
    expect(why(inspected({ Mounts: [{ ...mount, Options }] }))).toEqual([
      ['migrate.podman-options', ['-v ...:/b:noexec']],
    ]);
    expect(
      why(inspected({ Mounts: [{ ...mount, Options: ['nosuid', 'nodev', 'rbind'] }] })),
    ).toEqual([]);
  });

  it('is a policy that an old Podman cannot change, where something heeds it', () => {
    const host = { RestartPolicy: { Name: 'always' } };
    expect(why(inspected({ host }))).toEqual([]);
    expect(why(inspected({ host }), { restarts: true })).toEqual([['migrate.podman-old-restart']]);
    expect(why(inspected(), { restarts: true })).toEqual([]);
  });

  it('goes with a unit that starts it and does nothing else', () => {
    const generated = `[Service]
Restart=on-failure
ExecStart=/usr/bin/podman start web
ExecStop=/usr/bin/podman stop  \\
\t-t 1 web
`;
    expect(onlyStarts(generated)).toBe(true);
    expect(onlyStarts(`${generated}ExecStartPre=/usr/bin/mount /data\n`)).toBe(false);
    expect(onlyStarts(`${generated}ExecStart=/usr/bin/podman start db\n`)).toBe(false);
    expect(onlyStarts('ExecStart=/usr/bin/podman run --rm --name web x\n')).toBe(false);
    expect(onlyStarts('ExecStart=/usr/bin/podman start web db\n')).toBe(false);
    expect(onlyStarts('')).toBe(false);
  });

  it.each([
    ['ExecStart=/usr/bin/podman start web', true],
    ['ExecStart=/usr/bin/podman run \\\n\t--rm \\\n\t-d --name web image', true],
    ['ExecStart=/usr/bin/podman run --name=web image', true],
    [`ExecStart=/usr/bin/podman start ${ID.slice(0, 12)}`, true],
    ['ExecStart=/usr/bin/podman start webserver', false],
    ['ExecStop=/usr/bin/podman stop web', false],
    ['# ExecStart=/usr/bin/podman start web', false],
    ['ExecStart=/usr/bin/docker start web', false],
  ])('reads the unit %j', (unit, expected) => {
    expect(startsContainer(`[Service]\n${unit}\n`, 'web', ID)).toBe(expected);
  });
});

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

describe('is there a Podman of root with containers?', () => {
  const list = '/var/lib/containers/storage/overlay-containers/containers.json';

  it('is asked of files alone: no command may make a store', async () => {
    const seen = (files: Record<string, string>, uid = 0) => {
      return rootfulPodman(
        new FakeHost({ files, self: { uid, gid: uid }, otherCommands: 'throw' }),
      );
    };
    expect(await seen({})).toBe('none');
    expect(await seen({ [list]: '[]' })).toBe('none');
    expect(await seen({ [list]: '[{"id":"x"}]' })).toBe('there');
    const conf = 'graphroot = "/data"\n# graphroot = "/no"\n';
    const moved = { '/etc/containers/storage.conf': conf };
    expect(await seen({ ...moved, [list]: '[{}]' })).toBe('none');
    expect(await seen({ ...moved, '/data/vfs-containers/containers.json': '[{}]' })).toBe('there');
    expect(await seen({ [list]: '[{}]', '/run/libpod/alive': '' }, 1000)).toBe('hidden');
    expect(await seen({}, 1000)).toBe('none');
  });
});
