import { dirname } from 'node:path/posix';
import { writeText } from '../edit/file.ts';
import { unitText, unitWord } from '../edit/unit.ts';
import { LXC_GROUPS, LXC_START_THEM } from '../engines/lxc-boot.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts, LxcBoot, Target } from '../model/facts.ts';
import { LXC_CONTAINER, LXC_STARTER } from '../model/lxc-boot.ts';
import type { Message } from '../model/message.ts';
import type { FileState } from '../model/read-host.ts';
import { change, initOf } from './common.ts';
import { isOurs, staysNotes, userService, wasState } from './service-change.ts';

const SOURCE = 'lxc-autostart(1)';

/** `:` before a command, which keeps systemd from expanding `$` in it, came with this version. systemd.service(5) */
const OLDEST_SYSTEMD = 244;

const WHY = {
  container: msg('lxc.boot-container-why'),
  scope: msg('lxc.boot-scope-why'),
  list: msg('lxc.boot-list-why'),
} as const;

/** Changes, and what is said beside them. */
interface Boot {
  readonly changes: readonly Change[];
  readonly notes: readonly Message[];
}

/**
 * Containers of the user that are marked start with the host, as those of root do by LXC's own service. What is not
 * marked is left alone, so yes is what a person expects; no where units of the person do it already.
 */
export const lxcBootQuestion: Question<'service.lxc-autostart'> = {
  key: 'service.lxc-autostart',
  title: msg('lxc.q-boot'),
  help: msg('lxc.q-boot-help'),
  input: { type: 'yes-no' },
  applies: (facts, values) =>
    initOf(facts) === 'systemd' &&
    (values.engines?.includes('lxc') ?? false) &&
    values.linger !== false,
  recommend(facts) {
    const [own] = orNull(facts.lxc)?.place?.boot?.others ?? [];
    return own === undefined
      ? { value: true, source: 'default', because: msg('lxc.q-boot-because') }
      : { value: false, source: 'detected', because: msg('lxc.q-boot-own', { unit: own }) };
  },
  refuse: () => null,
};

/**
 * Units of the user: one for each container, in a part of the cgroup tree of its own, and one that starts those
 * of the containers that are marked. `needs` are changes without which none of the user's units can start.
 */
export function lxcBoot(
  facts: Facts,
  values: Values,
  program: string | null,
  boot: LxcBoot | undefined,
  target: Target,
  needs: readonly string[],
): Boot {
  const says = (...notes: readonly Message[]): Boot => ({ changes: [], notes });
  if (initOf(facts) !== 'systemd') return says(msg('lxc.boot-by-hand', { user: target.name }));
  if (boot === undefined) return says();
  if (!values['service.lxc-autostart']) return says(...staysNotes(LXC_STARTER, boot.state));
  // Without lingering nothing of the user starts at boot.
  if (!values.linger && orNull(facts.session)?.linger !== true) return says();
  const version = orNull(facts.init)?.version ?? null;
  if (version !== null && version < OLDEST_SYSTEMD) {
    return says(msg('lxc.boot-old', { version, least: OLDEST_SYSTEMD }));
  }
  if (boot.state.enabled === 'masked') {
    return says(msg('service.masked', { command: `systemctl --user unmask ${LXC_STARTER}` }));
  }
  const texts = [
    {
      id: 'container',
      state: boot.container,
      text: containerUnit(program ?? '/usr/bin/lxc-start'),
    },
    { id: 'scope', state: boot.scope, text: scopeDropIn() },
    { id: 'list', state: boot.starter, text: starterUnit() },
  ] as const;
  const foreign = texts.find(({ state }) => state.kind !== 'absent' && !isOurs(state));
  if (foreign !== undefined) return says(msg('lxc.boot-foreign', { path: foreign.state.path }));
  const files = texts.map(({ id, state, text }) => unitFile(id, state, text, target));
  const refused = files.find((file) => file !== null && !('id' in file));
  if (refused != null && !('id' in refused)) return says(refused);
  const written = files.filter((file): file is Change => file !== null && 'id' in file);
  return { changes: [...written, ...started(written, boot, needs)], notes: [] };
}

/** The manager told of the files, and the starter on: started again it would stop every container first. */
function started(
  written: readonly Change[],
  { state }: LxcBoot,
  needs: readonly string[],
): readonly Change[] {
  const was = wasState(state);
  const reload = userService('service.lxc-boot-reload', LXC_STARTER, 'reload', was, {
    title: msg('service.reload-title'),
    why: msg('service.reload-why'),
    dependsOn: [...written.map(({ id }) => id), ...needs],
    source: SOURCE,
  });
  const reloads = written.length === 0 ? [] : [reload];
  if (was.wasEnabled && was.wasActive) return reloads;
  return [
    ...reloads,
    userService('service.lxc-boot-start', LXC_STARTER, 'enable-start', was, {
      title: msg('service.start-title', { unit: LXC_STARTER }),
      why: msg('lxc.boot-start-why'),
      dependsOn: [...reloads.map(({ id }) => id), 'service.lxc-bridge', ...needs],
      source: SOURCE,
    }),
  ];
}

