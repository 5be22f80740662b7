import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  dpkgVersion,
  parsePodmanInfo,
  parsePodmanVersion,
  probe as podman,
  podmanComplaints,
  upstreamVersion,
} from '../../src/probe/podman.ts';
import { alice, contextOf } from './context.ts';
import { FakeHost, type FakeSpec } from './fake-host.ts';
import { findings } from './findings.ts';

const raw = (name: string): string =>
  readFileSync(new URL(`raw/${name}.json`, import.meta.url), 'utf8');
const PROGRAM = { bytes: '', mode: 0o755 };
const STORE = '/home/alice/.local/share/containers/storage';
const INFO = 'target$ /usr/bin/podman info --format json';
const VERSION = 'target$ unshare -Ur /usr/bin/podman --version';

describe('podman info', () => {
  it('of Podman 4.3 (Debian 12), which does not name its network program', () => {
    expect(parsePodmanInfo(raw('podman-info-4.3'))).toEqual({
      version: '4.3.1',
      info: {
        // What it chose by itself on a host where overlay works.
        driver: 'vfs',
        graphRoot: STORE,
        networkBackend: 'netavark',
        rootlessNetworkCmd: '',
        cgroupManager: 'systemd',
        ociRuntime: expect.stringMatching(/^(crun|runc)$/),
        images: 0,
        containers: 0,
        idMapUid: [
          { container: 0, host: 1000, count: 1 },
          { container: 1, host: 300000, count: 65536 },
        ],
      },
    });
  });

  it('of Podman 5.4 (Debian 13)', () => {
    expect(parsePodmanInfo(raw('podman-info-5.4'))).toMatchObject({
      version: '5.4.2',
      info: { driver: 'overlay', rootlessNetworkCmd: 'pasta', networkBackend: 'netavark' },
    });
  });

  it('without the keys that later versions dropped', () => {
    const json = JSON.parse(raw('podman-info-5.4'));
    delete json.store.configFile;
    delete json.host.slirp4netns;
    delete json.host.networkBackend;
    delete json.host.idMappings;
    json.version.Version = '6.0.0';
    expect(parsePodmanInfo(JSON.stringify(json))).toMatchObject({
      version: '6.0.0',
      info: { networkBackend: '', idMapUid: [], driver: 'overlay' },
    });
  });

  it.each([
    ['nothing', ''],
    ['an error', 'Error: cannot open sqlite database'],
    ['null', 'null'],
    ['another document', '{"store":{"graphDriverName":7}}'],
    ['a list', '[]'],
  ])('%s is no answer', (_name, text) => {
    expect(parsePodmanInfo(text)).toBeNull();
  });

  it('shows complaints as people read them', () => {
    const stderr =
      'time="2026-01-01T00:00:00Z" level=warning msg="The cgroupv2 manager is set to systemd but \\"x\\""\n\nError: no\n';
    expect(podmanComplaints(stderr)).toBe(
      'The cgroupv2 manager is set to systemd but \\"x\\"\nError: no',
    );
  });
});

