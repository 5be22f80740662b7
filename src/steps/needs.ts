import { packageThere } from '../engines/versions.ts';
import type { PackageNeed } from '../model/engine.ts';
import type { Fact } from '../model/fact.ts';
import type { Facts } from '../model/facts.ts';

/**
 * Is a need fulfilled by a program that is there, whatever put it there? null: no program says so, the
 * package manager has to. What came from another source (docker-ce, /usr/local) is never replaced.
 */
export function isFulfilled(need: PackageNeed, facts: Facts): boolean | null {
  switch (need) {
    case 'uidmap':
      return look(facts.idTools, ({ newuidmap, newgidmap }) => newuidmap && newgidmap);
    case 'iptables':
      return look(facts.netfilter, ({ iptables }) => iptables);
    case 'nftables':
      return look(facts.netfilter, ({ nft }) => nft);
    case 'slirp4netns':
      return look(facts.networkTools, ({ slirp4netns }) => slirp4netns);
    case 'pasta':
      return look(facts.networkTools, ({ pasta }) => pasta);
    case 'netavark':
      return look(facts.networkTools, ({ netavark }) => netavark);
    case 'aardvark-dns':
      return look(facts.networkTools, ({ aardvark }) => aardvark);
    case 'dnsname':
      return look(facts.networkTools, ({ dnsname }) => dnsname);
    case 'fuse-overlayfs':
      return look(facts.overlay, ({ fuseOverlayfs }) => fuseOverlayfs);
    case 'podman':
      return look(facts.podman, ({ path }) => path);
    case 'docker':
      return look(facts.docker, ({ dockerd }) => dockerd);
    case 'docker-cli':
      // podman-docker puts a script of the same name there.
      return packageThere(facts, 'podman-docker') ? null : look(facts.docker, ({ cli }) => cli);
    case 'rootlesskit':
      return look(facts.docker, ({ rootlesskit }) => rootlesskit);
    case 'nerdctl':
      return look(facts.nerdctl, ({ path }) => path);
    case 'containerd':
      return look(facts.nerdctl, ({ containerd }) => containerd);
    case 'cni-plugins':
      return look(facts.nerdctl, ({ cniPlugins }) => cniPlugins);
    case 'buildkit':
      return look(facts.nerdctl, ({ buildkitd }) => buildkitd);
    case 'lxc':
      return look(facts.lxc, ({ path }) => path);
    case 'dbus-user':
      return facts.session.known && facts.session.value.dbus ? true : null;
    case 'setcap':
    case 'crun':
    case 'catatonit':
    case 'machinectl':
    case 'gpg':
    case 'ca-certificates':
    case 'xfsprogs':
    case 'podman-compose':
    case 'docker-compose':
    case 'podman-docker':
    case 'acl':
      return null;
  }
}

/** True where the program is there; null where it is not, as the package may be there all the same. */
function look<T>(fact: Fact<T>, part: (value: T) => unknown): boolean | null {
  return fact.known && part(fact.value) != null ? true : null;
}
