import type { SourceEngine } from '../model/action-move.ts';
import type { ReadCommand, RunAs } from '../model/read-host.ts';
import { command } from './command.ts';
import { KEPT_BELOW, VOLUME_LOOK } from './volume-look.ts';

/** How an engine of root is asked, whatever the person's own environment says. */
const ROOTFUL = {
  docker: ['docker', '-H', 'unix:///run/docker.sock'],
  podman: ['podman'],
  // Its own namespace: those of Docker and Kubernetes are theirs.
  nerdctl: ['nerdctl', '--namespace', 'default'],
} as const;

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

/** Of nerdctl, what containerd itself says: its copy of Docker's words lacks too much of images and networks. */
const NATIVE: Readonly<Record<SourceEngine, readonly string[]>> = {
  docker: [],
  podman: [],
  nerdctl: ['--mode=native'],
};

/** `nerdctl inspect` of containers of root, with their OCI specification. */
export function nerdctlNativeContainers(ids: readonly string[]): ReadCommand {
  return command(
    'self',
    [...ROOTFUL.nerdctl, 'inspect', '--type', 'container', '--mode=native', ...ids],
    { timeoutMs: 30_000 },
  );
}

/** `nerdctl image inspect` of root, by names or digests, as containerd has them. */
export function nerdctlNativeImages(names: readonly string[]): ReadCommand {
  return rootfulImages(names, 'nerdctl');
}

/** Snapshots of nerdctl's namespace: lines KEY, PARENT (or nothing), KIND; ctr(8). */
export function nerdctlSnapshots(snapshotter: string): ReadCommand {
  return command(
    'self',
    ['ctr', '--namespace', 'default', 'snapshots', '--snapshotter', snapshotter, 'list'],
    { timeoutMs: 30_000 },
  );
}

/** `docker image inspect` in an engine of root. */
export function rootfulImages(
  ids: readonly string[],
  source: SourceEngine = 'docker',
): ReadCommand {
  return command('self', [...ROOTFUL[source], 'image', 'inspect', ...NATIVE[source], ...ids], {
    timeoutMs: 30_000,
  });
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
  return command('self', [...ROOTFUL[source], 'network', 'inspect', ...NATIVE[source], ...names], {
    timeoutMs: 30_000,
  });
}

/** Sizes of images and volumes; the daemon walks over them, which takes its time. */
export function rootfulDiskUsage(): ReadCommand {
  return command('self', [...ROOTFUL.docker, 'system', 'df', '-v', '--format', '{{json .}}'], {
    timeoutMs: 120_000,
  });
}

/**
 * The process of a user's systemd (0 where it does not run), and the hard limits that its unit sets; as of
 * systemd.exec(5). Nobody's unit is started by it.
 */
export function managerLimits(uid: number, names: readonly string[]): ReadCommand {
  const properties = ['MainPID', ...names.map((name) => `Limit${name.toUpperCase()}`)];
  return command(
    'self',
    ['systemctl', 'show', `--property=${properties.join(',')}`, `user@${uid}.service`],
    { timeoutMs: 15_000 },
  );
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

/** What is in a directory, in sums: `volume-look.ts` says in which lines. Reads names and attributes, no contents. */
export function volumeLook(path: string): ReadCommand {
  return command('self', ['sh', '-c', VOLUME_LOOK, 'sh', path], {
    timeoutMs: 120_000,
    label: `volume-look ${path}`,
  });
}

/** What below a path a new owner would end, or what can't get one: `volume-look.ts` says in which lines. Reads only. */
export function keptBelow(path: string): ReadCommand {
  return command('self', ['sh', '-c', KEPT_BELOW, 'sh', path], {
    timeoutMs: 120_000,
    label: `kept-below ${path}`,
  });
}

/** `docker info`: the options of security of root's Docker, as JSON; one of them says that it shifts ids. */
export function rootfulSecurity(): ReadCommand {
  return command('self', [...ROOTFUL.docker, 'info', '--format', '{{json .SecurityOptions}}'], {
    timeoutMs: 20_000,
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
  // The list inside of Podman's report: its own .Labels is text from Podman 6 on, and .Label came with 5.
  const labels = engine === 'podman' ? 'index .ListContainer.Labels' : '.Label';
  const label = `{{${labels} "rootless-wizard.moved"}}`;
  const format = `{{.Names}}\t${label}`;
  return command(target, [program, ...socket, 'ps', '--all', '--format', format], {
    timeoutMs: 20_000,
  });
}
