import { describe, expect, it } from 'vitest';
import { composeOf } from '../../src/migrate/compose.ts';
import { container } from '../../src/migrate/container.ts';
import { rareArgs, rareLosses } from '../../src/migrate/rare.ts';
import { judgeRare } from '../../src/migrate/rare-judge.ts';
import type { TargetEngine } from '../../src/migrate/target-engine.ts';

const ID = 'abcdef012345'.padEnd(64, '6');

interface Inspected {
  readonly Config?: object;
  readonly HostConfig?: object;
  readonly Networks?: object;
}

function entryOf({ Config = {}, HostConfig = {}, Networks = {} }: Inspected) {
  return {
    Id: ID,
    Name: '/web',
    Image: 'sha256:1',
    Config: { Image: 'x', ...Config },
    HostConfig,
    NetworkSettings: { Networks },
  };
}

/** The words for a target, and what it lacks: `!` before what the container needs. */
function rare(inspected: Inspected, target: TargetEngine, image: object = {}) {
  const entry = entryOf(inspected);
  const read = container(entry);
  const { needed, left } = rareLosses(entry, { Config: image }, read, target);
  return {
    words: rareArgs(entry, { Config: image }, read, target).join(' '),
    lost: [...needed.map((each) => `! ${each}`), ...left],
  };
}

/** What `docker inspect` of Docker 26.1 says of a container with one setting; then docker, podman, nerdctl. */
const SETTINGS: readonly (readonly [Inspected, string, string, string])[] = [
  [
    { HostConfig: { Annotations: { foo: 'bar' } } },
    '--annotation foo=bar',
    '--annotation foo=bar',
    '--annotation foo=bar',
  ],
  [
    { HostConfig: { CgroupnsMode: 'host' } },
    '--cgroupns host',
    '--cgroupns host',
    '--cgroupns host',
  ],
  [{ HostConfig: { CgroupnsMode: 'private' } }, '', '', ''],
  [
    { Config: { Domainname: 'example.org' } },
    'lost: --domainname example.org',
    'lost: --domainname example.org',
    'lost: --domainname example.org',
  ],
  [{ HostConfig: { IpcMode: 'none' } }, '--ipc none', '--ipc none', 'lost: --ipc none'],
  [{ HostConfig: { IpcMode: 'private' } }, '', '', ''],
  [
    { HostConfig: { PublishAllPorts: true } },
    '--publish-all',
    '--publish-all',
    'lost: ! --publish-all',
  ],
  [
    { HostConfig: { MaskedPaths: [], ReadonlyPaths: [] } },
    '--security-opt systempaths=unconfined',
    '--security-opt unmask=ALL',
    'lost: --security-opt systempaths=unconfined',
  ],
  [{ HostConfig: { MaskedPaths: null, ReadonlyPaths: null } }, '', '', ''],
  [{ HostConfig: { MaskedPaths: [], ReadonlyPaths: [], Privileged: true } }, '', '', ''],
  [
    { HostConfig: { OomScoreAdj: 500 } },
    '--oom-score-adj 500',
    '--oom-score-adj 500',
    '--oom-score-adj 500',
  ],
  [
    { HostConfig: { OomScoreAdj: -500 } },
    'lost: --oom-score-adj -500',
    'lost: --oom-score-adj -500',
    'lost: --oom-score-adj -500',
  ],
  [{ Config: { StopTimeout: 0 } }, '--stop-timeout 0', '--stop-timeout 0', '--stop-timeout 0'],
  [
    { Config: { Healthcheck: { Test: ['CMD', 'x'], StartInterval: 2e9 } } },
    '--health-start-interval 2000000000ns',
    'lost: --health-start-interval 2000000000ns',
    'lost: --health-start-interval 2000000000ns',
  ],
  [
    { HostConfig: { CpusetMems: '0', BlkioWeight: 100 } },
    '--cpuset-mems 0 --blkio-weight 100',
    'lost: --cpuset-mems 0, --blkio-weight 100',
    'lost: --cpuset-mems 0, --blkio-weight 100',
  ],
  [
    {
      HostConfig: {
        BlkioWeightDevice: [{ Path: '/dev/sda', Weight: 200 }],
        BlkioDeviceReadBps: [{ Path: '/dev/sda', Rate: 1048576 }],
        BlkioDeviceWriteIOps: [{ Path: '/dev/sdb', Rate: 30 }],
      },
    },
    '--blkio-weight-device /dev/sda:200 --device-read-bps /dev/sda:1048576 --device-write-iops /dev/sdb:30',
    'lost: --blkio-weight-device /dev/sda:200, --device-read-bps /dev/sda:1048576, --device-write-iops /dev/sdb:30',
    'lost: --blkio-weight-device /dev/sda:200, --device-read-bps /dev/sda:1048576, --device-write-iops /dev/sdb:30',
  ],
  ...[
    [{ MemorySwappiness: 10 }, '--memory-swappiness 10'],
    [{ OomKillDisable: true }, '--oom-kill-disable'],
    [
      { CpuRealtimeRuntime: 950, CpuRealtimePeriod: 1000 },
      '--cpu-rt-runtime 950, --cpu-rt-period 1000',
    ],
    [{ CgroupParent: 'web.slice' }, '--cgroup-parent web.slice'],
    [{ StorageOpt: { size: '1G' } }, '--storage-opt size=1G'],
    [{ DeviceCgroupRules: ['c 1:3 rwm'] }, '! --device-cgroup-rule c 1:3 rwm'],
    [{ Runtime: 'runsc' }, '! --runtime runsc'],
    [
      { Mounts: [{ Type: 'volume', Target: '/v', VolumeOptions: { Subpath: 'sub' } }] },
      '! --mount volume-subpath=sub',
    ],
    [
      { Mounts: [{ Type: 'bind', Target: '/b', BindOptions: { NonRecursive: true } }] },
      '--mount bind-recursive of /b',
    ],
  ].map(([HostConfig, lost]): readonly [Inspected, string, string, string] => {
    const said = `lost: ${lost}`;
    return [{ HostConfig: HostConfig as object }, said, said, said];
  }),
  ...[
    { Runtime: 'runc' },
    { Runtime: 'crun' },
    { MemorySwappiness: -1 },
    { OomKillDisable: null },
  ].map((HostConfig): readonly [Inspected, string, string, string] => [{ HostConfig }, '', '', '']),
];

