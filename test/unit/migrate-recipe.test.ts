import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { recipeOf } from '../../src/migrate/create-args.ts';
import { layerPaths } from '../../src/migrate/layer.ts';
import { parseOwners } from '../../src/migrate/owners.ts';
import { bytesText, parseDockerSize } from '../../src/model/bytes.ts';

const ID = 'abcdef012345'.padEnd(64, '6');

/** What `docker inspect` says, reduced to what a test speaks of. */
interface Inspected {
  readonly Config?: object;
  readonly HostConfig?: object;
  readonly Mounts?: readonly object[];
  readonly Networks?: object;
}

function recipe(
  { Config = {}, HostConfig = {}, Mounts = [], Networks = {} }: Inspected,
  image: object = {},
  target: 'docker' | 'podman' = 'docker',
) {
  const entry = {
    Id: ID,
    Name: '/web',
    Config: { Image: 'x', ...Config },
    HostConfig,
    Mounts,
    NetworkSettings: { Networks },
  };
  return recipeOf(
    entry,
    container(entry),
    { Config: image },
    {
      target,
      image: 'IMAGE',
      nameOf: (id) => (id === ID ? 'web' : `name-of-${id}`),
    },
  );
}

const created = (...given: Parameters<typeof recipe>) => recipe(...given).create.join(' ');

describe('how a health check is said again', () => {
  const Test = ['CMD', '/app', 'is well'];
  const other = { Test: ['CMD-SHELL', 'true'] };

  it('keeps the command of the image where Docker would take it through a shell', () => {
    const given = { Config: { Healthcheck: { Test, Interval: 5e9 } } };
    const image = { Healthcheck: { Test } };
    expect(created(given, image)).toBe('--health-interval 5000000000ns IMAGE');
    // Podman forgets it over the interval.
    expect(created(given, image, 'podman')).toBe(
      '--health-cmd ["/app","is well"] --health-interval 5000000000ns IMAGE',
    );
  });

  it('is a list for Podman, and a line for Docker, which has no other', () => {
    const given = { Config: { Healthcheck: { Test } } };
    const image = { Healthcheck: other };
    expect(created(given, image, 'podman')).toBe('--health-cmd ["/app","is well"] IMAGE');
    expect(created(given, image)).toBe("--health-cmd /app 'is well' IMAGE");
  });
});

