import type { ReadCommand, RunAs } from '../model/read-host.ts';
import { command } from './command.ts';
import { OVERLAY_TRIAL } from './overlay-trial.ts';

/**
 * For an engine that answers for itself. A small computer that has just started takes its time, and would be
 * told that nothing works there.
 */
const SLOW_MS = 45_000;

/** `getent passwd` or `getent group`: all accounts that NSS lists. */
export function getent(database: 'passwd' | 'group', name?: string): ReadCommand {
  return command('self', ['getent', database, ...(name === undefined ? [] : [name])]);
}

/**
 * `unshare -Ur true` as the target: can it make a user namespace and be root in it? Without the map (`-U`
 * alone) it succeeds even where AppArmor takes every capability away.
 */
export function tryUserns(target: RunAs): ReadCommand {
  return command(target, ['unshare', '-Ur', 'true']);
}

/** `uname -r -m`: release and machine in one line. */
export function uname(): ReadCommand {
  return command('self', ['uname', '-r', '-m']);
}

/** `systemctl --version`: the first line holds systemd's version. */
export function systemdVersion(): ReadCommand {
  return command('self', ['systemctl', '--version']);
}

/** `id -G NAME`: the ids of all groups of an account, also those of a directory. */
export function groupIds(name: string): ReadCommand {
  return command('self', ['id', '-G', name]);
}

/** getsubids(1): the ranges of an account as NSS or the files give them. */
export function getsubids(kind: 'uid' | 'gid', name: string): ReadCommand {
  return command('self', ['getsubids', ...(kind === 'gid' ? ['-g'] : []), name]);
}

/** getcap(8): the file capabilities of one program. */
export function getcap(path: string): ReadCommand {
  return command('self', ['getcap', path]);
}

/** getfacl(1): who may do what with a directory, ids as numbers. */
export function accessList(path: string): ReadCommand {
  return command('self', ['getfacl', '-cpn', path]);
}

/** lsns(8): the process ids of one process of each user namespace. */
export function userNamespaces(): ReadCommand {
  return command('self', ['lsns', '-t', 'user', '-n', '-r', '-o', 'PID']);
}

/**
 * A question to the package database: the argv comes from `distro/<manager>.ts`, whose builders only make
 * queries (`dpkg-query -W`, `apt-cache policy`, `rpm -q`, `pacman -Q`, ...). Slow disks take their time.
 */
export function packageQuery(argv: readonly [string, ...string[]]): ReadCommand {
  return command('self', argv, { timeoutMs: 60_000 });
}

/** `systemctl --user is-system-running` as the target: one word, exit 1 for all but `running`. */
export function userManagerState(target: RunAs): ReadCommand {
  return command(target, ['systemctl', '--user', 'is-system-running'], { timeoutMs: 15_000 });
}

/** Where the user manager of the target looks for units, and its environment; systemctl(1) show. */
export function userManagerPaths(target: RunAs): ReadCommand {
  const properties = ['--property=UnitPath', '--property=Environment'] as const;
  return command(target, ['systemctl', '--user', 'show', ...properties], { timeoutMs: 15_000 });
}

