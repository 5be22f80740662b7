import { msg } from '../i18n/msg.ts';
import type { Change } from '../model/change.ts';
import type { RunitService } from '../model/facts.ts';
import { quote } from '../model/quote.ts';
import type { StepResult } from '../model/step.ts';
import { blocked, change, ok, toDo } from './common.ts';
import { type HostService, ownProgram, partId, programChange } from './service-host.ts';

const SOURCE = 'https://docs.voidlinux.org/config/services/index.html';

/** An engine as a service of runit. */
export function runitService(state: RunitService, what: HostService): StepResult {
  const { name, dir, link, files, enabled } = state;
  const engine = what.name;
  const checkWhy = msg('service.runit-check-why', { engine });
  // The program comes last: runsv starts what has one.
  const parts = [
    ['runit-log', files.log, logScript(name), msg('service.runit-log-why', { engine })],
    ...(what.ready === null
      ? []
      : [['runit-check', files.check, checkScript(what.ready), checkWhy] as const]),
    ['runit-run', files.run, runScript(what), what.why],
  ] as const;
  const changes: Change[] = [];
  const writes = [
    ownProgram(what, SOURCE),
    ...parts.map(([part, file, text, why]) =>
      programChange(file, text, { id: partId(what, part), why, source: SOURCE }),
    ),
  ];
  for (const write of writes) {
    if (write !== null && 'refused' in write) return blocked(write.refused);
    if (write !== null) changes.push(write);
  }
  const edited = changes.map(({ id }) => id);
  if (!enabled || edited.length > 0) {
    changes.push(
      change({
        id: partId(what, enabled ? 'runit-restart' : 'runit-enable'),
        kind: 'service',
        scope: 'root',
        title: enabled
          ? msg('service.restart-title', { unit: name })
          : msg('service.runit-enable', { name }),
        why: enabled ? msg('service.restart-why') : msg('service.runit-enable-why', { path: link }),
        action: { do: 'runit-service', operation: enabled ? 'restart' : 'enable', dir, link },
        source: SOURCE,
        dependsOn: [...what.before, ...edited],
      }),
    );
  }
  return changes.length === 0
    ? ok(what.runs)
    : toDo(msg('service.runit-change', { engine }), changes);
}

/**
 * What runsv(8) starts, and starts again when it ends. Every literal is quoted for the shell. The user's
 * PATH is for the user's process alone: root must not find programs in it. chpst(8) takes no groups from
 * the host by itself; with a colon in front they are numbers, so that no name can break it.
 */
export function runScript({ target, headline, command, environment, ready }: HostService): string {
  const { name, uid, gid, runtimeDir } = target;
  const dir = quote(runtimeDir);
  const words = [`USER=${name}`, ...environment].map((each) => {
    const at = each.indexOf('=') + 1;
    return `\t${each.slice(0, at)}${quote(each.slice(at))} \\`;
  });
  return `#!/bin/sh
# ${headline}. Written by rootless-wizard.
exec 2>&1
install -d -m 0755 -o root -g root /run/user &&
	install -d -m 0700 -o ${uid} -g ${gid} ${dir} || exit 1
${ready === null ? '' : `rm -f ${quote(ready.socket)}\n`}groups=$(id -G ${quote(name)}) || exit 1
exec chpst -u ":${uid}:$(echo "$groups" | tr ' ' ':')" env \\
${words.join('\n')}
	${quote(command)}
`;
}

/** What sv(8) asks whether the service is up. */
function checkScript(ready: NonNullable<HostService['ready']>): string {
  return `#!/bin/sh
# ${ready.by} makes its socket when it can answer.
exec test -S ${quote(ready.socket)}
`;
}

/** What it says goes to the host's log, as far as there is one; without this it would be lost. */
function logScript(name: string): string {
  return `#!/bin/sh
exec chpst -u nobody logger -t ${name} -p daemon.info
`;
}