describe('podman', () => {
  it.each([
    ['podman version 5.4.2\n', '5.4.2'],
    ['podman version 6.0.0-dev\n', '6.0.0-dev'],
    ['Docker version 28.2.2, build e6534b4\n', null],
    ['', null],
  ])('%j', (stdout, expected) => {
    expect(parsePodmanVersion(stdout)).toBe(expected);
  });

  it.each([
    ['5.4.2+ds1-2+b2', '5.4.2'],
    ['4.3.1+ds1-8+deb12u1', '4.3.1'],
    ['1:5.0.0~rc2-1', '5.0.0'],
    ['6.0.0', '6.0.0'],
  ])('the version in %s', (debian, upstream) => {
    expect(upstreamVersion(debian)).toBe(upstream);
  });

  it('finds a package in the database, when it is installed', () => {
    const status = `Package: podman-docker
Status: install ok installed
Version: 9

Package: podman
Status: install ok installed
Version: 4.9.3+ds1-1

Package: slirp4netns
Status: deinstall ok config-files
Version: 1.2.1-1
`;
    expect(dpkgVersion(status, 'podman')).toBe('4.9.3+ds1-1');
    expect(dpkgVersion(status, 'slirp4netns')).toBeNull();
    expect(dpkgVersion(status, 'pod')).toBeNull();
  });

  const read = async (spec: FakeSpec) => {
    const host = new FakeHost(spec);
    const fact = await podman.read(host, contextOf(alice));
    return {
      value: fact.known ? fact.value : null,
      ran: host.ran.filter((key) => /podman/.test(key)),
    };
  };
  const used = { [`${STORE}/overlay-images/images.lock`]: '', '/usr/bin/podman': PROGRAM };

  it('is not asked for its state where that would make it', async () => {
    const files = { '/usr/bin/podman': PROGRAM, [`${STORE}/storage.lock`]: '' };
    const commands = { [VERSION]: 'podman version 5.4.2\n', [INFO]: raw('podman-info-5.4') };
    expect(await read({ files, commands })).toMatchObject({
      ran: [VERSION],
      value: { version: '5.4.2', info: null, infoError: '', hasStore: false },
    });
    // A store of yesterday: after a boot podman would refresh it.
    expect(await read({ files: used, commands })).toMatchObject({
      ran: [VERSION],
      value: { info: null, hasStore: true },
    });
    const awake = { ...used, '/run/user/1000/libpod/tmp/alive': '' };
    expect(await read({ files: awake, commands })).toMatchObject({
      ran: [INFO],
      value: { version: '5.4.2', hasStore: true, info: { driver: 'overlay' } },
    });
  });

  it('looks for the store where storage.conf puts it', async () => {
    const conf = '[storage]\n# graphroot = "/no"\ngraphroot = "/data/pods"\n';
    const files = {
      '/home/alice/.config/containers/storage.conf': conf,
      '/data/pods/vfs-layers/layers.json': '',
    };
    expect((await read({ files })).value?.hasStore).toBe(true);
  });

  const OWN = '/home/alice/.config/containers/storage.conf';
  const DROPIN = '/home/alice/.config/containers/storage.conf.d/50-rootless-wizard.conf';
  const SYSTEM = '/etc/containers/storage.conf';
  const USUAL = '/home/alice/.local/share/containers/storage';

  it.each([
    ['graphroot = "$HOME/pods"', '/home/alice/pods'],
    [`graphroot = "\${HOME}/pods/"`, '/home/alice/pods'],
    ['graphroot = "/data/$USER/$UID"', '/data/alice/1000'],
    ['graphroot = "$XDG_DATA_HOME//pods"', '/home/alice/.local/share/pods'],
    // As containers/storage does it, which puts the id there first.
    ['graphroot = "/data/$UIDS"', '/data/1000S'],
    ['graphroot = "/data/$POOL/pods"', '/data/fast/pods'],
    ['graphroot = "/data/$NOWHERE/pods"', '/data/pods'],
    ['graphroot = "~/pods"', '/home/alice/~/pods'],
    ['rootless_storage_path = "$HOME/pods"', '/home/alice/pods'],
    ['rootless_storage_path = "/no"\ngraphroot = "/data/pods"', '/data/pods'],
    ['driver = "overlay"', USUAL],
  ])('reads %j of storage.conf as Podman does', async (line, store) => {
    const files = { [OWN]: `[storage]\n${line}\n` };
    const env = { POOL: 'fast' };
    expect((await read({ files, env })).value?.store).toBe(store);
  });

  it.each([
    [
      'the system moves the stores of users',
      { [SYSTEM]: 'rootless_storage_path = "/s/$USER"' },
      '5.4.2',
      '/s/alice',
    ],
    ['the system moves that of root', { [SYSTEM]: 'graphroot = "/s"' }, '5.4.2', USUAL],
    ['that counts for all, since Podman 6', { [SYSTEM]: 'graphroot = "/s"' }, '6.0.0', '/s'],
    [
      'a file of the user comes instead of it',
      { [SYSTEM]: 'graphroot = "/s"', [OWN]: 'driver = "vfs"' },
      '6.0.0',
      USUAL,
    ],
    [
      'our drop-in comes on top',
      { [SYSTEM]: 'graphroot = "/s"', [OWN]: 'graphroot = "/o"', [DROPIN]: 'graphroot = "/d"' },
      '6.0.0',
      '/d',
    ],
  ])('finds the store where %s', async (_what, confs, version, store) => {
    const texts = Object.entries(confs).map(([path, line]) => [path, `[storage]\n${line}\n`]);
    const files = { ...Object.fromEntries(texts), '/usr/bin/podman': PROGRAM };
    const commands = { [VERSION]: `podman version ${version}\n` };
    expect((await read({ files, commands })).value?.store).toBe(store);
  });

  it('takes the version from dpkg where no namespace can be made, and starts nothing', async () => {
    const status = 'Package: podman\nStatus: install ok installed\nVersion: 4.9.3+ds1-1ubuntu0.2\n';
    const files = { '/usr/bin/podman': PROGRAM, '/var/lib/dpkg/status': status };
    const commands = {
      [VERSION]: { code: 1, stderr: 'unshare: write failed /proc/self/uid_map\n' },
    };
    expect(await read({ files, commands })).toMatchObject({
      ran: [VERSION],
      value: { version: '4.9.3' },
    });
  });

  it('keeps what podman complained about, beside its answer or alone', async () => {
    const files = { ...used, '/run/user/1000/libpod/tmp/alive': '' };
    const base = { files, commands: { [VERSION]: 'podman version 5.4.2\n' } };
    const warned = { stdout: raw('podman-info-5.4'), stderr: 'level=warning msg="slow"\n' };
    const failed = { code: 125, stderr: 'Error: database graph driver name mismatch\n' };
    const say = (result: object) => ({ ...base, commands: { ...base.commands, [INFO]: result } });
    expect(await findings(say(warned), 'podman.', ['podman'])).toEqual([
      'podman.installed ok',
      'podman.info warn engine-check.podman-warns',
      'podman.storage-conf info storage.conf-none',
      'podman.driver ok',
      'podman.mapping ok',
      'podman.socket info',
    ]);
    expect(await findings(say(failed), 'podman.info', ['podman'])).toEqual([
      'podman.info fail engine-check.podman-fails',
    ]);
    expect(await findings(say({ status: 'timeout' }), 'podman.info', ['podman'])).toEqual([
      'podman.info fail engine-check.podman-fails',
    ]);
    const json = JSON.parse(raw('podman-info-5.4'));
    json.host.idMappings.uidmap = [{ container_id: 0, host_id: 1000, size: 1 }];
    json.store.graphDriverName = 'vfs';
    const old = say({ stdout: JSON.stringify(json) });
    expect(await findings(old, 'podman.', ['podman'])).toEqual([
      'podman.installed ok',
      'podman.info ok',
      'podman.storage-conf info storage.conf-none',
      'podman.driver warn engine-check.vfs',
      'podman.mapping fail engine-check.podman-one-id',
      'podman.socket info',
    ]);
    expect(await findings(old, 'podman.', ['docker'])).toEqual([]);
  });
});
