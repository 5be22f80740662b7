/** What `podman container inspect` prints, for tests of a move from root's Podman. */

/** The id of the container. */
export const ID = 'ac7537a66913'.padEnd(64, '0');
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** `podman container inspect` of 5.4 for a plain container, with what a test changes. */
export function inspected({
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
