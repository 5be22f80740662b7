import { removeFile, writeText } from '../edit/file.ts';
import { unitText, unitWord } from '../edit/unit.ts';
import { BYPASS, BYPASS_OPTION, hasBypass, refuseBypass } from '../engines/bypass.ts';
import { canServe } from '../engines/nerdctl-snapshotter.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question } from '../model/answers.ts';
import { servesBypass } from '../model/bypass.ts';
import type { Change } from '../model/change.ts';
import type { Facts, Nerdctl, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { FileState } from '../model/read-host.ts';
import { change, initOf } from './common.ts';
import { isOurs, staysNotes, unitChanges, userService, wasState } from './service-change.ts';

const UNIT = 'bypass4netnsd.service';

/** Off: nothing needs it, and it has costs that the person has to know. */
export const bypassQuestion: Question<'service.nerdctl-bypass'> = {
  key: 'service.nerdctl-bypass',
  title: msg('service.q-bypass'),
  help: msg('service.q-bypass-help', { option: BYPASS_OPTION }),
  input: { type: 'yes-no' },
  applies: (facts, values) =>
    initOf(facts) !== null &&
    canServe(facts) &&
    values.engines?.includes('nerdctl') === true &&
    values['service.nerdctl'] !== false,
  // A unit that the vendor's tool wrote is not ours to write anew.
  recommend: (facts) =>
    isSetUp(facts)
      ? { value: true, source: 'detected', because: msg('service.q-bypass-there') }
      : { value: false, source: 'default', because: msg('service.q-bypass-because') },
  refuse(value, facts, values) {
    if (!value) return null;
    // Elsewhere nothing would start its daemon: the programs alone are of no use.
    return canServe(facts) ? refuseBypass(facts, values) : msg('service.bypass-no-service');
  },
};

function isSetUp(facts: Facts): boolean {
  const found = orNull(facts.nerdctl);
  if (found !== null && servesBypass(found)) return true;
  const unit = orNull(facts.files)?.['nerdctl.bypass'];
  return unit !== undefined && isOurs(unit);
}

/**
 * The user unit of bypass4netnsd, in the name and place of the vendor's. That one lives on when containerd is
 * started again. Containers end with the containerd of our unit, and nobody would end their bypass4netns: so
 * this one ends with it too (PartOf), after it (Before), and is there again when it starts containers. Its starts
 * are as many as those of containerd, so they are not limited more than systemd does.
 * https://github.com/containerd/nerdctl/blob/main/extras/rootless/containerd-rootless-setuptool.sh
 *
 * `program` is the absolute path of bypass4netnsd, `path` as in the unit of containerd.
 * @throws RangeError for a line end in a word.
 */
export function bypassUnit(program: string, path: string): string {
  return unitText(
    [
      'Sockets of the host for containers of this user that ask for them. Written by rootless-wizard;',
      `add to it in ${UNIT}.d.`,
    ],
    [
      [
        'Unit',
        [
          ['Description', 'bypass4netnsd (rootless)'],
          ['Documentation', BYPASS],
          ['PartOf', 'containerd.service'],
          ['Before', 'containerd.service'],
        ],
      ],
      [
        'Service',
        [
          ['Environment', unitWord(`PATH=${path}`, 'environment')],
          ['ExecStart', unitWord(program, 'command')],
          ['Restart', 'always'],
          ['RestartSec', '2s'],
          ['KillMode', 'mixed'],
        ],
      ],
      ['Install', [['WantedBy', 'default.target']]],
    ],
  );
}

/** What the unit is made of. */
export interface BypassPlace {
  readonly state: FileState;
  readonly target: Target;
  readonly path: string;
}

/** Its part of the step. */
export interface BypassPart {
  readonly changes: readonly Change[];
  readonly notes: readonly Message[];
  readonly blocked: Message | null;
}

const NOTHING: BypassPart = { changes: [], notes: [], blocked: null };

/** What brings bypass4netnsd up; `order` are the changes that bring containerd up. */
export function bypassChanges(
  facts: Facts,
  { bypass4netnsd: program, bypassService }: Nerdctl,
  { state, target, path }: BypassPlace,
  order: readonly string[],
): BypassPart {
  // Where it is still to come, the packages say what is missing.
  if (program === null || !hasBypass(facts)) return NOTHING;
  const unit = bypassService ?? { enabled: 'missing', active: 'inactive' };
  if (unit.enabled === 'masked') {
    return stop(msg('service.masked', { command: `systemctl --user unmask ${UNIT}` }));
  }
  const fresh = { mode: 0o644, uid: target.uid, gid: target.gid };
  const write = writeText(state, bypassUnit(program, path), fresh);
  if (write.kind === 'refused') return stop(write.because);
  const changes = unitChanges(
    write.kind === 'action' ? write.action : null,
    wasState(unit),
    {
      id: 'service.bypass',
      unit: UNIT,
      path: state.path,
      why: msg('service.bypass-why', { path: `${state.path}.d` }),
      startWhy: msg('service.bypass-start-why', { option: BYPASS_OPTION }),
      source: BYPASS,
      risks: ['bypass-ports'],
    },
    order,
  );
  return { ...NOTHING, changes };
}

/**
 * What takes bypass4netnsd away again where an earlier run of ours set it up and it is not wanted any more. A
 * unit that the vendor's tool wrote stays, and is named. The programs stay too: who wants them gone takes back
 * the run that brought them.
 */
export function bypassAway({ bypassService }: Nerdctl, state: FileState): BypassPart {
  // Where the program is gone nobody asked for the unit; ours are enabled.
  const unit = bypassService ?? { enabled: 'enabled', active: 'inactive' };
  if (state.kind === 'absent' || !isOurs(state)) {
    return bypassService === undefined ? NOTHING : { ...NOTHING, notes: staysNotes(UNIT, unit) };
  }
  const { path } = state;
  const remove = removeFile(state);
  if (remove.kind === 'refused') return stop(remove.because);
  if (remove.kind === 'same') return NOTHING;
  const was = wasState(unit);
  const [off, gone, reload] = [
    'service.bypass-off',
    'service.bypass-gone',
    'service.bypass-forget',
  ];
  const stopped = userService(off, UNIT, 'disable-stop', was, {
    title: msg('service.stop-title', { unit: UNIT }),
    why: msg('service.bypass-off-why', { option: BYPASS_OPTION }),
    dependsOn: [],
    source: BYPASS,
  });
  return {
    ...NOTHING,
    changes: [
      ...(was.wasEnabled || was.wasActive ? [stopped] : []),
      change({
        id: gone,
        kind: 'file',
        scope: 'user',
        title: msg('service.unit-gone-title', { path }),
        why: msg('service.bypass-gone-why'),
        action: remove.action,
        dependsOn: [off],
        source: BYPASS,
      }),
      userService(reload, UNIT, 'reload', was, {
        title: msg('service.reload-title'),
        why: msg('service.reload-why'),
        dependsOn: [gone],
        source: BYPASS,
      }),
    ],
  };
}

function stop(because: Message): BypassPart {
  return { ...NOTHING, blocked: because };
}
