/** Settings that few containers of root's Podman have: what each target is told of them, and what is named. */
import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { recipeOf } from '../../src/migrate/create-args.ts';
import { createOptions, lostOptions } from '../../src/migrate/podman-options.ts';
import { containerShape, imageShape } from '../../src/migrate/podman-shape.ts';
import { rareLosses } from '../../src/migrate/rare.ts';
import type { TargetEngine } from '../../src/migrate/target-engine.ts';
import { inspected } from './inspected-podman.ts';

const IMAGE = imageShape({
  Id: 'f'.repeat(64),
  Config: { Env: ['GREETING=hello'], Cmd: ['httpd', '-f'], ExposedPorts: { '8000/tcp': {} } },
});

/** What `podman create` was told, and what else inspection of it says. */
interface Made {
  readonly words: readonly string[];
  readonly host?: object;
  readonly config?: object;
}

/** The words for a target, and what it lacks: `!` before what the container needs. */
function moved({ words, host = {}, config = {} }: Made, target: TargetEngine): string {
  const CreateCommand = ['podman', 'create', ...words, 'localhost/site:1'];
  const entry = containerShape({ ...inspected({ host, config: { CreateCommand, ...config } }) });
  expect(lostOptions(createOptions({ CreateCommand }) ?? { options: [], unknown: null })).toEqual(
    [],
  );
  const read = container(entry, 'podman');
  const { create } = recipeOf(entry, read, IMAGE, { target, image: 'IMG', nameOf: (id) => id });
  const { needed, left } = rareLosses(entry, IMAGE, read, target);
  const lost = [...needed.map((each) => `! ${each}`), ...left];
  const said = create.join(' ').replace(/ ?IMG$/, '');
  return lost.length === 0 ? said : `${said}${said === '' ? '' : ' '}lost: ${lost.join(', ')}`;
}

