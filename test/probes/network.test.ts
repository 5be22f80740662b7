import { describe, expect, it } from 'vitest';
import type { EngineName } from '../../src/model/finding.ts';
import type { CommandResult } from '../../src/model/read-host.ts';
import { mayUse } from '../../src/probe/devices.ts';
import { filePaths, probe as files } from '../../src/probe/files.ts';
import { judgeTrial } from '../../src/probe/netfilter.ts';
import { parseInet6, parseToolVersion } from '../../src/probe/network-tools.ts';
import { readsBashrc, probe as shell } from '../../src/probe/shell.ts';
import { alice, contextOf } from './context.ts';
import { type FakeFile, FakeHost, type FakeSpec } from './fake-host.ts';
import { findings } from './findings.ts';

const PROGRAM = { bytes: '', mode: 0o755 };
const IPTABLES = 'target$ unshare -Urn /usr/sbin/iptables -t nat -L -n';
const NFT = 'target$ unshare -Urn /usr/sbin/nft list ruleset';
const VERSION = 'target$ unshare -Ur /usr/bin/podman --version';
const INFO = 'target$ /usr/bin/podman info --format json';

const ended = (code: number, stderr: string): CommandResult => ({
  status: 'exited',
  code,
  stdout: '',
  stderr,
});

describe('netfilter', () => {
  it.each<[string, CommandResult, boolean | string]>([
    ['works', ended(0, ''), true],
    ['a warning is no failure', ended(0, '# Warning: iptables-legacy tables present\n'), true],
    ['no module', ended(3, "iptables: can't initialize iptables table `nat'\n"), false],
    [
      'the lock',
      ended(4, "Fatal: can't open lock file /run/xtables.lock: Permission denied\n"),
      false,
    ],
    [
      'no namespace',
      ended(1, 'unshare: unshare failed: Operation not permitted\n'),
      'core.command-failed',
    ],
    [
      'AppArmor',
      ended(1, 'unshare: write failed /proc/self/uid_map: Operation not permitted\n'),
      'core.command-failed',
    ],
    [
      'a program that cannot be run',
      ended(126, 'unshare: failed to execute /usr/sbin/nft: Permission denied\n'),
      false,
    ],
    ['it hangs', { ...ended(-1, ''), status: 'timeout' }, 'session.took-too-long'],
    ['no unshare', { ...ended(-1, ''), status: 'missing' }, 'core.command-missing'],
  ])('%s', (_name, result, expected) => {
    const trial = judgeTrial('/usr/sbin/x', result);
    expect('key' in trial ? trial.key : trial.works).toBe(expected);
  });

  it('means different things to different engines', async () => {
    const both = { '/usr/sbin/iptables': PROGRAM, '/usr/sbin/nft': PROGRAM };
    const broken = { [IPTABLES]: ended(3, 'no nat\n'), [NFT]: '' };
    const net = (spec: FakeSpec, engine: EngineName) =>
      findings(spec, 'net.', [engine]).then((all) => all.filter((id) => /iptables|nft/.test(id)));
    expect(await net({ files: both, commands: broken }, 'docker')).toEqual([
      'net.iptables fail net.iptables-broken',
    ]);
    expect(await net({ files: both, commands: broken }, 'podman')).toEqual(['net.nft ok']);
    expect(await net({}, 'docker')).toEqual(['net.iptables fail net.iptables-missing']);
    expect(await net({}, 'podman')).toEqual(['net.iptables warn net.no-firewall-tool']);
    expect(await net({}, 'lxc')).toEqual([]);
    const six = {
      files: { '/usr/sbin/iptables': PROGRAM, '/usr/bin/podman': PROGRAM },
      commands: { [IPTABLES]: '', [VERSION]: 'podman version 6.1.0\n' },
    };
    expect(await net(six, 'podman')).toEqual(['net.iptables ok', 'net.nft fail net.nft-missing']);
    const version = (number: string) => ({ [VERSION]: `podman version ${number}\n` });
    const five = { ...six, commands: { [IPTABLES]: '', ...version('5.4.2') } };
    expect(await net(five, 'podman')).toEqual(['net.iptables ok', 'net.nft warn net.nft-missing']);
    // Podman 4 runs iptables: nft alone does not help it.
    const four = {
      files: { '/usr/sbin/nft': PROGRAM, '/usr/bin/podman': PROGRAM },
      commands: { [NFT]: '', ...version('4.3.1') },
    };
    expect(await net(four, 'podman')).toEqual(['net.iptables warn net.no-firewall-tool']);
    const closed = { [IPTABLES]: ended(1, 'unshare: unshare failed: No space left on device\n') };
    expect(await net({ files: both, commands: closed }, 'docker')).toEqual([
      'net.iptables skip checks.unread',
    ]);
  });
});

