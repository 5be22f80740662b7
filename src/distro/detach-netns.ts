import type { Lsm } from '../model/facts.ts';
import { detachesByItself } from './docker-ports.ts';

/**
 * By which containerd-rootless.sh of nerdctl 2 is told whether rootlesskit puts the network namespace aside: `auto`
 * (where rootlesskit knows how to), `true` or `false`. nerdctl 1.7.7 has no such variable and never does it.
 * https://github.com/containerd/nerdctl/blob/main/extras/rootless/containerd-rootless.sh
 */
export const DETACH_NETNS = 'CONTAINERD_ROOTLESS_ROOTLESSKIT_DETACH_NETNS';

/** What makes containerd start where AppArmor denies that. */
export const KEEP_NETNS = `${DETACH_NETNS}=false`;

/** The profile of Ubuntu 25.04 and later for unshare(1), which denies it to mount anything. */
const PROFILE = 'unshare-userns-restrict';

/**
 * Does AppArmor deny that rootlesskit to put a network namespace aside? Only a version that is known is judged.
 * https://github.com/rootless-containers/rootlesskit/issues/494
 */
export function deniesDetach(lsm: Lsm, rootlesskit: string | null): boolean {
  if (!lsm.apparmorRestrictsUserns || !lsm.apparmorProfiles.includes(PROFILE)) return false;
  return detachesByItself(rootlesskit) === false;
}

/**
 * Has that rootlesskit the option at all, so that `auto` means yes?
 * https://github.com/rootless-containers/rootlesskit/releases/tag/v2.0.0
 */
export function knowsDetach(rootlesskit: string): boolean {
  return Number(/^(?:\d+:)?v?(\d+)\./.exec(rootlesskit)?.[1] ?? 0) >= 2;
}
