import { describe, expect, it } from 'vitest';
import { sha256Of } from '../../src/edit/file.ts';
import { known, unknown } from '../../src/model/fact.ts';
import type { FactId, Facts, FileRole } from '../../src/model/facts.ts';
import type { StepResult } from '../../src/model/step.ts';
import { resolveAnswers, valuesOf } from '../../src/steps/answers.ts';
import { service } from '../../src/steps/service.ts';
import { shell } from '../../src/steps/shell.ts';
import { storage } from '../../src/steps/storage.ts';
import { fileOf, HOSTS } from '../cases/base.ts';

type Patch = { readonly [K in FactId]?: object };
type Given = Readonly<Record<string, unknown>>;

/** A host with single values changed; a map one level deep is laid over the old one. */
function hostOf(name: string, patch: Patch = {}, files: { [K in FileRole]?: string } = {}): Facts {
  const base = HOSTS[name];
  if (base === undefined) throw new Error(name);
  const facts: Record<string, unknown> = { ...base };
  for (const [id, part] of Object.entries(patch)) {
    const before = base[id as FactId];
    facts[id] = known({ ...(before.known ? (before.value as object) : {}), ...part }, 'a test');
  }
  if (base.files.known) {
    const states: Record<string, unknown> = { ...base.files.value };
    for (const [role, text] of Object.entries(files)) {
      states[role] = fileOf(base.files.value[role as FileRole].path, text);
    }
    facts['files'] = known(states, 'a test');
  }
  return facts as unknown as Facts;
}

function plan(step: typeof storage, facts: Facts, answers: Given): StepResult {
  const given = Object.fromEntries(
    Object.entries(answers).map(([key, value]) => [key, { value, source: 'flag' }]),
  );
  const { answers: all, problems } = resolveAnswers(facts, given);
  expect(problems.map(({ message }) => message.key)).toEqual([]);
  return step.plan(facts, valuesOf(all));
}

/** What a plan would write: path and text by change id. */
function written(result: StepResult): Readonly<Record<string, string>> {
  return Object.fromEntries(
    result.changes.flatMap(({ id, action }) =>
      action.do === 'write-file' ? [[id, Buffer.from(action.bytes, 'latin1').toString()]] : [],
    ),
  );
}

const brief = (result: StepResult) => ({
  status: result.status,
  because: result.because.key,
  changes: result.changes.map(({ id }) => id),
});

const podman5 = { path: '/usr/bin/podman', version: '5.4.2' };
const podman4 = { path: '/usr/bin/podman', version: '4.3.1' };
const store = {
  driver: 'overlay',
  graphRoot: '/home/alice/.local/share/containers/storage',
  networkBackend: 'netavark',
  rootlessNetworkCmd: 'pasta',
  cgroupManager: 'systemd',
  ociRuntime: 'crun',
  images: 3,
  containers: 2,
  idMapUid: [],
};
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

  it('is taken out of the way of a system file that moves everybody’s store, from Podman 6 on', () => {
    const facts = hostOf(
      'debian-13',
      { podman: { ...podman5, version: '6.0.1' } },
      {
        'podman.storage.system': '[storage]\ngraphroot = "/var/lib/containers/storage"\n',
      },
    );
    const result = plan(storage, facts, { engines: ['podman'] });
    expect(result.changes[0]?.action).toMatchObject({
      path: '/home/alice/.config/containers/storage.conf.d/50-rootless-wizard.conf',
    });
    expect(written(result)['storage.podman-conf']).toContain(
      'graphroot = "/home/alice/.local/share/containers/storage"',
    );
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
});

