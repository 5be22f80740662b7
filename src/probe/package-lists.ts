import { MANUALS, managerOf } from '../distro/managers.ts';
import { msg } from '../i18n/msg.ts';
import { type Fact, known, unknown } from '../model/fact.ts';
import type { PackageLists } from '../model/facts.ts';
import type { Check } from '../model/finding.ts';
import type { ReadHost } from '../model/read-host.ts';
import { asRoot, finding, judged } from './finding.ts';
import { probe as os } from './os.ts';
import { probe as packages } from './packages.ts';
import type { Probe, ProbeContext } from './probe.ts';

/** Where apt keeps what `apt-get update` fetched, apt-get(8) FILES. */
const APT_LISTS = '/var/lib/apt/lists';

/**
 * Does the package manager know what there is to install? apt's index files tell; asking apt itself takes
 * half a second where it has no cache. Other managers are asked with all names, as for a plan.
 */
export const probe: Probe<'packageLists'> = {
  id: 'packageLists',
  async read(host, context) {
    const system = await os.read(host, context);
    const manager = system.known ? managerOf(system.value.family) : null;
    return manager?.name === 'apt' ? aptLists(host) : askedLists(host, context);
  },
};

async function aptLists(host: ReadHost): Promise<Fact<PackageLists>> {
  const names = (await host.list(APT_LISTS)) ?? [];
  // Plain, or compressed where Acquire::GzipIndexes is on (container images).
  const indexes = names.filter((name) => /_Packages(\.[a-z0-9]+)?$/.test(name));
  return known({ manager: 'apt', fetched: indexes.length > 0 }, APT_LISTS);
}

async function askedLists(host: ReadHost, context: ProbeContext): Promise<Fact<PackageLists>> {
  const asked = await packages.read(host, context);
  if (!asked.known) return unknown(asked.because);
  const { manager, byName } = asked.value;
  const lacking = Object.values(byName).filter(({ installed }) => installed === null);
  // An installed package counts as its own candidate, so it says nothing about the lists.
  const fetched = lacking.length === 0 || lacking.some(({ candidate }) => candidate !== null);
  return known({ manager, fetched }, asked.from);
}

const LISTS = {
  id: 'packages.lists',
  title: msg('checks.packages'),
  source: 'https://manpages.debian.org/stable/apt/apt-get.8.en.html',
};

/** A fresh machine or container image knows no package at all until the lists are fetched. */
export const checks: readonly Check[] = [
  {
    id: 'packages.lists',
    run: ({ packageLists }) => [
      judged(LISTS, packageLists, ({ manager, fetched }, from) =>
        fetched
          ? finding(LISTS, 'ok', from)
          : finding(LISTS, 'warn', from, {
              cause: msg('checks.packages-no-lists'),
              remedy: [asRoot(MANUALS[manager].refresh)],
            }),
      ),
    ],
  },
];