/** As Podman 5.4 says it: what it was made with; then podman, docker. */
const SETTINGS: readonly (readonly [Made, string, string])[] = [
  // Inspection says nothing of it.
  [
    { words: ['--sysctl', 'net.core.somaxconn=1024', '--sysctl=net.a=1 2,net.b=3'] },
    '--sysctl net.core.somaxconn=1024 --sysctl net.a=1 2 --sysctl net.b=3',
    '--sysctl net.core.somaxconn=1024 --sysctl net.a=1 2 --sysctl net.b=3',
  ],
  // Where it knows no name for a device, it leaves it out.
  [
    { words: ['--device', '/dev/fuse:/dev/fu:r'], host: { Devices: [] } },
    '--device /dev/fuse:/dev/fu:r',
    '--device /dev/fuse:/dev/fu:r',
  ],
  [
    {
      words: ['--device', '/dev/fuse'],
      host: {
        Devices: [{ PathOnHost: '/dev/fuse', PathInContainer: '/dev/fuse', CgroupPermissions: '' }],
      },
    },
    '--device /dev/fuse:/dev/fuse',
    '--device /dev/fuse:/dev/fuse',
  ],
  [
    { words: ['--device-cgroup-rule', 'c 1:3 rwm'] },
    'lost: ! --device-cgroup-rule c 1:3 rwm',
    'lost: ! --device-cgroup-rule c 1:3 rwm',
  ],
  [
    { words: ['--cgroupns', 'host'], host: { CgroupMode: 'host' } },
    '--cgroupns host',
    '--cgroupns host',
  ],
  [{ words: ['--ipc', 'none'], host: { IpcMode: 'none' } }, '--ipc none', '--ipc none'],
  [
    { words: ['--stop-timeout', '0'], config: { StopTimeout: 0 } },
    '--stop-timeout 0',
    '--stop-timeout 0',
  ],
  [
    { words: ['--expose', '9000'], config: { ExposedPorts: { '8000/tcp': {}, '9000/tcp': {} } } },
    '--expose 9000/tcp',
    '--expose 9000/tcp',
  ],
  [
    {
      words: ['--annotation', 'foo=bar'],
      host: { Annotations: { foo: 'bar', 'io.container.manager': 'libpod' } },
    },
    '--annotation foo=bar',
    '--annotation foo=bar',
  ],
  [
    { words: ['--memory', '64m', '--memory-swap', '-1'], host: { Memory: 67_108_864 } },
    '--memory 67108864 --memory-swap -1',
    '--memory 67108864 --memory-swap -1',
  ],
  [
    { words: ['--memory-swappiness', '10'], host: { MemorySwappiness: 10 } },
    'lost: --memory-swappiness 10',
    'lost: --memory-swappiness 10',
  ],
  // It says 0 of all that run.
  [{ words: [], host: { MemorySwappiness: 0 } }, '', ''],
  [
    { words: ['--oom-score-adj', '500'], host: { OomScoreAdj: 500 } },
    '--oom-score-adj 500',
    '--oom-score-adj 500',
  ],
  [
    { words: ['--mac-address', '92:d0:c6:0a:29:33'] },
    'lost: --mac-address 92:d0:c6:0a:29:33',
    '--mac-address 92:d0:c6:0a:29:33',
  ],
  // Only the one fills memory for what is not to be written.
  [
    { words: ['--read-only'], host: { ReadonlyRootfs: true, Tmpfs: { '/run': 'rw,noexec' } } },
    '--tmpfs /run:noexec --read-only',
    '--tmpfs /run:noexec --read-only --tmpfs /tmp:exec --tmpfs /var/tmp:exec',
  ],
  [
    { words: ['--read-only', '--read-only-tmpfs=false'], host: { ReadonlyRootfs: true } },
    '--read-only --read-only-tmpfs=false',
    '--read-only',
  ],
  [
    { words: ['--security-opt', 'unmask=all'], host: { SecurityOpt: ['unmask=all'] } },
    '--security-opt unmask=ALL',
    '--security-opt systempaths=unconfined',
  ],
  [
    { words: ['--security-opt', 'mask=/srv'] },
    '--security-opt mask=/srv',
    'lost: ! --security-opt mask=/srv',
  ],
  [{ words: ['--systemd', 'always'] }, '--systemd always', 'lost: ! --systemd always'],
  [{ words: ['--ipc=private'], host: { IpcMode: 'private' } }, '--ipc private', ''],
  [
    {
      words: ['--log-driver=k8s-file'],
      host: { LogConfig: { Type: 'k8s-file', Size: '0B' } },
    },
    '--log-driver k8s-file',
    '',
  ],
  [
    { words: ['--requires', 'db,cache'] },
    '--requires db --requires cache',
    'lost: --requires db, --requires cache',
  ],
  [
    { words: ['--requires', 'abcdef012345'] },
    'lost: --requires abcdef012345',
    'lost: --requires abcdef012345',
  ],
  [
    { words: ['--mount', 'type=bind,src=/b,dst=/b,bind-nonrecursive'] },
    'lost: --mount type=bind,src=/b,dst=/b,bind-nonrecursive',
    'lost: --mount type=bind,src=/b,dst=/b,bind-nonrecursive',
  ],
  [{ words: ['--systemd=false'] }, '--systemd=false', ''],
  [{ words: ['--http-proxy=false'] }, '--http-proxy=false', ''],
  [{ words: ['--umask', '0077'] }, '--umask 0077', 'lost: --umask 0077'],
  [{ words: ['--tz=Asia/Tokyo'] }, '--tz Asia/Tokyo', 'lost: --tz Asia/Tokyo'],
  [{ words: ['--dns', 'none'] }, '--dns none', 'lost: --dns none'],
  [{ words: ['--no-hosts'] }, '--no-hosts', 'lost: --no-hosts'],
  [{ words: ['--unsetenv-all'] }, '--unsetenv-all', 'lost: --unsetenv-all'],
  [
    { words: ['--health-on-failure', 'kill'] },
    '--health-on-failure kill',
    'lost: --health-on-failure kill',
  ],
  [{ words: ['--pidfile', '/run/a'] }, 'lost: --pidfile /run/a', 'lost: --pidfile /run/a'],
  [{ words: ['--cgroups', 'split'] }, 'lost: --cgroups split', 'lost: --cgroups split'],
  [
    {
      words: ['--log-driver', 'journald', '--log-opt', 'tag=foo'],
      host: { LogConfig: { Type: 'journald', Tag: 'foo', Size: '0B' } },
    },
    '--log-driver journald --log-opt tag=foo',
    'lost: --log-opt tag=foo',
  ],
  [
    { words: ['--log-driver', 'k8s-file', '--log-opt', 'path=/srv/x', '--log-opt', 'max-size=1m'] },
    'lost: --log-opt path=/srv/x',
    'lost: --log-opt path=/srv/x',
  ],
  [
    { words: ['--env-file', '/srv/env'], config: { Env: ['HOME=/data', 'HOSTNAME=chosen'] } },
    '--env HOME=/data --env HOSTNAME=chosen',
    '--env HOME=/data --env HOSTNAME=chosen',
  ],
  [{ words: ['--retry', '5', '--retry-delay=1s', '--disable-content-trust'] }, '', ''],
];