describe('settings that few containers have', () => {
  it.each(SETTINGS)('%j', (inspected, ...by) => {
    const shown = (['docker', 'podman', 'nerdctl'] as const).map((target) => {
      const { words, lost } = rare(inspected, target);
      expect(words === '' || lost.length === 0, target).toBe(true);
      return lost.length > 0 ? `lost: ${lost.join(', ')}` : words;
    });
    expect(shown).toEqual(by);
  });

  it('names ports that neither the image names nor the host publishes', () => {
    const inspected = {
      Config: { ExposedPorts: { '80/tcp': {}, '443/tcp': {}, '9000/tcp': {}, '53/udp': {} } },
      HostConfig: { PortBindings: { '443/tcp': [{ HostIp: '', HostPort: '8443' }] } },
    };
    const image = { ExposedPorts: { '80/tcp': {} } };
    const words = '--expose 9000/tcp --expose 53/udp';
    expect(rare(inspected, 'docker', image)).toEqual({ words, lost: [] });
    expect(rare(inspected, 'podman', image).words).toBe(words);
    expect(rare(inspected, 'nerdctl', image)).toEqual({ words: '', lost: [] });
  });

  it('keeps a hardware address where Podman has a network for it', () => {
    const Config = { MacAddress: '92:d0:c6:0a:29:33' };
    const words = '--mac-address 92:d0:c6:0a:29:33';
    expect(rare({ Config }, 'docker').words).toBe(words);
    expect(rare({ Config }, 'podman')).toEqual({ words: '', lost: [words] });
    expect(rare({ Config, Networks: { own: {} } }, 'podman')).toEqual({ words, lost: [] });
  });

  it('names what was chosen of a network and has no word', () => {
    const Networks = {
      one: { IPAMConfig: { LinkLocalIPs: ['169.254.3.4'] }, DriverOpts: { a: 'b' }, GwPriority: 3 },
      two: { IPAMConfig: null, DriverOpts: null, GwPriority: 0 },
    };
    expect(rare({ Networks }, 'docker').lost).toEqual([
      '--link-local-ip 169.254.3.4',
      '--network driver-opt=a=b',
      '--network gw-priority=3',
    ]);
  });

  it('is not looked for in containers of nerdctl, which says it otherwise', () => {
    const entry = entryOf({ HostConfig: { OomScoreAdj: 200, CgroupnsMode: 'host' } });
    expect(rareArgs(entry, {}, container(entry, 'nerdctl'), 'docker')).toEqual([]);
    expect(rareLosses(entry, {}, container(entry, 'nerdctl'), 'docker')).toEqual({
      needed: [],
      left: [],
    });
  });
});

