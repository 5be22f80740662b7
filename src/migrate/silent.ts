/** Behind which published ports nothing listens, before a move as after it. */
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import type { RootfulContainer } from './container.ts';
import { at, type Fields, number } from './json.ts';

/** The state of a socket that waits for connections: include/net/tcp_states.h of Linux. */
const LISTEN = '0A';

/**
 * Ports of a container's own network on which something listens, as `PORT/tcp` and `PORT/udp`; null where that
 * can't be seen. Nobody is connected to: the kernel's own lists are read, and a name on the loopback of the container
 * does not count, since no published port leads there.
 * Source: https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
 */
export async function listening(host: ReadHost, pid: number): Promise<ReadonlySet<string> | null> {
  if (pid <= 0) return null;
  const found = new Set<string>();
  for (const protocol of ['tcp', 'udp'] as const) {
    const lists = await Promise.all(
      ['', '6'].map((version) => listAt(host, `/proc/${pid}/net/${protocol}${version}`)),
    );
    // A kernel without IPv6 has the first one only.
    if (lists[0] === null) return null;
    for (const list of lists) {
      for (const port of portsOf(list ?? '', protocol)) found.add(`${port}/${protocol}`);
    }
  }
  return found;
}

/**
 * The published ports of a running container behind which nothing listens, as `PORT/PROTOCOL` of the container. None of one
 * whose lists can't be read, and none of SCTP, for which they do not stand there.
 */
export async function silentPorts(
  host: ReadHost,
  { running, ports }: RootfulContainer,
  entry: Fields,
): Promise<readonly string[]> {
  if (!running || ports.length === 0) return [];
  const open = await listening(host, number(at(entry, 'State')['Pid']));
  if (open === null) return [];
  const published = ports
    .filter(({ protocol }) => protocol === 'tcp' || protocol === 'udp')
    .map(({ container, protocol }) => `${container}/${protocol}`);
  return [...new Set(published)].filter((port) => !open.has(port));
}

async function listAt(host: ReadHost, path: string): Promise<string | null> {
  try {
    return textOf(await host.file(path));
  } catch (error) {
    if (error instanceof NotRecorded) return null;
    throw error;
  }
}

/** Of lines `N: ADDRESS:PORT ADDRESS:PORT STATE ...`, all in hexadecimal digits. */
function portsOf(list: string, protocol: 'tcp' | 'udp'): readonly number[] {
  return list.split('\n').flatMap((line) => {
    const [, address, port, state] =
      /^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{2}) /.exec(line) ?? [];
    if (address === undefined || port === undefined || isLoopback(address)) return [];
    return protocol === 'tcp' && state !== LISTEN ? [] : [Number.parseInt(port, 16)];
  });
}

/** The words of an address stand in the byte order of the machine: that of all but s390x here. */
function isLoopback(address: string): boolean {
  return address.length === 8 ? address.endsWith('7F') : /^0{24}01000000$/.test(address);
}
