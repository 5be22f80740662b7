import { describe, expect, it } from 'vitest';
import { commandKey } from '../../src/model/read-host.ts';
import { userUnit } from '../../src/probe/commands.ts';
import { allowsNic } from '../../src/probe/lxc.ts';
import { parseUnits, probe as rootful } from '../../src/probe/rootful.ts';
import { unitState, userUnitState } from '../../src/probe/units.ts';
import { alice, contextOf } from './context.ts';
import { type FakeFile, FakeHost } from './fake-host.ts';

describe('units', () => {
  const show = (load: string, file: string, active: string) =>
    unitState({
      status: 'exited',
      code: 0,
      stderr: '',
      stdout: `Id=x\nLoadState=${load}\nActiveState=${active}\nUnitFileState=${file}\n`,
    });

  it.each([
    ['loaded', 'enabled', 'active', 'enabled', 'active'],
    ['not-found', '', 'inactive', 'missing', 'inactive'],
    ['masked', 'masked', 'inactive', 'masked', 'inactive'],
    ['loaded', 'masked-runtime', 'inactive', 'masked', 'inactive'],
    ['loaded', 'enabled-runtime', 'activating', 'disabled', 'activating'],
    ['loaded', 'linked', 'failed', 'disabled', 'failed'],
    ['loaded', 'generated', 'reloading', 'static', 'active'],
    ['loaded', 'bad', 'refreshing', 'unknown', 'unknown'],
  ])('%s %s %s', (load, file, active, enabled, state) => {
    expect(show(load, file, active)).toEqual({ enabled, active: state });
  });

  it('are unknown where systemd does not answer', () => {
    const stderr = 'Failed to connect to bus: No such file or directory\n';
    const unknown = { enabled: 'unknown', active: 'unknown' };
    expect(unitState({ status: 'exited', code: 1, stdout: '', stderr })).toEqual(unknown);
    expect(unitState({ status: 'timeout', code: -1, stdout: '', stderr: '' })).toEqual(unknown);
  });

  it('are read from their links while no manager runs', async () => {
    const unit = '/usr/lib/systemd/user/podman.socket';
    const state = (files: Record<string, FakeFile>) =>
      userUnitState(new FakeHost({ files }), alice, 'podman.socket');
    const link = '/etc/systemd/user/sockets.target.wants/podman.socket';
    const mask = '/home/alice/.config/systemd/user/podman.socket';
    expect(await state({})).toEqual({ enabled: 'missing', active: 'inactive' });
    expect(await state({ [unit]: '' })).toEqual({ enabled: 'disabled', active: 'unknown' });
    expect(await state({ [unit]: '', [link]: '' })).toEqual({
      enabled: 'enabled',
      active: 'unknown',
    });
    expect(await state({ [unit]: '', [mask]: { kind: 'other', realPath: '/dev/null' } })).toEqual({
      enabled: 'masked',
      active: 'inactive',
    });
  });

  it('are read from their links where the manager is ending and says nothing', async () => {
    const unit = '/usr/lib/systemd/user/podman-restart.service';
    const bus = '/run/user/1000/bus';
    const host = new FakeHost({
      files: { [unit]: '', [bus]: { kind: 'other' } },
      commands: {
        [commandKey(userUnit(alice, 'podman-restart.service'))]: {
          code: 1,
          stderr: 'Failed to connect to user scope bus via local transport: Connection refused\n',
        },
      },
    });
    expect(await userUnitState(host, alice, 'podman-restart.service')).toEqual({
      enabled: 'disabled',
      active: 'unknown',
    });
    expect(host.ran).toHaveLength(1);
  });

  it('of the system come in blocks', () => {
    const units = parseUnits(
      'Id=a.service\nActiveState=active\n\nId=b.socket\nActiveState=inactive\n',
    );
    expect([...units.keys()]).toEqual(['a.service', 'b.socket']);
    expect(units.get('a.service')?.get('ActiveState')).toBe('active');
  });
});

describe('daemons that run as root', () => {
  const SHOW =
    'systemctl show --property=Id,LoadState,UnitFileState,ActiveState docker.service docker.socket';
  const units = {
    '/usr/lib/systemd/system/docker.service': '',
    '/usr/lib/systemd/system/docker.socket': '',
  };

  it('cost no process where none is installed, or systemd does not run', async () => {
    const host = new FakeHost({ files: { '/run/systemd/system': { kind: 'directory' } } });
    await rootful.read(host, contextOf(alice));
    const other = new FakeHost({ files: units });
    await rootful.read(other, contextOf(alice));
    expect([...host.ran, ...other.ran]).toEqual([]);
  });

  it('are seen through systemd, or by their process', async () => {
    const commands = {
      [SHOW]: `Id=docker.service\nActiveState=inactive\nUnitFileState=disabled\n
Id=docker.socket\nActiveState=active\nUnitFileState=enabled\n`,
    };
    const files = { ...units, '/run/systemd/system': { kind: 'directory' } as const };
    expect(await rootful.read(new FakeHost({ files, commands }), contextOf(alice))).toMatchObject({
      value: { docker: { active: false, enabled: true, socket: false } },
    });
    const byPid = { '/run/docker.pid': '812', '/proc/812/comm': 'dockerd\n' };
    expect(await rootful.read(new FakeHost({ files: byPid }), contextOf(alice))).toMatchObject({
      value: { docker: { active: true, enabled: false } },
    });
    const reused = { '/run/docker.pid': '812', '/proc/812/comm': 'bash\n' };
    expect(await rootful.read(new FakeHost({ files: reused }), contextOf(alice))).toMatchObject({
      value: { docker: { active: false } },
    });
  });
});

describe('lxc-usernet', () => {
  it.each([
    ['alice veth lxcbr0 10', true],
    ['  alice   veth\tlxcbr0  1 # two', true],
    ['@alice veth lxcbr0 10', true],
    ['@admins veth lxcbr0 10', false],
    ['# alice veth lxcbr0 10', false],
    ['alice veth lxcbr0 0', false],
    ['alice veth lxcbr0', false],
    ['alicea veth lxcbr0 10', false],
    ['', false],
  ])('%j', (line, expected) => {
    expect(allowsNic(`bob veth lxcbr0 5\n${line}\n`, alice)).toBe(expected);
  });
});
