import { parseUsernet } from '../edit/lxc-usernet.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts, LxcPlace, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { textOf } from '../model/text.ts';
import { change, initOf } from './common.ts';

/** Changes, or why there can be none. */
export interface Part {
  readonly changes: readonly Change[];
  readonly stop: Message | null;
}

/** Nothing to do. */
export const NONE: Part = { changes: [], stop: null };

/** Nothing can be done, and why. */
export function stopped(stop: Message): Part {
  return { changes: [], stop };
}

/** What is to be done. */
export function changing(...changes: readonly Change[]): Part {
  return { changes, stop: null };
}

/** The bridge that lxc-net makes, and its addresses where nobody chose others. */
const OWN_BRIDGE = 'lxcbr0';
const OWN_NETWORK = '10.0.3.0/24';

/**
 * Takes the bridge away again: arguments ` WHO WHO `, all who were let in by then, and words for systemctl(1). It
 * stays where others were let in since or a container hangs on it: without lxc-net they would lose their network.
 */
const BRIDGE_BACK = `others=$(awk -v known="$1" '$1 !~ /^#/ && !index(known, " " $1 " ") && $2 == "veth" && $3 == "${OWN_BRIDGE}" && $4 > 0 { print $1 }' /etc/lxc/lxc-usernet 2>/dev/null)
ports=$(ls /sys/class/net/${OWN_BRIDGE}/brif 2>/dev/null)
if [ -n "$others$ports" ]; then
  echo "lxc-net.service stays as it is: ${OWN_BRIDGE} is used by" $others $ports
  exit 0
fi
shift
systemctl "$@" lxc-net.service`;

/** The bridge of the containers: the one that LXC makes, or one that the person has. */
export const bridgeQuestion: Question<'lxc.bridge'> = {
  key: 'lxc.bridge',
  title: msg('lxc.q-bridge'),
  help: msg('lxc.q-bridge-help'),
  input: { type: 'text' },
  applies: (_facts, values) => values.engines?.includes('lxc') ?? false,
  recommend: () => ({ value: OWN_BRIDGE, source: 'default', because: msg('lxc.q-bridge-because') }),
  // 15 characters: IFNAMSIZ without its end.
  refuse: (value) =>
    /^[A-Za-z0-9_.:-]{1,15}$/.test(value) ? null : msg('lxc.bridge-form', { bridge: value }),
};

/**
 * lxc-net makes lxcbr0 with addresses of 10.0.3.0/24 behind NAT, whatever else has them; Debian's package starts it
 * by itself, so this stops before anything is installed.
 * Source: https://github.com/lxc/lxc/blob/main/config/init/common/lxc-net.in
 */
export function bridge(facts: Facts, place: LxcPlace, target: Target, values: Values): Part {
  const name = values['lxc.bridge'];
  if (place.devices.includes(name)) return NONE;
  if (name !== OWN_BRIDGE) return stopped(msg('lxc.no-bridge', { bridge: name }));
  const switches = textOf(place.bridgeFile) ?? '';
  if (/^\s*USE_LXC_BRIDGE=["']?false/m.test(switches)) {
    return stopped(msg('lxc.bridge-off', { path: place.bridgeFile.path }));
  }
  if (initOf(facts) !== 'systemd') return stopped(msg('lxc.bridge-by-hand', { bridge: name }));
  const network = /^\s*LXC_NETWORK=["']?([0-9./]+)/m.exec(switches)?.[1] ?? OWN_NETWORK;
  const taken = place.routes?.find((route) => overlap(route.network, network));
  if (taken !== undefined) {
    const { path } = place.bridgeFile;
    return stopped(
      msg('lxc.bridge-taken', {
        bridge: name,
        network,
        path,
        own: taken.network,
        device: taken.device,
      }),
    );
  }
  const [on, off] = place.bridgeAtBoot
    ? ([['start'], ['stop']] as const)
    : ([
        ['enable', '--now'],
        ['disable', '--now'],
      ] as const);
  const letIn = [target.name, ...parseUsernet(textOf(place.usernet) ?? '').map(({ who }) => who)];
  return changing(
    change({
      id: 'service.lxc-bridge',
      kind: 'service',
      scope: 'root',
      title: msg('lxc.bridge-title', { bridge: name }),
      why: msg('lxc.bridge-why', { bridge: name }),
      action: {
        do: 'run-command',
        argv: ['systemctl', ...on, 'lxc-net.service'],
        undo: ['sh', '-c', BRIDGE_BACK, 'sh', ` ${letIn.join(' ')} `, ...off],
        effects: [{ type: 'names', dir: '/sys/class/net', add: [name], remove: [] }],
      },
      dependsOn: ['packages.install'],
      source: 'https://linuxcontainers.org/lxc/getting-started/',
    }),
  );
}

/** Do two networks like `10.0.3.0/24` share addresses? What is no such text shares none. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [rangeOf(one), rangeOf(other)];
  return a !== null && b !== null && a.first <= b.last && b.first <= a.last;
}

function rangeOf(text: string): { readonly first: number; readonly last: number } | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return null;
  const [a = 256, b = 256, c = 256, d = 256, prefix = 33] = match.slice(1).map(Number);
  if (Math.max(a, b, c, d) > 255 || prefix > 32) return null;
  const size = 2 ** (32 - prefix);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = address - (address % size);
  return { first, last: first + size - 1 };
}
