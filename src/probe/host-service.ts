import type { HostServices, Target } from '../model/facts.ts';
import type { ReadHost } from '../model/read-host.ts';
import { recorded } from './containerd.ts';
import { type HostEngine, hostServiceName, readOpenrc } from './openrc.ts';
import { readRunit } from './runit.ts';

/** Where the programs lie that such services run for a user, each under the name of its service. */
const PROGRAMS = '/etc/rootless-wizard';

/**
 * The service that runs an engine of the user where OpenRC or runit starts things, and the program of ours
 * that it runs; nothing where something else does, and where a recording is older than this.
 */
export async function readHostServices(
  host: ReadHost,
  target: Target,
  engine: HostEngine,
): Promise<HostServices> {
  const [openrc, runit] = await Promise.all([
    recorded(() => readOpenrc(host, target, engine)),
    recorded(() => readRunit(host, target, engine)),
  ]);
  if (openrc === null && runit === null) return {};
  const path = `${PROGRAMS}/${hostServiceName(engine, target.name)}`;
  const program = await recorded(() => host.file(path));
  return {
    ...(openrc === null ? {} : { openrc }),
    ...(runit === null ? {} : { runit }),
    ...(program === null ? {} : { program }),
  };
}
