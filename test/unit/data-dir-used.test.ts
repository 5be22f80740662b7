import { describe, expect, it } from 'vitest';
import { refuseDir } from '../../src/steps/data-dir.ts';

describe('a directory for the data of an engine', () => {
  const key = (dir: string, home = '/home/users/alice') => refuseDir(dir, { home })?.key ?? null;

  it.each([
    '/home/users/alice',
    '/home/users',
    '/home/users/alice/.config',
    '/home/users/alice/.local',
    '/home/users/alice/.local/share',
    '/home/users/alice/.ssh',
  ])('is not %s, which holds other files', (dir) => {
    expect(key(dir)).toBe('storage.dir-used');
  });

  it.each([
    'default',
    '/home/users/alice/containers',
    '/home/users/alice/.local/share/docker',
    '/home/users/alice/.config-of-mine',
    '/home/users/alicia',
    '/srv/docker',
  ])('may be %s', (dir) => {
    expect(key(dir)).toBeNull();
  });

  it.each(['/srv/$USER/docker', `/srv/\${HOME}`, '$HOME/docker', '~/docker'])(
    'is not %s, in which Podman would put something else',
    (dir) => {
      expect(key(dir)).toBe('storage.dir-not-plain');
    },
  );

  it('is judged by its place alone where nobody knows the home', () => {
    expect(refuseDir('/srv/docker', null)).toBeNull();
    expect(refuseDir('/etc/docker', null)?.key).toBe('storage.dir-not-lasting');
  });
});
