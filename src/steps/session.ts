import { makeDirectory } from '../edit/file.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { change, initOf, targetOf } from './common.ts';
import { hostServices } from './host-services.ts';

const DBUS_PACKAGE = 'dbus-user-session';

/** What the target's session needs before anything is installed. */
export function sessionChanges(facts: Facts): readonly Change[] {
  return [
    ...runtimeDirectory(facts),
    ...(dbusPackageThere(facts) ? startDbus(facts, 'system', []) : []),
  ];
}

/**
 * Starts the user bus in a user manager that was running before the package came (or whose bus was
 * stopped): no new login is needed for that. Nothing where there is a bus, or no user manager yet (it
 * starts its bus itself).
 */
export function startDbus(
  facts: Facts,
  step: 'system' | 'packages',
  dependsOn: readonly string[],
): readonly Change[] {
  const target = targetOf(facts);
  if (target === null || !facts.session.known) return [];
  const { dbus, userManager } = facts.session.value;
  if (dbus || userManager === 'none') return [];
  return [
    change({
      id: `${step}.dbus`,
      kind: 'service',
      scope: 'user',
      title: msg('steps.dbus-title'),
      why: msg('steps.dbus-why'),
      action: {
        do: 'user-service',
        unit: 'dbus.socket',
        operation: 'start',
        wasEnabled: true,
        wasActive: false,
      },
      dependsOn,
      source: 'https://docs.docker.com/engine/security/rootless/troubleshoot/',
    }),
  ];
}

/** Is the bus of users installed, as far as the package manager can tell? */
function dbusPackageThere(facts: Facts): boolean {
  return facts.packages.known && facts.packages.value.byName[DBUS_PACKAGE]?.installed != null;
}

/**
 * Without systemd nobody makes /run/user/UID. It lies on a file system in memory, so it is gone after a
 * reboot; a note says so where no service of the host makes it then.
 */
function runtimeDirectory(facts: Facts): readonly Change[] {
  const target = targetOf(facts);
  const init = initOf(facts);
  if (target === null || init === null || init === 'systemd' || !facts.session.known) return [];
  if (facts.session.value.runtimeDirOk) return [];
  return [
    change({
      id: 'system.runtime-dir',
      kind: 'command',
      scope: 'root',
      title: msg('steps.runtime-dir-title', { path: target.runtimeDir }),
      why: msg('steps.runtime-dir-why'),
      action: makeDirectory(target.runtimeDir, { mode: 0o700, uid: target.uid, gid: target.gid }, [
        '/run/user',
      ]),
      source: 'https://specifications.freedesktop.org/basedir-spec/latest/',
    }),
  ];
}

/** What a person should know of the session: what is lost without systemd, and how to get a real login. */
export function sessionNotes(facts: Facts, values: Values): Message[] {
  const target = targetOf(facts);
  if (target === null || !facts.session.known) return [];
  const { runtimeDirOk, userManager, xdgRuntimeDir, dbus } = facts.session.value;
  const path = target.runtimeDir;
  const init = initOf(facts);
  if (init === null) return [];
  if (init !== 'systemd') {
    // A service of the host makes it at each boot.
    const made = hostServices(facts, values).length > 0;
    return [
      msg('steps.without-systemd'),
      ...(made ? [] : [msg('steps.runtime-dir-note', { path })]),
    ];
  }
  const notes: Message[] = [];
  if (userManager === 'none' && !values.linger) {
    notes.push(msg('steps.login-first', { command: `machinectl shell ${target.name}@` }));
  }
  if (userManager !== 'none' && !runtimeDirOk) notes.push(msg('steps.runtime-dir-odd', { path }));
  if (target.self && xdgRuntimeDir !== path) {
    notes.push(
      msg('steps.runtime-dir-unset', {
        command: `export XDG_RUNTIME_DIR=${path}`,
        login: `machinectl shell ${target.name}@`,
      }),
    );
  }
  if (userManager !== 'none' && !dbus && !dbusPackageThere(facts)) {
    notes.push(msg('steps.dbus-after-install'));
  }
  return notes;
}
