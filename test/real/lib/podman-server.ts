/** A home server under the Podman of root (`podman-server.sh`), and what is seen of it from outside. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestHost } from '../../hosts/hosts.ts';
import { bootWizardHost } from './real.ts';
import { TAR } from './server.ts';

const SCRIPT = readFileSync(fileURLToPath(new URL('podman-server.sh', import.meta.url)), 'utf8');

/** Boots a host and makes the server on it. `STAYING=no`: without those that can't move. */
export async function bootPodmanServer(
  env: Readonly<Record<string, string>> = {},
): Promise<TestHost> {
  const host = await bootWizardHost({ suite: 'trixie' });
  await host.must(`apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      podman netavark aardvark-dns nftables iptables catatonit acl attr >/dev/null`);
  await host.must('bash -s', { input: SCRIPT, env });
  return host;
}

/** Every container of root: name, does it run, and its restart policy, a line each. */
export async function rootfulPodman(host: TestHost): Promise<readonly string[]> {
  const text = await host.must(
    `podman ps -aq | xargs podman container inspect --format \
      '{{.Name}} {{.State.Running}} {{.HostConfig.RestartPolicy.Name}}:{{.HostConfig.RestartPolicy.MaximumRetryCount}}'`,
  );
  // The name of an infra container is made up.
  return text
    .trim()
    .replaceAll(/^[0-9a-f]{12}-infra/gm, 'infra')
    .split('\n')
    .sort();
}

/** A hash of everything that tar(1) can say of the volume of root, and of its holes. */
export async function podmanVolume(host: TestHost, name: string): Promise<string> {
  return host.must(
    `cd "$(podman volume inspect -f '{{.Mountpoint}}' '${name}')" && ${TAR} | sha256sum`,
  );
}
