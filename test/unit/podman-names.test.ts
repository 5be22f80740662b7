/** Podman 3 finds the names of containers with a CNI plugin that it may not have. */
import { expect, it } from 'vitest';
import { asksDnsname } from '../../src/distro/podman-names.ts';
import { dnsnameHere } from '../../src/engines/podman-names.ts';
import { msg } from '../../src/i18n/msg.ts';
import { known, unknown } from '../../src/model/fact.ts';
import type { Facts } from '../../src/model/facts.ts';
import { HOSTS } from '../cases/base.ts';

it.each([
  ['3.0.1+dfsg1-3', false],
  ['3.1.2', false],
  ['3.2.0', true],
  ['3.4.4+ds1-1ubuntu1.22.04.3', true],
  ['4.3.1', false],
  ['5.4.2', false],
  ['', null],
  [null, null],
])('Podman %s asks dnsname of the host: %s', (version, expected) => {
  expect(asksDnsname(version)).toBe(expected);
});

const bullseye = HOSTS['debian-11'];
if (!bullseye?.packages.known || !bullseye.networkTools.known) throw new Error('no debian-11');
const { packages, networkTools } = {
  packages: bullseye.packages.value,
  networkTools: bullseye.networkTools.value,
};
const DNSNAME = 'golang-github-containernetworking-plugin-dnsname';
const GONE = { installed: null, candidate: null };

/** Debian 11 with a Podman of a version to come, and what apt says of both packages for names. */
function at(podman: string, dnsname = packages.byName[DNSNAME]): Facts {
  const own = { podman: { installed: null, candidate: podman }, [DNSNAME]: dnsname ?? GONE };
  const byName = { ...packages.byName, ...own };
  return { ...(bullseye as Facts), packages: known({ ...packages, byName }, 'a test') };
}

it('is there, to be had, or not, and nothing is claimed of what nobody read', () => {
  expect(dnsnameHere(at('3.0.1'))).toBe('other');
  expect(dnsnameHere(at('3.4.4'))).toBe('package');
  expect(dnsnameHere(at('3.4.4', GONE))).toBe('none');
  expect(dnsnameHere(at('4.3.1', GONE))).toBe('other');
  const plugin = known({ ...networkTools, dnsname: '/opt/cni/bin/dnsname' }, 'a test');
  expect(dnsnameHere({ ...at('3.4.4', GONE), networkTools: plugin })).toBe('there');
  const lists = known({ manager: 'apt', fetched: false } as const, 'a test');
  expect(dnsnameHere({ ...at('3.4.4', GONE), packageLists: lists })).toBe('other');
  const unread = unknown(msg('service.nerdctl-runs'));
  expect(dnsnameHere({ ...at('3.4.4'), packages: unread })).toBe('other');
});
