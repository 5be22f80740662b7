import { describe, expect, it } from 'vitest';
import { findings } from './findings.ts';

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

  it('is not spoken of where its version is not known', async () => {
    expect(await said('')).toEqual([]);
  });
});
