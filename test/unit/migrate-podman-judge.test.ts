/** Why a container of root's Podman stays, and whether there are any. */
import { describe, expect, it } from 'vitest';
import { onlyStarts, podmanReasons, startsContainer } from '../../src/migrate/podman-judge.ts';
import { containerShape } from '../../src/migrate/podman-shape.ts';
import { rootfulPodman } from '../../src/migrate/podman-source.ts';
import { FakeHost } from '../probes/fake-host.ts';
import { ID, inspected } from './inspected-podman.ts';

describe('what only Podman has against a move', () => {
  const side = {
    pods: new Map([['p'.repeat(64), 'duo']]),
    sharing: new Set<string>(),
    units: new Map<string, string>(),
    quadlets: new Map<string, string>(),
    nameless: new Set<string>(),
    restarts: false,
  };
  const why = (entry: object, more: object = {}) =>
    podmanReasons(containerShape({ ...entry }), { ...side, ...more }).map(({ key, args }) => [
      key,
      ...Object.values(args ?? {}),
    ]);

  it('is nothing for a plain one', () => {
    expect(why(inspected())).toEqual([]);
  });

  it('is a pod that shares namespaces, and not one that only groups', () => {
    const entry = inspected({ Pod: 'p'.repeat(64) });
    expect(why(entry)).toEqual([]);
    expect(why(entry, { sharing: new Set(['p'.repeat(64)]) })).toEqual([['migrate.pod', 'duo']]);
  });

  it('is the file of a Quadlet, where the unit comes from one, and of no other', () => {
    const file = '/etc/containers/systemd/web.container';
    const units = new Map([[ID, 'web.service']]);
    expect(why(inspected(), { units, quadlets: new Map([['web.service', file]]) })).toEqual([
      ['migrate.quadlet', file],
    ]);
    expect(why(inspected(), { units, quadlets: new Map([['other.service', file]]) })).toEqual([
      ['migrate.systemd-unit', 'web.service'],
    ]);
    // No unit at all: not even one without a name is looked up.
    expect(why(inspected(), { quadlets: new Map([['', file]]) })).toEqual([]);
  });

  it('is a unit, a map of ids, and secrets by their names', () => {
    expect(why(inspected(), { units: new Map([[ID, 'web.service']]) })).toEqual([
      ['migrate.systemd-unit', 'web.service'],
    ]);
    const host = { UsernsMode: 'private', IDMappings: { UidMap: ['0:2147483647:1024'] } };
    expect(why(inspected({ host }))).toEqual([['migrate.id-map']]);
    const config = {
      Secrets: [{ Name: 'word' }],
      CreateCommand: ['podman', 'run', '--secret', 'word', '--secret', 'key,type=env', 'x'],
    };
    expect(why(inspected({ config }))).toEqual([['migrate.podman-secrets', ['word', 'key']]]);
  });

  it('is a mount that another engine cannot say', () => {
    const mount = { Type: 'bind', Source: '/a', Destination: '/b' };
    const Options = ['rbind', 'noexec'];
    expect(why(inspected({ Mounts: [{ ...mount, Options }] }))).toEqual([
      ['migrate.podman-options', ['-v ...:/b:noexec']],
    ]);
    expect(
      why(inspected({ Mounts: [{ ...mount, Options: ['nosuid', 'nodev', 'rbind'] }] })),
    ).toEqual([]);
  });

  it('is a policy that an old Podman cannot change, where something heeds it', () => {
    const host = { RestartPolicy: { Name: 'always' } };
    expect(why(inspected({ host }))).toEqual([]);
    expect(why(inspected({ host }), { restarts: true })).toEqual([['migrate.podman-old-restart']]);
    expect(why(inspected(), { restarts: true })).toEqual([]);
  });

  it('goes with a unit that starts it and does nothing else', () => {
    const generated = `[Service]
Restart=on-failure
ExecStart=/usr/bin/podman start web
ExecStop=/usr/bin/podman stop  \\
\t-t 1 web
`;
    expect(onlyStarts(generated)).toBe(true);
    expect(onlyStarts(`${generated}ExecStartPre=/usr/bin/mount /data\n`)).toBe(false);
    expect(onlyStarts(`${generated}ExecStart=/usr/bin/podman start db\n`)).toBe(false);
    expect(onlyStarts('ExecStart=/usr/bin/podman run --rm --name web x\n')).toBe(false);
    expect(onlyStarts('ExecStart=/usr/bin/podman start web db\n')).toBe(false);
    expect(onlyStarts('')).toBe(false);
  });

  it.each([
    ['ExecStart=/usr/bin/podman start web', true],
    ['ExecStart=/usr/bin/podman run \\\n\t--rm \\\n\t-d --name web image', true],
    ['ExecStart=/usr/bin/podman run --name=web image', true],
    [`ExecStart=/usr/bin/podman start ${ID.slice(0, 12)}`, true],
    ['ExecStart=/usr/bin/podman start webserver', false],
    ['ExecStop=/usr/bin/podman stop web', false],
    ['# ExecStart=/usr/bin/podman start web', false],
    ['ExecStart=/usr/bin/docker start web', false],
  ])('reads the unit %j', (unit, expected) => {
    expect(startsContainer(`[Service]\n${unit}\n`, 'web', ID)).toBe(expected);
  });
});

describe('is there a Podman of root with containers?', () => {
  const list = '/var/lib/containers/storage/overlay-containers/containers.json';

  it('is asked of files alone: no command may make a store', async () => {
    const seen = (files: Record<string, string>, uid = 0) => {
      return rootfulPodman(
        new FakeHost({ files, self: { uid, gid: uid }, otherCommands: 'throw' }),
      );
    };
    expect(await seen({})).toBe('none');
    expect(await seen({ [list]: '[]' })).toBe('none');
    expect(await seen({ [list]: '[{"id":"x"}]' })).toBe('there');
    const conf = 'graphroot = "/data"\n# graphroot = "/no"\n';
    const moved = { '/etc/containers/storage.conf': conf };
    expect(await seen({ ...moved, [list]: '[{}]' })).toBe('none');
    expect(await seen({ ...moved, '/data/vfs-containers/containers.json': '[{}]' })).toBe('there');
    expect(await seen({ [list]: '[{}]', '/run/libpod/alive': '' }, 1000)).toBe('hidden');
    expect(await seen({}, 1000)).toBe('none');
  });
});
