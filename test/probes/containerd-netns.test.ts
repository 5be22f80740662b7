/** A unit of the vendor's tool under nerdctl, where AppArmor denies its RootlessKit what that unit asks for. */
import { describe, expect, it } from 'vitest';
import { detachIn } from '../../src/probe/containerd-netns.ts';
import type { FakeSpec } from './fake-host.ts';
import { findings } from './findings.ts';

const PROGRAM = { bytes: '', mode: 0o755 };
const DIR = '/home/alice/.config/systemd/user/containerd.service';
const NAME = 'CONTAINERD_ROOTLESS_ROOTLESSKIT_DETACH_NETNS';
/** As containerd-rootless-setuptool.sh of nerdctl 2.3.5 writes it. */
const VENDOR = `[Unit]
Description=containerd (Rootless)
Requires=dbus.socket

[Service]
Environment=PATH=/usr/local/bin:/sbin:/usr/sbin:/usr/bin
Environment=CONTAINERD_ROOTLESS_ROOTLESSKIT_FLAGS=
ExecStart=/usr/local/bin/containerd-rootless.sh
Restart=always
Type=simple

[Install]
WantedBy=default.target
`;

interface Given {
  readonly kit?: string;
  readonly nerdctl?: string;
  readonly unit?: string | null;
  readonly dropins?: Readonly<Record<string, string>>;
  readonly profile?: string;
  readonly restricted?: string;
  readonly state?: string;
}

/** Ubuntu 26.04 with that unit, unless said otherwise. */
function hostOf(given: Given): FakeSpec {
  const { kit = '2.0.2-2build1', nerdctl = '2.3.5', unit = VENDOR, dropins = {} } = given;
  const { profile = 'unshare-userns-restrict', restricted = '1', state = 'failed' } = given;
  return {
    files: {
      '/run/user/1000/bus': { kind: 'other' },
      '/usr/local/bin/nerdctl': PROGRAM,
      '/usr/bin/containerd': PROGRAM,
      '/usr/bin/rootlesskit': PROGRAM,
      '/sys/module/apparmor/parameters/enabled': 'Y\n',
      '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': `${restricted}\n`,
      [`/etc/apparmor.d/${profile}`]: '',
      ...(unit === null ? {} : { [DIR]: unit }),
      ...dropins,
    },
    commands: {
      'target$ /usr/local/bin/nerdctl --version': `nerdctl version ${nerdctl}\n`,
      'target$ /usr/bin/rootlesskit --version': `rootlesskit version ${kit}\n`,
      [SHOW]: `LoadState=loaded\nUnitFileState=disabled\nActiveState=${state}\n`,
    },
  };
}

const SHOW =
  'target$ systemctl --user show --property=Id,LoadState,UnitFileState,ActiveState containerd.service';

const said = (given: Given): Promise<readonly string[]> =>
  findings(hostOf(given), 'nerdctl.detach-netns', ['nerdctl']);

const UNSET = ['nerdctl.detach-netns fail engine-check.nerdctl-netns-unset'];
const TOLD = ['nerdctl.detach-netns fail engine-check.nerdctl-netns-told'];

describe('a unit with which containerd cannot start under AppArmor', () => {
  it('is named, failed or not started yet', async () => {
    expect(await said({})).toEqual(UNSET);
    expect(await said({ state: 'inactive' })).toEqual(UNSET);
    expect(await said({ kit: '2.3.3' })).toEqual(UNSET);
    expect(await said({ unit: `${VENDOR}[Service]\nEnvironment=${NAME}=auto\n` })).toEqual(UNSET);
  });

  it.each<[string, Given]>([
    ['a newer RootlessKit', { kit: '2.3.4' }],
    ['a RootlessKit that cannot do it at all', { kit: '1.1.1' }],
    ['a nerdctl that asks for nothing of the kind', { nerdctl: '1.7.7' }],
    ['no unit: the one that is written will have it', { unit: null }],
    ['a unit that says so', { unit: `${VENDOR}[Service]\nEnvironment=A=b ${NAME}=false\n` }],
    ['a drop-in of the user', { dropins: dropin(`${DIR}.d/a.conf`, 'false') }],
    [
      'a drop-in for all users',
      { dropins: dropin('/etc/systemd/user/containerd.service.d/a.conf', '0') },
    ],
    ['Debian, which has no such profile', { profile: 'usr.bin.man' }],
    ['a profile that nothing enforces', { restricted: '0' }],
    ['a containerd that runs all the same', { state: 'active' }],
  ])('is not spoken of: %s', async (_name, given) => {
    expect(await said(given)).toEqual([]);
  });

  it('is named by the drop-in that wants it, which counts after the unit', async () => {
    const unit = `${VENDOR}[Service]\nEnvironment=${NAME}=false\n`;
    expect(await said({ unit, dropins: dropin(`${DIR}.d/a.conf`, 'true') })).toEqual(TOLD);
    const both = {
      ...dropin(`${DIR}.d/a.conf`, 'true'),
      ...dropin('/etc/systemd/user/containerd.service.d/b.conf', 'false'),
    };
    expect(await said({ unit, dropins: both })).toEqual([]);
    // The user's own file hides the one of the same name that is for all.
    const hidden = {
      ...dropin(`${DIR}.d/a.conf`, 'true'),
      ...dropin('/etc/systemd/user/containerd.service.d/a.conf', 'false'),
    };
    expect(await said({ unit, dropins: hidden })).toEqual(TOLD);
    const reset = { [`${DIR}.d/a.conf`]: '[Service]\nEnvironment=\n' };
    expect(await said({ unit, dropins: reset })).toEqual(UNSET);
  });
});

/** A drop-in that sets the variable. */
function dropin(path: string, value: string): Readonly<Record<string, string>> {
  return { [path]: `[Service]\nEnvironment=${NAME}=${value}\n` };
}

it.each([
  [`Environment="${NAME}=false" OTHER=1`, { value: 'false' }],
  [`Environment='A=b' '${NAME}=true'`, { value: 'true' }],
  [`  Environment = ${NAME}=1`, { value: '1' }],
  [`Environment=X${NAME}=true`, null],
  [`#Environment=${NAME}=true`, null],
  ['Environment=', 'reset'],
  [`Environment=\nEnvironment=${NAME}=0`, { value: '0' }],
  [`Environment=${NAME}=0\nEnvironment=\n`, 'reset'],
  ['', null],
])('%j', (text, expected) => {
  expect(detachIn(text)).toEqual(expected);
});