describe('the storage of Docker', () => {
  it('leaves a broken daemon.json alone and says where it is broken', () => {
    const facts = hostOf('debian-13', {}, { 'docker.daemon': '{\n  "debug": true,\n}\n' });
    for (const step of [storage, service]) {
      const here = { ...facts, docker: hostOf('debian-13', { docker: installed }).docker };
      const result = plan(step, here, { engines: ['docker'] });
      expect(result.status).toBe('blocked');
      expect(result.changes).toEqual([]);
      expect(JSON.stringify(result.because)).toContain('"line":3,"column":1');
    }
  });

  it('is moved in daemon.json, hides a store by name, and restarts a daemon that runs', () => {
    const facts = hostOf(
      'debian-13',
      {
        docker: {
          ...installed,
          hasStore: true,
          service: { enabled: 'enabled', active: 'active' },
        },
      },
      { 'docker.daemon': '{"debug": true}\n' },
    );
    const result = plan(storage, facts, {
      engines: ['docker'],
      'storage.docker.data-root': '/home/alice/big/docker',
    });
    expect(result.changes.map(({ id, scope, risks }) => [id, scope, risks])).toEqual([
      ['storage.docker-dir', 'user', []],
      ['storage.docker-conf', 'user', ['hidden-store']],
      ['storage.docker-restart', 'user', []],
    ]);
    expect(JSON.parse(written(result)['storage.docker-conf'] ?? '')).toEqual({
      debug: true,
      'data-root': '/home/alice/big/docker',
    });
  });
});

const installed = {
  cli: { path: '/usr/bin/docker', version: '26.1.5' },
  dockerd: { path: '/usr/sbin/dockerd', version: '26.1.5' },
  rootlessScript: '/usr/share/docker.io/contrib/dockerd-rootless.sh',
  setupTool: '/usr/share/docker.io/contrib/dockerd-rootless-setuptool.sh',
  rootlesskit: { path: '/usr/bin/rootlesskit', mode: 0o755, uid: 0, capabilities: '' },
  fromPackage: 'docker.io',
};

describe('the service', () => {
  const docker = { engines: ['docker'] };

  it('is written, read and started, and nothing is left to do afterwards', () => {
    const first = plan(service, hostOf('debian-13', { docker: installed }), docker);
    expect(first.changes.map(({ id }) => id)).toEqual([
      'service.docker-unit',
      'service.docker-reload',
      'service.docker-start',
    ]);
    const unit = written(first)['service.docker-unit'] ?? '';
    expect(unit).toContain('ExecStart=/usr/share/docker.io/contrib/dockerd-rootless.sh\n');
    const running = { ...installed, service: { enabled: 'enabled', active: 'active' } };
    const after = hostOf('debian-13', { docker: running }, { 'docker.unit': unit });
    expect(brief(plan(service, after, docker))).toEqual({
      status: 'ok',
      because: 'service.docker-runs',
      changes: [],
    });
  });

  it('that somebody else wrote is shown as a diff and the daemon restarted, never skipped', () => {
    const running = { ...installed, service: { enabled: 'enabled', active: 'active' } };
    const other = hostOf('debian-13', { docker: running }, { 'docker.unit': '[Service]\nX=1\n' });
    const result = plan(service, other, docker);
    expect(result.changes.map(({ id }) => id)).toEqual([
      'service.docker-unit',
      'service.docker-reload',
      'service.docker-restart',
    ]);
    expect(result.changes[0]?.action).toMatchObject({
      before: { kind: 'file', sha256: sha256Of('[Service]\nX=1\n') },
    });
  });

  it('that is masked is not fought against', () => {
    const masked = { ...installed, service: { enabled: 'masked', active: 'inactive' } };
    expect(plan(service, hostOf('debian-13', { docker: masked }), docker).because.key).toBe(
      'service.masked',
    );
  });

  it('is not planned for an engine that is not there', () => {
    expect(plan(service, hostOf('debian-13'), docker).because.key).toBe('service.not-installed');
    expect(plan(service, hostOf('debian-13'), { engines: ['podman'] }).because.key).toBe(
      'service.not-installed',
    );
  });

  it('waits for linger where nobody is logged in, and says so where linger is not wanted', () => {
    const patch = {
      docker: installed,
      target: { self: false },
      session: { userManager: 'none', linger: false, xdgRuntimeDir: null },
    };
    const facts = hostOf('debian-13', patch);
    const result = plan(service, facts, { ...docker, linger: true });
    expect(result.changes.at(-1)?.dependsOn).toContain('linger.enable');
    expect(plan(service, facts, { ...docker, linger: false }).because.key).toBe(
      'service.no-manager',
    );
  });

  it('is started by hand without systemd', () => {
    const facts = hostOf('debian-13', {
      docker: installed,
      podman: podman5,
      init: { name: 'other', version: null },
    });
    const result = plan(service, facts, { engines: ['docker', 'podman'] });
    expect(brief(result)).toEqual({
      status: 'skip',
      because: 'service.docker-by-hand',
      changes: [],
    });
    expect(result.notes?.map(({ key }) => key)).toEqual(['service.podman-by-hand']);
  });
});