describe('how a container is made again', () => {
  it('says nothing that the image says, and nothing that the engine decides', () => {
    const image = {
      Env: ['PATH=/bin', 'A=1'],
      Labels: { vendor: 'them' },
      Cmd: ['serve'],
      Entrypoint: ['/entry', 'sh'],
      User: 'app',
      WorkingDir: '/app',
      StopSignal: 'SIGQUIT',
      Healthcheck: { Test: ['CMD', 'true'] },
    };
    const Config = { ...image, Hostname: ID.slice(0, 12) };
    const HostConfig = {
      NetworkMode: 'default',
      RestartPolicy: { Name: 'no' },
      ShmSize: 67_108_864,
      LogConfig: { Type: 'json-file', Config: {} },
      Memory: 0,
      MemorySwap: -1,
    };
    expect(recipe({ Config, HostConfig }, image)).toEqual({ create: ['IMAGE'], connect: [] });
  });

  it.each<[string, Inspected, string]>([
    ['a changed command', { Config: { Cmd: ['a b', '$c'] } }, 'IMAGE a b $c'],
    [
      'an entry point of several words',
      { Config: { Entrypoint: ['a', 'b'], Cmd: ['c'] } },
      '--entrypoint a IMAGE b c',
    ],
    [
      'another environment',
      { Config: { Env: ['A=b=c', 'EMPTY='] } },
      '--env A=b=c --env EMPTY= IMAGE',
    ],
    [
      // No engine can set the other one without root.
      'a host name, without its domain',
      { Config: { Hostname: 'box', Domainname: 'lan' } },
      '--hostname box IMAGE',
    ],
    [
      'a retry count',
      { HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 } } },
      '--restart on-failure:3 IMAGE',
    ],
    [
      'limits',
      { HostConfig: { Memory: 1024, MemorySwap: 2048, NanoCpus: 1.5e9, PidsLimit: 9 } },
      '--memory 1024 --cpus 1.5 --pids-limit 9 IMAGE',
    ],
    [
      'swap of its own',
      { HostConfig: { Memory: 1024, MemorySwap: -1 } },
      '--memory 1024 --memory-swap -1 IMAGE',
    ],
    ['no health check', { Config: { Healthcheck: { Test: ['NONE'] } } }, '--no-healthcheck IMAGE'],
    [
      'a health check of words',
      { Config: { Healthcheck: { Test: ['CMD', 'a', 'b c'], Interval: 5e9, Retries: 2 } } },
      "--health-cmd a 'b c' --health-interval 5000000000ns --health-retries 2 IMAGE",
    ],
    [
      'no AppArmor profile',
      { HostConfig: { SecurityOpt: ['apparmor=mine', 'no-new-privileges'] } },
      '--security-opt no-new-privileges IMAGE',
    ],
  ])('with %s', (_name, inspected, words) => {
    expect(created(inspected)).toBe(words);
  });

  it('publishes at the addresses that it had', () => {
    const ports = {
      '80/tcp': [
        { HostIp: '', HostPort: '8080' },
        { HostIp: '::1', HostPort: '8081' },
      ],
      '53/udp': [{ HostIp: '127.0.0.1', HostPort: '53' }],
      '90/tcp': [
        { HostIp: '', HostPort: '' },
        { HostIp: '127.0.0.1', HostPort: '' },
      ],
      '99/tcp': null,
    };
    expect(created({ HostConfig: { PortBindings: ports } })).toBe(
      '-p 8080:80/tcp -p [::1]:8081:80/tcp -p 127.0.0.1:53:53/udp -p 90/tcp -p 127.0.0.1::90/tcp IMAGE',
    );
  });

  it('mounts what it had, whatever the path', () => {
    const Mounts = [
      { Type: 'volume', Name: 'data', Source: '/x', Destination: '/data', RW: true, Mode: 'z' },
      { Type: 'bind', Source: '/srv/a', Destination: '/a', RW: false, Mode: 'ro,Z' },
      { Type: 'bind', Source: '/srv/c:d,"e"', Destination: '/c', RW: false, Mode: '' },
      { Type: 'bind', Source: '/srv/p', Destination: '/p', RW: true, Propagation: 'rslave' },
    ];
    expect(created({ Mounts, HostConfig: { Tmpfs: { '/tmp': 'size=1m', '/t': '' } } })).toBe(
      '-v data:/data -v /srv/a:/a:ro,Z --mount type=bind,"source=/srv/c:d,""e""",target=/c,readonly ' +
        '-v /srv/p:/p:rslave --tmpfs /tmp:size=1m --tmpfs /t IMAGE',
    );
  });

  it('joins the network that it was made with, and the others afterwards', () => {
    const Networks = {
      side: { Aliases: ['behind', ID.slice(0, 12)], IPAMConfig: { IPv4Address: '10.0.0.7' } },
      main: { Aliases: ['web', 'web', ID.slice(0, 12)] },
      bridge: {},
    };
    expect(recipe({ HostConfig: { NetworkMode: 'main' }, Networks })).toEqual({
      create: ['--network', 'main', '--network-alias', 'web', 'IMAGE'],
      connect: ['side --alias behind --ip 10.0.0.7'],
    });
    expect(
      created({ Config: { Hostname: 'other' }, HostConfig: { NetworkMode: 'container:77' } }),
    ).toBe('--network container:name-of-77 IMAGE');
  });

  it('keeps what Podman knows of a log, and all of it for Docker', () => {
    const HostConfig = {
      LogConfig: { Type: 'json-file', Config: { 'max-size': '1m', 'max-file': '3' } },
    };
    expect(created({ HostConfig })).toBe(
      '--log-driver json-file --log-opt max-size=1m --log-opt max-file=3 IMAGE',
    );
    expect(created({ HostConfig }, {}, 'podman')).toBe(
      '--log-driver json-file --log-opt max-size=1m IMAGE',
    );
    expect(created({ HostConfig: { LogConfig: { Type: 'syslog' } } }, {}, 'podman')).toBe('IMAGE');
    const local = { HostConfig: { LogConfig: { Type: 'local', Config: { 'max-size': '1m' } } } };
    expect(created(local, {}, 'podman')).toBe('--log-driver json-file --log-opt max-size=1m IMAGE');
    expect(created(local)).toBe('--log-driver local --log-opt max-size=1m IMAGE');
    // A plugin of root's daemon, which the user's does not have.
    expect(created({ HostConfig: { LogConfig: { Type: 'loki' } } })).toBe('IMAGE');
  });

  it('takes whatever another version prints', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('Config', 'HostConfig', 'Mounts', 'NetworkSettings', 'Id'),
          fc.jsonValue(),
        ),
        (entry) => {
          const options = { target: 'docker', image: 'IMAGE', nameOf: String } as const;
          const { create } = recipeOf(entry, container(entry), {}, options);
          expect(create).toContain('IMAGE');
        },
      ),
    );
  });
});

describe('what was written in a container', () => {
  it('is what lies in no volume and is not made anew at each start', () => {
    const diff =
      'C /etc\nA /etc/app.conf\nC /run\nA /run/pid\nA /data\nC /var\nC /var/lib\nA /var/lib/x\nD /old\nA /mnt\nA /mnt/a b\n';
    expect(layerPaths(diff, ['/data', '/mnt/volume'])).toEqual([
      '/etc/app.conf',
      '/var/lib/x',
      '/old',
      '/mnt/a b',
    ]);
  });
});

describe('owners of a directory', () => {
  it.each([
    [
      '   2 0:0 755 d\n  10 33:33 644 f\n   1 1:1 777 l\n',
      { uids: [0, 1, 33], gids: [0, 1, 33], readable: true, special: false },
    ],
    [' 1 1000:1000 600 f\n', { uids: [1000], gids: [1000], readable: false, special: false }],
    [' 1 0:0 666 s\n', { uids: [0], gids: [0], readable: true, special: true }],
    ['', null],
    ['find: what?\n', null],
    [' 1 0:0 644 f\n'.repeat(500), null],
  ])('%j', (stdout, owners) => {
    expect(parseOwners(stdout)).toEqual(owners);
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.5 KiB'],
    [10 * 1024 ** 3, '10 GiB'],
    [-1, '0 B'],
  ])('%d reads %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });

  it.each([
    ['0B', 0],
    ['12.3kB', 12_300],
    ['1.074GB', 1_074_000_000],
    ['N/A', null],
    ['', null],
  ])('docker says %j', (text, bytes) => {
    expect(parseDockerSize(text)).toBe(bytes);
  });
});
