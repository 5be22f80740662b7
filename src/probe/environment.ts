import { msg } from '../i18n/msg.ts';
import { type Fact, known } from '../model/fact.ts';
import type { Environment } from '../model/facts.ts';
import type { Check } from '../model/finding.ts';
import type { ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { asUser, finding, judged } from './finding.ts';
import type { Probe } from './probe.ts';

/** What the host runs on, in the order of systemd-detect-virt(1), but without needing that program. */
export const probe: Probe<'environment'> = {
  id: 'environment',
  async read(host): Promise<Fact<Environment>> {
    const text = async (path: string) => (textOf(await host.file(path)) ?? '').trim();
    const release = await text('/proc/sys/kernel/osrelease');
    const wsl = wslOf(release);
    if (wsl !== null) return known(wsl, '/proc/sys/kernel/osrelease');
    const container = await containerOf(host);
    if (container !== null)
      return known({ kind: 'container', detail: container.name }, container.from);
    const dmi = '/sys/class/dmi/id';
    const [vendor, product, board, bios, hypervisor, cpuinfo] = await Promise.all([
      text(`${dmi}/sys_vendor`),
      text(`${dmi}/product_name`),
      text(`${dmi}/board_vendor`),
      text(`${dmi}/bios_vendor`),
      text('/sys/hypervisor/type'),
      text('/proc/cpuinfo'),
    ]);
    const vm = vmOf({ vendors: [vendor, product, board, bios], hypervisor, cpuinfo });
    if (vm !== null)
      return known({ kind: 'vm', detail: vm }, vendor === '' ? '/proc/cpuinfo' : dmi);
    return known({ kind: 'machine', detail: [vendor, product].join(' ').trim() }, dmi);
  },
};

/** `4.4.0-19041-Microsoft` is WSL 1, `5.15.1-microsoft-standard-WSL2` WSL 2; null for other kernels. */
export function wslOf(release: string): Environment | null {
  if (!/microsoft|wsl/i.test(release)) return null;
  const first = /-Microsoft$/.test(release) && !/wsl2/i.test(release);
  return first ? { kind: 'wsl1', detail: release } : { kind: 'wsl2', detail: release };
}

/** Where container managers leave their name: https://systemd.io/CONTAINER_INTERFACE/ . */
async function containerOf(
  host: ReadHost,
): Promise<{ readonly name: string; readonly from: string } | null> {
  for (const path of ['/run/host/container-manager', '/run/systemd/container']) {
    const name = (textOf(await host.file(path)) ?? '').trim();
    if (name !== '') return { name, from: path };
  }
  // The environment of process 1 can be read by root alone.
  const environ = await host.file('/proc/1/environ');
  const named = environ.kind === 'file' ? /(?:^|\0)container=([^\0]+)/.exec(environ.bytes) : null;
  if (named?.[1] !== undefined) return { name: named[1], from: '/proc/1/environ' };
  const marks: readonly (readonly [string, string])[] = [
    ['/run/.containerenv', 'podman'],
    ['/.dockerenv', 'docker'],
    ['/dev/lxd/sock', 'lxc'],
    ['/dev/incus/sock', 'lxc'],
  ];
  for (const [path, name] of marks) {
    if ((await host.stat(path)).kind !== 'absent') return { name, from: path };
  }
  return null;
}

/** Names in DMI strings, and what systemd-detect-virt calls them. */
const VENDORS: readonly (readonly [string, string])[] = [
  ['KVM', 'kvm'],
  ['OpenStack', 'kvm'],
  ['KubeVirt', 'kvm'],
  ['Amazon EC2', 'amazon'],
  ['Google Compute Engine', 'google'],
  ['QEMU', 'qemu'],
  ['VMware', 'vmware'],
  ['VMW', 'vmware'],
  ['innotek GmbH', 'oracle'],
  ['VirtualBox', 'oracle'],
  ['Xen', 'xen'],
  ['Bochs', 'bochs'],
  ['Parallels', 'parallels'],
  ['BHYVE', 'bhyve'],
  ['Hyper-V', 'microsoft'],
  ['Virtual Machine', 'microsoft'],
  ['Apple Virtualization', 'apple'],
];

/** The hypervisor, or null on bare metal. The CPU flag tells that there is one, not which. */
export function vmOf(seen: {
  readonly vendors: readonly string[];
  readonly hypervisor: string;
  readonly cpuinfo: string;
}): string | null {
  const flagged = /^flags\s*:.*\bhypervisor\b/m.test(seen.cpuinfo);
  const vendor = VENDORS.find(([text]) => seen.vendors.some((value) => value.startsWith(text)));
  // Bare-metal hosts of Amazon and the like carry the vendor's name too, without the CPU flag.
  if (vendor !== undefined && (flagged || !/^flags\s*:/m.test(seen.cpuinfo))) return vendor[1];
  if (seen.hypervisor !== '') return seen.hypervisor;
  return flagged ? 'other' : null;
}

const KIND = {
  id: 'environment.kind',
  title: msg('checks.environment'),
  source: 'https://www.freedesktop.org/software/systemd/man/latest/systemd-detect-virt.html',
};

/** Some environments need something from outside. */
export const checks: readonly Check[] = [
  {
    id: 'environment.kind',
    run: ({ environment }) => [
      judged(KIND, environment, ({ kind, detail }, from) => {
        const evidence = `${kind}${detail === '' ? '' : `: ${detail}`} (${from})`;
        switch (kind) {
          case 'wsl1':
            return finding(KIND, 'fail', evidence, {
              cause: msg('checks.environment-wsl1'),
              remedy: [asUser('wsl.exe --set-version DISTRIBUTION 2')],
            });
          case 'wsl2':
            return finding(KIND, 'info', evidence);
          case 'container':
            return finding(KIND, 'info', evidence, { cause: msg('checks.environment-container') });
          default:
            return finding(KIND, 'ok', evidence);
        }
      }),
    ],
  },
];