describe('IPv6 of the host', () => {
  const lo = '00000000000000000000000000000001 01 80 10 80       lo\n';
  const link = 'fe80000000000000b02086fffebf181f 199 40 20 80     eth0\n';
  const own = '20010db8000100000000000000000002 199 40 00 82     eth0\n';
  const bridge = 'fd0000000000000000000000000000001 05 40 00 80     docker0\n';
  it.each([
    ['no file: ipv6.disable=1', null, 'none'],
    ['no address: disable_ipv6', '', 'none'],
    ['the link alone', link + lo, 'local'],
    ['a bridge of containers', link + lo + bridge, 'local'],
    ['an address that leads out', lo + own + link, 'global'],
  ])('%s', (_name, text, expected) => {
    expect(parseInet6(text)).toBe(expected);
  });
});

describe('network programs', () => {
  it.each([
    ['slirp4netns version 1.2.0\ncommit: 6564\n', '1.2.0'],
    ['pasta 0.0~git20230309.7c7625d-1\nCopyright Red Hat\n', '0.0~git20230309.7c7625d-1'],
    ['pasta 2025_06_11.0293c6f\n', '2025_06_11.0293c6f'],
    // pasta of Debian 13 loses its output when that is no terminal.
    ['', null],
  ])('%j', (stdout, expected) => {
    expect(parseToolVersion(stdout)).toBe(expected);
  });

  it('are those that this Podman starts', async () => {
    const at = (version: string): FakeSpec => ({
      files: { '/usr/bin/podman': PROGRAM, '/usr/bin/slirp4netns': PROGRAM },
      commands: { [VERSION]: `podman version ${version}\n` },
    });
    const driver = (spec: FakeSpec) => findings(spec, 'net.driver', ['podman']);
    expect(await driver(at('4.3.1'))).toEqual(['net.driver ok']);
    expect(await driver(at('5.4.2'))).toEqual(['net.driver fail net.driver-podman']);
    expect(await driver({})).toEqual(['net.driver warn net.driver-none']);
    expect(await driver(at('6.0.2'))).toEqual(['net.driver fail net.driver-podman']);
    expect(await findings(at('5.4.2'), 'net.netavark', ['podman'])).toEqual([
      'net.netavark warn net.netavark-missing',
    ]);
  });

  it('that find names are plugins of CNI for Podman 3, which are not in all packages', async () => {
    const at = (version: string, ...more: string[]): FakeSpec => ({
      files: Object.fromEntries(['/usr/bin/podman', ...more].map((path) => [path, PROGRAM])),
      commands: { [VERSION]: `podman version ${version}\n` },
    });
    const names = (spec: FakeSpec, engine: EngineName = 'podman') =>
      findings(spec, 'net.dnsname', [engine]);
    expect(await names(at('3.4.4'))).toEqual(['net.dnsname warn net.dnsname-missing']);
    expect(await names(at('3.4.4', '/usr/lib/cni/dnsname'))).toEqual(['net.dnsname ok']);
    expect(await names(at('3.4.4', '/usr/local/lib/cni/dnsname'))).toEqual(['net.dnsname ok']);
    // The image in which 3.0 sets up such networks has it; 4 has netavark, where nothing says otherwise.
    expect(await names(at('3.0.1'))).toEqual([]);
    expect(await names(at('4.3.1'))).toEqual([]);
    expect(await names(at('3.4.4'), 'docker')).toEqual([]);
    expect(await names({})).toEqual([]);
    const info = { host: { networkBackend: 'cni' }, store: { graphDriverName: 'overlay' } };
    const cni = (networkBackend: string): FakeSpec => {
      const store = '/home/alice/.local/share/containers/storage/libpod/bolt_state.db';
      const spec = at('4.9.4', '/run/user/1000/libpod/tmp/alive', store);
      const said = { ...info, host: { networkBackend } };
      return { ...spec, commands: { ...spec.commands, [INFO]: JSON.stringify(said) } };
    };
    expect(await names(cni('cni'))).toEqual(['net.dnsname warn net.dnsname-missing']);
    expect(await names(cni('netavark'))).toEqual([]);
  });
});

