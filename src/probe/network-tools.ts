import { msg } from '../i18n/msg.ts';
import { known } from '../model/fact.ts';
import type { Facts, NetworkTools, Target } from '../model/facts.ts';
import type { Check, Finding, Goal } from '../model/finding.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { versionOf } from './commands.ts';
import { installing, majorOf, wants } from './common.ts';
import { asUser, finding, skipped } from './finding.ts';
import { ofHome } from './home-answers.ts';
import { dnsnameFinding, readDnsname } from './podman-names.ts';
import type { Probe } from './probe.ts';
import { which } from './which.ts';

/** Where distributions keep the helpers of Podman, beside PATH (containers.conf(5), helper_binaries_dir). */
const HELPER_DIRS = ['/usr/local/libexec/podman', '/usr/libexec/podman', '/usr/lib/podman'];

/** A helper program of Podman: in its own directories, then among the others. */
async function helper(host: ReadHost, name: string): Promise<string | null> {
  const paths = HELPER_DIRS.map((dir) => `${dir}/${name}`);
  const states = await Promise.all(paths.map((path) => host.stat(path)));
  return paths.find((_, at) => states[at]?.kind === 'file') ?? which(host, name);
}

/** The version in `slirp4netns version 1.2.0` or `pasta 0.0~git20230309.7c7625d-1`. */
export function parseToolVersion(stdout: string): string | null {
  return /^\S+ (?:version )?v?(\d\S*)/.exec(stdout)?.[1] ?? /\d\S*/.exec(stdout)?.[0] ?? null;
}

/** Where nerdctl's full release archive was unpacked in the home. Hosts were recorded before this was looked at. */
async function inHome(host: ReadHost, { home }: Target, name: string): Promise<string | null> {
  const path = `${home}/.local/bin/${name}`;
  try {
    const { kind, mode } = await host.stat(path);
    return kind === 'file' && (mode & 0o111) !== 0 ? path : null;
  } catch (error) {
    if (error instanceof NotRecorded) return null;
    throw error;
  }
}

async function tool(host: ReadHost, target: Target, name: string): Promise<NetworkTools['pasta']> {
  const path = await which(host, name);
  if (path === null) return null;
  return withVersion(host, target, path);
}

async function withVersion(
  host: ReadHost,
  target: Target,
  path: string,
): Promise<NetworkTools['pasta']> {
  const { stdout } = await host.run(versionOf(target, path));
  return { path, version: parseToolVersion(stdout) ?? '' };
}

async function slirp(host: ReadHost, target: Target): Promise<NetworkTools['slirp4netns']> {
  const found = await tool(host, target, 'slirp4netns');
  if (found !== null) return found;
  const own = await inHome(host, target, 'slirp4netns');
  return own === null ? null : withVersion(host, target, own);
}

/** Devices of containers and virtual machines: what they have says nothing of a way out. */
const INNER = /^(docker|br-|virbr|lxcbr|cni|podman|veth)/;

/**
 * What a text like /proc/net/if_inet6 says, null where there is no such file. Each line is
 * `ADDRESS INDEX PREFIX SCOPE FLAGS DEVICE` in hexadecimal; scope 00 is global. With
 * net.ipv6.conf.all.disable_ipv6 there are no lines, with the kernel's ipv6.disable=1 there is no file.
 * https://docs.kernel.org/networking/ip-sysctl.html
 */
export function parseInet6(text: string | null): NonNullable<NetworkTools['ipv6']> {
  const lines = (text ?? '').split('\n').map((line) => line.trim().split(/ +/));
  const addresses = lines.filter(({ length }) => length === 6);
  if (addresses.length === 0) return 'none';
  const outward = addresses.some(
    ([, , , scope, , device = '']) => scope === '00' && !INNER.test(device),
  );
  return outward ? 'global' : 'local';
}

/** Hosts were recorded before this was looked at. */
async function ipv6(host: ReadHost): Promise<Pick<NetworkTools, 'ipv6'>> {
  try {
    const state = await host.file('/proc/net/if_inet6');
    // Unreadable is not the same as not there.
    if (state.kind !== 'file' && state.kind !== 'absent') return {};
    return { ipv6: parseInet6(textOf(state)) };
  } catch (error) {
    if (error instanceof NotRecorded) return {};
    throw error;
  }
}

export const probe: Probe<'networkTools'> = {
  id: 'networkTools',
  read: (host, context) =>
    ofHome(host, context, async (target) => {
      const [slirp4netns, pasta, netavark, aardvark, names, addresses] = await Promise.all([
        slirp(host, target),
        tool(host, target, 'pasta'),
        helper(host, 'netavark'),
        helper(host, 'aardvark-dns'),
        readDnsname(host),
        ipv6(host),
      ]);
      return known({ slirp4netns, pasta, netavark, aardvark, ...names, ...addresses }, 'PATH');
    }),
};

