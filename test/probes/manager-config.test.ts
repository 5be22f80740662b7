import { describe, expect, it } from 'vitest';
import { commandKey } from '../../src/model/read-host.ts';
import { serviceConfigOf, unitDirOf } from '../../src/model/target.ts';
import { userManagerPaths } from '../../src/probe/commands.ts';
import { filePaths } from '../../src/probe/files.ts';
import { parseManagerConfig } from '../../src/probe/manager-config.ts';
import { resolveTarget } from '../../src/probe/target.ts';
import { alice } from './context.ts';
import { FakeHost, type FakeSpec } from './fake-host.ts';

const KEY = commandKey(userManagerPaths(alice));

/** What systemd 257 says, shortened: `config` is where it looks, `env` what its services are told. */
const manager = (config: string, env = '') =>
  [
    `UnitPath=${config}/systemd/user.control /run/user/1000/systemd/user.control /run/user/1000/systemd/transient ${config}/systemd/user /etc/xdg/systemd/user /etc/systemd/user /run/user/1000/systemd/user /usr/lib/systemd/user`,
    `Environment=HOME=/home/alice LANG=C.UTF-8${env} XDG_RUNTIME_DIR=/run/user/1000`,
    '',
  ].join('\n');

async function targetOf(spec: FakeSpec) {
  const host = new FakeHost({
    ...spec,
    files: { '/etc/passwd': 'alice:x:1000:1000::/home/alice:/bin/sh\n', '/etc/group': '' },
  });
  const fact = await resolveTarget(host, null);
  if (!fact.known) throw new Error(fact.because.key);
  return { target: fact.value, ran: host.ran };
}

const ODD = { XDG_CONFIG_HOME: '/data/config' };

describe('the configuration directory', () => {
  it('that only the shell sets is not that of units and services', async () => {
    const { target } = await targetOf({
      env: ODD,
      commands: { [KEY]: manager('/home/alice/.config') },
    });
    expect(target.configHome).toBe('/data/config');
    expect(unitDirOf(target)).toBe('/home/alice/.config/systemd/user');
    const paths = filePaths(target);
    expect(paths['docker.unit']).toBe('/home/alice/.config/systemd/user/docker.service');
    expect(paths['docker.daemon']).toBe('/home/alice/.config/docker/daemon.json');
    // Podman is run from the shell, and reads what the shell says.
    expect(paths['podman.storage']).toBe('/data/config/containers/storage.conf');
  });

  it('that systemd has, too, is that of all', async () => {
    const said = manager('/data/config', ' XDG_CONFIG_HOME=/data/config');
    const { target } = await targetOf({ env: ODD, commands: { [KEY]: said } });
    expect(target).not.toHaveProperty('manager');
    expect(unitDirOf(target)).toBe('/data/config/systemd/user');
  });

  it('that was imported into a running systemd is that of services, not of units', async () => {
    const said = manager('/home/alice/.config', ' XDG_CONFIG_HOME=/data/config');
    const { target } = await targetOf({ env: ODD, commands: { [KEY]: said } });
    expect(unitDirOf(target)).toBe('/home/alice/.config/systemd/user');
    expect(serviceConfigOf(target)).toBe('/data/config');
  });

  it('is believed where nobody can be asked', async () => {
    const silent: readonly FakeSpec[] = [
      { env: ODD },
      { env: ODD, otherCommands: 'throw' },
      { env: ODD, commands: { [KEY]: { code: 1, stderr: 'Failed to connect to bus' } } },
      { env: ODD, commands: { [KEY]: { status: 'timeout' } } },
      { env: ODD, commands: { [KEY]: 'UnitPath=\nEnvironment=\n' } },
    ];
    for (const spec of silent) {
      const { target } = await targetOf(spec);
      expect(unitDirOf(target)).toBe('/data/config/systemd/user');
    }
  });

  it('is asked for only where it is an odd one: recordings know no such question', async () => {
    const { target, ran } = await targetOf({ env: { XDG_CONFIG_HOME: '/home/alice/.config' } });
    expect(ran).not.toContain(KEY);
    expect(unitDirOf(target)).toBe('/home/alice/.config/systemd/user');
  });
});

describe('parseManagerConfig', () => {
  it('finds directories with blanks in them, and any other', () => {
    const blank = '/home/a b/.config';
    expect(parseManagerConfig(manager(blank), ['/x', blank])).toEqual({
      unitDir: `${blank}/systemd/user`,
      configHome: blank,
    });
    expect(parseManagerConfig(manager('/mnt/cfg'), ['/x', '/y'])).toMatchObject({
      unitDir: '/mnt/cfg/systemd/user',
    });
    // One that begins alike is another.
    expect(parseManagerConfig(manager('/data/config'), ['/config', '/y'])).toMatchObject({
      unitDir: '/data/config/systemd/user',
    });
  });

  it('takes nothing from what is no answer', () => {
    for (const text of ['', 'garbage', 'Environment=XDG_CONFIG_HOME=/x', 'UnitPath=relative']) {
      expect(parseManagerConfig(text, ['/x', '/y'])).toBeNull();
    }
  });
});