/** Asks the bus of the target for its id: the cheapest call there is; busctl(1), D-Bus specification. */
export function busId(target: RunAs): ReadCommand {
  const call = ['org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'GetId'] as const;
  return command(target, ['busctl', '--user', 'call', ...call], { timeoutMs: 15_000 });
}

/** Three properties of one unit of the target's user manager, `KEY=value` lines; systemctl(1) show. */
export function userUnit(target: RunAs, unit: string): ReadCommand {
  return command(target, ['systemctl', '--user', 'show', UNIT_PROPERTIES, unit], {
    timeoutMs: 15_000,
  });
}

/** The same of units of the system manager: blocks with an empty line between. */
export function systemUnits(units: readonly string[]): ReadCommand {
  return command('self', ['systemctl', 'show', UNIT_PROPERTIES, ...units], { timeoutMs: 15_000 });
}

const UNIT_PROPERTIES = '--property=Id,LoadState,UnitFileState,ActiveState';

/** logind's view of lingering, where its directory can't be read: `Linger=yes`. */
export function lingerOf(user: string): ReadCommand {
  return command('self', ['loginctl', 'show-user', '--property=Linger', user], {
    timeoutMs: 15_000,
  });
}

/**
 * Lists the nat table in a throw-away user and network namespace. The legacy variant wants a lock file
 * in /run, where the target may not write: it is pointed elsewhere (iptables(8), XTABLES_LOCKFILE).
 */
export function tryIptables(target: RunAs, path: string): ReadCommand {
  return command(target, ['unshare', '-Urn', path, '-t', 'nat', '-L', '-n'], {
    timeoutMs: 15_000,
    env: { XTABLES_LOCKFILE: '/dev/null' },
  });
}

/** Lists the (empty) rule set of a throw-away user and network namespace. */
export function tryNft(target: RunAs, path: string): ReadCommand {
  return command(target, ['unshare', '-Urn', path, 'list', 'ruleset'], { timeoutMs: 15_000 });
}

/** Mounts an overlay in a throw-away namespace; writes in `dir` only, which is gone afterwards. */
export function tryOverlay(target: RunAs, dir: string): ReadCommand {
  return command(target, ['unshare', '-Urm', 'sh', '-c', OVERLAY_TRIAL, 'sh', dir], {
    timeoutMs: 15_000,
    label: `try-overlay ${dir}`,
  });
}

/**
 * The same trial in the namespaces that a program makes which AppArmor lets do so: `rootlesskit sh -c ...`,
 * `podman unshare sh -c ...`.
 */
export function tryOverlayBy(
  target: RunAs,
  by: readonly [string, ...string[]],
  dir: string,
): ReadCommand {
  return command(target, [...by, 'sh', '-c', OVERLAY_TRIAL, 'sh', dir], {
    timeoutMs: 15_000,
    label: `try-overlay-by ${by.join(' ')} ${dir}`,
  });
}

/** How a mounted XFS was made, xfs_info(8): `ftype=0` where directories do not name the kind of an entry. */
export function xfsGeometry(mountPoint: string): ReadCommand {
  return command('self', ['xfs_info', mountPoint], { timeoutMs: 15_000 });
}

/**
 * Would dockerd start with this file? It reads it and nothing else; dockerd(8) `--validate`, from 23.0 on. From 28 on
 * it wants to find docker-proxy, too: `search` are the directories in which its service does.
 */
export function validateDaemon(
  target: RunAs,
  dockerd: string,
  path: string,
  search: readonly string[],
): ReadCommand {
  const argv = [dockerd, '--validate', '--config-file', path] as const;
  return command(target, argv, { timeoutMs: 15_000, env: { PATH: search.join(':') } });
}

/** Block size, blocks, free blocks for users, inodes, free inodes of the file system at `path`. */
export function fileSystemSpace(target: RunAs, path: string): ReadCommand {
  return command(target, ['stat', '-f', '-c', '%S %b %a %c %d', path], { timeoutMs: 4_000 });
}

/** `PROGRAM --version`, as the target: the program may lie in the home. */
export function versionOf(target: RunAs, path: string): ReadCommand {
  return command(target, [path, '--version'], { timeoutMs: 15_000 });
}

/**
 * podman's version, asked in a throw-away user namespace: as an ordinary user even `podman --version`
 * makes `~/.config` and `/run/user/UID/libpod`.
 */
export function podmanVersion(target: RunAs, path: string): ReadCommand {
  return command(target, ['unshare', '-Ur', path, '--version'], { timeoutMs: 15_000 });
}

/** `podman info`: only where the store and the state of this boot exist, else it would make them. */
export function podmanInfo(target: RunAs, path: string): ReadCommand {
  return command(target, [path, 'info', '--format', 'json'], { timeoutMs: SLOW_MS });
}

/** `docker info` of the target's own daemon, by its socket: never the rootful one. */
export function dockerInfo(target: RunAs, path: string): ReadCommand {
  const socket = `unix://${target.runtimeDir}/docker.sock`;
  return command(target, [path, '-H', socket, 'info', '--format', '{{json .}}'], {
    timeoutMs: SLOW_MS,
  });
}

/**
 * The names in an archive (tar, gzip), one a line, as the target who will unpack it; tar(1) `-t` takes nothing
 * out. Those of a full release are half a gigabyte.
 */
export function archiveNames(target: RunAs, path: string): ReadCommand {
  return command(target, ['tar', '-tzf', path], { timeoutMs: 120_000 });
}

/** The rpm package that owns a file. */
export function rpmOwner(path: string): ReadCommand {
  return command('self', ['rpm', '-qf', '--queryformat', '%{NAME}', path], { timeoutMs: 15_000 });
}

/**
 * What apt-get would install and remove, for the review: `-s` changes nothing and needs no root; apt-get(8).
 * As root even a simulation keeps logs of what was asked of the planner and the solver
 * (/var/log/apt/eipp.log.xz; apt.conf(5), Dir::Log), so those go to /dev/null.
 */
export function simulateInstall(names: readonly string[], reinstall: boolean): ReadCommand {
  const words = [
    '-s',
    '-qq',
    '-y',
    '--no-install-recommends',
    ...(reinstall ? ['--reinstall'] : []),
    'install',
    ...names,
  ];
  const quiet = ['-o', 'Dir::Log::Planner=/dev/null', '-o', 'Dir::Log::Solver=/dev/null'];
  return command('self', ['apt-get', ...quiet, ...words], {
    timeoutMs: 60_000,
    label: ['apt-get', ...words].join(' '),
  });
}
