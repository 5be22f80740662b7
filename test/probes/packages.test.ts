import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAptPolicy, parseDpkgQuery } from '../../src/distro/apt.ts';
import type { PackageManager, PackageStates } from '../../src/distro/manager.ts';
import { splitNameVersion } from '../../src/distro/manager.ts';
import { managerNamed, managerOf } from '../../src/distro/managers.ts';
import { allPackageNames } from '../../src/distro/packages.ts';
import { readFacts, runChecks } from '../../src/probe/index.ts';
import { probe } from '../../src/probe/packages.ts';
import { nobodyYet } from './context.ts';
import { FakeHost } from './fake-host.ts';

const BOOKWORM = { id: 'debian', versionId: '12', codename: 'bookworm', family: 'debian' } as const;
const OS_RELEASE = 'ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n';

describe('apt', () => {
  it('reads the states of dpkg', () => {
    const text = [
      'uidmap\t1:4.13+dfsg1-1+deb12u2\tii ',
      'podman\t4.3.1+ds1-8+b1\trc ',
      'docker.io\t20.10.24\tiU ',
      'crun\t1.8\tiF ',
      'iptables\t1.8.9-2\thi ',
      'dbus-user-session\t1.14\tit ',
      'passt\t\tun ',
      'odd line',
    ].join('\n');
    expect([...parseDpkgQuery(text).keys()]).toEqual(['uidmap', 'iptables', 'dbus-user-session']);
  });

  it('reads candidates, and knows (none)', () => {
    const text = `podman:
  Installed: (none)
  Candidate: 4.3.1+ds1-8+deb12u1+b3
  Version table:
     4.3.1+ds1-8+deb12u1+b3 500
        500 http://deb.example.org/debian bookworm/main amd64 Packages
docker-ce:
  Installed: (none)
  Candidate: (none)
  Version table:
uidmap:
  Installed: 1:4.13
  Candidate: 1:4.14
  Package pin: 1:4.14
  Version table:
 *** 1:4.13 100
        100 /var/lib/dpkg/status`;
    expect(Object.fromEntries(parseAptPolicy(text))).toEqual({
      podman: '4.3.1+ds1-8+deb12u1+b3',
      uidmap: '1:4.14',
    });
  });
});

describe('every package manager', () => {
  const names = ['podman', 'podman-docker', 'passt', 'shadow-uidmap'];
  const version = fc.oneof(
    fc.constant(null),
    fc.constantFrom('4.3.1-r0', '1.2.3-r12', '20230309-r1', '5.0-1'),
  );
  const state = fc.record({ installed: version, candidate: version });
  const managers = (['apt', 'dnf', 'zypper', 'pacman', 'apk', 'xbps', 'emerge'] as const).map(
    (name): [string, PackageManager | null] => [name, managerNamed(name)],
  );

  it.each(managers)('%s reads back what it renders', (name, manager) => {
    if (manager === null) throw new Error(name);
    const values = fc.array(state, { minLength: names.length, maxLength: names.length });
    fc.assert(
      fc.property(values, (list) => {
        const states: PackageStates = Object.fromEntries(
          names.map((each, i) => [each, list[i] ?? { installed: null, candidate: null }]),
        );
        // apk's versions have a release; those without are no version of it.
        fc.pre(
          (name !== 'apk' && name !== 'xbps') ||
            list.every((s) => s.installed !== '5.0-1' && s.candidate !== '5.0-1'),
        );
        expect(manager.parse(names, manager.render(names, states))).toEqual(states);
      }),
    );
    expect(manager.queries(names)).toHaveLength(manager.render(names, {}).length);
  });

  it.each(managers)('%s does not take a failure for an answer', (name, manager) => {
    if (manager === null) throw new Error(name);
    const failed = { code: -1, stdout: '' };
    expect(manager.parse(names, [failed, failed])).toBeNull();
    expect(manager.parse(names, [])).toBeNull();
  });

  it('splits names with dashes and digits', () => {
    expect(splitNameVersion('podman-docker-4.3.1-r0', names)?.name).toBe('podman-docker');
    expect(splitNameVersion('podman-4.3.1-r0', names)?.version).toBe('4.3.1-r0');
    expect(splitNameVersion('podman-docker', names)).toBeNull();
  });

  it('is null where nobody can be asked', () => {
    expect(managerOf('nixos')).toBeNull();
    expect(managerOf('unknown')).toBeNull();
  });
});

