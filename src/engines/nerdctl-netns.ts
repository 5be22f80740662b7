import { detachesByItself } from '../distro/docker-ports.ts';
import type { Facts } from '../model/facts.ts';
import { dockerVersions } from './docker-callers.ts';
import { orNull } from './versions.ts';

/** What containerd-rootless.sh is told so that rootlesskit does not put the network namespace aside. */
export const KEEP_NETNS = 'CONTAINERD_ROOTLESS_ROOTLESSKIT_DETACH_NETNS=false';

/** The profile of Ubuntu 25.04 and later for unshare(1), which denies it to mount anything. */
const PROFILE = 'unshare-userns-restrict';

/**
 * The version of a rootlesskit that can't put the network namespace aside on this host, as containerd-rootless.sh
 * wants it since nerdctl 2: it ends with "permission denied", and containerd does not start. null where nothing is in
 * the way. https://github.com/rootless-containers/rootlesskit/issues/494
 */
export function keepsNetns(facts: Facts): string | null {
  const lsm = orNull(facts.lsm);
  if (lsm === null || !lsm.apparmorRestrictsUserns) return null;
  if (!lsm.apparmorProfiles.includes(PROFILE)) return null;
  const { kit } = dockerVersions(facts);
  return detachesByItself(kit) === false ? kit : null;
}
