import type { Target, UnitState } from '../model/facts.ts';
import type { CommandResult, ReadHost } from '../model/read-host.ts';
import { unitDirOf } from '../model/target.ts';
import { userUnit } from './commands.ts';
import { hasUserManager } from './session.ts';

/** Where units of users lie beside `~/.config/systemd/user`, systemd.unit(5). */
export const USER_UNIT_DIRS = [
  '/etc/systemd/user',
  '/run/systemd/user',
  '/usr/local/lib/systemd/user',
  '/usr/lib/systemd/user',
];

/** One block of `systemctl show`: key → value. */
export function parseUnit(block: string): ReadonlyMap<string, string> {
  const pairs = block.split('\n').flatMap((line) => {
    const at = line.indexOf('=');
    return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1).trim()] as const];
  });
  return new Map(pairs);
}

/** The state in the answer to `userUnit`; unknown in both where systemd did not answer. */
export function unitState(result: CommandResult): UnitState {
  const unit = parseUnit(result.stdout);
  if (result.status !== 'exited' || result.code !== 0 || unit.size === 0) {
    return { enabled: 'unknown', active: 'unknown' };
  }
  return {
    enabled: enabledState(unit.get('LoadState') ?? '', unit.get('UnitFileState') ?? ''),
    active: activeState(unit.get('ActiveState') ?? ''),
  };
}

function enabledState(load: string, file: string): UnitState['enabled'] {
  if (load === 'not-found') return 'missing';
  if (load === 'masked' || file.startsWith('masked')) return 'masked';
  // `enabled-runtime` is gone after a reboot: not what a person means by enabled.
  if (file === 'enabled' || file === 'disabled' || file === 'static') return file;
  if (file === 'enabled-runtime' || file === 'linked' || file === 'linked-runtime') {
    return 'disabled';
  }
  return file === 'indirect' || file === 'generated' || file === 'alias' ? 'static' : 'unknown';
}

function activeState(active: string): UnitState['active'] {
  switch (active) {
    case 'active':
    case 'reloading':
      return 'active';
    case 'inactive':
    case 'deactivating':
      return 'inactive';
    case 'failed':
    case 'activating':
      return active;
    default:
      return 'unknown';
  }
}

/**
 * A unit of the target: asked of the manager where one runs and the unit is there. Without a manager, or
 * from one that is ending (logind gives it ten seconds after linger is off, UserStopDelaySec= in
 * logind.conf(5)), the links in the `*.wants` directories still tell whether it is enabled; whether it runs
 * is unknown.
 */
export async function userUnitState(
  host: ReadHost,
  target: Target,
  unit: string,
): Promise<UnitState> {
  const dirs = [unitDirOf(target), ...USER_UNIT_DIRS];
  const states = await Promise.all(dirs.map((dir) => host.stat(`${dir}/${unit}`)));
  const first = states.find((state) => state.kind !== 'absent');
  if (first === undefined) return { enabled: 'missing', active: 'inactive' };
  if (await hasUserManager(host, target)) {
    const told = unitState(await host.run(userUnit(target, unit)));
    if (told.enabled !== 'unknown' || told.active !== 'unknown') return told;
  }
  if (first.realPath === '/dev/null') return { enabled: 'masked', active: 'inactive' };
  const wanted = unit.endsWith('.socket') ? 'sockets.target' : 'default.target';
  const links = await Promise.all(dirs.map((dir) => host.stat(`${dir}/${wanted}.wants/${unit}`)));
  const enabled = links.some((link) => link.kind !== 'absent');
  return { enabled: enabled ? 'enabled' : 'disabled', active: 'unknown' };
}