/** The change that writes a unit; why it can't be; or null where it is right already. */
function unitFile(
  id: keyof typeof WHY,
  state: FileState,
  text: string,
  { uid, gid }: Target,
): Change | Message | null {
  const write = writeText(state, text, { mode: 0o644, uid, gid });
  if (write.kind === 'refused') return write.because;
  if (write.kind === 'same') return null;
  return change({
    id: `service.lxc-boot-${id}`,
    kind: 'file',
    scope: 'user',
    title: msg('service.unit-title', { path: state.path }),
    why: WHY[id],
    action: write.action,
    dependsOn: ['packages.install'],
    source: SOURCE,
  });
}

/**
 * The unit of one container, like LXC's own lxc@.service for root. Seen with LXC 6.0: a container that ends or is
 * stopped by hand ends with 0, and lxc-stop, which runs then as well, with 2 (hence the `-`). One that could not start
 * ends with 1 and is tried again, as the bridge may come later than the user's units. The condition: one that is gone, or that was started by hand, is no failure.
 * https://github.com/lxc/lxc/blob/main/config/init/systemd/lxc%40.service.in
 */
function containerUnit(program: string): string {
  const stopped = 'test "$(lxc-info -s -H -n "$1" 2>/dev/null)" = STOPPED';
  const stop = unitWord(`${dirname(program)}/lxc-stop`, 'environment');
  return unitText(
    [
      'A container of LXC, for this user. Written by rootless-wizard; add to it in lxc-container@.service.d.',
    ],
    [
      [
        'Unit',
        [
          ['Description', 'LXC container %I'],
          ['Documentation', 'man:lxc-start(1)'],
          ['StartLimitIntervalSec', '15min'],
          ['StartLimitBurst', '30'],
        ],
      ],
      [
        'Service',
        [
          ['ExecCondition', `:/bin/sh -c ${inQuotes(stopped)} sh %I`],
          ['ExecStart', `:${unitWord(program, 'environment')} -F -n %I`],
          ['ExecStop', `-:${stop} -n %I`],
          ['Delegate', 'yes'],
          ['KillMode', 'mixed'],
          ['TimeoutStopSec', '90s'],
          ['Restart', 'on-failure'],
          ['RestartSec', '10s'],
        ],
      ],
    ],
  );
}

/**
 * LXC 6 asks the user's systemd for a scope `lxc-NAME-0.scope` and goes there with all that runs, out of its unit (not
 * on a host with version 1 hierarchies beside version 2). When the user's systemd ends, it ends scopes at once: seen
 * was a container that did not shut down. Before= is the other way round at the end, so a scope waits for the starter,
 * which waits for the containers. Without the scope LXC stays in its unit, but then `lxc-attach` from a login is
 * refused. https://github.com/lxc/lxc/blob/main/src/lxc/cgroups/cgfsng.c (unpriv_systemd_create_scope)
 */
function scopeDropIn(): string {
  const why =
    'Containers of LXC shut down before systemd ends their scopes. Written by rootless-wizard.';
  return unitText([why], [['Unit', [['Before', LXC_STARTER]]]]);
}

/** Starts the units of the containers that are marked, and stops all of them when it is stopped itself. */
function starterUnit(): string {
  const pattern = LXC_CONTAINER.replace('@', '@*');
  return unitText(
    ['Containers of LXC that start with the host, for this user. Written by rootless-wizard.'],
    [
      [
        'Unit',
        [
          ['Description', 'Containers of LXC with lxc.start.auto'],
          ['Documentation', 'man:lxc-autostart(1)'],
        ],
      ],
      [
        'Service',
        [
          ['Type', 'oneshot'],
          ['RemainAfterExit', 'yes'],
          ['ExecStart', `:/bin/sh -c ${inQuotes(LXC_START_THEM)} sh ${LXC_GROUPS}`],
          ['ExecStop', `/bin/sh -c "systemctl --user stop '${pattern}'"`],
        ],
      ],
      ['Install', [['WantedBy', 'default.target']]],
    ],
  );
}

/** A script of ours without `'` and `\\` as one word after `:`, where `$` is no variable of systemd's. systemd.syntax(7) */
function inQuotes(script: string): string {
  return `'${script.replaceAll('%', '%%')}'`;
}
