import { asksDnsname, CNI_DIRS } from '../distro/podman-names.ts';
import { msg } from '../i18n/msg.ts';
import type { Facts, NetworkTools } from '../model/facts.ts';
import type { Finding, Goal, Remedy } from '../model/finding.ts';
import type { ReadHost } from '../model/read-host.ts';
import { installing, majorOf, wants } from './common.ts';
import { recorded } from './containerd.ts';
import { finding } from './finding.ts';

/** The CNI plugin dnsname, in the first place where Podman looks; nothing where a host was recorded before. */
export async function readDnsname(host: ReadHost): Promise<Pick<NetworkTools, 'dnsname'>> {
  const paths = CNI_DIRS.map((dir) => `${dir}/dnsname`);
  const states = await recorded(() => Promise.all(paths.map((path) => host.stat(path))));
  if (states === null) return {};
  return { dnsname: paths.find((_, at) => states[at]?.kind === 'file') ?? null };
}

const NAMES = {
  id: 'net.dnsname',
  title: msg('net.dnsname'),
  source: 'https://github.com/containers/dnsname/blob/main/README_PODMAN.md',
};

/**
 * Do containers in a network of their own find each other by name, where that is the work of a CNI plugin? Podman 4
 * says itself that its networks are those of CNI. null where it is not, or nobody looked.
 */
export function dnsnameFinding(facts: Facts, goal: Goal): Finding | null {
  if (!wants(goal, 'podman') || !facts.networkTools.known || !facts.podman.known) return null;
  const { info, version, path } = facts.podman.value;
  const { dnsname } = facts.networkTools.value;
  if (path === null || dnsname === undefined) return null;
  const four = (majorOf(version) ?? 0) >= 4 && info?.networkBackend === 'cni';
  if (asksDnsname(version) !== true && !four) return null;
  if (dnsname !== null) return finding(NAMES, 'ok', dnsname);
  const cause = msg('net.dnsname-missing', { version: version ?? '?' });
  return finding(NAMES, 'warn', '', { cause, remedy: bringing(facts) });
}

/** Of other families no package is known; Fedora and Enterprise Linux: https://github.com/containers/podman/issues/8984 */
function bringing(facts: Facts): readonly Remedy[] {
  const family = facts.os.known ? facts.os.value.family : 'unknown';
  if (family !== 'debian' && family !== 'fedora') return [];
  const debian = 'golang-github-containernetworking-plugin-dnsname dnsmasq-base';
  return installing(facts, debian, { fedora: 'podman-plugins' });
}
