import { writeText } from '../edit/file.ts';
import { lxcConfig, ownMaps } from '../edit/lxc-config.ts';
import { allowNics } from '../edit/lxc-usernet.ts';
import { lxcMap, lxcMapsHere, lxcRoot, mapsAllowed } from '../engines/lxc-map.ts';
import { orNull, packageHere } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Facts, LxcPlace, Target } from '../model/facts.ts';
import type { StepResult } from '../model/step.ts';
import { textOf } from '../model/text.ts';
import { blocked, change, ok, toDo } from './common.ts';
import { firstUnknown } from './service-change.ts';
import { lxcBoot } from './service-lxc-boot.ts';
import { bridge, changing, NONE, type Part, stopped } from './service-lxc-bridge.ts';

const DOCS = 'https://linuxcontainers.org/lxc/getting-started/';

/** The mask goes with the last entry, so that nothing is left of the list; with entries of others it has to stay. */
const ACL_BACK = 'setfacl -x "$1,m" "$2" 2>/dev/null || setfacl -x "$1" "$2"';

/** Interfaces for a user, as upstream's documentation has it: one for each container that runs. */
const NICS = 10;

/**
 * What a user needs for containers of LXC: an allowance for network interfaces, the bridge, the configuration
 * of new containers, a way to their directory for the ids that the containers have on the host, and what starts
 * them with the host. `rootFirst` are the changes of root without which no unit of the user can start.
 */
export function lxcService(facts: Facts, values: Values, rootFirst: readonly string[]): StepResult {
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
    bridge(facts, place, target, values),
    config(facts, place, target, values),
    ways(place, target, root),
  ];
  const boot = lxcBoot(facts, values, found.path, place.boot, target, rootFirst);
  const notes = [...(values.engines.length > 1 ? [msg('lxc.shared-ids')] : []), ...boot.notes];
  for (const { stop } of parts) if (stop !== null) return blocked(stop, notes);
  const changes = [...parts.flatMap((part) => part.changes), ...boot.changes];
  return changes.length === 0
    ? ok(msg('lxc.ready', { path: place.config.path }), notes)
    : toDo(msg('lxc.change'), changes, notes);
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