describe('the log', () => {
  const lost = (LogConfig: object, target: TargetEngine) =>
    rare({ HostConfig: { LogConfig } }, target).lost;

  it('is named where Podman cannot write it, with its options', () => {
    const gelf = { Type: 'gelf', Config: { 'gelf-address': 'udp://10.1.1.1:12201' } };
    expect(lost(gelf, 'docker')).toEqual([]);
    expect(lost(gelf, 'podman')).toEqual([
      '--log-driver gelf',
      '--log-opt gelf-address=udp://10.1.1.1:12201',
    ]);
    const file = { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3' } };
    expect(lost(file, 'podman')).toEqual(['--log-opt max-file=3']);
    expect(lost({ Type: 'local', Config: {} }, 'podman')).toEqual([]);
    // nerdctl's own judge says it there.
    expect(lost(gelf, 'nerdctl')).toEqual([]);
  });

  it('is named where a plugin of the Docker of root writes it, of nerdctl, too', () => {
    const loki = { Type: 'loki:latest', Config: { 'loki-url': 'http://x' } };
    const names = ['--log-driver loki:latest', '--log-opt loki-url=http://x'];
    expect(lost(loki, 'docker')).toEqual(names);
    expect(lost(loki, 'podman')).toEqual(names);
    const entry = entryOf({ HostConfig: { LogConfig: { Type: 'fluentd' } } });
    const read = container(entry, 'nerdctl');
    expect(rareLosses(entry, {}, read, 'podman').left).toEqual(['--log-driver fluentd']);
    expect(rareLosses(entry, {}, read, 'docker').left).toEqual([]);
  });
});

describe('the judgement about them', () => {
  const judged = (HostConfig: object, verdict: 'moves' | 'stays' | 'moved' = 'moves') => {
    const entry = entryOf({ HostConfig });
    const read = container(entry);
    const around = { entries: new Map([[ID, entry]]), images: new Map() };
    return judgeRare({ container: read, verdict, because: [] }, 'docker', around);
  };

  it('says what is left out, and keeps what would be another container', () => {
    expect(judged({})).toMatchObject({ verdict: 'moves', because: [] });
    expect(judged({ OomScoreAdj: -5 })).toMatchObject({
      verdict: 'moves-with-changes',
      because: [{ key: 'migrate.settings-left', args: { settings: ['--oom-score-adj -5'] } }],
    });
    expect(judged({ OomScoreAdj: -5, Runtime: 'runsc' })).toMatchObject({
      verdict: 'stays',
      because: [{ key: 'migrate.settings-needed', args: { settings: ['--runtime runsc'] } }],
    });
  });

  it('changes nothing for what stays anyway, or has moved', () => {
    expect(judged({ OomScoreAdj: -5 }, 'stays')).toMatchObject({ verdict: 'stays', because: [] });
    expect(judged({ Runtime: 'runsc' }, 'moved')).toMatchObject({ verdict: 'moved', because: [] });
  });
});

it('stands in the compose file, too', () => {
  const create = [
    ...['--expose', '9000/tcp', '--annotation', 'foo=b$r', '--cgroupns', 'host', '--ipc', 'none'],
    ...['--mac-address', '92:d0:c6:0a:29:33', '--oom-score-adj', '500', '--publish-all'],
    ...['--health-start-interval', '2ns', 'IMAGE'],
  ];
  const text = composeOf({ create, connect: [] }, 'web', 'label=1');
  for (const line of [
    'expose:\n      - "9000/tcp"',
    'annotations:\n      - "foo=b$$r"',
    'cgroup: "host"',
    'ipc: "none"',
    'mac_address: "92:d0:c6:0a:29:33"',
    'oom_score_adj: 500',
    'start_interval: "2ns"',
  ]) {
    expect(text).toContain(line);
  }
  expect(text).toContain('# Compose has no key for:\n#   --publish-all\n');
});
