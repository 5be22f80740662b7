/** Where a way of a move can't be taken on a host, read before anything is judged. */
import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { type Inventory, NOTHING } from '../../src/migrate/inventory.ts';
import { readWays } from '../../src/migrate/read-ways.ts';
import type { VolumeLook } from '../../src/migrate/volume-look.ts';
import { known } from '../../src/model/fact.ts';
import type { Facts } from '../../src/model/facts.ts';
import type { ReadHost } from '../../src/model/read-host.ts';

const PLACE = '/var/lib/docker/volumes/files/_data';
const CLOSED = { '/var/lib/docker': 0o710 };

interface Around {
  readonly look?: Partial<VolumeLook>;
  /** Of mountinfo, beside that of /. */
  readonly lines?: string;
  /** Modes of directories; the others let everybody through. */
  readonly modes?: Readonly<Record<string, number>>;
}

async function read({ look = {}, lines = '', modes = CLOSED }: Around) {
  const host: Pick<ReadHost, 'file' | 'run' | 'stat' | 'self'> = {
    self: { uid: 0, gid: 0 },
    file: async (path) => ({
      ...{ kind: 'file', path, sha256: '', mode: 0o444, uid: 0, gid: 0, nlink: 1 },
      bytes: `1 0 8:1 / / rw - ext4 /dev/x rw\n${lines}`,
      realPath: null,
    }),
    stat: async (path) => ({
      ...{ kind: 'directory', mode: modes[path] ?? 0o755, uid: 0, gid: 0, size: 0 },
      realPath: null,
    }),
    run: async () => ({
      ...{ status: 'exited', code: 0, stdout: 'mount from util-linux 2.41', stderr: '' },
    }),
  };
  const facts = {
    kernel: known({ release: '6.12', major: 6, minor: 12, arch: 'x86_64' }, 'uname'),
    init: known({ name: 'systemd' } as never, '/proc/1/comm'),
  } as Pick<Facts, 'kernel' | 'init'>;
  const volume = { source: 'docker', name: 'files', driver: 'local', options: [], labels: [] };
  const inventory = {
    ...NOTHING,
    containers: [container({ Id: 'web', Name: '/web' })],
    volumes: new Map([['files', { ...volume, mountpoint: PLACE, size: null }]]),
    owners: new Map([['/srv/data', null]]),
    looks: new Map([['files', look]]),
  } as unknown as Inventory;
  const asked = { directories: 'idmapped', volumes: 'in-place' } as const;
  const found = await readWays(host as ReadHost, facts, 'docker', inventory, asked);
  return {
    give: found.cannotGive?.get(PLACE)?.key ?? null,
    show: found.cannot.get('/srv/data')?.key ?? null,
    open: [...(found.open ?? [])],
  };
}

describe('a volume where it lies', () => {
  it('is given where nobody else gets there', async () => {
    expect(await read({})).toEqual({ give: null, show: null, open: ['/srv/data'] });
  });

  it.each<[Partial<VolumeLook>, string | null]>([
    [{ outside: { count: 1, path: 'x' } }, 'in-place.outside'],
    [{ fixed: { count: 1, path: 'x' } }, 'in-place.fixed'],
    [{ outside: { count: 0, path: '' }, fixed: { count: 0, path: '' } }, null],
    [{ outside: null, fixed: null }, null],
  ])('with %j: %s', async (look, why) => {
    expect((await read({ look })).give).toBe(why);
  });

  it.each([
    [{ '/var/lib/docker': 0o711 }, 'in-place.open'],
    [{ '/var/lib/docker': 0o700 }, null],
    [{}, 'in-place.open'],
  ])('below directories with %j: %s', async (modes, why) => {
    expect((await read({ modes })).give).toBe(why);
  });
});

describe('a directory', () => {
  const own = (options: string) => `2 1 8:2 / /srv/data ${options} - ext4 /dev/y rw\n`;

  it('is not shown that is a file system of its own where setuid programs count', async () => {
    expect((await read({ lines: own('rw') })).show).toBe('idmapped.alone');
  });

  it('is shown where they do not count already', async () => {
    expect(await read({ lines: own('rw,nosuid') })).toMatchObject({ show: null, open: [] });
  });
});