describe('the shell', () => {
  const both = { engines: ['docker', 'podman'] };

  it('gets the context, and nothing of it a second time', () => {
    const first = plan(shell, hostOf('debian-13', { docker: installed }), both);
    expect(first.changes.map(({ id }) => id)).toEqual(['shell.context', 'shell.context-use']);
    const host = 'unix:///run/user/1000/docker.sock';
    const after = hostOf(
      'debian-13',
      {
        docker: installed,
        dockerClient: { currentContext: 'rootless', contexts: [{ name: 'rootless', host }] },
      },
      { 'docker.client': written(first)['shell.context-use'] ?? '' },
    );
    expect(brief(plan(shell, after, both))).toEqual({
      status: 'ok',
      because: 'shell.ok',
      changes: [],
    });
  });

  it('never puts passwords of config.json into a plan', () => {
    const secret = '{\n\t"auths": {\n\t\t"registry": {\n\t\t\t"auth": "c2VjcmV0"\n\t\t}\n\t}\n}';
    const facts = hostOf('debian-13', { docker: installed }, { 'docker.client': secret });
    const use = plan(shell, facts, both).changes.find(({ id }) => id === 'shell.context-use');
    expect(use?.action).toMatchObject({
      do: 'run-command',
      argv: ['/usr/bin/docker', '--context=default', 'context', 'use', 'rootless'],
      undo: ['/usr/bin/docker', '--context=default', 'context', 'use', 'default'],
    });
    expect(JSON.stringify(use)).not.toContain('c2VjcmV0');
  });

  it('corrects a context that points elsewhere, and undo points it back', () => {
    const facts = hostOf('debian-13', {
      docker: installed,
      dockerClient: {
        contexts: [{ name: 'rootless', host: 'unix:///run/user/1/docker.sock' }],
      },
    });
    expect(plan(shell, facts, both).changes[0]?.action).toMatchObject({
      undo: expect.arrayContaining(['update', 'host=unix:///run/user/1/docker.sock']),
    });
  });

  it('sets DOCKER_HOST in the language of the shell, for the engine that is set up', () => {
    const fish = hostOf('debian-13', {
      shell: { name: 'fish', startFile: { kind: 'absent', path: '/home/alice/x.fish' } },
    });
    const podman = plan(shell, fish, { engines: ['podman'], 'shell.docker-host': true });
    expect(written(podman)['shell.docker-host']).toContain(
      'set -gx DOCKER_HOST unix:///run/user/1000/podman/podman.sock\n',
    );
    const docker = plan(shell, hostOf('debian-13'), { ...both, 'shell.docker-host': true });
    expect(written(docker)['shell.docker-host']).toContain(
      '\nexport DOCKER_HOST=unix:///run/user/1000/docker.sock\n',
    );
  });

  it('takes our block out again when it is not wanted any more, and only that', () => {
    const text = '# mine\r\nalias l=ls';
    const path = '/home/alice/.bashrc';
    const before = hostOf('debian-13', { shell: { name: 'bash', startFile: fileOf(path, text) } });
    const set = plan(shell, before, { engines: ['podman'], 'shell.docker-host': true });
    const there = written(set)['shell.docker-host'] ?? '';
    const after = hostOf('debian-13', { shell: { name: 'bash', startFile: fileOf(path, there) } });
    expect(plan(shell, after, { engines: ['podman'] }).status).toBe('ok');
    const away = plan(shell, after, { engines: ['podman'], 'shell.docker-host': false });
    expect(written(away)['shell.docker-host']).toBe(text);
  });

  it('does not touch a start file with half a block', () => {
    const startFile = fileOf('/home/alice/.bashrc', '# BEGIN rootless-wizard: docker-host\n');
    const facts = hostOf('debian-13', { shell: { name: 'bash', startFile } });
    const result = plan(shell, facts, { engines: ['podman'], 'shell.docker-host': true });
    expect(brief(result)).toEqual({
      status: 'blocked',
      because: 'shell.block-refused',
      changes: [],
    });
  });
});
