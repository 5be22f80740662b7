import { container } from '../../src/migrate/container.ts';
import { recipeOf } from '../../src/migrate/create-args.ts';

/** Of the container and its image. */
export const ID = '0123456789ab'.padEnd(64, 'c');

/** The `HostConfig` of docker inspect with everything at once that a container can be made with. */
export const HOST = {
  NetworkMode: 'main',
  PortBindings: { '80/tcp': [{ HostPort: '8080' }], '53/udp': [{ HostIp: '::1', HostPort: '53' }] },
  RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
  Links: ['/db:/web/store'],
  Init: true,
  ReadonlyRootfs: true,
  CapAdd: ['NET_ADMIN'],
  CapDrop: ['MKNOD'],
  SecurityOpt: ['no-new-privileges'],
  GroupAdd: ['77'],
  Devices: [{ PathOnHost: '/dev/fuse', PathInContainer: '/dev/fuse', CgroupPermissions: 'rwm' }],
  Sysctls: { 'net.core.somaxconn': '99' },
  Dns: ['10.0.0.1'],
  DnsSearch: ['lan'],
  DnsOptions: ['ndots:1'],
  ExtraHosts: ['other:10.0.0.2'],
  Memory: 1048576,
  MemorySwap: -1,
  MemoryReservation: 4096,
  NanoCpus: 1.5e9,
  CpuShares: 5,
  CpuPeriod: 6,
  CpuQuota: 7,
  CpusetCpus: '0-1',
  PidsLimit: 9,
  ShmSize: 1000000,
  Ulimits: [{ Name: 'nofile', Soft: 512, Hard: 1024 }],
  LogConfig: { Type: 'local', Config: { 'max-size': '1m', 'max-file': '3' } },
  Tmpfs: { '/t': 'size=1m' },
  Mounts: [{ Type: 'tmpfs', Target: '/m', TmpfsOptions: { SizeBytes: 5, Mode: 0o1777 } }],
};

/** Likewise of its `Config`. */
export const CONFIG = {
  Env: ['A=b $c', 'DATE=2001-01-01', 'EMPTY='],
  Labels: { note: 'x $y' },
  Cmd: ['serve', '$PORT'],
  Entrypoint: ['/entry', '-v'],
  Hostname: 'box',
  User: '7:8',
  WorkingDir: '/a b',
  StopSignal: 'SIGQUIT',
  StopTimeout: 3,
  Tty: true,
  OpenStdin: true,
  Healthcheck: {
    Test: ['CMD', 'test', '-e', '$x y'],
    Interval: 5e9,
    Timeout: 4e9,
    StartPeriod: 3e9,
    Retries: 2,
  },
};

/** A volume, and a directory whose path has every sign that options are split at. */
export const MOUNTS = [
  { Type: 'volume', Name: 'data', Destination: '/data', RW: true },
  { Type: 'bind', Source: '/srv/c:d,"e"', Destination: '/c', RW: false, Propagation: 'rslave' },
];

/** Two networks, with addresses of its own in both. */
export const NETWORKS = {
  main: { Aliases: ['web'], IPAMConfig: { IPv4Address: '10.0.0.7' } },
  side: { Aliases: ['behind'], IPAMConfig: { IPv6Address: 'fd00::7' } },
};

/** How that container is made anew, or one with another configuration and nothing around it. */
export function recipe(
  config: object = CONFIG,
  host: object = HOST,
  target: 'docker' | 'podman' = 'docker',
) {
  const full = host === HOST;
  const entry = {
    Id: ID,
    Name: '/web',
    Config: { Image: 'site', ...config },
    HostConfig: host,
    Mounts: full ? MOUNTS : [],
    NetworkSettings: { Networks: full ? NETWORKS : {} },
  };
  const options = { target, image: 'site:1', nameOf: (id: string) => id };
  return recipeOf(entry, container(entry), {}, options);
}
