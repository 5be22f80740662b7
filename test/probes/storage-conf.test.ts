import { describe, expect, it } from 'vitest';
import { readFacts, runChecks } from '../../src/probe/index.ts';
import { probe as podman } from '../../src/probe/podman.ts';
import { alice, contextOf } from './context.ts';
import { FakeHost, type FakeSpec } from './fake-host.ts';
import { findings } from './findings.ts';

const VERSION = 'target$ unshare -Ur /usr/bin/podman --version';
const USER = '/home/alice/.config/containers/storage.conf';
const VENDOR = '/usr/share/containers/storage.conf';
const DRIVER = '[storage]\ndriver = "overlay"\n';

const hostWith = (version: string, files: FakeSpec['files'], env = {}): FakeSpec => ({
  files: { '/usr/bin/podman': { bytes: '', mode: 0o755 }, ...files },
  commands: { [VERSION]: `podman version ${version}\n` },
  env,
});

async function read(spec: FakeSpec, target = alice) {
  const fact = await podman.read(new FakeHost(spec), contextOf(target));
  return fact.known ? fact.value : null;
}

describe('the files of containers/storage', () => {
  it.each([
    ['5.4.2', {}, 'storage.conf-none'],
    ['5.4.2', { [VENDOR]: DRIVER }, 'storage.conf-said'],
    ['5.4.2', { [USER]: '[storage]\n' }, 'storage.conf-user'],
    ['5.4.2', { [USER]: DRIVER, [VENDOR]: DRIVER }, 'storage.conf-unread'],
    ['6.0.2', { '/etc/containers/storage.conf.d/10-a.conf': '[x]\n' }, 'storage.conf-merged'],
  ])('of Podman %s are named by check: %j', async (version, files, cause) => {
    expect(await findings(hostWith(version, files), 'podman.storage', ['podman'])).toEqual([
      `podman.storage-conf info ${cause}`,
    ]);
  });

  it('are named beside what comes of them', async () => {
    const place = '[storage]\nrootless_storage_path = "/data/$USER"\n';
    const files = { '/etc/passwd': 'alice:x:1000:1000::/home/alice:/bin/sh\n', [VENDOR]: place };
    const facts = await readFacts(new FakeHost(hostWith('5.4.2', files)), null);
    const found = runChecks(facts, { engines: ['podman'] });
    expect(found.find(({ id }) => id === 'podman.storage-conf')?.evidence).toBe(
      `${VENDOR}, graphroot = /data/alice`,
    );
  });

  it('are read where drop-ins may lie, the user’s before that of the system with the same name', async () => {
    const files = {
      '/etc/containers/storage.rootless.conf.d/1000/20-b.conf': 'b = 1',
      '/etc/containers/storage.rootless.conf.d/1001/20-b.conf': 'b = 2',
      '/etc/containers/storage.rootful.conf.d/20-r.conf': 'r = 1',
      '/usr/share/containers/storage.conf.d/90-a.conf': 'a = 1',
      '/home/alice/.config/containers/storage.conf.d/90-a.conf': 'a = 2',
      '/home/alice/.config/containers/storage.conf.d/95-no': 'no = 1',
      '/etc/containers/storage.conf.d/10-c.conf': { kind: 'unreadable' } as const,
    };
    expect((await read(hostWith('6.0.2', files)))?.storageDropins).toEqual([
      { path: '/etc/containers/storage.conf.d/10-c.conf', text: null },
      { path: '/etc/containers/storage.rootless.conf.d/1000/20-b.conf', text: 'b = 1' },
      { path: '/home/alice/.config/containers/storage.conf.d/90-a.conf', text: 'a = 2' },
    ]);
  });

  it('take what a drop-in of the system says of the place, from Podman 6 on', async () => {
    const place = '/etc/containers/storage.rootless.conf.d/10-site.conf';
    const files = { [place]: '[storage]\ngraphroot = "/data/$USER"\n' };
    expect((await read(hostWith('6.0.2', files)))?.store).toBe('/data/alice');
    expect((await read(hostWith('5.4.2', files)))?.store).toBe(
      '/home/alice/.local/share/containers/storage',
    );
  });

  it('lead to the stores, whose driver is told by what it makes', async () => {
    const usual = '/home/alice/.local/share/containers/storage';
    const files = {
      [USER]: '[storage]\ngraphroot = "/data/fuse"\n',
      '/data/fuse/overlay-images/images.lock': '',
      '/data/fuse/overlay/.has-mount-program': 'true',
      [`${usual}/vfs-images/images.lock`]: '',
    };
    const stores = async (more: object) =>
      (await read(hostWith('5.4.2', { ...files, ...more })))?.stores;
    expect(await stores({})).toEqual([
      { dir: '/data/fuse', driver: 'fuse-overlayfs' },
      { dir: usual, driver: 'vfs' },
    ]);
    expect((await stores({ [`${usual}/overlay-images/images.lock`]: '' }))?.[1]?.driver).toBeNull();
  });

  it('are beside what the shell of the same person says', async () => {
    const spec = hostWith('5.4.2', {}, { STORAGE_DRIVER: 'vfs', STORAGE_OPTS: '' });
    expect((await read(spec))?.storageEnv).toEqual(['STORAGE_DRIVER=vfs']);
    expect((await read(spec, { ...alice, self: false }))?.storageEnv).toBeUndefined();
    expect(await findings(spec, 'podman.storage-env', ['podman'])).toEqual([
      'podman.storage-env warn storage.conf-env',
    ]);
  });
});
