import { describe, expect, it } from 'vitest';
import { storage } from '../../src/steps/storage.ts';
import { brief, hostOf, plan, podman5, written } from './step-plan.ts';

const podman4 = { ...podman5, version: '4.3.1' };
const six = { ...podman5, version: '6.0.2' };
const DRIVER = '[storage]\ndriver = "overlay"\n';
const asked = { engines: ['podman'] } as const;

describe('storage.conf of Podman', () => {
  it('of Podman 4 is written only where none that counts names a driver', () => {
    const changes = (files: Readonly<Record<string, string>>) =>
      brief(plan(storage, hostOf('debian-12', { podman: podman4 }, files), asked)).changes;
    expect(changes({})).toEqual(['storage.podman-conf']);
    expect(changes({ 'podman.storage.vendor': DRIVER })).toEqual([]);
    expect(changes({ 'podman.storage.vendor': '[storage]\n' })).toEqual(['storage.podman-conf']);
    // Seen with 4.3: beside a file of the user without a driver it takes overlay.
    expect(changes({ 'podman.storage': '[storage]\n' })).toEqual([]);
    const both = { 'podman.storage.vendor': DRIVER, 'podman.storage.system': '[storage]\n' };
    expect(changes(both)).toEqual(['storage.podman-conf']);
  });

  it('is named in the plan, with the values that count', () => {
    const vendor = { 'podman.storage.vendor': DRIVER };
    const result = plan(storage, hostOf('debian-13', { podman: podman5 }, vendor), asked);
    expect(result.notes).toMatchObject([
      {
        key: 'storage.conf-said',
        args: {
          why: { key: 'storage.conf-system' },
          said: ['driver = overlay (/usr/share/containers/storage.conf)'],
        },
      },
    ]);
    expect(plan(storage, hostOf('debian-13', { podman: podman5 }), asked).notes).toEqual([]);
  });

  it('of the user takes along what the user had of the system’s, which it replaces', () => {
    const system = `[storage]
driver = "overlay"
graphroot = "/var/lib/containers/storage"
[storage.options]
pull_options = {enable_partial_images = "true", use_hard_links = "false"}
[storage.options.overlay]
ignore_chown_errors = "true"
mountopt = "nodev"
`;
    const facts = hostOf('debian-13', { podman: podman5 }, { 'podman.storage.system': system });
    const moved = { ...asked, 'storage.podman.graphroot': '/data/alice' };
    const text = written(plan(storage, facts, moved))['storage.podman-conf'] ?? '';
    expect(text.replace(/^#.*\n/gm, '').trim()).toBe(`[storage]
driver = "overlay"
graphroot = "/data/alice"

[storage.options.overlay]
ignore_chown_errors = "true"

[storage.options.pull_options]
enable_partial_images = "true"
use_hard_links = "false"`);
  });

  it('is not written where the administrator has said the same for users', () => {
    const path = '/etc/containers/storage.rootless.conf.d/10-site.conf';
    const text = '[storage]\ngraphroot = "/data/alice"\n';
    const podman = { ...six, storageDropins: [{ path, text }] };
    const moved = { ...asked, 'storage.podman.graphroot': '/data/alice' };
    const result = plan(storage, hostOf('debian-13', { podman }), moved);
    expect(result.changes).toEqual([]);
    expect(result.because).toMatchObject({ key: 'storage.as-wanted', args: { path } });
    // Meant for users: the store stays there, where nobody asks for another place.
    expect(plan(storage, hostOf('debian-13', { podman }), asked).changes).toEqual([]);
  });

  it('is refused where a drop-in that is read later would win', () => {
    const path = '/etc/containers/storage.rootless.conf.d/99-site.conf';
    const text = '[storage]\ngraphroot = "/pool/$USER"\n';
    const podman = { ...six, storageDropins: [{ path, text }] };
    const facts = hostOf('debian-13', { podman });
    const moved = { ...asked, 'storage.podman.graphroot': '/data/alice' };
    expect(plan(storage, facts, moved)).toMatchObject({
      status: 'blocked',
      because: { key: 'storage.conf-overruled', args: { path, key: 'graphroot' } },
    });
    expect(plan(storage, facts, { ...asked, 'storage.podman.driver': 'vfs' })).toMatchObject({
      status: 'change',
    });
  });

  it('of /usr/share names places of root for users of Podman 6, too', () => {
    const vendor = { 'podman.storage.vendor': '[storage]\nrunroot = "/run/containers/storage"\n' };
    const result = plan(storage, hostOf('debian-13', { podman: six }, vendor), asked);
    expect(written(result)['storage.podman-conf']).toContain(
      'runroot = "/run/user/1000/containers"',
    );
    expect(result.changes[0]?.why.args).toEqual({ path: '/usr/share/containers/storage.conf' });
  });

  it('says that the shell of the person is told otherwise', () => {
    const podman = { ...podman5, storageEnv: ['STORAGE_DRIVER=vfs'] };
    const { notes } = plan(storage, hostOf('debian-13', { podman }), asked);
    expect(notes).toEqual([{ key: 'storage.conf-env', args: { said: ['STORAGE_DRIVER=vfs'] } }]);
  });
});
