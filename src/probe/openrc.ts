import type { OpenrcService, Target } from '../model/facts.ts';
import type { ReadHost } from '../model/read-host.ts';

/** Where OpenRC keeps what is started at boot, and links to what runs now (openrc(8), rc-update(8)). */
const RUNLEVEL = '/etc/runlevels/default';
const STARTED = '/run/openrc/started';

/** An engine that a service of the host can run. */
export type HostEngine = 'docker' | 'nerdctl' | 'podman';

/** The name of the service that runs a user's engine where the host's own system starts it. */
export function hostServiceName(engine: HostEngine, user: string): string {
  return `rootless-${engine}-${user}`;
}

/** That service as it is now; null on a host that OpenRC does not run. */
export async function readOpenrc(
  host: ReadHost,
  target: Target,
  engine: HostEngine,
): Promise<OpenrcService | null> {
  if ((await host.stat('/run/openrc/softlevel')).kind === 'absent') return null;
  const name = hostServiceName(engine, target.name);
  const [script, boot, now] = await Promise.all([
    host.file(`/etc/init.d/${name}`),
    host.list(RUNLEVEL),
    host.list(STARTED),
  ]);
  return {
    name,
    script,
    enabled: boot?.includes(name) === true,
    started: now?.includes(name) === true,
  };
}
