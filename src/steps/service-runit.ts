import { writeText } from '../edit/file.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import { quote } from '../model/quote.ts';
import type { StepResult } from '../model/step.ts';
import { blocked, change, ok, toDo } from './common.ts';
import { BEFORE_HOST_SERVICE, type HostService, hostService } from './service-host.ts';

const SOURCE = 'https://docs.voidlinux.org/config/services/index.html';

/** Rootless Docker as a service of runit. null where this host is no such one. */
export function runitDocker(facts: Facts, values: Values): StepResult | null {
  const docker = orNull(facts.docker);
  const target = orNull(facts.target);
  const service = docker?.runit ?? null;
  if (docker === null || target === null || service === null) return null;
  const what = hostService(facts, values, docker, target);
  if ('status' in what) return what;
  const { name, dir, link, files, enabled } = service;
  // The program comes last: runsv starts what has one.
  const parts = [
    ['service.runit-log', files.log, logScript(name)],
    ['service.runit-check', files.check, checkScript(what)],
    ['service.runit-run', files.run, runScript(what)],
  ] as const;
  const changes: Change[] = [];
  for (const [id, state, text] of parts) {
    const write = writeText(state, text, { mode: 0o755, uid: 0, gid: 0 });
    if (write.kind === 'refused') return blocked(write.because);
    if (write.kind === 'same') continue;
    changes.push(
      change({
        id,
        kind: 'file',
        scope: 'root',
        title: msg('service.openrc-script', { path: state.path }),
        why: WHY[id](target.name),
        action: write.action,
        source: SOURCE,
      }),
    );
  }
  const edited = changes.map(({ id }) => id);
  if (!enabled || edited.length > 0) {
    changes.push(
      change({
        id: enabled ? 'service.runit-restart' : 'service.runit-enable',
        kind: 'service',
        scope: 'root',
        title: enabled
          ? msg('service.restart-title', { unit: name })
          : msg('service.runit-enable', { name }),
        why: enabled ? msg('service.restart-why') : msg('service.runit-enable-why', { path: link }),
        action: { do: 'runit-service', operation: enabled ? 'restart' : 'enable', dir, link },
        source: SOURCE,
        dependsOn: [...BEFORE_HOST_SERVICE, ...edited],
      }),
    );
  }
  const because = msg('service.docker-runs', { dir: target.runtimeDir });
  return changes.length === 0 ? ok(because) : toDo(msg('service.runit-change'), changes);
}

const WHY = {
  'service.runit-log': () => msg('service.runit-log-why'),
  'service.runit-check': () => msg('service.runit-check-why'),
  'service.runit-run': (user: string) => msg('service.openrc-why', { user }),
} as const;

/**
 * What runsv(8) starts, and starts again when it ends. Every literal is quoted for the shell. The user's
 * PATH is for the user's process alone: root must not find programs in it. chpst(8) takes no groups from
 * the host by itself; with a colon in front they are numbers, so that no name can break it.
 */
export function runScript({ target, script, environment }: HostService): string {
  const { name, uid, gid, runtimeDir } = target;
  const dir = quote(runtimeDir);
  const words = [`USER=${name}`, ...environment].map((each) => {
    const at = each.indexOf('=') + 1;
    return `\t${each.slice(0, at)}${quote(each.slice(at))} \\`;
  });
  return `#!/bin/sh
# Docker without root, for ${name}. Written by rootless-wizard.
exec 2>&1
install -d -m 0755 -o root -g root /run/user &&
	install -d -m 0700 -o ${uid} -g ${gid} ${dir} || exit 1
rm -f ${dir}/docker.sock
groups=$(id -G ${quote(name)}) || exit 1
exec chpst -u ":${uid}:$(echo "$groups" | tr ' ' ':')" env \\
${words.join('\n')}
	${quote(script)}
`;
}

/** What sv(8) asks whether the service is up. */
function checkScript({ target }: HostService): string {
  return `#!/bin/sh
# dockerd makes its socket when it can answer.
exec test -S ${quote(target.runtimeDir)}/docker.sock
`;
}

/** What it says goes to the host's log, as far as there is one; without this it would be lost. */
function logScript(name: string): string {
  return `#!/bin/sh
exec chpst -u nobody logger -t ${name} -p daemon.info
`;
}
