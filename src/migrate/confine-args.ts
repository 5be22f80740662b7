/** The bounds of a container, rights and limits, from `HostConfig` of `docker inspect` to words for `create`. */
import { each, flag } from './flags.ts';
import { type HardLimits, limitsOf, limitText, lowered } from './hard-limits.ts';
import { type Fields, number, objects, pairs, text, texts } from './json.ts';

/** What it may do and whom it can name. Without AppArmor profiles, which are for root's containers alone. */
export function rightsArgs(host: Fields): readonly string[] {
  const security = texts(host['SecurityOpt']).filter((option) => !option.startsWith('apparmor'));
  return [
    ...(host['ReadonlyRootfs'] === true ? ['--read-only'] : []),
    ...each('--cap-add', texts(host['CapAdd'])),
    ...each('--cap-drop', texts(host['CapDrop'])),
    ...each('--security-opt', security),
    ...each('--group-add', texts(host['GroupAdd'])),
    ...each('--device', objects(host['Devices']).map(device)),
    ...each(
      '--sysctl',
      pairs(host['Sysctls']).map(([key, value]) => `${key}=${value}`),
    ),
    ...each('--dns', texts(host['Dns'])),
    ...each('--dns-search', texts(host['DnsSearch'])),
    ...each('--dns-option', texts(host['DnsOptions'])),
    ...each('--add-host', texts(host['ExtraHosts'])),
  ];
}

function device(fields: Fields): string {
  const rights = text(fields['CgroupPermissions']);
  const inside = text(fields['PathInContainer']);
  return `${text(fields['PathOnHost'])}:${inside}${rights === '' ? '' : `:${rights}`}`;
}

/** What Docker gives to /dev/shm unless told otherwise. */
const SHM = 64 * 1024 * 1024;

/** How much of the host it gets. `allowed`: the hard limits of the user, where they are known. */
export function limitArgs(host: Fields, allowed: HardLimits = new Map()): readonly string[] {
  const shm = number(host['ShmSize']);
  const nano = number(host['NanoCpus']);
  const memory = number(host['Memory']);
  const swap = number(host['MemorySwap']);
  return [
    ...flag('--memory', memory),
    // Twice the memory is what both engines take by themselves.
    ...(memory === 0 || swap === memory * 2 ? [] : flag('--memory-swap', swap)),
    ...flag('--memory-reservation', number(host['MemoryReservation'])),
    ...flag('--cpus', nano === 0 ? '' : String(nano / 1e9)),
    ...flag('--cpu-shares', number(host['CpuShares'])),
    ...flag('--cpu-period', number(host['CpuPeriod'])),
    ...flag('--cpu-quota', number(host['CpuQuota'])),
    ...flag('--cpuset-cpus', text(host['CpusetCpus'])),
    ...flag('--pids-limit', number(host['PidsLimit'])),
    ...(shm === SHM ? [] : flag('--shm-size', shm)),
    ...each(
      '--ulimit',
      limitsOf(host).map((limit) => limitText(lowered(limit, allowed))),
    ),
  ];
}
