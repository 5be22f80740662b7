/** A home server under the Podman of root (`podman-server.sh`). */
import type { TestHost } from '../../hosts/hosts.ts';
import { containersOf, makeServer, volumeOf } from './home-server.ts';
import { bootWizardHost } from './real.ts';

/** Boots a host and makes the server on it. `STAYING=no`: without those that can't move. */
export async function bootPodmanServer(
  env: Readonly<Record<string, string>> = {},
): Promise<TestHost> {
  const host = await bootWizardHost({ suite: 'trixie' });
  await host.must(`apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      podman netavark aardvark-dns nftables iptables catatonit acl attr >/dev/null`);
  await makeServer(host, 'podman', env);
  return host;
}

/** Every container of root: name, does it run, and its restart policy, a line each. */
export async function rootfulPodman(host: TestHost): Promise<readonly string[]> {
  const lines = await containersOf(host, 'podman');
  // The name of an infra container is made up.
  return lines.map((line) => line.replace(/^[0-9a-f]{12}-infra/, 'infra')).sort();
}

/** A hash of everything that tar(1) can say of the volume of root. */
export function podmanVolume(host: TestHost, name: string): Promise<string> {
  return volumeOf(host, 'podman', name);
}
