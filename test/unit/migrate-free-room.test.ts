/** How much room the copies of a move have: where the engine keeps its volumes, which need not be the home. */
import { describe, expect, it } from 'vitest';
import { freeFor } from '../../src/migrate/free-room.ts';
import { known } from '../../src/model/fact.ts';
import { NotRecorded, type ReadHost } from '../../src/model/read-host.ts';

const target = {
  name: 'alice',
  uid: 1000,
  home: '/home/alice',
  dataHome: '/home/alice/.local/share',
};
const facts = {
  home: known({ path: '/home/alice', fs: { freeBytes: 1 } }, 'statfs'),
  target: known(target, 'passwd'),
  podman: known({ store: '/var/stores/alice' }, 'storage.conf'),
} as unknown as Parameters<typeof freeFor>[1];

/** `spaces`: free bytes by directory; null: nothing of it was recorded. */
function hostWith(spaces: Readonly<Record<string, number>> | null, daemon = ''): ReadHost {
  const host: Partial<ReadHost> = {
    file: async (path) => {
      if (path === '/proc/self/mountinfo' && spaces !== null) {
        return {
          ...{ kind: 'file', path, sha256: '', mode: 0o444, uid: 0, gid: 0, nlink: 1 },
          bytes: '1 0 8:1 / / rw - ext4 /dev/x rw\n',
          realPath: null,
        };
      }
      return path.endsWith('/daemon.json') && daemon !== ''
        ? {
            ...{ kind: 'file', path, sha256: '', mode: 0o644, uid: 0, gid: 0, nlink: 1 },
            ...{ bytes: daemon, realPath: null },
          }
        : { kind: 'absent', path };
    },
    run: async () => {
      throw new NotRecorded('stat -f');
    },
    space: async (path) => {
      if (spaces === null) throw new NotRecorded(`space ${path}`);
      const freeBytes = spaces[path];
      return freeBytes === undefined ? null : { freeBytes, totalBytes: 0, freeInodes: null };
    },
  };
  return host as ReadHost;
}

describe('room for the copies', () => {
  it('is that of a disk that lies over the data of the engine, or above what is yet to be made', async () => {
    const disk = { '/home/alice/.local/share/docker': 7, '/home/alice/.local/share': 5, '/': 3 };
    expect(await freeFor(hostWith(disk), facts, 'docker', 'default')).toBe(7);
    expect(await freeFor(hostWith(disk), facts, 'nerdctl', undefined)).toBe(5);
    expect(await freeFor(hostWith({ '/': 3 }), facts, 'docker', undefined)).toBe(1);
  });

  it('is that of the directory which an answer or a file gives the engine', async () => {
    const host = hostWith({ '/srv': 9, '/var/stores': 8, '/': 3 }, '{"data-root":"/srv/docker"}');
    expect(await freeFor(host, facts, 'docker', undefined)).toBe(9);
    expect(await freeFor(host, facts, 'podman', undefined)).toBe(8);
    expect(await freeFor(host, facts, 'podman', '/srv/new/store')).toBe(9);
  });

  it('is that of the home where nobody recorded another one', async () => {
    expect(await freeFor(hostWith(null), facts, 'docker', '/srv/docker')).toBe(1);
  });
});
