import { KEEP_NETNS } from '../distro/detach-netns.ts';
import { writeText } from '../edit/file.ts';
import { unitText, unitWord } from '../edit/unit.ts';
import { wantsBypass } from '../engines/bypass.ts';
import { keepsNetns } from '../engines/nerdctl-netns.ts';
import { nerdctlBase, usesFuse } from '../engines/nerdctl-snapshotter.ts';
import { orNull, packageHere } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts, Nerdctl } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { StepResult } from '../model/step.ts';
import { blocked, initOf, ok, skip, toDo } from './common.ts';
import { ARCHIVE_CHANGES } from './nerdctl-archive.ts';
import { nerdctlNetworkEnvironment } from './nerdctl-network.ts';
import { buildkitChanges } from './service-buildkit.ts';
import { bypassAway, bypassChanges } from './service-bypass.ts';
import { firstUnknown, staysNotes, unitChanges, wasState } from './service-change.ts';
import { fuseChanges, fuseStays } from './service-fuse-overlayfs.ts';
import { nerdctlStorage } from './storage-nerdctl.ts';

const SOURCE = 'https://github.com/containerd/nerdctl/blob/main/docs/rootless.md';
const UNIT = 'containerd.service';

/**
 * Containers have scopes of their own, so systemd leaves them alone when containerd stops. Their network is
 * gone then, and the next containerd has another user namespace, from which it can't end those that do not run
 * as the container's root: with those, nothing comes back (seen with containerd 1.7 and runc 1.1: "container
 * with given ID already exists"). Ten seconds, as Docker gives.
 */
const STOP_CONTAINERS =
  "-/bin/sh -c \"timeout 10 systemctl --user stop 'nerdctl-*.scope' || systemctl --user kill --signal=KILL 'nerdctl-*.scope'\"";

/** containerd as a service of the user. */
export const nerdctlQuestion: Question<'service.nerdctl'> = {
  key: 'service.nerdctl',
  title: msg('service.q-nerdctl'),
  help: msg('service.q-nerdctl-help'),
  input: { type: 'yes-no' },
  applies: (facts, values) =>
    initOf(facts) === 'systemd' && (values.engines?.includes('nerdctl') ?? false),
  recommend: () => ({ value: true, source: 'default', because: msg('service.q-nerdctl-because') }),
  refuse: () => null,
};

/**
 * The user unit of rootless containerd. It has the name and the place of the vendor's, so that
 * `containerd-rootless-setuptool.sh uninstall` stops, disables and removes it like its own; drop-ins in
 * containerd.service.d go on to count. Rules: containerd says by sd_notify that it can answer, as a child of
 * rootlesskit (Type and NotifyAccess); its shims make cgroups for containers (Delegate); rootlesskit must
 * live as long as containerd shuts down (KillMode=mixed); containers are not to inherit small limits. And
 * they end with it: see STOP_CONTAINERS.
 * https://github.com/containerd/nerdctl/blob/main/extras/rootless/containerd-rootless-setuptool.sh and
 * https://github.com/containerd/containerd/blob/main/containerd.service
 *
 * `script` is the absolute path of containerd-rootless.sh, `dirs` where its helpers lie (rootlesskit,
 * containerd, nerdctl), in the order of PATH, `environment` what the script is told (`NAME=VALUE`).
 */
export function containerdUnit(
  script: string,
  dirs: readonly string[],
  environment: readonly string[] = [],
): string {
  const path = pathOf(dirs);
  return unitText(
    [
      'containerd without root, for this user. Written by rootless-wizard; add to it in',
      'containerd.service.d.',
    ],
    [
      [
        'Unit',
        [
          ['Description', 'containerd (rootless)'],
          ['Documentation', SOURCE],
          // Containers get their cgroups through the user's systemd, and that is asked over D-Bus.
          ['Wants', 'dbus.socket'],
          ['After', 'dbus.socket'],
          ['StartLimitIntervalSec', '60s'],
          ['StartLimitBurst', '3'],
        ],
      ],
      [
        'Service',
        [
          ['Type', 'notify'],
          ['NotifyAccess', 'all'],
          ...[`PATH=${path}`, ...environment].map((word): [string, string] => [
            'Environment',
            unitWord(word, 'environment'),
          ]),
          ['ExecStart', unitWord(script, 'command')],
          ['ExecReload', '/bin/kill -s HUP $MAINPID'],
          // A session waits for it: not for ever.
          ['TimeoutStartSec', '5min'],
          ['Restart', 'always'],
          ['RestartSec', '2s'],
          ['LimitNOFILE', 'infinity'],
          ['LimitNPROC', 'infinity'],
          ['LimitCORE', 'infinity'],
          ['TasksMax', 'infinity'],
          ['Delegate', 'yes'],
          ['KillMode', 'mixed'],
          ['ExecStopPost', STOP_CONTAINERS],
        ],
      ],
      ['Install', [['WantedBy', 'default.target']]],
    ],
  );
}

function pathOf(dirs: readonly string[]): string {
  const system = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
  return [...new Set([...dirs, ...system])].join(':');
}

/** What starts the containerd of a user, whatever starts that. */
export interface Containerd {
  readonly found: Nerdctl;
  /** containerd-rootless.sh, absolute. */
  readonly script: string;
  /** Where its parts lie, in the order of PATH. */
  readonly dirs: readonly string[];
  /** What stands for the data home, null where nothing does. */
  readonly base: string | null;
}

