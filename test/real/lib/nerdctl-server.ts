/** A home server under the nerdctl of root (`nerdctl-server.sh`), and what is seen of it from outside. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestHost } from '../../hosts/hosts.ts';
import { bringNerdctl } from '../../hosts/nerdctl.ts';
import { bootWizardHost } from './real.ts';
import { TAR } from './server.ts';

const SCRIPT = readFileSync(fileURLToPath(new URL('nerdctl-server.sh', import.meta.url)), 'utf8');

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
  await host.must('bash -s', { input: SCRIPT, env });
  return host;
}

/** Every container of root: name, does it run, and its restart policy, a line each. */
export async function rootfulNerdctl(host: TestHost): Promise<readonly string[]> {
  const text = await host.must(
    `nerdctl ps -aq | xargs nerdctl container inspect --format \
      '{{.Name}} {{.State.Running}} {{.HostConfig.RestartPolicy.Name}}:{{.HostConfig.RestartPolicy.MaximumRetryCount}}'`,
  );
  // None at all, and none because somebody said so, are the same.
  return text.trim().replaceAll(' no:', ' :').split('\n').sort();
}

/** A hash of everything that tar(1) can say of the volume of root. */
export async function nerdctlVolume(host: TestHost, name: string): Promise<string> {
  return host.must(
    `cd "$(nerdctl volume inspect -f '{{.Mountpoint}}' '${name}')" && ${TAR} | sha256sum`,
  );
}
