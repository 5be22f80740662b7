/** A home server under rootful Docker (`server.sh`), and what is seen of it from outside. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestHost } from '../../hosts/hosts.ts';
import type { Command } from './containers.ts';
import { bootWizardHost } from './real.ts';

const SCRIPT = readFileSync(fileURLToPath(new URL('server.sh', import.meta.url)), 'utf8');

/** The client of the daemon of root, wherever the user's own context points by now. */
export const ROOTFUL = 'docker -H unix:///run/docker.sock';

/** Boots a host and makes the server on it. `STAYING=no`: without the two containers that can't move. */
export async function bootServer(env: Readonly<Record<string, string>> = {}): Promise<TestHost> {
  const host = await bootWizardHost({ suite: 'trixie' });
  await host.must(`apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      docker.io docker-cli docker-compose iptables sqlite3 acl attr >/dev/null`);
  await host.must('bash -s', { input: SCRIPT, env });
  return host;
}

/** Every container of root: name, state and restart policy, a line each. */
export async function rootful(host: TestHost): Promise<readonly string[]> {
  const text = await host.must(
    `${ROOTFUL} ps -aq | xargs ${ROOTFUL} inspect --format \
      '{{.Name}} {{.State.Running}} {{.HostConfig.RestartPolicy.Name}}:{{.HostConfig.RestartPolicy.MaximumRetryCount}}'`,
  );
  return text.trim().split('\n').sort();
}

/**
 * A hash of everything that tar(1) can say of a volume of root: names, owners, modes, times, links, holes
 * filled, attributes and contents. Nothing of the program under test has a part in it.
 */
export async function rootfulVolume(host: TestHost, name: string): Promise<string> {
  return host.must(
    `cd "$(${ROOTFUL} volume inspect -f '{{.Mountpoint}}' '${name}')" && ${TAR} | sha256sum`,
  );
}

/** The same of a volume of the user, with the ids that its containers see. */
export async function rootlessVolume(
  host: TestHost,
  engine: Command,
  name: string,
): Promise<string> {
  const pid = engine === 'nerdctl' ? 'containerd-rootless/child_pid' : 'docker.pid';
  const inside =
    engine === 'podman'
      ? 'podman unshare'
      : `nsenter -U -m --preserve-credentials -t "$(cat "$XDG_RUNTIME_DIR/${pid}")"`;
  return host.must(
    `place=$(${engine} volume inspect -f '{{.Mountpoint}}' '${name}')
    ${inside} sh -c 'cd "$1" && ${TAR.replaceAll("'", `'\\''`)} | sha256sum' sh "$place"`,
    { user: 'alice' },
  );
}

/** What tar(1) can say of the directory it is in, without the times of reading and of changes of the inode. */
export const TAR =
  "tar --sort=name --format=posix --pax-option=delete=atime,delete=ctime --numeric-owner --acls --xattrs --xattrs-include='user.*' -cf - .";
