import { describe, expect, it } from 'vitest';
import { msg } from '../../src/i18n/msg.ts';
import { readCannot } from '../../src/migrate/idmapped.ts';
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
