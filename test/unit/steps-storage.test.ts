/** What the step of storage plans for Podman: files, drivers, directories, warnings. */
import { describe, expect, it } from 'vitest';
import { unknown } from '../../src/model/fact.ts';
import { storage } from '../../src/steps/storage.ts';
import { subids } from '../../src/steps/subids.ts';
import { HOSTS } from '../cases/base.ts';
import { brief, hostOf, plan, podman5, store, written } from './step-plan.ts';

const podman4 = { path: '/usr/bin/podman', version: '4.3.1' };
const noOverlay = { native: false, detail: 'wrong fs type', fuseOverlayfs: null };

describe('the storage of Podman', () => {
  it('needs no file where overlay works', () => {
    expect(
      brief(plan(storage, hostOf('debian-13', { podman: podman5 }), { engines: ['podman'] })),
    ).toEqual({
      status: 'ok',
      because: 'storage.overlay-works',
      changes: [],
    });
  });

  it('is told overlay where Podman 4 would silently take vfs', () => {
    const result = plan(storage, hostOf('debian-12', { podman: podman4 }), { engines: ['podman'] });
    expect(written(result)['storage.podman-conf']).toMatch(
      /^[^[]*\[storage\]\ndriver = "overlay"\n$/,
    );
    const system = hostOf(
      'debian-12',
      { podman: podman4 },
      {
        'podman.storage.system': '[storage]\ndriver = "btrfs"\n',
      },
    );
    expect(plan(storage, system, { engines: ['podman'] }).status).toBe('ok');
  });

  it('takes fuse-overlayfs where the kernel’s overlay does not work, else vfs', () => {
    const facts = hostOf('debian-13', { podman: podman5, overlay: noOverlay });
    const text = written(plan(storage, facts, { engines: ['podman'] }))['storage.podman-conf'];
    expect(text).toContain('mount_program = "/usr/bin/fuse-overlayfs"');
    const bare = hostOf('debian-13', {
      podman: podman5,
      overlay: noOverlay,
      devices: { tun: true, fuse: false },
    });
    const result = plan(storage, bare, { engines: ['podman'] });
    expect(result.because.key).toBe('storage.vfs-left');
    expect(written(result)['storage.podman-conf']).toContain('driver = "vfs"');
  });

  it('guesses nothing from what is not known', () => {
    const facts = {
      ...hostOf('debian-13', { podman: podman5 }),
      overlay: unknown({ key: 'core.raw', args: { text: 'not read' } }),
    };
    expect(brief(plan(storage, facts, { engines: ['podman'] }))).toEqual({
      status: 'ok',
      because: 'storage.overlay-unknown',
      changes: [],
    });
  });

  it('moves with a warning by name when there is a store, and keeps the rest of the file', () => {
    const text = '# mine\n[storage]\ndriver = "overlay" # fast\n[storage.options]\nsize = ""\n';
    const facts = hostOf(
      'debian-13',
      { podman: { ...podman5, hasStore: true, info: store } },
      {
        'podman.storage': text,
      },
    );
    const result = plan(storage, facts, {
      engines: ['podman'],
      'storage.podman.graphroot': '/data/podman/alice',
    });
    expect(result.changes.map(({ id, scope, risks }) => [id, scope, risks])).toEqual([
      ['storage.podman-dir-above', 'root', []],
      ['storage.podman-dir', 'root', []],
      ['storage.podman-conf', 'user', ['hidden-store']],
    ]);
    expect(result.notes?.map(({ key }) => key)).toContain('storage.podman-hidden');
    expect(result.changes[1]?.action).toMatchObject({ mode: 0o700, uid: 1000, gid: 1000 });
    expect(written(result)['storage.podman-conf']).toBe(
      text.replace('# fast\n', '# fast\ngraphroot = "/data/podman/alice"\n'),
    );
  });

  it('hides nothing where the files say already what is asked for, in other words', () => {
    const podman = { ...podman5, hasStore: true, info: null, store: '/data/podman/alice' };
    const text = '[storage]\ndriver = "overlay"\ngraphroot = "/data/podman/$USER"\n';
    const facts = hostOf('debian-13', { podman }, { 'podman.storage': text });
    const answers = {
      engines: ['podman'],
      'storage.podman.graphroot': '/data/podman/alice',
    } as const;
    const result = plan(storage, facts, answers);
    expect(result.changes.flatMap(({ risks }) => risks)).toEqual([]);
  });

  it('does not promise what Podman would not do: another driver for a present store', () => {
    const facts = hostOf('debian-13', { podman: { ...podman5, hasStore: true, info: store } });
    expect(
      brief(plan(storage, facts, { engines: ['podman'], 'storage.podman.driver': 'vfs' })),
    ).toEqual({
      status: 'blocked',
      because: 'storage.podman-reset',
      changes: [],
    });
  });

  describe('of Podman 6, for which the places of the system’s file count, too', () => {
    const system =
      '[storage]\nrunroot = "/run/containers/storage"\ngraphroot = "/var/lib/containers/storage"\n';
    const six = { ...podman5, version: '6.0.1' };
    const hostWith = (podman: object, files: Readonly<Record<string, string>>) =>
      hostOf('debian-13', { podman }, files);

    it('stays in the home, by a drop-in', () => {
      const facts = hostWith(six, { 'podman.storage.system': system });
      const result = plan(storage, facts, { engines: ['podman'] });
      expect(result.changes[0]?.action).toMatchObject({
        path: '/home/alice/.config/containers/storage.conf.d/50-rootless-wizard.conf',
      });
      expect(result.changes[0]?.why.key).toBe('storage.podman-system-place');
      const text = written(result)['storage.podman-conf'] ?? '';
      expect(text).toContain('graphroot = "/home/alice/.local/share/containers/storage"');
      expect(text).toContain('runroot = "/run/user/1000/containers"');
      expect(text).not.toContain('rootless_storage_path');
    });

    it('goes where rootless_storage_path had it up to Podman 5', () => {
      const place = 'rootless_storage_path = "/data/$USER/store"\n';
      const facts = hostWith(six, { 'podman.storage.system': system + place });
      const text = written(plan(storage, facts, { engines: ['podman'] }))['storage.podman-conf'];
      expect(text).toContain('graphroot = "/data/$USER/store"');
      expect(text).toContain('rootless_storage_path = ""');
    });

    it('keeps the run root of the user where the store goes elsewhere', () => {
      const facts = hostWith(six, { 'podman.storage.system': system });
      const asked = { engines: ['podman'], 'storage.podman.graphroot': '/data/alice' } as const;
      const text = written(plan(storage, facts, asked))['storage.podman-conf'];
      expect(text).toContain('graphroot = "/data/alice"');
      expect(text).toContain('runroot = "/run/user/1000/containers"');
      expect(text).not.toContain('.local/share');
    });

    it('loses nothing that is in the home, so no risk is named', () => {
      const facts = hostWith({ ...six, hasStore: true }, { 'podman.storage.system': system });
      const result = plan(storage, facts, { engines: ['podman'] });
      expect(result.changes.map(({ id, risks }) => [id, risks])).toEqual([
        ['storage.podman-conf', []],
      ]);
    });

    it('is named to the command that takes over the ids before the file is there', () => {
      const podman = { ...six, hasStore: true, infoError: 'Error: permission denied' };
      const command = (files: Readonly<Record<string, string>>) =>
        plan(subids, hostWith(podman, files), { engines: ['podman'] }).changes.flatMap(
          ({ id, action }) =>
            id === 'subids.podman-migrate' && action.do === 'run-command' ? action.argv : [],
        );
      expect(command({ 'podman.storage.system': system }).join(' ')).toBe(
        'podman --root /home/alice/.local/share/containers/storage --runroot /run/user/1000/containers system migrate',
      );
      expect(command({}).join(' ')).toBe('podman system migrate');
    });

    it('is left alone where Podman works, by another file, and where the user has a main file', () => {
      const working = { ...six, hasStore: true, info: { ...store, graphRoot: '/data/alice' } };
      const facts = hostWith(working, { 'podman.storage.system': system });
      expect(plan(storage, facts, { engines: ['podman'] }).changes).toEqual([]);
      const main = { 'podman.storage.system': system, 'podman.storage': '[storage]\n' };
      expect(plan(storage, hostWith(six, main), { engines: ['podman'] }).changes).toEqual([]);
    });
  });

  it('goes elsewhere by recommendation when home is on NFS, and says why when it may not', () => {
    const base = HOSTS['debian-13'];
    if (base?.home.known !== true) throw new Error('no home');
    const fs = { ...base.home.value.fs, type: 'nfs4', mountPoint: '/home' };
    const facts = hostOf('debian-13', { podman: podman5, home: { fs } });
    const moved = plan(storage, facts, { engines: ['podman'] });
    expect(
      moved.changes.map(({ action }) => action.do === 'make-directory' && action.path),
    ).toEqual(['/var/lib/rootless/alice', '/var/lib/rootless/alice/podman', false]);
    expect(moved.changes[0]?.action).toMatchObject({ uid: 0, mode: 0o755 });
    const stays = plan(storage, facts, {
      engines: ['podman'],
      'storage.podman.graphroot': 'default',
    });
    expect(stays.notes?.map(({ key }) => key)).toEqual(['storage.home-remote', 'image.offer']);
  });

  it.each([
    'relative',
    '/',
    '/x',
    '/a/../b',
    '/a//b',
    '/proc/1/x',
    '/a/b:c',
    '/a/b\nc',
    '/etc/x/y',
  ])('does not take %j for a directory', (dir) => {
    const question = storage.questions.find(({ key }) => key === 'storage.podman.graphroot');
    if (question?.key !== 'storage.podman.graphroot') throw new Error('no question');
    expect(question.refuse(dir, hostOf('debian-13'), {})).not.toBeNull();
    expect(question.refuse('/srv/containers/alice', hostOf('debian-13'), {})).toBeNull();
  });

  it('gets no limit on processes where the host has no such controller', () => {
    const cgroup = { version: 2, controllers: [], delegated: [] };
    const facts = hostOf('debian-13', { podman: podman5, cgroup });
    const result = plan(storage, facts, { engines: ['podman'] });
    expect(written(result)['storage.containers-conf']).toContain('[containers]\npids_limit = 0\n');
    const own = hostOf(
      'debian-13',
      { podman: podman5, cgroup },
      {
        'podman.containers': '[containers]\npids_limit = 512\n',
      },
    );
    expect(plan(storage, own, { engines: ['podman'] }).changes).toEqual([]);
  });

  it('gets that by a drop-in from Podman 6 on, where a main file would hide the system’s', () => {
    const cgroup = { version: 2, controllers: [], delegated: [] };
    const six = { podman: { ...podman5, version: '6.0.2' }, cgroup };
    const result = plan(storage, hostOf('debian-13', six), { engines: ['podman'] });
    expect(result.changes[0]?.action).toMatchObject({
      path: '/home/alice/.config/containers/containers.conf.d/50-rootless-wizard.conf',
    });
    const text = written(result)['storage.containers-conf'] ?? '';
    expect(text).toContain('[containers]\npids_limit = 0\n');
    for (const role of ['podman.containers', 'podman.containers.dropin']) {
      const own = hostOf('debian-13', six, { [role]: text });
      expect(plan(storage, own, { engines: ['podman'] }).changes, role).toEqual([]);
    }
  });
});
