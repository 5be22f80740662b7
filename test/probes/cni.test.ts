import { describe, expect, it } from 'vitest';
import { readCni } from '../../src/probe/cni.ts';
import { alice } from './context.ts';
import { type FakeFile, FakeHost } from './fake-host.ts';

const DIRECTORY = { kind: 'directory' } as const;
const TOML = '/home/alice/.config/nerdctl/nerdctl.toml';

/** Where nerdctl looks for its plugins, and where they are: two things that may differ. */
describe('the directory of the CNI plugins', () => {
  it.each<[string, Record<string, FakeFile>, string | null, string]>([
    ['nothing is there', {}, null, '/opt/cni/bin'],
    ["the distribution's", { '/usr/lib/cni/bridge': '' }, '/usr/lib/cni', '/usr/lib/cni'],
    [
      "those in the home come before the distribution's",
      { '/usr/lib/cni/bridge': '', '/home/alice/.local/libexec/cni/bridge': '' },
      '/home/alice/.local/libexec/cni',
      '/home/alice/.local/libexec/cni',
    ],
    [
      'an empty directory hides those that come later',
      { '/home/alice/opt/cni/bin': DIRECTORY, '/home/alice/.local/libexec/cni/bridge': '' },
      '/home/alice/.local/libexec/cni',
      '/home/alice/opt/cni/bin',
    ],
    [
      'what is named counts, wherever it is',
      { [TOML]: 'cni_path = "/srv/cni"\n', '/srv/cni/bridge': '', '/usr/lib/cni/bridge': '' },
      '/srv/cni',
      '/srv/cni',
    ],
    [
      'what is named has no plugins',
      { [TOML]: 'cni_path = "/srv/cni"\n', '/usr/lib/cni/bridge': '' },
      '/usr/lib/cni',
      '/srv/cni',
    ],
    [
      'no TOML',
      { [TOML]: 'cni_path = \n', '/usr/lib/cni/bridge': '' },
      '/usr/lib/cni',
      '/usr/lib/cni',
    ],
    ['no path', { [TOML]: 'cni_path = 3\n' }, null, '/opt/cni/bin'],
  ])('%s', async (_what, files, cniPlugins, cniPath) => {
    expect(await readCni(new FakeHost({ files }), alice)).toEqual({ cniPlugins, cniPath });
  });
});
