import { describe, expect, it } from 'vitest';
import type { Facts, Nerdctl } from '../../src/model/facts.ts';
import type { FileState } from '../../src/model/read-host.ts';
import { kitFindings } from '../../src/probe/rootlesskit.ts';
import { HOSTS } from '../cases/base.ts';
import { findings } from './findings.ts';

const debian: Facts | undefined = HOSTS['debian-13'];
if (debian?.nerdctl.known !== true) throw new Error('no nerdctl on debian-13');
const { nerdctl } = debian;

const PROGRAM = { bytes: '', mode: 0o755 };

/** What `check` says of the rootlesskit beside a nerdctl. */
function said(kit: string, unit = '', path = '/usr/bin/rootlesskit'): Promise<readonly string[]> {
  const files = {
    '/usr/bin/nerdctl': PROGRAM,
    '/usr/bin/containerd': PROGRAM,
    [path]: PROGRAM,
    '/home/alice/.config/systemd/user/containerd.service': `[Service]\n${unit}\n`,
  };
  const commands = {
    'target$ /usr/bin/nerdctl --version': 'nerdctl version 2.3.0\n',
    ...(kit === '' ? {} : { [`target$ ${path} --version`]: `rootlesskit version ${kit}\n` }),
  };
  return findings({ files, commands }, 'nerdctl.rootlesskit', ['nerdctl']);
}

describe('the rootlesskit of nerdctl', () => {
  it.each(['/usr/bin/rootlesskit', '/home/alice/.local/bin/rootlesskit'])(
    'is named where it loses the answers of UDP ports: %s',
    async (path) => {
      expect(await said('3.0.0', '', path)).toEqual([
        'nerdctl.rootlesskit warn engine-check.rootlesskit-udp-nerdctl',
      ]);
    },
  );

  it.each([
    ['3.0.1', ''],
    ['2.0.2', ''],
    ['3.0.0', 'Environment=CONTAINERD_ROOTLESS_ROOTLESSKIT_PORT_DRIVER=slirp4netns'],
  ])('is fine otherwise: %s %s', async (kit, unit) => {
    expect(await said(kit, unit)).toEqual(['nerdctl.rootlesskit ok']);
  });

  it.each([
    ['PORT_DRIVER=slirp4netns', 'ok'],
    ['NET=slirp4netns', 'warn'],
  ])('is told of its ports by a service of the host, too: %s', (told, status) => {
    const path = '/etc/init.d/rootless-nerdctl-alice';
    const script: FileState = {
      ...{ kind: 'file', path, realPath: null, sha256: '', nlink: 1 },
      ...{ mode: 0o755, uid: 0, gid: 0 },
      bytes: `--env CONTAINERD_ROOTLESS_ROOTLESSKIT_${told}\n`,
    };
    const found: Nerdctl = {
      ...nerdctl.value,
      rootlesskit: { path: '/usr/bin/rootlesskit', version: '3.0.0' },
      openrc: { name: 'rootless-nerdctl-alice', script, enabled: true, started: true },
    };
    expect(kitFindings(debian, found).map((one) => one.level)).toEqual([status]);
  });

  it('is not spoken of where its version is not known', async () => {
    expect(await said('')).toEqual([]);
  });
});
