import type { RunitService, Target } from '../model/facts.ts';
import type { ReadHost } from '../model/read-host.ts';
import { type HostEngine, hostServiceName } from './openrc.ts';

/** Where service directories are kept: Void's handbook, and the package runit of Debian. */
const KEPT = '/etc/sv';

/** Where runsvdir(8) looks for links to those that run: Void's, then Debian's place. */
const LINKED = ['/var/service', '/etc/service'] as const;

/** The service that runs a user's engine under runit; null on a host that something else runs. */
export async function readRunit(
  host: ReadHost,
  target: Target,
  engine: HostEngine,
): Promise<RunitService | null> {
  // As the probe of the init system tells them apart: Debian's runit also runs beside others.
  const [systemd, openrc, runit] = await Promise.all([
    host.stat('/run/systemd/system'),
    host.stat('/run/openrc/softlevel'),
    host.stat('/run/runit'),
  ]);
  if (systemd.kind === 'directory' || openrc.kind !== 'absent' || runit.kind === 'absent') {
    return null;
  }
  const name = hostServiceName(engine, target.name);
  const dir = `${KEPT}/${name}`;
  const [run, check, log, ...lists] = await Promise.all([
    host.file(`${dir}/run`),
    host.file(`${dir}/check`),
    host.file(`${dir}/log/run`),
    ...LINKED.map((each) => host.list(each)),
  ]);
  const at = lists.findIndex((names) => names !== null);
  const linked = LINKED[at];
  if (linked === undefined) return null;
  const enabled = lists[at]?.includes(name) === true;
  return { name, dir, link: `${linked}/${name}`, files: { run, check, log }, enabled };
}
