import { msg } from '../i18n/msg.ts';
import type { Change } from '../model/change.ts';
import type { OpenrcService } from '../model/facts.ts';
import type { StepResult } from '../model/step.ts';
import { blocked, change, ok, skip, toDo } from './common.ts';
import { type HostService, ownProgram, partId, programChange } from './service-host.ts';

const SOURCE = 'https://github.com/OpenRC/openrc/blob/master/service-script-guide.md';

/** Words that mean the same to the three shells that read them on their way to the daemon. */
const PLAIN = /^[A-Za-z0-9_./:=@+-]+$/;

/** An engine as a service of OpenRC. */
export function openrcService(state: OpenrcService, what: HostService): StepResult {
  const text = openrcScript(what);
  if (text === null) return skip(what.byHand);
  const changes: Change[] = [];
  const id = partId(what, 'openrc-script');
  const writes = [
    ownProgram(what, SOURCE),
    programChange(state.script, text, { id, why: what.why, source: SOURCE }),
  ];
  for (const write of writes) {
    if (write !== null && 'refused' in write) return blocked(write.refused);
    if (write !== null) changes.push(write);
  }
  changes.push(...states(state, what, changes));
  return changes.length === 0
    ? ok(what.runs)
    : toDo(msg('service.openrc-change', { engine: what.name }), changes);
}

/** Into the runlevel, and up; a service that runs takes a new script only when it starts again. */
function states(
  { name, enabled, started }: OpenrcService,
  what: HostService,
  edits: readonly Change[],
): readonly Change[] {
  const edited = edits.length > 0;
  const before = [...what.before, ...edits.map(({ id }) => id)];
  const common = { kind: 'service', scope: 'root', source: SOURCE, dependsOn: before } as const;
  const service = (...words: readonly string[]) => ['rc-service', name, ...words] as const;
  const named = (dir: string) => [{ type: 'names', dir, add: [name], remove: [] } as const];
  const changes: Change[] = [];
  if (!enabled) {
    changes.push(
      change({
        ...common,
        id: partId(what, 'openrc-enable'),
        title: msg('service.openrc-enable', { name }),
        why: msg('service.openrc-enable-why'),
        action: {
          do: 'run-command',
          argv: ['rc-update', 'add', name, 'default'],
          undo: ['rc-update', 'del', name, 'default'],
          effects: named('/etc/runlevels/default'),
        },
      }),
    );
  }
  if (!started || edited) {
    changes.push(
      change({
        ...common,
        id: partId(what, 'openrc-start'),
        title: msg('service.openrc-start', { name }),
        why: what.startWhy,
        action: {
          do: 'run-command',
          argv: service(started ? 'restart' : 'start'),
          undo: service(started ? 'restart' : 'stop'),
          effects: named('/run/openrc/started'),
          // What ran with another script before is to run with that one again.
          ...(started ? { rereads: true as const } : {}),
        },
      }),
    );
  }
  return changes;
}

/**
 * The service script: supervise-daemon(8) starts the command again when it dies. The start is over when the
 * engine answers, so that what comes next finds it. null where a path would need quotes, which three shells
 * would each take in their own way. The user by name: by number supervise-daemon gives it no groups but the first
 * (https://github.com/OpenRC/openrc/blob/master/src/supervise-daemon/supervise-daemon.c).
 */
export function openrcScript(what: HostService): string | null {
  const { target, command, environment, ready } = what;
  const { name, uid, gid, runtimeDir } = target;
  if (![name, command, ...environment].every((word) => PLAIN.test(word))) return null;
  return `#!/sbin/openrc-run
# ${what.headline}. Written by rootless-wizard.
description="${what.description}"
supervisor=supervise-daemon
command="${command}"
command_user="${name}:${gid}"
supervise_daemon_args="${environment.map((word) => `--env ${word}`).join(' ')}"
respawn_delay=2
respawn_max=3
respawn_period=60
retry="TERM/30/KILL/5"

depend() {
	use net cgroups
}

start_pre() {
	checkpath --directory --mode 0755 --owner root:root /run/user &&
		checkpath --directory --mode 0700 --owner ${uid}:${gid} ${runtimeDir}${ready === null ? '' : ` &&\n\t\trm -f ${ready.socket}`}
}
${ready === null ? '' : startPost(ready)}`;
}

function startPost(ready: NonNullable<HostService['ready']>): string {
  return `
# ${ready.by} makes its socket when it can answer.
start_post() {
	tries=0
	until [ -S ${ready.socket} ]; do
		tries=$((tries + 1))
		[ "$tries" -lt 120 ] || return 1
		sleep 0.5
	done
}
`;
}
