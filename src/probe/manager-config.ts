import type { ManagerConfig } from '../model/facts.ts';
import { NotRecorded, type ReadHost, type RunAs } from '../model/read-host.ts';
import { userManagerPaths } from './commands.ts';

/**
 * Where the target's systemd looks for units, and which configuration directory its services are told. Both
 * are those of the manager: an `XDG_CONFIG_HOME` that only the shell sets is unknown to it, and one that was
 * imported later (`systemctl --user import-environment`) reaches its services, but not its unit path.
 * null where no manager can be asked, or where both are what the shell says. systemd.unit(5), systemctl(1).
 */
export async function readManagerConfig(
  host: ReadHost,
  target: RunAs,
  configHome: string,
): Promise<ManagerConfig | null> {
  try {
    const { status, code, stdout } = await host.run(userManagerPaths(target));
    if (status !== 'exited' || code !== 0) return null;
    const config = parseManagerConfig(stdout, [configHome, `${target.home}/.config`]);
    const same = config?.configHome === configHome && config.unitDir === unitsIn(configHome);
    return same ? null : config;
  } catch (error) {
    // A recording without this answer is of a host where nobody had to ask.
    if (error instanceof NotRecorded) return null;
    throw error;
  }
}

/**
 * `UnitPath=` and `Environment=` lines as a configuration. `likely` are directories of which one is probably
 * right, the last one being what a manager without XDG_CONFIG_HOME takes. null for anything else.
 */
export function parseManagerConfig(
  stdout: string,
  likely: readonly [string, ...string[]],
): ManagerConfig | null {
  const property = (name: string) =>
    stdout
      .split('\n')
      .find((line) => line.startsWith(`${name}=`))
      ?.slice(name.length + 1);
  const path = property('UnitPath');
  if (path === undefined) return null;
  // Directories with blanks in them stand there as they are: the likely ones are looked for whole.
  const known = likely.map(unitsIn).find((dir) => ` ${path} `.includes(` ${dir} `));
  const control = path.split(' ').find((dir) => /^\/(?!run\/|etc\/).*\/user\.control$/.test(dir));
  const unitDir = known ?? control?.replace(/\.control$/, '');
  if (unitDir === undefined) return null;
  const set = / XDG_CONFIG_HOME=(\/\S*)/.exec(` ${property('Environment') ?? ''}`)?.[1];
  return { unitDir, configHome: set ?? likely.at(-1) ?? likely[0] };
}

function unitsIn(configHome: string): string {
  return `${configHome}/systemd/user`;
}
