/** A home server under rootful Docker (`docker-server.sh`). */
import { expect } from 'vitest';
import type { TestHost } from '../../hosts/hosts.ts';
import { containersOf, makeServer, volumeOf } from './home-server.ts';
import { bootWizardHost, told, wizardCli } from './real.ts';

/** The client of the daemon of root, wherever the user's own context points by now. */
export const ROOTFUL = 'docker -H unix:///run/docker.sock';

/** Boots a host and makes the server on it. `STAYING=no`: without the two containers that can't move. */
export async function bootServer(env: Readonly<Record<string, string>> = {}): Promise<TestHost> {
  const host = await bootWizardHost({ suite: 'trixie' });
  await host.must(`apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      docker.io docker-cli docker-compose iptables sqlite3 acl attr >/dev/null`);
  await makeServer(host, 'docker', env);
  return host;
}

/** The smallest server: a project whose database is written all the time, and a volume beside it that is worth a copy. */
export async function bootShop(): Promise<TestHost> {
  const host = await bootServer({
    STAYING: 'no',
    PLAIN: 'no',
    PROJECTS: 'shop',
    MANY: '10',
    SPARSE: '8388608',
  });
  await host.must(
    'docker run -d --name keeper --stop-timeout 1 -v files:/files site:1 sleep 100000',
  );
  return host;
}

/** Sets Docker up for alice, with the low ports that the server has. */
export async function readyForShop(host: TestHost): Promise<void> {
  const ready = await wizardCli(host, [
    'apply',
    '--yes',
    ...['--user', 'alice', '--engine', 'docker', '--set', 'verify=false'],
    ...['--set', 'ports.method=sysctl', '--accept-risk', 'low-ports'],
  ]);
  expect(ready.code, told(ready)).toBe(0);
}

/** Every container of root: name, does it run, and its restart policy, a line each. */
export function rootful(host: TestHost): Promise<readonly string[]> {
  return containersOf(host, ROOTFUL);
}

/** A hash of everything that tar(1) can say of a volume of root. */
export function rootfulVolume(host: TestHost, name: string): Promise<string> {
  return volumeOf(host, ROOTFUL, name);
}
