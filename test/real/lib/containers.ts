/** Containers as a person starts them, and what is seen of them from outside. */
import type { TestHost } from '../../hosts/hosts.ts';
import { GREETING } from './real.ts';

/** An engine's command. */
export type Command = 'podman' | 'docker' | 'nerdctl';

/** Starts a container as the user, in a new login, that serves a page at a port of the host; `more` goes to busybox httpd, `options` to the engine. */
export async function serve(
  host: TestHost,
  user: string,
  command: Command,
  port: number,
  more: readonly string[] = [],
  options: readonly string[] = [],
): Promise<string> {
  const name = `web-${command}-${port}`;
  await host.must(
    `${command} import -q /srv/web.tar localhost/web:1 >/dev/null 2>&1 ||
      ${command} import /srv/web.tar localhost/web:1 >/dev/null`,
    { user },
  );
  const run = `${command} run -d --name ${name} -p ${port}:80 ${options.join(' ')} localhost/web:1 /bin/httpd -f -p 80 -h /www ${more.join(' ')} >/dev/null`;
  const first = await host.exec(run, { user });
  if (first.code === 0) return name;
  // Seen once in many hundred containers: runc 1.1 loses its own child before anything of the container is there.
  if (!first.stderr.includes('read init-p: connection reset by peer')) {
    throw new Error(`exit ${first.code}: ${run}\n${first.stderr}`);
  }
  console.warn(`${host.name}: started again, as runc could not: ${first.stderr.trim()}`);
  await remove(host, user, command, name);
  await host.must(run, { user });
  return name;
}

/** The id of the container's root as the host sees it, and its map: `1000 0:1000:1 1:100000:65536`. */
export async function idMap(host: TestHost, user: string, command: Command): Promise<string> {
  const text = await host.must(
    [command, 'run', '--rm', '--network=none', 'localhost/web:1', '/bin/cat', '/proc/self/uid_map'],
    { user },
  );
  return text
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).join(':'))
    .join(' ');
}

/** Takes a container away, at once. */
export async function remove(
  host: TestHost,
  user: string,
  command: Command,
  name: string,
): Promise<void> {
  await host.must([command, 'rm', '-f', name], { user });
}

/** Asks a published port from outside the host. Asks again while nothing listens yet: at most 15 s. */
export async function answer(host: TestHost, port: number): Promise<string> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    try {
      const response = await fetch(`http://${host.address}:${port}/`, {
        signal: AbortSignal.timeout(5000),
        headers: { connection: 'close' },
      });
      return (await response.text()).trim();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** What a container of ours answers. */
export const HELLO = GREETING;
