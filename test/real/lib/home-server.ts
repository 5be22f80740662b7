/** A home server under an engine of root, made by the shell scripts beside this file, and what is seen of it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestHost } from '../../hosts/hosts.ts';
import type { Command } from './containers.ts';

function script(name: string): string {
  return readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');
}

/** Makes it on a host that has the engine. `env`: what makes it smaller, as the script of the engine says. */
export async function makeServer(
  host: TestHost,
  engine: Command,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  await host.must('bash -s', {
    input: `${script('home-server.sh')}${script(`${engine}-server.sh`)}`,
    env,
  });
}

/** Every container that a client of root knows: name, does it run, and its restart policy, a line each. */
export async function containersOf(host: TestHost, client: string): Promise<readonly string[]> {
  const text = await host.must(
    `${client} ps -aq | xargs ${client} container inspect --format \
      '{{.Name}} {{.State.Running}} {{.HostConfig.RestartPolicy.Name}}:{{.HostConfig.RestartPolicy.MaximumRetryCount}}'`,
  );
  return text.trim().split('\n').sort();
}

/**
 * A hash of everything that tar(1) can say of a volume of root: names, owners, modes, times, links, holes
 * filled, attributes and contents. Nothing of the program under test has a part in it.
 */
export async function volumeOf(host: TestHost, client: string, name: string): Promise<string> {
  return host.must(
    `cd "$(${client} volume inspect -f '{{.Mountpoint}}' '${name}')" && ${TAR} | sha256sum`,
  );
}

/** The same of a volume of alice, with the ids that her containers see. */
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
const TAR =
  "tar --sort=name --format=posix --pax-option=delete=atime,delete=ctime --numeric-owner --acls --xattrs --xattrs-include='user.*' -cf - .";
