import type { PackageNeed } from '../model/engine.ts';
import type { Facts, PackageState } from '../model/facts.ts';
import { packagesFor } from './packages.ts';

/** The needs of nerdctl that its full release archive can fulfil, too. */
export type NerdctlPart = 'containerd' | 'rootlesskit' | 'slirp4netns' | 'cni-plugins';

/**
 * What of nerdctl-full-VERSION-linux-ARCH.tar.gz stands for each need. containerd starts containers through
 * its shim, and that through runc; the plugins are those of nerdctl's own networks (`loopback` is BuildKit's).
 * newuidmap and iptables are not in there: both have to be the system's own.
 * https://github.com/containerd/nerdctl/blob/main/Dockerfile and
 * https://github.com/containerd/nerdctl/blob/main/docs/cni.md
 */
export const PART_MEMBERS: Readonly<Record<NerdctlPart, readonly string[]>> = {
  containerd: ['containerd', 'containerd-shim-runc-v2', 'runc'],
  rootlesskit: ['rootlesskit'],
  slirp4netns: ['slirp4netns'],
  'cni-plugins': ['bridge', 'firewall', 'host-local', 'loopback', 'portmap', 'tuning'],
};

/** All of them, in the order in which they are installed. */
export const NERDCTL_PARTS = ['containerd', 'rootlesskit', 'slirp4netns', 'cni-plugins'] as const;

/**
 * Could the package manager bring a need, by names that we know? Also true where nobody can tell: the system
 * was not recognised, or the lists were not read or never fetched.
 */
export function isPackaged(facts: Facts, need: PackageNeed): boolean {
  if (!facts.os.known) return true;
  const { names } = packagesFor(facts.os.value, [need]);
  if (names.length === 0) return false;
  if (!facts.packages.known) return true;
  if (facts.packageLists.known && !facts.packageLists.value.fetched) return true;
  const { byName } = facts.packages.value;
  return names.every((name) => isHad(byName[name]));
}

/**
 * The parts that are not there and that no package brings: only the full release archive has them. Empty
 * where a fact that would tell could not be read. Beside Docker's own packages rootlesskit comes with those.
 */
export function unpackagedParts(facts: Facts): readonly NerdctlPart[] {
  const { nerdctl, docker, networkTools, packages } = facts;
  if (!nerdctl.known || !docker.known || !networkTools.known) return [];
  const there: Readonly<Record<NerdctlPart, unknown>> = {
    containerd: nerdctl.value.containerd,
    rootlesskit: docker.value.rootlesskit,
    slirp4netns: networkTools.value.slirp4netns,
    'cni-plugins': nerdctl.value.cniPlugins,
  };
  const byName = packages.known ? packages.value.byName : {};
  const besideDocker =
    byName['docker-ce']?.installed != null && isHad(byName['docker-ce-rootless-extras']);
  return NERDCTL_PARTS.filter(
    (part) =>
      there[part] === null && !isPackaged(facts, part) && !(part === 'rootlesskit' && besideDocker),
  );
}

function isHad(state: PackageState | undefined): boolean {
  return state !== undefined && (state.installed ?? state.candidate) !== null;
}
