import { expect, it } from 'vitest';
import { contentsOf } from '../../src/distro/contents.ts';
import type { FamilyId } from '../../src/model/facts.ts';

/** BuildKit is told of the CNI plugins in the plan that installs them: a wrong place is a BuildKit that never starts. */
it.each<[name: string, id: string, family: FamilyId, programs: readonly string[]]>([
  ['containernetworking-plugins', 'debian', 'debian', ['/usr/lib/cni/bridge']],
  ['containernetworking-plugins', 'fedora', 'fedora', ['/usr/libexec/cni/bridge']],
  ['containernetworking-plugins', 'rocky', 'fedora', ['/usr/libexec/cni/bridge']],
  ['cni-plugins', 'arch', 'arch', ['/usr/lib/cni/bridge']],
  ['cni-plugins', 'opensuse-leap', 'suse', ['/usr/lib/cni/bridge']],
  ['cni-plugins', 'alpine', 'alpine', ['/usr/libexec/cni/bridge']],
  ['cni-plugins', 'void', 'void', ['/usr/libexec/cni/bridge']],
  ['app-containers/cni-plugins', 'gentoo', 'gentoo', ['/opt/cni/bin/bridge']],
  ['cni-plugins', 'amzn', 'fedora', []],
])('%s of %s puts the plugins where they are', (name, id, family, programs) => {
  const contents = contentsOf(name, '1.7.1-1', { id, family, codename: null });
  expect(contents?.programs.map(({ path }) => path)).toEqual(programs);
});