describe('settings that few containers of Podman have', () => {
  it.each(SETTINGS)('%j', (made, podman, docker) => {
    expect(moved(made, 'podman')).toBe(podman);
    expect(moved(made, 'docker')).toBe(docker);
  });

  it.each([
    [['-v', '/b:/b:ro,Z'], '-v /b:/b:ro,Z'],
    [['--volume=/b:/b:z'], '-v /b:/b:ro,z'],
    [['--mount', 'type=bind,src=/b,dst=/b,relabel=private'], '-v /b:/b:ro,Z'],
    [['-v', '/b:/c:Z'], '-v /b:/b:ro'],
  ])('is a label of SELinux, which inspection does not say: %j', (words, said) => {
    const CreateCommand = ['podman', 'create', ...words, 'localhost/site:1'];
    const bind = { Type: 'bind', Source: '/b', Destination: '/b', Mode: '', RW: false };
    const shaped = containerShape({ ...inspected({ config: { CreateCommand } }), Mounts: [bind] });
    const options = { target: 'podman', image: 'IMG', nameOf: (id: string) => id } as const;
    const { create } = recipeOf(shaped, container(shaped, 'podman'), IMAGE, options);
    expect(create.join(' ')).toBe(`${said} IMG`);
  });

  it('is a runtime of its own, which is needed', () => {
    const entry = containerShape({ ...inspected(), OCIRuntime: '/usr/bin/runsc' });
    const read = container(entry, 'podman');
    expect(rareLosses(entry, IMAGE, read, 'podman').needed).toEqual(['--runtime runsc']);
  });

  it.each([
    [['/entry.sh'], null, '--entrypoint /entry.sh'],
    [null, ['/daemon'], '/daemon'],
    ['/entry.sh', null, '--entrypoint /entry.sh'],
    [['/daemon'], ['/daemon'], '--entrypoint /daemon /daemon'],
  ])('knows a line of one word, which inspection says twice: %j %j', (Entrypoint, Cmd, said) => {
    const word = Cmd?.[0] ?? '/entry.sh';
    const shaped = containerShape({
      ...inspected({ config: { Entrypoint, Cmd } }),
      Path: word,
      Args: [word],
    });
    const options = { target: 'podman', image: 'IMG', nameOf: (id: string) => id } as const;
    const { create } = recipeOf(shaped, container(shaped, 'podman'), IMAGE, options);
    expect(create.join(' ').replace(/ ?IMG/, '').trim()).toBe(said);
  });
});
