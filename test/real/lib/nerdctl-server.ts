/** A home server under the nerdctl of root (`nerdctl-server.sh`). */
import type { TestHost } from '../../hosts/hosts.ts';
import { bringNerdctl } from '../../hosts/nerdctl.ts';
import { containersOf, makeServer, volumeOf } from './home-server.ts';
import { bootWizardHost } from './real.ts';

/** Boots a host and makes the server on it. `STAYING=no`: without those that can't move. */
export async function bootNerdctlServer(
  env: Readonly<Record<string, string>> = {},
): Promise<TestHost> {
  const host = await bootWizardHost({ suite: 'trixie' });
  const { path } = await bringNerdctl(host);
  await host.must(`apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      containerd runc containernetworking-plugins iptables acl attr >/dev/null
    tar -C /usr/local/bin -xzf ${path}
    systemctl start containerd.service`);
  await makeServer(host, 'nerdctl', env);
  return host;
}

/** Every container of root: name, does it run, and its restart policy, a line each. */
export async function rootfulNerdctl(host: TestHost): Promise<readonly string[]> {
  const lines = await containersOf(host, 'nerdctl');
  // None at all, and none because somebody said so, are the same.
  return lines.map((line) => line.replace(/ no:/, ' :')).sort();
}

/** A hash of everything that tar(1) can say of the volume of root. */
export function nerdctlVolume(host: TestHost, name: string): Promise<string> {
  return volumeOf(host, 'nerdctl', name);
}
