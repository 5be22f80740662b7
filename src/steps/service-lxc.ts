import { writeText } from '../edit/file.ts';
import { lxcConfig, ownMaps } from '../edit/lxc-config.ts';
import { allowNics } from '../edit/lxc-usernet.ts';
import { lxcMap, lxcMapsHere, lxcRoot, mapsAllowed } from '../engines/lxc-map.ts';
import { orNull, packageHere } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts, LxcPlace, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { StepResult } from '../model/step.ts';
import { textOf } from '../model/text.ts';
import { blocked, change, initOf, ok, toDo } from './common.ts';
import { firstUnknown } from './service-change.ts';

const DOCS = 'https://linuxcontainers.org/lxc/getting-started/';

/** The bridge that lxc-net makes. */
const OWN_BRIDGE = 'lxcbr0';

/** The mask goes with the last entry, so that nothing is left of the list; with entries of others it has to stay. */
const ACL_BACK = 'setfacl -x "$1,m" "$2" 2>/dev/null || setfacl -x "$1" "$2"';

/** Interfaces for a user, as upstream's documentation has it: one for each container that runs. */
const NICS = 10;

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
 * What a user needs for containers of LXC: an allowance for network interfaces, the bridge, the configuration
 * of new containers, and a way to their directory for the ids that the containers have on the host.
 */
export function lxcService(facts: Facts, values: Values): StepResult {
  const found = orNull(facts.lxc);
  const target = orNull(facts.target);
  if (found === null || target === null) return firstUnknown(facts, ['target', 'lxc']);
  const { place } = found;
  if (place === undefined) return blocked(msg('lxc.not-looked'));
  if (found.path === null && !packageHere(facts, 'lxc')) {
    return blocked(msg('service.not-installed', { engine: 'LXC' }));
  }
  const root = lxcRoot(lxcMapsHere(facts));
  if (root === null) return blocked(msg('lxc.no-ids', { user: target.name }));
  const parts = [
    usernet(place, target, values),
    bridge(facts, place, values),
    config(facts, place, target, values),
    ways(place, target, root),
  ];
  const notes = [...(values.engines.length > 1 ? [msg('lxc.shared-ids')] : [])];
  for (const { stop } of parts) if (stop !== null) return blocked(stop, notes);
  const changes = parts.flatMap((part) => part.changes);
  return changes.length === 0
    ? ok(msg('lxc.ready', { path: place.config.path }), notes)
    : toDo(msg('lxc.change'), changes, notes);
}

/** Changes, or why there can be none. */
interface Part {
  readonly changes: readonly Change[];
  readonly stop: Message | null;
}

const NONE: Part = { changes: [], stop: null };

function stopped(stop: Message): Part {
  return { changes: [], stop };
}

function changing(...changes: readonly Change[]): Part {
  return { changes, stop: null };
}

function usernet({ usernet: state }: LxcPlace, target: Target, values: Values): Part {
  const bridgeName = values['lxc.bridge'];
  const text = textOf(state) ?? '';
  const edit = writeText(state, allowNics(text, target.name, bridgeName, NICS), {
    mode: 0o644,
    uid: 0,
    gid: 0,
  });
  if (edit.kind === 'refused') return stopped(edit.because);
  if (edit.kind === 'same') return NONE;
  return changing(
    change({
      id: 'service.lxc-usernet',
      kind: 'file',
      scope: 'root',
      title: msg('lxc.usernet-title', { path: state.path }),
      why: msg('lxc.usernet-why', { user: target.name, count: NICS, bridge: bridgeName }),
      action: edit.action,
      dependsOn: ['packages.install'],
      source: 'lxc-usernet(5)',
    }),
  );
}

