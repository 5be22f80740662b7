/**
 * Does that Podman find containers by their names with the CNI plugin dnsname of the host, without root? From 3.2 on,
 * and until netavark came with 4. Before, a container of Podman's own sets such networks up, and its image has the
 * plugin: 3.0 of Debian 11 writes it into a new network although the host has none (seen). A network keeps what it
 * was made with: one from before dnsname came has no names afterwards, either (seen with 3.4.4). null: nobody knows the
 * version. https://github.com/containers/podman/blob/v3.4.4/libpod/network/create.go and
 * https://github.com/containers/podman/blob/v3.4.4/RELEASE_NOTES.md (3.2.0)
 */
export function asksDnsname(podman: string | null): boolean | null {
  const found = /^(?:\d+:)?v?(\d+)\.(\d+)/.exec(podman ?? '');
  if (found === null) return null;
  const [major, minor] = [Number(found[1]), Number(found[2])];
  return major === 3 && minor >= 2;
}

/**
 * Where CNI plugins lie for Podman unless containers.conf(5) says otherwise (`cni_plugin_dirs`, not read here).
 * https://github.com/containers/common/blob/v0.44.4/pkg/config/default.go
 */
export const CNI_DIRS = [
  '/usr/local/libexec/cni',
  '/usr/libexec/cni',
  '/usr/local/lib/cni',
  '/usr/lib/cni',
  '/opt/cni/bin',
] as const;