/** What there is to start, or why it is not wanted or can't be. */
export function containerdParts(facts: Facts, values: Values): Containerd | StepResult {
  const found = orNull(facts.nerdctl);
  if (found === null) return firstUnknown(facts, ['nerdctl']);
  if (!values['service.nerdctl']) {
    return skip(msg('service.nerdctl-unwanted'), staysNotes(UNIT, found.service));
  }
  const stored = nerdctlStorage(facts, values, null);
  if (stored.blocked !== null) {
    return blocked(msg('service.nerdctl-config-first', { why: stored.blocked }));
  }
  const script = found.rootlessScript;
  if (found.path === null) return blocked(msg('service.nerdctl-not-here'));
  if (found.containerd === null && !packageHere(facts, 'containerd')) {
    return blocked(msg('service.not-installed', { engine: 'containerd' }));
  }
  if (script === null) return blocked(msg('service.nerdctl-no-script'));
  const base = nerdctlBase(facts, values);
  return { found, script, dirs: dirsOf(facts, found, script), base };
}

/**
 * containerd under the user's own systemd, by a unit of ours. `rootFirst` are the changes of root without
 * which it can't start.
 */
export function nerdctlService(
  facts: Facts,
  values: Values,
  rootFirst: readonly string[],
): StepResult {
  const files = orNull(facts.files);
  const target = orNull(facts.target);
  if (files === null || target === null) return firstUnknown(facts, ['target', 'files']);
  const parts = containerdParts(facts, values);
  if ('status' in parts) return parts;
  const { found, script, dirs, base } = parts;
  const { service: unit } = found;
  if (unit.enabled === 'masked') {
    return blocked(msg('service.masked', { command: `systemctl --user unmask ${UNIT}` }));
  }
  const state = files['nerdctl.unit'];
  const fresh = { mode: 0o644, uid: target.uid, gid: target.gid };
  const kept = keepsNetns(facts);
  const environment = [
    ...(kept === null ? [] : [KEEP_NETNS]),
    ...nerdctlNetworkEnvironment(values),
  ];
  const write = writeText(state, containerdUnit(script, dirs, environment), fresh);
  if (write.kind === 'refused') return blocked(write.because);
  const needs = [...rootFirst, ...ARCHIVE_CHANGES];
  const changes: Change[] = [
    ...unitChanges(
      write.kind === 'action' ? write.action : null,
      wasState(unit),
      {
        id: 'service.nerdctl',
        unit: UNIT,
        path: state.path,
        why: msg('service.nerdctl-unit-why', { path: `${state.path}.d` }),
        startWhy: msg('service.nerdctl-start-why'),
        source: SOURCE,
      },
      needs,
    ),
  ];
  const up = changes.map(({ id }) => id).filter((id) => id !== 'service.nerdctl-unit');
  const unitFile = files['nerdctl.buildkit'];
  const order = [...up, ...needs];
  if (usesFuse(facts, values) && found.fuseSnapshotter != null) {
    const place = { state: files['nerdctl.fuse'], target, base, path: pathOf(dirs) };
    const snapshotter = fuseChanges(found, place, order);
    if (snapshotter.blocked !== null) return blocked(snapshotter.blocked);
    changes.push(...snapshotter.changes);
  }
  const bypass = wantsBypass(values)
    ? bypassChanges(
        facts,
        found,
        { state: files['nerdctl.bypass'], target, path: pathOf(dirs) },
        order,
      )
    : bypassAway(found, files['nerdctl.bypass']);
  if (bypass.blocked !== null) return blocked(bypass.blocked);
  changes.push(...bypass.changes);
  const buildkit = { path: pathOf(dirs), base };
  changes.push(...buildkitChanges(found, target, unitFile, buildkit, order));
  const notes = [
    ...missingParts(found, wantsBypass(values)),
    ...(kept === null ? [] : [msg('service.nerdctl-netns', { kit: kept })]),
    ...bypass.notes,
    ...(usesFuse(facts, values) ? [] : fuseStays(found, files['nerdctl.fuse'])),
  ];
  return changes.length === 0
    ? ok(msg('service.nerdctl-runs'), notes)
    : toDo(msg('service.nerdctl-change'), changes, notes);
}

/** Where the parts lie, in the order of PATH: those in the home come before the system's. */
function dirsOf(facts: Facts, found: Nerdctl, script: string): readonly string[] {
  const kit = orNull(facts.docker)?.rootlesskit?.path ?? null;
  const slirp = orNull(facts.networkTools)?.slirp4netns?.path ?? null;
  const fuse = found.fuseSnapshotter;
  return [script, kit, found.containerd, found.path, slirp, fuse].flatMap((path) =>
    path == null ? [] : [path.slice(0, path.lastIndexOf('/'))],
  );
}

/** What is not here and not needed until somebody asks for it: said before it hurts. */
function missingParts(
  { buildkitd, bypass4netnsd, cniPlugins }: Nerdctl,
  bypass: boolean,
): readonly Message[] {
  return [
    ...(buildkitd === null ? [msg('service.nerdctl-no-buildkit')] : []),
    ...(buildkitd !== null && cniPlugins === null ? [msg('service.nerdctl-buildkit-later')] : []),
    ...(bypass ? [msg('service.bypass-limits')] : []),
    ...(bypass4netnsd === null && !bypass ? [msg('service.nerdctl-no-bypass')] : []),
  ];
}