/** lxc-net makes lxcbr0 with addresses of 10.0.3.0/24 behind NAT; Debian's package starts it by itself. */
function bridge(facts: Facts, place: LxcPlace, values: Values): Part {
  const name = values['lxc.bridge'];
  if (place.devices.includes(name)) return NONE;
  if (name !== OWN_BRIDGE) return stopped(msg('lxc.no-bridge', { bridge: name }));
  if (/^\s*USE_LXC_BRIDGE=["']?false/m.test(textOf(place.bridgeFile) ?? '')) {
    return stopped(msg('lxc.bridge-off', { path: place.bridgeFile.path }));
  }
  if (initOf(facts) !== 'systemd') return stopped(msg('lxc.bridge-by-hand', { bridge: name }));
  const [on, off] = place.bridgeAtBoot
    ? ([['start'], ['stop']] as const)
    : ([
        ['enable', '--now'],
        ['disable', '--now'],
      ] as const);
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
        undo: ['systemctl', ...off, 'lxc-net.service'],
        effects: [{ type: 'names', dir: '/sys/class/net', add: [name], remove: [] }],
      },
      dependsOn: ['packages.install'],
      source: DOCS,
    }),
  );
}

function config(facts: Facts, { config: state }: LxcPlace, target: Target, values: Values): Part {
  const text = textOf(state);
  const own = ownMaps(text ?? '');
  const lsm = orNull(facts.lsm);
  if (own.u.length + own.g.length > 0 && !mapsAllowed(facts, own)) {
    return stopped(msg('lxc.foreign-map', { path: state.path, user: target.name }));
  }
  const edit = lxcConfig(text, {
    uids: lxcMap(facts, 'uid'),
    gids: lxcMap(facts, 'gid'),
    bridge: values['lxc.bridge'],
    apparmor: lsm?.apparmor === true || /lxc\.include/.test(text ?? ''),
  });
  if (!edit.ok) return stopped(edit.because);
  const write = writeText(state, edit.text, { mode: 0o644, uid: target.uid, gid: target.gid });
  if (write.kind === 'refused') return stopped(write.because);
  if (write.kind === 'same') return NONE;
  return changing(
    change({
      id: 'service.lxc-config',
      kind: 'file',
      scope: 'user',
      title: msg('lxc.config-title', { path: state.path }),
      why: msg('lxc.config-why'),
      action: write.action,
      dependsOn: ['packages.install', 'subids.subuid', 'subids.subgid'],
      source: 'lxc.container.conf(5)',
    }),
  );
}

/** The root of a container is another user than the owner of the home, so a closed home keeps it out. */
function ways({ ways: all, missing, dir }: LxcPlace, target: Target, root: number): Part {
  const owner = { mode: 0o755, uid: target.uid, gid: target.gid };
  const made =
    missing.length === 0
      ? []
      : [
          change({
            id: 'service.lxc-dir',
            kind: 'file',
            scope: 'user',
            title: msg('lxc.dir-title', { dir }),
            why: msg('lxc.dir-why'),
            action: { do: 'make-directory', path: dir, ...owner, missing },
            source: DOCS,
          }),
        ];
  const opened = all
    .filter(({ open, ids }) => !open && !ids.includes(root))
    .map(({ path, uid }, at) =>
      change({
        id: `service.lxc-way-${at + 1}`,
        kind: 'command',
        scope: uid === target.uid ? 'user' : 'root',
        title: msg('lxc.way-title', { id: root, dir: path }),
        why: msg('lxc.way-why', { id: root }),
        action: {
          do: 'run-command',
          argv: ['setfacl', '-m', `u:${root}:x`, path],
          undo: ['sh', '-c', ACL_BACK, 'sh', `u:${root}`, path],
          effects: [
            {
              type: 'command',
              key: `getfacl -cpn ${path}`,
              code: 0,
              stdout: `user::rwx\nuser:${root}:--x\ngroup::---\nmask::--x\nother::---\n`,
            },
          ],
        },
        dependsOn: ['packages.install', 'subids.subuid'],
        source: 'acl(5)',
      }),
    );
  return changing(...made, ...opened);
}
