/** What find(1) says of volumes, and what a daemon says of ids. */
import { describe, expect, it } from 'vitest';
import { container, type RootfulContainer } from '../../src/migrate/container.ts';
import { remappedReasons } from '../../src/migrate/docker-remap.ts';
import type { RootfulVolume } from '../../src/migrate/inventory.ts';
import type { Owners } from '../../src/migrate/owners.ts';
import { lookAtVolumes, parseLook, type VolumeLook } from '../../src/migrate/volume-look.ts';
import type { ReadCommand } from '../../src/model/read-host.ts';
import { rootfulSecurity, volumeLook } from '../../src/probe/commands-move.ts';
import { FakeHost, type FakeResult } from '../probes/fake-host.ts';

const PLAIN: VolumeLook = {
  files: 3,
  bytes: 8192,
  size: 4,
  uid: { id: 999, path: 'db' },
  gid: { id: 999, path: 'db' },
  devices: { count: 0, path: '' },
  sockets: 0,
  fifos: 0,
  others: 0,
  setuid: 0,
  linked: 0,
  sparse: 0,
  outside: { count: 0, path: '' },
  fixed: { count: 0, path: '' },
  attributes: 0,
  acls: 0,
  capabilities: 0,
  trusted: 0,
};

/** As `volume-look.ts` of the probes prints it. */
const SAID = `files 3
bytes 8192
size 4
uid 999 db
gid 999 db
device 0 
socket 0
fifo 0
other 0
setuid 0
linked 0
sparse 0
outside 0 
fixed 0 
end 0
attributes 0
acls 0
capabilities 0
trusted 0
`;

const using = (name: string, ...mounts: RootfulContainer['mounts']): RootfulContainer => ({
  ...container({ Id: name, Name: `/${name}` }),
  mounts,
});
const mount = (type: string, source: string, writable = true) => ({
  ...{ type, source, writable, destination: '/d', mode: '', propagation: '' },
});
const volume = (name: string, more: Partial<RootfulVolume> = {}): RootfulVolume => ({
  source: 'docker',
  name,
  driver: 'local',
  options: [],
  labels: [],
  mountpoint: `/var/lib/docker/volumes/${name}/_data`,
  size: null,
  ...more,
});

describe('looking through volumes', () => {
  const volumes = new Map([['files', volume('files')]]);
  const key = (path: string) => volumeLook(path).label ?? '';
  const looked = async (said: FakeResult | null) => {
    const path = volumes.get('files')?.mountpoint ?? '';
    const host = new FakeHost({ commands: { [key(path)]: said } });
    return (await lookAtVolumes(host, volumes)).get('files');
  };

  it('takes what find(1) sums up', async () => {
    expect(await looked(SAID)).toEqual(PLAIN);
    const odd = SAID.replace('uid 999 db', 'uid 70000 a b\\nc').replace(
      'device 0 ',
      'device 2 d x',
    );
    expect(await looked(odd)).toMatchObject({
      uid: { id: 70_000, path: 'a b\\nc' },
      devices: { count: 2, path: 'd x' },
    });
    const without = SAID.replaceAll(/^(fixed|attributes|acls|capabilities|trusted) 0 ?$/gm, '$1 -');
    expect(await looked(without)).toEqual({
      ...PLAIN,
      ...{ fixed: null, attributes: null, acls: null, capabilities: null, trusted: null },
    });
  });

  it('takes files that go meanwhile for nothing', async () => {
    const stderr = "find: './db-wal': No such file or directory\n";
    expect(await looked({ stdout: SAID.replace('end 0', 'end 1'), stderr })).toEqual(PLAIN);
  });

  it('takes names outside and what is fixed with a path, and what an older text leaves out for unknown', async () => {
    const odd = SAID.replace('outside 0 ', 'outside 2 a b').replace('fixed 0 ', 'fixed 1 log');
    expect(await looked(odd.replace('trusted 0', 'trusted 4'))).toEqual({
      ...PLAIN,
      outside: { count: 2, path: 'a b' },
      fixed: { count: 1, path: 'log' },
      trusted: 4,
    });
    const old = SAID.replaceAll(/^(outside|fixed|trusted) .*\n/gm, '');
    expect(await looked(old)).toEqual({ ...PLAIN, outside: null, fixed: null, trusted: null });
  });

  it.each<[string, FakeResult | null]>([
    ['what may not be read', { stdout: SAID, stderr: "find: './x': Permission denied\n" }],
    ['a find that was killed', SAID.replace('end 0', 'end 137')],
    ['half of an answer', SAID.slice(0, 60)],
    ['a number that is none', SAID.replace('files 3', 'files many')],
    ['nothing', ''],
    ['no shell', null],
    ['what took too long', { status: 'timeout', code: -1, stdout: SAID }],
    ['a directory that is closed', { code: 2, stdout: SAID }],
  ])('knows nothing from %s', async (_, said) => {
    expect(await looked(said)).toBe(null);
  });

  it('says so where nobody recorded it, and looks at plain ones only', async () => {
    const host = new FakeHost({ otherCommands: 'throw' });
    const looks = await lookAtVolumes(
      host,
      new Map([
        ['files', volume('files')],
        ['nfs', volume('nfs', { options: ['type'] })],
        ['cloud', volume('cloud', { driver: 'rclone' })],
      ]),
    );
    expect([...looks]).toEqual([['files', null]]);
  });

  it('does not take a path for a fact', () => {
    expect(parseLook(SAID.replace('uid 999 db', 'uid 999 end 137'))?.uid.path).toBe('end 137');
  });
});

describe('a Docker that shifts ids', () => {
  const REMAPPED = '["name=seccomp,profile=builtin","name=userns","name=cgroupns"]\n';
  const open: Owners = { uids: [0], gids: [0], readable: true, special: false };
  const containers = [
    using('db', mount('volume', 'files')),
    using('web', mount('bind', '/srv/data')),
    using('page', mount('bind', '/srv/data', false)),
    using('bare'),
  ];
  const owners = new Map([['/srv/data', open]]);
  const own = async (said: FakeResult | null) => {
    const { argv }: ReadCommand = rootfulSecurity();
    const host = new FakeHost({ commands: { [argv.join(' ')]: said } });
    return [...(await remappedReasons(host, { containers, owners }))];
  };

  it('keeps what keeps something', async () => {
    const remap = (...places: string[]) => [{ key: 'volumes.remap', args: { places } }];
    expect(await own(REMAPPED)).toEqual([
      ['db', remap('files')],
      ['web', remap('/srv/data')],
    ]);
  });

  it.each<[FakeResult | null]>([['["name=seccomp,profile=builtin"]\n'], [''], [null]])(
    'is told from %j',
    async (said) => {
      expect(await own(said)).toEqual([]);
    },
  );
});
