import { describe, expect, it } from 'vitest';
import { nothingThere, sleepingDocker, unseenNotes } from '../../src/migrate/docker-source.ts';
import { readSources } from '../../src/migrate/sources.ts';
import { NotRecorded, type ReadHost } from '../../src/model/read-host.ts';
import { FakeHost, type FakeSpec } from '../probes/fake-host.ts';

const ID = 'ab'.repeat(32);
type Files = NonNullable<FakeSpec['files']>;

const asleep = (files: Files, uid = 0) =>
  sleepingDocker(new FakeHost({ files, self: { uid, gid: uid }, otherCommands: 'throw' }));

describe('a Docker of root that does not run', () => {
  it('is asked of its directories alone', async () => {
    expect(await asleep({})).toEqual([]);
    expect(await asleep({ '/var/lib/docker/volumes/x': '' })).toEqual([]);
    expect(await asleep({ [`/var/lib/docker/containers/${ID}/config.v2.json`]: '' })).toEqual([
      'docker-asleep',
    ]);
    // userns-remap.
    expect(await asleep({ [`/var/lib/docker/100000.100000/containers/${ID}/x`]: '' })).toEqual([
      'docker-asleep',
    ]);
    const moved = { '/etc/docker/daemon.json': '{"data-root": "/srv/docker"}' };
    expect(await asleep({ ...moved, [`/var/lib/docker/containers/${ID}/x`]: '' })).toEqual([]);
    expect(await asleep({ ...moved, [`/srv/docker/containers/${ID}/x`]: '' })).toEqual([
      'docker-asleep',
    ]);
  });

  it('is named to a user, who can not look', async () => {
    expect(await asleep({ '/var/lib/docker': { kind: 'directory' } }, 1000)).toEqual([
      'docker-hidden',
    ]);
    expect(await asleep({}, 1000)).toEqual([]);
  });

  it('is not looked for where nobody recorded it, or where it runs', async () => {
    const host = {
      self: { uid: 0, gid: 0 },
      file: () => Promise.reject(new NotRecorded('x')),
    } as unknown as ReadHost;
    expect(await sleepingDocker(host)).toEqual([]);
  });

  it('is told of instead of saying that there is none', async () => {
    const files = { [`/var/lib/docker/containers/${ID}/config.v2.json`]: '' };
    const host = new FakeHost({ files, self: { uid: 0, gid: 0 }, otherCommands: 'throw' });
    const found = await readSources(host, { docker: false, containerd: false });
    expect(found).toMatchObject({ containers: [], unseen: ['docker-asleep'] });
    expect(host.ran).toEqual([]);
    expect(unseenNotes(found, 'alice').map(({ key }) => key)).toEqual(['migrate.docker-asleep']);
    expect(nothingThere(found).key).toBe('migrate.none-seen');
    expect(nothingThere({}).key).toBe('migrate.none');
  });
});
