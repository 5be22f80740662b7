import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../src/distro/contents.ts';
import { FAMILIES } from '../../src/distro/families.ts';
import { familyOf } from '../../src/distro/family-of.ts';
import { packagesSource } from '../../src/distro/managers.ts';
import { allPackageNames, conflictsOf, packagesFor } from '../../src/distro/packages.ts';
import type { Os } from '../../src/model/facts.ts';

const os = (id: string, versionId: string | null = null, like: string[] = []) => ({
  id,
  versionId,
  codename: null,
  family: familyOf(id, like),
});
const debian = (version: string | null) => os('debian', version);

describe('package names', () => {
  it('follow the release', () => {
    const names = (system: Pick<Os, 'id' | 'versionId' | 'codename' | 'family'>) =>
      packagesFor(system, ['docker', 'docker-cli', 'pasta', 'aardvark-dns']);
    expect(names(debian('11')).names).toEqual([
      'docker.io',
      'golang-github-containernetworking-plugin-dnsname',
    ]);
    expect(names(debian('12')).names).toEqual(['docker.io', 'passt', 'aardvark-dns']);
    const trixie = ['docker.io', 'docker-cli', 'passt', 'aardvark-dns'];
    expect(names(debian('13'))).toEqual({ names: trixie, unconfirmed: [], unknown: [] });
    expect(names(debian(null))).toEqual({ names: trixie, unconfirmed: [], unknown: [] });
  });

  it('that were not looked up for a release are said to be so', () => {
    expect(packagesFor(debian('14'), ['lxc'])).toMatchObject({ unconfirmed: ['lxc'] });
    expect(packagesFor(os('ubuntu', '25.10'), ['lxc'])).toMatchObject({ unconfirmed: ['lxc'] });
    const compose = { unconfirmed: ['podman-compose'] };
    expect(packagesFor(os('ubuntu', '24.04'), ['podman-compose'])).toMatchObject(compose);
    expect(packagesFor(os('linuxmint', '22', ['ubuntu']), ['podman', 'lxc'])).toMatchObject({
      unconfirmed: ['podman', 'lxc'],
    });
    expect(packagesFor(os('ubuntu', '24.04'), ['podman'])).toMatchObject({ unconfirmed: [] });
  });

  it('of Ubuntu were looked up for its releases, too', () => {
    const needs = ['iptables', 'setcap', 'containerd', 'cni-plugins', 'gpg', 'acl'] as const;
    for (const version of ['22.04', '24.04', '25.10', '26.04']) {
      const found = packagesFor(os('ubuntu', version), [...needs, 'machinectl', 'xfsprogs']);
      expect(found).toMatchObject({ unconfirmed: [], unknown: [] });
    }
    // `lxc` is an empty package there.
    const jammy = { names: ['lxc-utils'], unconfirmed: [] };
    expect(packagesFor(os('ubuntu', '22.04'), ['lxc'])).toMatchObject(jammy);
    const noble = { names: ['lxc'], unconfirmed: [] };
    expect(packagesFor(os('ubuntu', '24.04'), ['lxc'])).toMatchObject(noble);
  });

  it('are described on the pages of the distribution that they come from', () => {
    const ubuntu = 'https://packages.ubuntu.com/';
    expect(packagesSource('apt', os('ubuntu', '24.04'))).toBe(ubuntu);
    const mint = { ...os('linuxmint', '22', ['ubuntu', 'debian']), baseCodename: 'noble' };
    expect(packagesSource('apt', mint)).toBe(ubuntu);
    expect(packagesSource('apt', debian('13'))).toBe('https://packages.debian.org/');
    expect(packagesSource('apt', null)).toBe('https://packages.debian.org/');
    expect(packagesSource('dnf', os('fedora', '43'))).toContain('dnf');
  });

  it('of what is made from a release are those of that release', () => {
    const needs = ['docker', 'docker-cli', 'docker-compose', 'pasta', 'netavark'] as const;
    const named = (id: string, version: string | null, rest: Partial<Os>) =>
      packagesFor({ ...os(id, version, ['debian']), ...rest }, needs).names;
    const noble = ['docker.io', 'docker-compose-v2', 'passt', 'netavark'];
    const jammy = ['docker.io', 'docker-compose-v2', 'containernetworking-plugins'];
    const bookworm = ['docker.io', 'passt', 'netavark'];
    const trixie = ['docker.io', 'docker-cli', 'docker-compose', 'passt', 'netavark'];
    expect(named('ubuntu', '24.04', { codename: 'noble' })).toEqual(noble);
    expect(named('ubuntu', '22.04', { codename: 'jammy' })).toEqual(jammy);
    expect(named('linuxmint', '22', { codename: 'wilma', baseCodename: 'noble' })).toEqual(noble);
    expect(named('elementary', '7', { codename: 'horus', baseCodename: 'jammy' })).toEqual(jammy);
    // Mint's edition from Debian has the same ID and another base.
    expect(named('linuxmint', '6', { codename: 'faye', baseCodename: 'bookworm' })).toEqual(
      bookworm,
    );
    expect(named('pop', '24.04', { codename: 'noble' })).toEqual(noble);
    // Nothing says which: an Ubuntu all the same.
    expect(named('zorin', '17', { idLike: ['ubuntu', 'debian'] })).toEqual(noble);
    expect(named('devuan', '5', { codename: 'daedalus' })).toEqual(bookworm);
    expect(named('raspbian', '12', { codename: 'bookworm' })).toEqual(bookworm);
    expect(named('raspbian', '13', { codename: 'trixie' })).toEqual(trixie);
    expect(named('kali', '2025.4', { codename: 'kali-rolling' })).toEqual(trixie);
    // What another family calls by such a name is nothing to it.
    expect(packagesFor({ ...os('fedora', '43'), codename: 'noble' }, ['docker']).names).toEqual([
      'moby-engine',
    ]);
  });

  it('that do not exist are unknown, never left out in silence', () => {
    expect(packagesFor(debian('13'), ['nerdctl'])).toEqual({
      names: [],
      unconfirmed: [],
      unknown: ['nerdctl'],
    });
    expect(packagesFor(os('plan9'), ['podman', 'pasta']).unknown).toEqual(['podman', 'pasta']);
    expect(packagesFor(os('fedora', '43'), ['docker']).names).toEqual(['moby-engine']);
    expect(packagesFor(os('rocky', '10'), ['docker']).unknown).toEqual(['docker']);
    expect(packagesFor(os('fedora', '43'), ['docker-cli']).names).toEqual(['docker-cli']);
    expect(packagesFor(os('rocky', '10'), ['docker-cli'])).toMatchObject({
      names: [],
      unknown: [],
    });
  });

  it('that a plan may meet are all asked for', () => {
    const all = allPackageNames(debian('13'));
    expect(all).toEqual(
      expect.arrayContaining(['podman', 'docker-ce', 'podman-docker', 'docker-cli']),
    );
    expect(new Set(all).size).toBe(all.length);
    expect(allPackageNames(debian('12'))).toContain('docker-cli');
    expect(allPackageNames(os('plan9'))).toEqual([]);
  });
});