describe('devices', () => {
  const device = (mode: number, uid = 0, gid = 0) =>
    mayUse({ kind: 'other', mode, uid, gid, size: 0, realPath: null }, alice);

  it('can be opened by whom the mode says', () => {
    expect(device(0o666)).toBe(true);
    expect(device(0o600)).toBe(false);
    expect(device(0o600, 1000)).toBe(true);
    expect(device(0o660, 0, 1000)).toBe(true);
    // The kernel does not go on to "others" for the owner.
    expect(device(0o066, 1000)).toBe(false);
  });

  it('are no plain files', async () => {
    expect(await findings({ files: { '/dev/net/tun': '' } }, 'net.tun', ['docker'])).toEqual([
      'net.tun fail net.tun-missing',
    ]);
    const tun = { '/dev/net/tun': { kind: 'other', mode: 0o666 } as const };
    expect(await findings({ files: tun }, 'net.tun', ['docker'])).toEqual(['net.tun ok']);
  });
});

describe('shell', () => {
  it.each([
    ['. "$HOME/.bashrc"', true],
    ['  [ -f ~/.bashrc ] && source ~/.bashrc', true],
    ['# . ~/.bashrc', false],
    ['echo ~/.bashrc.d', true],
    ['', false],
  ])('%j reads .bashrc: %s', (line, expected) => {
    expect(readsBashrc(`umask 022\n${line}\n`)).toBe(expected);
  });

  const startFile = async (
    program: string,
    present: Record<string, FakeFile>,
    env: Record<string, string> = {},
  ) => {
    const host = new FakeHost({ files: present, env });
    const fact = await shell.read(host, contextOf({ ...alice, shell: program }));
    return fact.known ? [fact.value.name, fact.value.startFile?.path ?? null] : null;
  };

  it.each<[string, Record<string, FakeFile>, string, string | null]>([
    [
      '/bin/bash',
      { '/home/alice/.profile': '. ~/.bashrc\n', '/home/alice/.bashrc': '' },
      'bash',
      '.bashrc',
    ],
    ['/bin/bash', { '/home/alice/.profile': '. ~/.bashrc\n' }, 'bash', '.bashrc'],
    [
      '/bin/bash',
      { '/home/alice/.bash_profile': 'x=1\n', '/home/alice/.profile': '. ~/.bashrc\n' },
      'bash',
      '.bash_profile',
    ],
    ['/bin/bash', { '/home/alice/.bashrc': '' }, 'bash', '.profile'],
    ['/usr/bin/zsh', {}, 'zsh', '.zshenv'],
    ['/usr/bin/zsh', { '/home/alice/.zshrc': '' }, 'zsh', '.zshrc'],
    ['/usr/bin/zsh', { '/home/alice/.zshrc': '', '/home/alice/.zshenv': '' }, 'zsh', '.zshenv'],
    ['/usr/bin/fish', {}, 'fish', '.config/fish/conf.d/rootless-wizard.fish'],
    ['/bin/dash', {}, 'other', '.profile'],
    ['/bin/tcsh', {}, 'other', null],
    ['', {}, 'other', null],
  ])('%s with %j', async (program, present, name, file) => {
    expect(await startFile(program, present)).toEqual([
      name,
      file === null ? null : `/home/alice/${file}`,
    ]);
  });

  it('follows ZDOTDIR, when it is a directory name', async () => {
    expect(await startFile('/bin/zsh', {}, { ZDOTDIR: '/home/alice/z' })).toEqual([
      'zsh',
      '/home/alice/z/.zshenv',
    ]);
    expect(await startFile('/bin/zsh', {}, { ZDOTDIR: 'z' })).toEqual([
      'zsh',
      '/home/alice/.zshenv',
    ]);
  });
});

describe('files', () => {
  it("names the file of Docker's context as Docker does", () => {
    // printf rootless | sha256sum
    const hash = '12b961af5feb3e9d39f93b2cefb9a1a944f18d02cca0cac2f04f5a982240605f';
    expect(filePaths(alice)['docker.contextMeta']).toBe(
      `/home/alice/.docker/contexts/meta/${hash}/meta.json`,
    );
  });

  it('reads each of them, there or not', async () => {
    const host = new FakeHost({ files: { '/etc/containers/storage.conf': '[storage]\n' } });
    const fact = await files.read(host, contextOf({ ...alice, configHome: '/cfg' }));
    const value = fact.known ? fact.value : null;
    expect(value?.['podman.storage.system']).toMatchObject({ kind: 'file', bytes: '[storage]\n' });
    expect(value?.['docker.daemon']).toEqual({ kind: 'absent', path: '/cfg/docker/daemon.json' });
    expect(Object.keys(value ?? {}).sort()).toEqual(Object.keys(filePaths(alice)).sort());
  });
});
