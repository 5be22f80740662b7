/** Which versions can publish ports without Docker's proxy, and what the kernel must have for that. */

/** There where br_netfilter is loaded, without which dockerd does not start then: https://github.com/moby/moby/issues/52294 */
export const BRIDGE_FILTER = 'net.bridge.bridge-nf-call-iptables';

/**
 * Does dockerd tell rootlesskit by itself which ports to open? Before, its proxy alone did, so without it every
 * published port is silent (seen with 26.1; with 28.5 and 29.8 they answer).
 * https://github.com/moby/moby/blob/docker-v28.0.0/libnetwork/drivers/bridge/internal/rlkclient/rootlesskit_client_linux.go
 */
export function opensPorts(dockerd: string | null): boolean {
  return isAtLeast(dockerd, 28, 0);
}

/** Have Docker's own packages and archives of that version RootlessKit 3? https://github.com/moby/moby/pull/52319 */
export function bringsKit3(docker: string | null): boolean {
  return isAtLeast(docker, 29, 5);
}

/**
 * RootlessKit of Docker's own archives of that version, or an older one than that; null: one before, or nobody knows.
 * 2.3.2 came with 27.5.1, and pasta of its time needs it: https://github.com/moby/moby/pull/49304
 */
export function kitWith(docker: string | null): string | null {
  if (bringsKit3(docker)) return '3.0.0';
  return isAtLeast(docker, 28, 0) ? '2.3.2' : null;
}

/** Does that rootlesskit hand on who calls (over TCP)? https://github.com/rootless-containers/rootlesskit/pull/565 */
export function showsCallers(rootlesskit: string | null): boolean {
  return isAtLeast(rootlesskit, 3, 0);
}

/**
 * Does that rootlesskit lose the answers of UDP ports to all callers but the host itself? 3.0.0 alone (in Docker
 * 29.5.0 to 29.5.2); with the ports of slirp4netns and pasta it takes no part.
 * https://github.com/rootless-containers/rootlesskit/issues/592 and https://github.com/moby/moby/pull/52710
 */
export function losesUdpAnswers(rootlesskit: string | null): boolean {
  return /^v?3\.0\.0(?!\d)/.test(rootlesskit ?? '');
}

/**
 * Does dockerd make IPv6 subnets by itself, need no `experimental` for its rules on IPv6, and take
 * `com.docker.network.enable_ipv6` for new networks? Seen with 29.8, and that 26.1 does none of it.
 * https://github.com/moby/moby/issues/47990 and https://github.com/docker/docs/pull/20026
 */
export function knowsIpv6(dockerd: string | null): boolean {
  return isAtLeast(dockerd, 28, 0);
}

/**
 * What dockerd-rootless.sh is told so that rootlesskit's network carries IPv6.
 * https://github.com/moby/moby/blob/master/contrib/dockerd-rootless.sh
 */
export const IPV6_FLAG = 'DOCKERD_ROOTLESS_ROOTLESSKIT_FLAGS=--ipv6';

/**
 * Does that rootlesskit know pasta at all? An older one ends at the unknown name of the network. True where the version
 * is not known. https://github.com/rootless-containers/rootlesskit/blob/master/docs/network.md
 */
export function knowsPasta(rootlesskit: string | null): boolean {
  return rootlesskit === null || isAtLeast(rootlesskit, 2, 0);
}

/**
 * Is that one of the pastas that Ubuntu (23.10 and 24.04) packaged without a profile for AppArmor, which it needs to
 * enter a user namespace? https://github.com/rootless-containers/rootlesskit/blob/master/docs/network.md and
 * https://bugs.launchpad.net/ubuntu/+source/passt/+bug/2077158
 */
export function lacksProfile(pasta: string | null): boolean {
  return /git(?:20230627\.289301b|20240220\.1e6f92b)-1(?!\d)/.test(pasta ?? '');
}

/**
 * Does that rootlesskit give the namespace of pasta an IPv6 address? Before, ports there were silent over IPv6
 * until a container had called out (seen with 2.0). https://github.com/rootless-containers/rootlesskit/pull/458
 */
export function pastaIpv6(rootlesskit: string | null): boolean {
  return isAtLeast(rootlesskit, 2, 3);
}

/**
 * Do ports that Docker publishes answer at 127.0.0.1 with that rootlesskit and that pasta? Since 2024-10-30 pasta sends
 * what calls there to the address of its namespace, unless it gets --host-lo-to-ns-lo, which rootlesskit gives since
 * 2.3.2. Seen with Debian 13 (2.0.2 and 20250503): also a port published at all addresses is silent there, and answers
 * with that flag. True where a version is not known. https://github.com/rootless-containers/rootlesskit/pull/482
 */
export function pastaLoopback(rootlesskit: string | null, pasta: string | null): boolean {
  if (isPatch(rootlesskit, [2, 3, 2]) !== false) return true;
  // `0.0~git20250503.587980c-2`, `0^20250512.g8ec1341-1`, `2025.05.12-r0`.
  const [, year, month, day] = /(20\d\d)\.?([01]\d)\.?([0-3]\d)/.exec(pasta ?? '') ?? [];
  return `${year}${month}${day}` < '20241030' || year === undefined;
}

/**
 * Can that rootlesskit put a network namespace aside (`--detach-netns`) where Ubuntu's profile
 * `unshare-userns-restrict` takes its rights to mount from unshare(1)? The sources of 2.3.2 call that, those of 2.3.4 no
 * longer where the profile is (pkg/child/child.go). null: nobody knows its version. https://github.com/rootless-containers/rootlesskit/pull/496
 */
export function detachesByItself(rootlesskit: string | null): boolean | null {
  return isPatch(rootlesskit, [2, 3, 4]);
}

/** Is the version that one or a later one? null where it is none. */
function isPatch(
  version: string | null,
  than: readonly [major: number, minor: number, patch: number],
): boolean | null {
  const found = /^(?:\d+:)?v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version ?? '');
  if (found === null) return null;
  const [at] = than.flatMap((least, n) => {
    const part = Number(found[n + 1] ?? 0);
    return part === least ? [] : [part > least];
  });
  return at ?? true;
}

/** `29.8.1`, `v3.0.1`, `5:29.5.0-1~debian.13~trixie`; what has no version is older than all. */
function isAtLeast(version: string | null, major: number, minor: number): boolean {
  const found = /^(?:\d+:)?v?(\d+)\.(\d+)/.exec(version ?? '');
  const [high, low] = [Number(found?.[1] ?? -1), Number(found?.[2] ?? -1)];
  return high > major || (high === major && low >= minor);
}