it('tells what docker.io brings, by who packages it', () => {
  const brings = (version: string, system: Partial<Os>) =>
    contentsOf('docker.io', version, { ...os('debian'), ...system })?.programs.map(
      ({ path }) => path,
    ) ?? [];
  const scripts = ['', '-setuptool'].map(
    (part) => `/usr/share/docker.io/contrib/dockerd-rootless${part}.sh`,
  );
  expect(brings('26.1.5+dfsg1-9', {})).toEqual(['/usr/sbin/dockerd', ...scripts]);
  expect(brings('20.10.24+dfsg1-1', {})).toEqual([
    '/usr/sbin/dockerd',
    ...scripts,
    '/usr/bin/docker',
  ]);
  const ubuntu = ['/usr/bin/dockerd', ...scripts, '/usr/bin/docker'];
  expect(brings('29.1.3-0ubuntu3', { id: 'ubuntu', codename: 'noble' })).toEqual(ubuntu);
  expect(brings('29.1.3-0ubuntu3', { id: 'linuxmint', baseCodename: 'noble' })).toEqual(ubuntu);
});

it('tells which packages exclude each other, whichever is there', () => {
  expect(conflictsOf('apt', ['docker-cli'], (name) => name === 'podman-docker')).toEqual([
    { wanted: 'docker-cli', installed: 'podman-docker' },
  ]);
  expect(conflictsOf('apt', ['podman-docker'], (name) => name === 'docker-cli')).toHaveLength(1);
  expect(conflictsOf('apt', ['podman'], () => true)).toEqual([]);
});

it('openSUSE has Compose for Podman once for each Python', () => {
  const compose = (version: string) =>
    packagesFor({ family: 'suse', id: 'opensuse-leap', versionId: version, codename: null }, [
      'podman-compose',
    ]).names;
  expect(compose('15.6')).toEqual(['python311-podman-compose']);
  expect(compose('16.0')).toEqual(['python313-podman-compose']);
});

it('nobody has guessed a name', () => {
  const guessed = FAMILIES.flatMap(({ id, packages }) =>
    Object.entries(packages).flatMap(([need, rule]) => (rule.confirmed ? [] : [`${id}: ${need}`])),
  );
  expect(guessed).toEqual([]);
});

it('every family has sources for its names, and every id belongs to one family', () => {
  const ids = FAMILIES.flatMap((family) => family.ids);
  expect(new Set(ids).size).toBe(ids.length);
  for (const family of FAMILIES) {
    for (const id of family.ids) expect(familyOf(id, [])).toBe(family.id);
    for (const rule of Object.values(family.packages)) expect(rule.source).not.toBe('');
  }
});
