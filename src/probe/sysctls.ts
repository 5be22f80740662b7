import { BRIDGE_FILTER } from '../distro/docker-ports.ts';
import { sysctlValue } from '../edit/sysctl.ts';
import { type Fact, known } from '../model/fact.ts';
import type { Sysctls } from '../model/facts.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { mountOf, readMounts } from './mounts.ts';
import type { Probe } from './probe.ts';
import { inBootOrder, SYSCTL_KEYS, settingsThatMatter } from './sysctl-files.ts';

export { checks } from './sysctls-checks.ts';

/** The directories of sysctl.d(5), the most important first. */
const DIRS = [
  '/etc/sysctl.d',
  '/run/sysctl.d',
  '/usr/local/lib/sysctl.d',
  '/usr/lib/sysctl.d',
  '/lib/sysctl.d',
];

/** Values now, and what the files will set at the next boot. */
export const probe: Probe<'sysctls'> = {
  id: 'sysctls',
  async read(host): Promise<Fact<Sysctls>> {
    const [now, files, mounts] = await Promise.all([
      valuesNow(host),
      bootFiles(host),
      readMounts(host),
    ]);
    const net = mounts === null ? null : mountOf(mounts, '/proc/sys/net');
    const writable = net === null ? {} : { netWritable: !net.options.includes('ro') };
    return known({ now, files, ...writable }, '/proc/sys');
  },
};

async function valuesNow(host: ReadHost): Promise<Sysctls['now']> {
  const pairs = await Promise.all(SYSCTL_KEYS.map((key) => valueNow(host, key)));
  return Object.fromEntries([...pairs, ...(await bridgeFilter(host))]);
}

async function valueNow(host: ReadHost, key: string): Promise<readonly [string, string | null]> {
  const text = textOf(await host.file(`/proc/sys/${key.replaceAll('.', '/')}`));
  return [key, text === null ? null : sysctlValue(text)];
}

/** It is there where br_netfilter is loaded. Hosts were recorded before this was looked at. */
async function bridgeFilter(
  host: ReadHost,
): Promise<readonly (readonly [string, string | null])[]> {
  try {
    return [await valueNow(host, BRIDGE_FILTER)];
  } catch (error) {
    if (error instanceof NotRecorded) return [];
    throw error;
  }
}

async function bootFiles(host: ReadHost): Promise<Sysctls['files']> {
  const [systemd, ...lists] = await Promise.all([
    host.stat('/run/systemd/system'),
    ...DIRS.map((dir) => host.list(dir)),
  ]);
  const inDirs = inBootOrder(DIRS.map((dir, index) => ({ dir, names: lists[index] ?? [] })));
  // `sysctl --system` of procps reads this one last; systemd does so only where the distribution
  // links it into /etc/sysctl.d, and then it is in the list.
  const paths = systemd.kind === 'directory' ? inDirs : [...inDirs, '/etc/sysctl.conf'];
  const texts = await Promise.all(paths.map(async (path) => textOf(await host.file(path))));
  return paths.flatMap((path, index) =>
    settingsThatMatter(texts[index] ?? '').map((entry) => ({ path, ...entry })),
  );
}
