/** Settings that few containers of root's nerdctl have: what each target is told of them, and what is named. */
import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { at, type Fields } from '../../src/migrate/json.ts';
import { mountArgs } from '../../src/migrate/mount-args.ts';
import { rareArgs, rareLosses } from '../../src/migrate/rare.ts';
import type { TargetEngine } from '../../src/migrate/target-engine.ts';
import { shaped } from './recorded-nerdctl.ts';

function moved(entry: Fields, target: TargetEngine): string {
  const read = container(entry, 'nerdctl');
  const { needed, left } = rareLosses(entry, {}, read, target);
  const lost = [...needed, ...left];
  const words = rareArgs(entry, {}, read, target).join(' ');
  return lost.length === 0 ? words : `${words}${words === '' ? '' : ' '}lost: ${lost.join(', ')}`;
}

/** The recorded container with this of its specification, and of its inspection. */
const made = (spec: object, more: object = {}) => ({
  ...shaped('plain', { spec: { mounts: [], ...spec } }),
  ...more,
});
const linux = (more: object) => ({
  linux: { maskedPaths: ['/a'], readonlyPaths: ['/b'], ...more },
});
const opened = made(linux({ maskedPaths: [], readonlyPaths: [] }));

/** As nerdctl 2.3.5 says it; then docker, podman, nerdctl. */
const SETTINGS: readonly (readonly [Fields, string, string, string])[] = [
  [made({}), '', '', ''],
  [
    made({ process: { user: { umask: 63 } } }),
    'lost: --umask 0077',
    '--umask 0077',
    '--umask 0077',
  ],
  [
    made({}, { HostConfig: { Annotations: { foo: 'bar' } } }),
    '--annotation foo=bar',
    '--annotation foo=bar',
    '--annotation foo=bar',
  ],
  [
    opened,
    '--security-opt systempaths=unconfined',
    '--security-opt unmask=ALL',
    'lost: --security-opt systempaths=unconfined',
  ],
  [{ ...opened, HostConfig: { Privileged: true } }, '', '', ''],
  [
    made({ mounts: [{ type: 'cgroup', options: ['rw', 'nosuid'] }] }),
    'lost: --security-opt writable-cgroups=true',
    'lost: --security-opt writable-cgroups=true',
    'lost: --security-opt writable-cgroups=true',
  ],
  [made({ mounts: [{ type: 'cgroup', options: ['ro', 'nosuid'] }] }), '', '', ''],
  [
    made(linux({ resources: { memory: { swappiness: 10 }, unified: { 'memory.high': '9' } } })),
    'lost: --memory-swappiness 10, --cgroup-conf memory.high=9',
    'lost: --memory-swappiness 10, --cgroup-conf memory.high=9',
    'lost: --memory-swappiness 10, --cgroup-conf memory.high=9',
  ],
  [
    made(
      { mounts: [{ type: 'bind', destination: '/b', options: ['bind', 'rprivate'] }] },
      { Mounts: [{ Type: 'bind', Source: '/srv/b', Destination: '/b', Mode: '' }] },
    ),
    'lost: --mount bind-nonrecursive of /b',
    'lost: --mount bind-nonrecursive of /b',
    'lost: --mount bind-nonrecursive of /b',
  ],
  [
    made({}, { Mounts: [{ Type: 'tmpfs', Destination: '/x', Mode: 'noexec,nosuid,uid=5' }] }),
    'lost: --tmpfs /x:uid=5',
    'lost: --tmpfs /x:uid=5',
    'lost: --tmpfs /x:uid=5',
  ],
];

describe('settings that few containers of nerdctl have', () => {
  it.each(SETTINGS)('%#', (entry, docker, podman, nerdctl) => {
    expect(moved(entry, 'docker')).toBe(docker);
    expect(moved(entry, 'podman')).toBe(podman);
    expect(moved(entry, 'nerdctl')).toBe(nerdctl);
  });

  it('is memory from which programs run, and a log that nobody keeps', () => {
    const Tmpfs = { '/x': 'nosuid,nodev,size=1m,exec,mode=1770', '/y': 'noexec,nosuid,nodev' };
    const entry = shaped('plain', {
      HostConfig: { Tmpfs, LogConfig: { driver: '' } },
      labels: { 'nerdctl/log-uri': 'none' },
    });
    const host = at(entry, 'HostConfig');
    expect(mountArgs({ ...container(entry), mounts: [] }, host).join(' ')).toBe(
      '--tmpfs /x:size=1m,mode=1770,exec --tmpfs /y:noexec',
    );
    expect(host['LogConfig']).toEqual({ Type: 'none', Config: {} });
  });
});
