import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Message } from '../model/message.ts';
import type { RootfulContainer } from './container.ts';

/** A place in a compose file: the line, from 1, and what stands there, without its neighbours (which may be secret). */
export interface ComposeLine {
  readonly line: number;
  readonly text: string;
}

/** What is looked for in a service: a key, and those entries of its list that speak of the thing. */
export interface Sought {
  readonly key: string;
  /** An entry as text (`80:8000`), or the long form's fields. Without it the key itself is meant. */
  readonly entry?: (short: string, long: ReadonlyMap<string, string>) => boolean;
}

/** Keys of a service by what `judge` finds of it. */
const KEYS: Readonly<Record<string, string>> = {
  'migrate.privileged': 'privileged',
  'migrate.host-network': 'network_mode',
  'migrate.userns-host': 'userns_mode',
  'migrate.pid-host': 'pid',
  'migrate.ipc-host': 'ipc',
  'migrate.uts-host': 'uts',
  'migrate.devices': 'devices',
  'migrate.capabilities': 'cap_add',
  'migrate.seccomp': 'security_opt',
  'migrate.apparmor': 'security_opt',
  'migrate.links': 'links',
  'migrate.ulimits': 'ulimits',
  'migrate.ulimits-unknown': 'ulimits',
  'migrate.host-gateway': 'extra_hosts',
  'migrate.nerdctl-host-gateway': 'extra_hosts',
  'migrate.log-waits': 'logging',
  'migrate.log-loopback': 'logging',
};
/** Those that are about a mount; with the path where they name one. */
const MOUNTS = [
  'migrate.docker-socket',
  'migrate.bind-unseen',
  'migrate.bind-special',
  'migrate.bind-system',
];

/** What a compose file says of that which a reason of `judge` is about; empty where no line is. */
export function soughtFor(
  reason: Message,
  container: RootfulContainer,
  firstPort: number,
): readonly Sought[] {
  const { key, args } = reason;
  if (key === 'migrate.low-ports') {
    return container.ports.filter(({ host }) => host > 0 && host < firstPort).map(portSought);
  }
  if (key === 'migrate.port-range') {
    return container.ports.filter(({ host }) => host === args?.['port']).map(portSought);
  }
  if (MOUNTS.includes(key)) {
    const path = args?.['path'];
    return container.mounts
      .filter(({ type, source }) =>
        path === undefined ? source.endsWith('/docker.sock') : type === 'bind' && source === path,
      )
      .map(mountSought);
  }
  if (key === 'migrate.settings-left') {
    const left = args?.['settings'];
    const logs = Array.isArray(left) && left.some((each) => String(each).startsWith('--log-'));
    return logs ? [{ key: 'logging' }] : [];
  }
  const own = KEYS[key];
  return own === undefined ? [] : [{ key: own }];
}

function portSought(port: RootfulContainer['ports'][number]): Sought {
  return {
    key: 'ports',
    entry: (short, long) => {
      if (long.size > 0) {
        return (
          long.get('target') === String(port.container) &&
          (long.get('protocol') ?? 'tcp') === port.protocol &&
          spans(valued(long.get('published') ?? ''), port.host)
        );
      }
      const [, outside = '', inside = '', protocol = 'tcp'] =
        /^(?:.*:)?([^:/]+):([^:/]+)(?:\/(\w+))?$/.exec(valued(short)) ?? [];
      return (
        spans(outside, port.host) && spans(inside, port.container) && protocol === port.protocol
      );
    },
  };
}

function mountSought(mount: RootfulContainer['mounts'][number]): Sought {
  const inside = mount.destination.replace(/\/+$/, '');
  return {
    key: 'volumes',
    entry: (short, long) => {
      const path = long.get('target') ?? valued(short).replace(/:[a-zA-Z,]+$/, '');
      const target = path.replace(/\/+$/, '');
      return long.size > 0 ? target === inside : target.endsWith(`:${inside}`);
    },
  };
}

/** The value with defaults of variables put in; `*` where one has none. */
function valued(text: string): string {
  return text.replaceAll(/\$\{\w+:?-([^}]*)\}/g, '$1').replaceAll(/\$\{[^}]*\}|\$\w+/g, '*');
}

/** Is the number that number, in that range, or can it be? */
function spans(text: string, number: number): boolean {
  if (text === '*') return true;
  const [from = Number.NaN, to = from] = text.split('-').map(Number);
  return number >= from && number <= to;
}

/**
 * The lines of a compose file where a service says something. Empty where it does not say it there, as when
 * it comes from another file (`extends`, `include`), or where the text is no YAML.
 */
export function linesOf(
  source: string,
  service: string,
  { key, entry }: Sought,
): readonly ComposeLine[] {
  const counter = new LineCounter();
  const document = parseDocument(source, { lineCounter: counter, logLevel: 'silent' });
  if (document.errors.length > 0) return [];
  const resolved = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  const below = (node: unknown, name: string): { key: Node; value: unknown } | null => {
    const map = resolved(node);
    if (!isMap(map)) return null;
    for (const pair of map.items) {
      if (isScalar(pair.key) && String(pair.key.value) === name) {
        return { key: pair.key, value: resolved(pair.value) };
      }
    }
    for (const pair of map.items) {
      // `<<: *shared`, or a list of them.
      if (!isScalar(pair.key) || String(pair.key.value) !== '<<') continue;
      const from = resolved(pair.value);
      for (const each of isSeq(from) ? from.items : [from]) {
        const found = below(each, name);
        if (found !== null) return found;
      }
    }
    return null;
  };
  const lineAt = (node: Node, value: unknown): readonly ComposeLine[] => {
    const [start = 0, end = start] = node.range ?? [];
    const shown = isScalar(value) ? String(value.value) : source.slice(start, end);
    const text = value === undefined ? key : `${key}: ${shown.trim().replaceAll(/\s+/g, ' ')}`;
    return [{ line: counter.linePos(start).line, text }];
  };
  const said = below(below(below(document.contents, 'services')?.value, service)?.value, key);
  if (said === null) return [];
  if (entry === undefined) {
    return lineAt(said.key, isScalar(said.value) ? said.value : undefined);
  }
  if (!isSeq(said.value)) return [];
  return said.value.items.flatMap((item): readonly ComposeLine[] => {
    const node = resolved(item);
    if (isScalar(node)) return entry(String(node.value), new Map()) ? lineAt(node, node) : [];
    if (!isMap(node)) return [];
    const long = new Map(
      node.items.flatMap(({ key: name, value }): [string, string][] => {
        const own = resolved(value);
        return isScalar(name) && isScalar(own) ? [[String(name.value), String(own.value)]] : [];
      }),
    );
    return entry('', long) ? lineAt(node, node) : [];
  });
}
