import { describe, expect, it } from 'vitest';
import { mayHang, parseMounts } from '../../src/model/mounts.ts';
import { ancestors, probe as home, isNetworkFs } from '../../src/probe/home.ts';
import { parseSpace } from '../../src/probe/home-answers.ts';
import { readFacts } from '../../src/probe/index.ts';
import { alice, contextOf } from './context.ts';
import { FakeHost } from './fake-host.ts';
import { GIB, HOME, ROOM, ROOT, said, storageFindings, TRY } from './storage.ts';

const STAT_F = 'target$ stat -f -c %S %b %a %c %d /home/alice';
const PLENTY = '4096 26214400 13107200 6553600 6000000\n';

describe('home', () => {
  it('names the parents of a path', () => {
    expect(ancestors('/a/b/')).toEqual(['/a/b', '/a', '/']);
    expect(ancestors('/')).toEqual(['/']);
  });

  it('counts space in bytes; a file system without a table of inodes has no number of them', () => {
    expect(parseSpace(said('4096 100 50 10 5\n'))).toEqual({
      totalBytes: 409_600,
      freeBytes: 204_800,
      freeInodes: 5,
    });
    expect(parseSpace(said('4096 100 50 0 0\n'))?.freeInodes).toBeNull();
    expect(parseSpace(said('? ? ? ? ?\n'))).toBeNull();
    expect(parseSpace(said('', { code: 1 }))).toBeNull();
    expect(parseSpace(said('', { status: 'missing', code: -1 }))).toBeNull();
  });

  it.each([
    ['nfs4', true],
    ['nfs', true],
    ['fuse.sshfs', true],
    ['smb3', true],
    ['ext4', false],
    ['nfsd', false],
    ['fuse.gocryptfs', false],
  ])('%s over the network: %s', (type, expected) => {
    expect(isNetworkFs(type)).toBe(expected);
  });

  it('sends a child ahead only where something outside the kernel could keep it waiting', () => {
    const hang = (point: string, type: string, dir = '/home/alice') =>
      mayHang(parseMounts(`${ROOT}2 1 0:50 / ${point} rw - ${type} x rw\n`), dir);
    expect(hang('/boot', 'vfat')).toBe(false);
    expect(hang('/home', 'nfs4')).toBe(true);
    // Where links lead is not known before they are followed.
    expect(hang('/srv/nfs', 'nfs4')).toBe(true);
    expect(hang('/home/alice/x', 'fuse.sshfs')).toBe(true);
    expect(hang('/net', 'autofs')).toBe(true);
    expect(hang('/proc/sys/fs/binfmt_misc', 'autofs')).toBe(false);
    expect(hang('/run/user/1000/doc', 'fuse.portal')).toBe(false);
    expect(hang('/run/media/disk', 'fuseblk', '/run/media/disk/alice')).toBe(true);
    expect(hang('/x', 'something-new')).toBe(true);
  });

  it('asks a child for the room of a home that may be on a server', async () => {
    const mountinfo = `${ROOT}2 1 0:50 / /home rw - nfs4 server:/x rw\n`;
    const files = { '/proc/self/mountinfo': mountinfo, '/home/alice': HOME };
    const host = new FakeHost({
      files,
      commands: { [STAT_F]: PLENTY },
      spaces: { '/home/alice': { ...ROOM, freeBytes: 1 } },
    });
    expect(await home.read(host, contextOf(alice))).toMatchObject({
      value: { fs: { type: 'nfs4', freeBytes: 50 * GIB } },
    });
  });

  it('follows a link to where the home really is', async () => {
    const files = {
      '/proc/self/mountinfo': `${ROOT}2 1 0:50 / /srv/nfs rw,noexec - nfs4 server:/x rw,vers=4.2\n`,
      '/home/alice': { ...HOME, realPath: '/srv/nfs/alice' },
    };
    const host = new FakeHost({ files, commands: { [STAT_F]: PLENTY } });
    expect(await home.read(host, contextOf(alice))).toMatchObject({
      value: {
        path: '/home/alice',
        exists: true,
        writable: true,
        fs: { type: 'nfs4', mountPoint: '/srv/nfs', options: ['rw', 'noexec', 'vers=4.2'] },
      },
    });
  });

  it('gives up on a home that does not answer, and so do the others that look there', async () => {
    const commands = { [STAT_F]: { status: 'timeout' as const } };
    const facts = await readFacts(
      new FakeHost({
        files: { '/etc/passwd': 'alice:x:1000:1000::/home/alice:/bin/bash\n' },
        commands,
      }),
      null,
    );
    for (const id of [
      'home',
      'overlay',
      'podman',
      'docker',
      'dockerClient',
      'shell',
      'files',
    ] as const) {
      expect(facts[id], id).toMatchObject({ because: { key: 'storage-check.home-hangs' } });
    }
  });

  it('judges the place', async () => {
    const commands = { [TRY]: 'native\n' };
    const spaces = { '/home/alice': ROOM };
    const files = { '/proc/self/mountinfo': ROOT, '/home/alice': HOME };
    expect(await storageFindings({ files, commands, spaces })).toEqual([
      'storage.home-fs ok',
      'storage.space ok',
      'storage.overlay ok',
    ]);
    const full = { '/home/alice': { ...ROOM, freeBytes: 800_000_000 } };
    expect(await storageFindings({ files, commands, spaces: full })).toContain(
      'storage.space fail storage-check.space-none',
    );
    const starved = { '/home/alice': { ...ROOM, freeInodes: 99 } };
    expect(await storageFindings({ files, commands, spaces: starved })).toContain(
      'storage.space warn storage-check.inodes-low',
    );
    const tight = { '/home/alice': { ...ROOM, freeBytes: 14 * GIB } };
    expect(await storageFindings({ files, commands, spaces: tight })).toContain(
      'storage.space warn storage-check.space-tight',
    );
    const large = { '/home/alice': { ...ROOM, totalBytes: 9000 * GIB, freeBytes: 60 * GIB } };
    expect(await storageFindings({ files, commands, spaces: large })).toContain('storage.space ok');
    const locked = { ...files, '/home/alice': { ...HOME, uid: 0 } };
    expect(await storageFindings({ files: locked, commands, spaces })).toContain(
      'storage.home-fs fail storage-check.home-read-only',
    );
    const noexec = { ...files, '/proc/self/mountinfo': ROOT.replace('relatime', 'noexec') };
    expect(await storageFindings({ files: noexec, commands, spaces })).toContain(
      'storage.noexec info storage-check.noexec-volumes',
    );
    const stderr = 'sh: 22: m/x: Permission denied\n';
    const refused = { [TRY]: { stdout: 'noexec\n', stderr } };
    expect(await storageFindings({ files: noexec, commands: refused, spaces })).toContain(
      'storage.noexec fail storage-check.noexec-all',
    );
  });
});