const DRIVER = {
  id: 'net.driver',
  title: msg('net.driver'),
  source: 'https://github.com/containers/podman/blob/main/docs/tutorials/basic_networking.md',
};
const NETAVARK = {
  id: 'net.netavark',
  title: msg('net.netavark'),
  source: 'https://github.com/containers/netavark',
};

/** The program that Podman will start for a container's network: its own word, else its version's default. */
export function podmanNetwork(facts: Facts): 'pasta' | 'slirp4netns' | null {
  if (!facts.podman.known || facts.podman.value.path === null) return null;
  const { info, version } = facts.podman.value;
  const major = majorOf(version);
  if (major !== null && major >= 6) return 'pasta';
  if (info?.rootlessNetworkCmd === 'pasta' || info?.rootlessNetworkCmd === 'slirp4netns') {
    return info.rootlessNetworkCmd;
  }
  if (major === null) return null;
  // Podman 5.0 made pasta the default: https://github.com/containers/podman/releases/tag/v5.0.0
  return major >= 5 ? 'pasta' : 'slirp4netns';
}

function driverFinding(facts: Facts, goal: Goal): Finding | null {
  if (!wants(goal, 'docker', 'nerdctl', 'podman')) return null;
  if (!facts.networkTools.known) return skipped(DRIVER, facts.networkTools);
  const { slirp4netns, pasta } = facts.networkTools.value;
  const there = [slirp4netns, pasta]
    .flatMap((each) => (each === null ? [] : [`${each.path} ${each.version}`.trim()]))
    .join(', ');
  const podman = wants(goal, 'podman') ? podmanNetwork(facts) : null;
  if (podman === 'pasta' && pasta === null) {
    return finding(DRIVER, 'fail', there, {
      cause: msg('net.driver-podman', { program: podman }),
      remedy: installing(facts, 'passt'),
    });
  }
  if (podman === 'slirp4netns' && slirp4netns === null) {
    return finding(DRIVER, 'fail', there, {
      cause: msg('net.driver-podman', { program: podman }),
      remedy: installing(facts, 'slirp4netns'),
    });
  }
  if (podman === 'pasta' && toldSlirp(facts)) {
    const told = { key: 'default_rootless_network_cmd', old: 'slirp4netns', value: podman };
    return finding(DRIVER, 'fail', `${told.key} = "${told.old}"`, {
      cause: msg('storage.podman-6-only', told),
      remedy: [asUser('rootless-wizard --engine podman')],
    });
  }
  if (slirp4netns === null && pasta === null) {
    // A new RootlessKit has a network of its own (gvisor-tap-vsock): slower, without IPv6.
    return finding(DRIVER, 'warn', '', {
      cause: msg('net.driver-none'),
      remedy: installing(facts, 'slirp4netns'),
    });
  }
  return finding(DRIVER, 'ok', there);
}

/** Does a containers.conf name it to a Podman that will have pasta? It says so itself in `podman info`. */
function toldSlirp({ podman }: Facts): boolean {
  return podman.known && podman.value.info?.rootlessNetworkCmd === 'slirp4netns';
}

function netavarkFinding(facts: Facts, goal: Goal): Finding | null {
  if (!wants(goal, 'podman') || !facts.networkTools.known) return null;
  if (!facts.podman.known || facts.podman.value.path === null) return null;
  const { info, version } = facts.podman.value;
  const major = majorOf(version);
  // Podman 3 knows CNI alone, Podman 4 both.
  if (info?.networkBackend === 'cni' || (major !== null && major < 4)) return null;
  const { netavark, aardvark } = facts.networkTools.value;
  const missing = [
    ...(netavark === null ? ['netavark'] : []),
    ...(aardvark === null ? ['aardvark-dns'] : []),
  ];
  if (missing.length === 0) return finding(NETAVARK, 'ok', `${netavark}, ${aardvark}`);
  return finding(NETAVARK, 'warn', [netavark, aardvark].filter((each) => each !== null).join(), {
    cause: msg('net.netavark-missing', { programs: missing }),
    remedy: installing(facts, missing.join(' ')),
  });
}

export const checks: readonly Check[] = [
  {
    id: 'net',
    run: (facts, goal) =>
      [
        driverFinding(facts, goal),
        netavarkFinding(facts, goal),
        dnsnameFinding(facts, goal),
      ].filter((each) => each !== null),
  },
];
