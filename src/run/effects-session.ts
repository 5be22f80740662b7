import type { Effect, SetLinger, UserService } from '../model/action.ts';
import type { Target, UnitState } from '../model/facts.ts';
import { LXC_STARTER } from '../model/lxc-boot.ts';
import { commandKey } from '../model/read-host.ts';
import { unitDirOf } from '../model/target.ts';
import { busId, dockerInfo, lingerOf, userManagerState, userUnit } from '../probe/commands.ts';
import { lingerFile } from '../probe/session.ts';
import type { EffectContext } from './effect-context.ts';
import { sha256 } from './subid-edit.ts';

/** logind starts the user's manager at once when lingering is enabled: loginctl(1). */
export async function lingerEffects(
  { host, facts }: EffectContext,
  { user, linger }: SetLinger,
): Promise<readonly Effect[]> {
  const path = lingerFile(user);
  const answer: Effect = {
    type: 'command',
    key: commandKey(lingerOf(user)),
    code: 0,
    stdout: `Linger=${linger ? 'yes' : 'no'}\n`,
  };
  if (!linger) return [{ type: 'file', state: { kind: 'absent', path } }, answer];
  const state = { path, bytes: '', sha256: sha256(''), mode: 0o644, uid: 0, gid: 0, nlink: 1 };
  const mark: Effect = { type: 'file', state: { kind: 'file', ...state, realPath: null } };
  const { target, session, init, podman, docker, nerdctl, lxc } = facts;
  const boot = lxc.known ? lxc.value.place?.boot : undefined;
  const asleep = session.known && session.value.userManager === 'none';
  const systemd = init.known && init.value.name === 'systemd';
  if (!asleep || !systemd || !target.known || target.value.name !== user) return [mark, answer];
  const bus = await host.stat('/usr/lib/systemd/user/dbus.socket');
  const to = target.value;
  return [
    mark,
    answer,
    place('directory', to.runtimeDir, 0o700, to),
    place('directory', `${to.runtimeDir}/systemd`, 0o755, to),
    place('other', `${to.runtimeDir}/systemd/private`, 0o755, to),
    ...(bus.kind === 'absent' ? [] : [place('other', `${to.runtimeDir}/bus`, 0o666, to)]),
    ...(bus.kind === 'absent' ? [] : [busAnswer(to)]),
    { type: 'command', key: commandKey(userManagerState(to)), code: 0, stdout: 'running\n' },
    ...(podman.known ? [unitAsKnown(to, 'podman.socket', podman.value.socket)] : []),
    ...(podman.known ? [unitAsKnown(to, 'podman-restart.service', podman.value.restart)] : []),
    ...(boot === undefined ? [] : [unitAsKnown(to, LXC_STARTER, boot.state)]),
    ...(docker.known ? [unitAsKnown(to, 'docker.service', docker.value.service)] : []),
    ...(nerdctl.known ? [unitAsKnown(to, 'containerd.service', nerdctl.value.service)] : []),
    ...(nerdctl.known ? [unitAsKnown(to, 'buildkit.service', nerdctl.value.buildkit)] : []),
  ];
}

/** After an operation on a unit of the user; Docker's socket and answer come with its service. */
export async function serviceEffects(
  { host, facts }: EffectContext,
  target: Target,
  { unit, operation, wasEnabled, wasActive }: UserService,
): Promise<readonly Effect[]> {
  const words = operation.split('-');
  const enabled = words.includes('enable') || (wasEnabled && !words.includes('disable'));
  const starts = words.includes('start') || words.includes('restart');
  const active = starts || (wasActive && !words.includes('stop'));
  if (operation === 'reload') return [];
  const effects: Effect[] = [
    unitEffect(target, unit, enabled ? 'enabled' : 'disabled', active ? 'active' : 'inactive'),
  ];
  if (unit === 'containerd.service') {
    // rootlesskit keeps its state there while it runs.
    const path = `${target.runtimeDir}/containerd-rootless`;
    const there = place('directory', path, 0o700, target);
    effects.push(active ? there : { type: 'file', state: { kind: 'absent', path } });
  }
  const socket = { 'docker.service': 'docker.sock', 'dbus.socket': 'bus' }[unit];
  if (socket === undefined) return effects;
  const path = `${target.runtimeDir}/${socket}`;
  effects.push(
    active
      ? place('other', path, 0o660, target)
      : { type: 'file', state: { kind: 'absent', path } },
  );
  if (unit === 'dbus.socket' && active) effects.push(busAnswer(target));
  const version = facts.docker.known ? facts.docker.value.dockerd?.version : undefined;
  if (unit === 'docker.service' && active) {
    const cli = (await host.stat('/usr/bin/docker')).kind === 'file' ? '/usr/bin/docker' : null;
    const path = (facts.docker.known ? facts.docker.value.cli?.path : undefined) ?? cli;
    if (path !== null) effects.push(dockerAnswer(target, path, version ?? '0'));
  }
  return effects;
}

/** A new unit file of the user: systemd knows it from the next `daemon-reload` on, which its step plans. */
export function unitFileEffects(path: string, target: Target | null): readonly Effect[] {
  if (target === null) return [];
  const prefix = `${unitDirOf(target)}/`;
  const unit = path.startsWith(prefix) ? path.slice(prefix.length) : '';
  return /^[^/]+\.(service|socket|timer)$/.test(unit)
    ? [unitEffect(target, unit, 'disabled', 'inactive')]
    : [];
}

/** What `systemctl --user show` says of a unit. */
export function unitEffect(
  target: Target,
  unit: string,
  file: 'enabled' | 'disabled' | 'static',
  active: 'active' | 'inactive' | 'failed',
): Effect {
  return {
    type: 'command',
    key: commandKey(userUnit(target, unit)),
    code: 0,
    stdout: `Id=${unit}\nLoadState=loaded\nActiveState=${active}\nUnitFileState=${file}\n`,
  };
}

/** The same state as before, now told by a running manager. */
function unitAsKnown(target: Target, unit: string, { enabled, active }: UnitState): Effect {
  const file = enabled === 'enabled' || enabled === 'static' ? enabled : 'disabled';
  // A manager that has just started has started what was enabled.
  const runs = active === 'active' || enabled === 'enabled';
  return unitEffect(target, unit, file, runs ? 'active' : 'inactive');
}

/** A bus that lives tells its id. */
function busAnswer(target: Target): Effect {
  const stdout = `s "${'0'.repeat(32)}"\n`;
  return { type: 'command', key: commandKey(busId(target)), code: 0, stdout };
}

function dockerAnswer(target: Target, path: string, version: string): Effect {
  const info = {
    ServerVersion: version,
    Driver: 'overlay2',
    DockerRootDir: `${target.dataHome}/docker`,
    CgroupDriver: 'systemd',
    SecurityOptions: ['name=seccomp,profile=builtin', 'name=rootless', 'name=cgroupns'],
  };
  return {
    type: 'command',
    key: commandKey(dockerInfo(target, path)),
    code: 0,
    stdout: `${JSON.stringify(info)}\n`,
  };
}

function place(
  kind: 'directory' | 'other',
  path: string,
  mode: number,
  { uid, gid }: Target,
): Effect {
  return { type: 'file', state: { kind, path, mode, uid, gid, realPath: null } };
}
