import type { SourceEngine } from '../model/action-move.ts';
import type { ReadCommand, RunAs } from '../model/read-host.ts';
import { OVERLAY_TRIAL } from './overlay-trial.ts';

/**
 * Every command that the program may run to look at a host. All of them only read, or try something in
 * a throw-away namespace. Nothing else can be run by a probe: `ReadHost.run` takes what is made here.
 */
function command(
  as: 'self' | RunAs,
  argv: readonly [string, ...string[]],
  options: {
    readonly timeoutMs?: number;
    readonly env?: Readonly<Record<string, string>>;
    readonly label?: string;
  } = {},
): ReadCommand {
  return {
    argv,
    as,
    timeoutMs: options.timeoutMs ?? 10_000,
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.label === undefined ? {} : { label: options.label }),
    brand: 'read-only',
  };
}

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

/**
 * Ids of all containers of an engine of root, also the stopped ones. Docker needs root or its group. Podman
 * is asked as root only, and only where it has containers: an ordinary user would be told of their own, and
 * where there is no store it would make one.
 */
export function rootfulContainers(source: SourceEngine = 'docker'): ReadCommand {
  return command('self', [...ROOTFUL[source], 'ps', '-aq', '--no-trunc'], { timeoutMs: 20_000 });
}

/** `docker inspect` of containers of an engine of root. */
export function rootfulInspect(
  ids: readonly string[],
  source: SourceEngine = 'docker',
): ReadCommand {
  return command('self', [...ROOTFUL[source], 'inspect', '--type', 'container', ...ids], {
    timeoutMs: 30_000,
  });
}

/** `docker image inspect` in an engine of root. */
export function rootfulImages(
  ids: readonly string[],
  source: SourceEngine = 'docker',
): ReadCommand {
  return command('self', [...ROOTFUL[source], 'image', 'inspect', ...ids], { timeoutMs: 30_000 });
}

/** `docker volume inspect` in an engine of root. */
export function rootfulVolumes(
  names: readonly string[],
  source: SourceEngine = 'docker',
): ReadCommand {
  return command('self', [...ROOTFUL[source], 'volume', 'inspect', ...names], {
    timeoutMs: 30_000,
  });
}

/** `docker network inspect` in an engine of root. */
export function rootfulNetworks(
  names: readonly string[],
  source: SourceEngine = 'docker',
): ReadCommand {
  return command('self', [...ROOTFUL[source], 'network', 'inspect', ...names], {
    timeoutMs: 30_000,
  });
}

/** Sizes of images and volumes; the daemon walks over them, which takes its time. */
export function rootfulDiskUsage(): ReadCommand {
  return command('self', [...ROOTFUL.docker, 'system', 'df', '-v', '--format', '{{json .}}'], {
    timeoutMs: 120_000,
  });
}

/** What was written in a container outside of its volumes: lines `A PATH`, `C PATH`, `D PATH`. */
export function rootfulDiff(id: string, source: SourceEngine = 'docker'): ReadCommand {
  return command('self', [...ROOTFUL[source], 'diff', id], { timeoutMs: 60_000 });
}

/** The version of root's Podman, and nothing else; podman-version(1). */
export function rootfulPodmanVersion(): ReadCommand {
  return command('self', [...ROOTFUL.podman, 'version', '--format', '{{.Client.Version}}'], {
    timeoutMs: 20_000,
  });
}

/** Pods of root's Podman: lines ID, tab, name; podman-pod-ps(1). */
export function rootfulPods(): ReadCommand {
  const format = '{{.Id}}\t{{.Name}}';
  return command('self', [...ROOTFUL.podman, 'pod', 'ps', '--no-trunc', '--format', format], {
    timeoutMs: 20_000,
  });
}

/** Bytes of the blocks of everything in each directory: lines BYTES, tab, path; du(1). */
export function sizesBelow(paths: readonly string[]): ReadCommand {
  return command('self', ['du', '-s', '-x', '-B1', '--', ...paths], { timeoutMs: 120_000 });
}

/** Owners below a path, each kind once: lines `COUNT UID:GID MODE TYPE`, at most 500. find(1) reads only. */
export function ownersBelow(path: string): ReadCommand {
  const script =
    'LC_ALL=C; export LC_ALL; find "$1" -xdev -printf "%U:%G %m %y\\n" | sort | uniq -c | head -n 500';
  return command('self', ['sh', '-c', script, 'sh', path], {
    timeoutMs: 120_000,
    label: `owners-below ${path}`,
  });
}

/**
 * Reads a directory for at most a second as a move would: lines BYTES (of the tar stream) and MILLISECONDS.
 * Leaves the times of access as they are. Then counts what is in it for at most another second: lines NAMES
 * and MILLISECONDS.
 */
export function readSample(path: string): ReadCommand {
  const script = `cd -- "$1" || exit
timed() {
  start=$(date +%s%N)
  timeout 1 "$@" 2>/dev/null | wc -c
  echo "$((($(date +%s%N) - start) / 1000000))"
}
timed tar --atime-preserve=system --one-file-system --sparse -cf - .
timed find . -xdev -printf .`;
  return command('self', ['sh', '-c', script, 'sh', path], {
    timeoutMs: 10_000,
    label: `read-sample ${path}`,
  });
}

/** `mount --version`: names the version of util-linux; BusyBox says nothing of the kind. */
export function mountVersion(): ReadCommand {
  return command('self', ['mount', '--version']);
}

/**
 * The names of an engine's containers for the target, one a line, with our label of a move behind a tab.
 * `program`: the name or the path of its command.
 */
export function movedContainers(
  target: RunAs,
  engine: 'docker' | 'podman' | 'nerdctl',
  program: string = engine,
): ReadCommand {
  const socket = engine === 'docker' ? ['-H', `unix://${target.runtimeDir}/docker.sock`] : [];
  const label = `{{${engine === 'podman' ? 'index .Labels' : '.Label'} "rootless-wizard.moved"}}`;
  const format = `{{.Names}}\t${label}`;
  return command(target, [program, ...socket, 'ps', '--all', '--format', format], {
    timeoutMs: 20_000,
  });
}

const ROOTFUL = {
  docker: ['docker', '-H', 'unix:///run/docker.sock'],
  podman: ['podman'],
} as const;
