import { writeText } from '../edit/file.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts, OpenrcService } from '../model/facts.ts';
import type { StepResult } from '../model/step.ts';
import { blocked, change, ok, skip, toDo } from './common.ts';
import { BEFORE_HOST_SERVICE, type HostService, hostService } from './service-host.ts';

const SOURCE = 'https://github.com/OpenRC/openrc/blob/master/service-script-guide.md';

/** Words that mean the same to the three shells that read them on their way to the daemon. */
const PLAIN = /^[A-Za-z0-9_./:=@+-]+$/;

/** Rootless Docker as a service of OpenRC. null where this host is no such one. */
export function openrcDocker(facts: Facts, values: Values): StepResult | null {
  const docker = orNull(facts.docker);
  const target = orNull(facts.target);
  const service = docker?.openrc ?? null;
  if (docker === null || target === null || service === null) return null;
  const what = hostService(facts, values, docker, target);
  if ('status' in what) return what;
  const text = openrcScript(what);
  if (text === null) return skip(msg('service.docker-by-hand', { command: what.script }));
  const write = writeText(service.script, text, { mode: 0o755, uid: 0, gid: 0 });
  if (write.kind === 'refused') return blocked(write.because);
  const changes: Change[] = [];
  if (write.kind === 'action') {
    changes.push(
      change({
        id: 'service.openrc-script',
        kind: 'file',
        scope: 'root',
        title: msg('service.openrc-script', { path: service.script.path }),
        why: msg('service.openrc-why', { user: target.name }),
        action: write.action,
        source: SOURCE,
      }),
    );
  }
  changes.push(...states(service, write.kind === 'action'));
  const because = msg('service.docker-runs', { dir: target.runtimeDir });
  return changes.length === 0 ? ok(because) : toDo(msg('service.openrc-change'), changes);
}

/** Into the runlevel, and up; a service that runs takes a new script only when it starts again. */
function states({ name, enabled, started }: OpenrcService, edited: boolean): readonly Change[] {
  const before = [...BEFORE_HOST_SERVICE, ...(edited ? ['service.openrc-script'] : [])];
  const common = { kind: 'service', scope: 'root', source: SOURCE, dependsOn: before } as const;
  const service = (...words: readonly string[]) => ['rc-service', name, ...words] as const;
  const named = (dir: string) => [{ type: 'names', dir, add: [name], remove: [] } as const];
  const changes: Change[] = [];
  if (!enabled) {
    changes.push(
      change({
        ...common,
        id: 'service.openrc-enable',
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
        id: 'service.openrc-start',
        title: msg('service.openrc-start', { name }),
        why: msg('service.start-why', { dir: '$XDG_RUNTIME_DIR' }),
        action: {
          do: 'run-command',
          argv: ['rc-service', name, started ? 'restart' : 'start'],
          undo: started ? null : service('stop'),
          effects: named('/run/openrc/started'),
        },
      }),
    );
  }
  return changes;
}

/**
 * The service script: supervise-daemon(8) starts dockerd-rootless.sh again when it dies. The start is over
 * when dockerd answers, so that what comes next finds it. null where a path would need quotes, which three
 * shells would each take in their own way.
 */
export function openrcScript({ target, script, environment }: HostService): string | null {
  const { name, uid, gid, runtimeDir } = target;
  if (![name, script, ...environment].every((word) => PLAIN.test(word))) return null;
  return `#!/sbin/openrc-run
# Docker without root, for ${name}. Written by rootless-wizard.
description="Docker Engine (rootless) of ${name}"
supervisor=supervise-daemon
command="${script}"
command_user="${uid}:${gid}"
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
		checkpath --directory --mode 0700 --owner ${uid}:${gid} ${runtimeDir} &&
		rm -f ${runtimeDir}/docker.sock
}

# dockerd makes its socket when it can answer.
start_post() {
	tries=0
	until [ -S ${runtimeDir}/docker.sock ]; do
		tries=$((tries + 1))
		[ "$tries" -lt 120 ] || return 1
		sleep 0.5
	done
}
`;
}
