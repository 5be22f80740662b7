import { FAMILIES } from '../distro/families.ts';
import { managerOf } from '../distro/managers.ts';
import { allPackageNames } from '../distro/packages.ts';
import { msg } from '../i18n/msg.ts';
import { type Fact, known, unknown } from '../model/fact.ts';
import type { Os, Packages } from '../model/facts.ts';
import type { Check } from '../model/finding.ts';
import type { ReadHost } from '../model/read-host.ts';
import { packageQuery } from './commands.ts';
import { firstLine } from './common.ts';
import { probe as os } from './os.ts';
import type { Probe, ProbeContext } from './probe.ts';

/** What is installed and what could be, of all packages that a plan may want, in two questions. */
export const probe: Probe<'packages'> = {
  id: 'packages',
  read: async (host, context) => askManager(host, context),
};

async function askManager(host: ReadHost, context: ProbeContext): Promise<Fact<Packages>> {
  const system = await os.read(host, context);
  if (!system.known) return unknown(system.because);
  const { family, managers = [] } = system.value;
  if (family !== 'unknown') return ask(host, system.value);
  // Whose packages these are is for the person to say; until then every manager that is there is asked.
  const families = FAMILIES.filter(
    (each) => each.manager !== null && managers.includes(each.manager),
  );
  const asked = await Promise.all(
    families.map(({ id }) => ask(host, { ...system.value, family: id })),
  );
  const [first, ...others] = asked.flatMap((fact) => (fact.known ? [fact] : []));
  if (first === undefined) return asked[0] ?? noManager(system.value);
  if (others.length === 0) return first;
  return known({ ...first.value, others: others.map(({ value }) => value) }, first.from);
}

function noManager({ prettyName }: Os): Fact<Packages> {
  return unknown(msg('host.packages-no-manager', { os: prettyName }));
}

/** What the manager of this family says of the packages that its names are. */
async function ask(host: ReadHost, system: Os): Promise<Fact<Packages>> {
  const manager = managerOf(system.family);
  const names = allPackageNames(system);
  if (manager === null || names.length === 0) return noManager(system);
  const queries = manager.queries(names);
  const results = await Promise.all(queries.map((argv) => host.run(packageQuery(argv))));
  for (const [index, result] of results.entries()) {
    if (result.status === 'exited') continue;
    const command = queries[index]?.[0] ?? manager.name;
    const detail = firstLine(result.stderr) || result.status;
    return unknown(
      result.status === 'missing'
        ? msg('core.command-missing', { command })
        : msg('core.command-failed', { command, detail }),
    );
  }
  const byName = manager.parse(names, results);
  if (byName === null) {
    const detail = results.map(({ stderr }) => firstLine(stderr)).find((line) => line !== '');
    return unknown(msg('core.command-failed', { command: manager.name, detail: detail ?? '?' }));
  }
  return known({ manager: manager.name, byName }, manager.name);
}

/** Whether the lists were ever fetched is judged beside `package-lists.ts`. */
export const checks: readonly Check[] = [];