describe('packages', () => {
  const names = allPackageNames(BOOKWORM);
  const apt = managerOf('debian');
  const host = (states: PackageStates, files = { '/etc/os-release': OS_RELEASE }) => {
    if (apt === null) throw new Error('apt');
    const outputs = apt.render(names, states);
    const commands = Object.fromEntries(
      apt.queries(names).map((argv, i) => [argv.join(' '), { ...outputs[i] }]),
    );
    return new FakeHost({ files, commands });
  };

  it('asks for all names of the release at once', async () => {
    const one = { podman: { installed: null, candidate: '4.3.1' } };
    const asked = host(one);
    expect(await probe.read(asked, nobodyYet)).toMatchObject({
      value: { manager: 'apt', byName: { podman: one.podman, uidmap: { installed: null } } },
    });
    expect(asked.ran).toHaveLength(2);
  });

  it('is unknown, with the reason, where it cannot ask', async () => {
    const read = (files: Record<string, string>) => probe.read(new FakeHost({ files }), nobodyYet);
    expect(await read({ '/etc/os-release': OS_RELEASE })).toMatchObject({
      because: { key: 'core.command-missing', args: { command: 'dpkg-query' } },
    });
    expect(await read({ '/etc/os-release': 'ID=nixos\n' })).toMatchObject({
      because: { key: 'host.packages-no-manager' },
    });
    expect(await read({})).toMatchObject({ because: { key: 'core.file-missing' } });
  });

  it('warns when no list was ever fetched', async () => {
    const level = async (files: Record<string, string>) => {
      const asked = new FakeHost({ files: { '/etc/os-release': OS_RELEASE, ...files } });
      const facts = await readFacts(asked, null, ['packages']);
      expect(facts.packages).toMatchObject({ because: { key: 'core.not-read' } });
      expect(asked.ran.filter((key) => /^(apt|dpkg)/.test(key))).toEqual([]);
      return runChecks(facts, { engines: [] }).find(({ id }) => id === 'packages.lists')?.level;
    };
    const lists = '/var/lib/apt/lists';
    expect(await level({})).toBe('warn');
    expect(await level({ [`${lists}/lock`]: '', [`${lists}/partial/x_Packages`]: '' })).toBe(
      'warn',
    );
    expect(await level({ [`${lists}/x_dists_trixie_InRelease`]: '' })).toBe('warn');
    expect(await level({ [`${lists}/x_main_binary-amd64_Packages`]: '' })).toBe('ok');
    expect(await level({ [`${lists}/x_main_binary-amd64_Packages.lz4`]: '' })).toBe('ok');
  });

  it('asks other managers than apt what they could install', async () => {
    const dnf = managerOf('fedora');
    if (dnf === null) throw new Error('dnf');
    const files = { '/etc/os-release': 'ID=fedora\nVERSION_ID=42\n' };
    const all = allPackageNames({ ...BOOKWORM, id: 'fedora', versionId: '42', family: 'fedora' });
    const level = async (states: PackageStates) => {
      const outputs = dnf.render(all, states);
      const commands = Object.fromEntries(
        dnf.queries(all).map((argv, i) => [argv.join(' '), { ...outputs[i] }]),
      );
      const facts = await readFacts(new FakeHost({ files, commands }), null);
      return runChecks(facts, { engines: [] }).find(({ id }) => id === 'packages.lists')?.level;
    };
    expect(await level({ [all[0] ?? '']: { installed: '1', candidate: '1' } })).toBe('warn');
    expect(await level({ [all[0] ?? '']: { installed: null, candidate: '1' } })).toBe('ok');
  });
});
