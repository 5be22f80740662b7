/** The networks and published ports of a container, as words for `create` and `network connect`. */
import type { RootfulContainer } from './container.ts';
import { each, flag } from './flags.ts';
import type { TargetEngine } from './target-engine.ts';

/**
 * The first network of a container, or what it has instead of one of its own, and its links.
 * `nameOf`: the name of a container by its id.
 */
export function networkArgs(container: RootfulContainer, nameOf: (id: string) => string) {
  const mode = container.networkMode;
  if (mode === 'none') return ['--network', 'none'];
  if (mode.startsWith('container:')) {
    return ['--network', `container:${nameOf(mode.slice('container:'.length))}`];
  }
  const [first] = container.networks;
  const links = container.links.map((link) => {
    const [from = '', to = ''] = link.split(':');
    return `${from.replace(/^\//, '')}:${to.split('/').at(-1) ?? ''}`;
  });
  if (first === undefined) return each('--link', links);
  return [
    '--network',
    first.name,
    ...each('--network-alias', first.aliases),
    ...addresses(first),
    ...each('--link', links),
  ];
}

/** The words after `network connect` for each further network. */
export function connectArgs({ networks }: RootfulContainer): readonly string[] {
  return networks.slice(1).map((network) => {
    const aliases = network.aliases.flatMap((alias) => ['--alias', alias]);
    return [network.name, ...aliases, ...addresses(network)].join(' ');
  });
}

function addresses({ ipv4, ipv6 }: RootfulContainer['networks'][number]): readonly string[] {
  return [...flag('--ip', ipv4), ...flag('--ip6', ipv6)];
}

/**
 * Does the target publish one port where root's engine had several to pick from? The one that callers know today,
 * and for Podman and nerdctl, which pick none from a range, the first one.
 */
export function takenFor(
  { range, held }: RootfulContainer['ports'][number],
  target: TargetEngine,
): boolean {
  return range !== '' && (held || target !== 'docker');
}

/** Published ports. */
export function portArgs({ ports }: RootfulContainer, target: TargetEngine): readonly string[] {
  return ports.flatMap((port) => {
    const { address, range, container, protocol } = port;
    const host = range === '' || takenFor(port, target) ? port.host : range;
    const everywhere = ['', '0.0.0.0', '::'].includes(address);
    const shown = address.includes(':') ? `[${address}]` : address;
    const from = host === 0 ? '' : `${host}:`;
    const before = everywhere ? '' : `${shown}:${host === 0 ? ':' : ''}`;
    return ['-p', `${before}${from}${container}/${protocol}`];
  });
}
