/** What starts containers of LXC with the host, as it is found, and what the check says of it. */
import { describe, expect, it } from 'vitest';
import { lxcPlace } from '../../src/probe/lxc-place.ts';
import { alice } from './context.ts';
import { FakeHost, type FakeSpec } from './fake-host.ts';
import { findings } from './findings.ts';

const DIR = '/home/alice/.config/systemd/user';
const STARTER = `${DIR}/lxc-autostart.service`;
const CONTAINER = `${DIR}/lxc-container@.service`;
const LINK = `${DIR}/default.target.wants/lxc-autostart.service`;

describe('the start of containers', () => {
  const boot = async (files: NonNullable<FakeSpec['files']>) => {
    const { boot } = await lxcPlace(new FakeHost({ files, otherCommands: 'missing' }), alice);
    return {
      files: [boot?.container.kind, boot?.scope.kind, boot?.starter.kind].join(' '),
      state: boot?.state.enabled,
      others: boot?.others,
    };
  };

  it('is found by its units, and beside those of the person', async () => {
    expect(await boot({})).toEqual({ files: 'absent absent absent', state: 'missing', others: [] });
    const others = ['lxc@web.service', 'my-lxc-start.service', 'podman.service'];
    const links = others.map((unit) => [`${DIR}/default.target.wants/${unit}`, ''] as const);
    expect(
      await boot({ [STARTER]: '', [CONTAINER]: '', [LINK]: '', ...Object.fromEntries(links) }),
    ).toEqual({
      files: 'file absent file',
      state: 'enabled',
      others: ['lxc@web.service', 'my-lxc-start.service'],
    });
  });

  const lxc = { '/usr/bin/lxc-start': { bytes: '', mode: 0o755 } };
  it.each<[string, NonNullable<FakeSpec['files']>, readonly string[]]>([
    ['nothing is said where nobody asked', {}, []],
    ['nor where it is off', { [STARTER]: '', [CONTAINER]: '' }, []],
    ['it is fine', { [STARTER]: '', [CONTAINER]: '', [LINK]: '' }, ['lxc.boot ok']],
    ['its other half is gone', { [STARTER]: '', [LINK]: '' }, ['lxc.boot fail lxc.boot-no-unit']],
  ])('%s', async (_name, files, said) => {
    const spec: FakeSpec = { files: { ...lxc, ...files }, otherCommands: 'missing' };
    expect(await findings(spec, 'lxc.boot', ['lxc'])).toEqual(said);
  });
});
