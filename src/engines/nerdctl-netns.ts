import { deniesDetach } from '../distro/detach-netns.ts';
import type { Facts } from '../model/facts.ts';
import { dockerVersions } from './docker-callers.ts';
import { orNull } from './versions.ts';

/**
 * The version of a rootlesskit that can't put the network namespace aside on this host, as containerd-rootless.sh
 * wants it since nerdctl 2: it ends with "permission denied", and containerd does not start. null where nothing is in
 * the way.
 */
export function keepsNetns(facts: Facts): string | null {
  const lsm = orNull(facts.lsm);
  const { kit } = dockerVersions(facts);
  return lsm !== null && deniesDetach(lsm, kit) ? kit : null;
}
