import { describe, expect, it } from 'vitest';
import { confInForce, inOrder, OPTIONS, placeOf, STORAGE } from '../../src/edit/storage-conf.ts';
import type { ConfFile, ConfFiles } from '../../src/model/facts.ts';

const conf = (path: string, text: string): ConfFile => ({ path, text: `[storage]\n${text}\n` });
const none: ConfFiles = { user: null, system: null, vendor: null, dropins: [] };
const user = conf('/u', 'driver = "vfs"');
const system = conf('/e', 'driver = "btrfs"\ngraphroot = "/g"\nrootless_storage_path = "/r"');
const vendor = conf('/v', 'driver = "overlay"\nrunroot = "/x"');

/** Rule, files that count, files that do not, driver and place. */
function brief(files: Partial<ConfFiles>, major: number) {
  const found = confInForce({ ...none, ...files }, major);
  const said = [found.value(STORAGE, 'driver'), placeOf(found)];
  return [found.rule, found.read, found.unread, ...said.map((each) => each?.value ?? null)];
}

describe('the storage.conf that counts', () => {
  const dropins = [conf('/d/1', 'graphroot = "/d1"'), conf('/d/2', 'graphroot = "/d2"')];

  it.each([
    [{}, 5, ['none', [], [], null, null]],
    [{ vendor }, 5, ['system', ['/v'], [], 'overlay', null]],
    [{ system, vendor }, 5, ['system', ['/e'], ['/v'], 'btrfs', '/r']],
    // The user cannot use it.
    [{ system: conf('/e', 'driver = "zfs"') }, 5, ['system', ['/e'], [], null, null]],
    [{ user, system, vendor }, 5, ['user', ['/u'], ['/e', '/v'], 'vfs', '/r']],
    [{ dropins }, 5, ['none', [], ['/d/1', '/d/2'], null, null]],
    [{}, 6, ['none', [], [], null, null]],
    [{ system, vendor }, 6, ['merged', ['/e'], ['/v'], 'btrfs', '/g']],
    [{ user, system }, 6, ['merged', ['/u'], ['/e'], 'vfs', null]],
    [{ user, dropins }, 6, ['merged', ['/u', '/d/1', '/d/2'], [], 'vfs', '/d2']],
  ])('is, of %j for Podman %d, %j', (files, major, expected) => {
    expect(brief(files, major)).toEqual(expected);
  });

  it('of the system gives a user its options for pulls and no others', () => {
    const text = 'options.pull_options.a = "1"\noptions.mount_program = "/m"';
    const found = confInForce({ ...none, system: conf('/e', text) }, 5);
    expect(found.value([...OPTIONS, 'pull_options'], 'a')).toEqual({ value: '1', path: '/e' });
    expect(found.value(OPTIONS, 'mount_program')).toBeNull();
    expect(
      confInForce({ ...none, system: conf('/e', text) }, 6).value(OPTIONS, 'mount_program'),
    ).toEqual({ value: '/m', path: '/e' });
  });

  it('stands for the default where it has a value empty', () => {
    const empty = conf('/d/3', 'graphroot = ""\nrootless_storage_path = ""');
    expect(brief({ system, dropins: [empty] }, 6).at(-1)).toBeNull();
  });

  it('is asked in the order of names, each of which counts once', () => {
    const files = ['/home/30.conf', '/etc/40.conf', '/etc/30.conf', '/usr/10.conf'];
    expect(inOrder(files.map((path) => conf(path, ''))).map(({ path }) => path)).toEqual([
      '/usr/10.conf',
      '/home/30.conf',
      '/etc/40.conf',
    ]);
  });
});
