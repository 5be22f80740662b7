import { opensPorts } from '../distro/docker-ports.ts';
import { known } from '../model/fact.ts';
import type { Docker, Program, Target } from '../model/facts.ts';
import type { ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { dockerInfo, rpmOwner, validateDaemon, versionOf } from './commands.ts';
import { firstLine } from './common.ts';
import { recorded } from './containerd.ts';

import { filePaths } from './files.ts';
import { ofHome } from './home-answers.ts';
import { at, listOf, parseJson, textOr } from './json.ts';
import { readOpenrc } from './openrc.ts';
import type { Probe } from './probe.ts';
import { kitVersion } from './rootlesskit.ts';
import { readRunit } from './runit.ts';
import { userUnitState } from './units.ts';
import { everyProgram, findProgram, searchPath, which } from './which.ts';

export { checks } from './docker-checks.ts';

/** Debian's docker.io keeps upstream's scripts here, outside PATH. */
const DEBIAN_CONTRIB = '/usr/share/docker.io/contrib';

/** `Docker version 28.2.2, build e6534b4`, from docker and from dockerd. */
export function parseDockerVersion(stdout: string): string | null {
  return /^Docker version ([^\s,]+)/im.exec(stdout)?.[1] ?? null;
}

/** What matters of `docker info --format '{{json .}}'`; null when no daemon answered. */
export function parseDockerInfo(stdout: string): Docker['answers'] {
  const json = parseJson(stdout);
  const serverVersion = textOr(at(json, 'ServerVersion'), '');
  if (serverVersion === '') return null;
  return {
    serverVersion,
    driver: textOr(at(json, 'Driver'), ''),
    dataRoot: textOr(at(json, 'DockerRootDir'), ''),
    cgroupDriver: textOr(at(json, 'CgroupDriver'), ''),
    securityOptions: listOf(at(json, 'SecurityOptions')).filter(
      (option) => typeof option === 'string',
    ),
  };
}

/** The first of these files that exists. */
async function firstFile(host: ReadHost, paths: readonly string[]): Promise<string | null> {
  const states = await Promise.all(paths.map((path) => host.stat(path)));
  return paths.find((_, index) => states[index]?.kind === 'file') ?? null;
}

/**
 * The package that owns dockerd. dpkg's list files are read directly, because `dpkg -S` reads the lists
 * of all packages; rpm is asked. null elsewhere, and for a dockerd that somebody put there by hand.
 */
async function packageOf(host: ReadHost, path: string): Promise<string | null> {
  for (const name of ['docker.io', 'docker-ce', 'moby-engine']) {
    const list = textOf(await host.file(`/var/lib/dpkg/info/${name}.list`));
    if (list?.split('\n').includes(path)) return name;
  }
  if ((await host.list('/var/lib/dpkg/info')) !== null || (await which(host, 'rpm')) === null) {
    return null;
  }
  const result = await host.run(rpmOwner(path));
  return result.code === 0 && result.stdout !== '' ? result.stdout.trim() : null;
}

/** The rootless data-root: what daemon.json says, else upstream's default. */
export async function dockerDataRoot(host: ReadHost, target: Target): Promise<string> {
  const text = textOf(await host.file(filePaths(target)['docker.daemon']));
  const configured = textOr(at(parseJson(text ?? ''), 'data-root'), '');
  return configured.startsWith('/') ? configured : `${target.dataHome}/docker`;
}

async function programWithVersion(
  host: ReadHost,
  target: Target,
  name: string,
): Promise<{ readonly path: string; readonly stdout: string } | null> {
  const path = await which(host, name, target);
  if (path === null) return null;
  const { stdout } = await host.run(versionOf(target, path));
  return { path, stdout };
}

/** Asked only beside a Docker for which it matters. */
async function kitOf(
  host: ReadHost,
  target: Target,
  dockerd: string | null,
  kit: Program | null,
): Promise<Pick<Docker, 'rootlesskitVersion'>> {
  if (kit === null || !opensPorts(dockerd)) return {};
  const version = await kitVersion(host, target, kit.path);
  return version === null ? {} : { rootlesskitVersion: version };
}

/** What dockerd thinks of daemon.json, where there is one and it can be asked. */
async function configOf(
  host: ReadHost,
  target: Target,
  dockerd: string | null,
  version: string | null,
): Promise<Pick<Docker, 'configProblem'>> {
  const path = filePaths(target)['docker.daemon'];
  const asks = dockerd !== null && Number.parseInt(version ?? '', 10) >= 23;
  if (!asks || (await host.file(path)).kind !== 'file') return {};
  // Beside it lies what it starts, as in its own service.
  const search = [dockerd.slice(0, dockerd.lastIndexOf('/')), ...searchPath(target)];
  const result = await recorded(() => host.run(validateDaemon(target, dockerd, path, search)));
  if (result === null || result.status !== 'exited') return {};
  return { configProblem: result.code === 0 ? '' : firstLine(result.stderr) || '?' };
}

export const probe: Probe<'docker'> = {
  id: 'docker',
  read: (host, context) =>
    ofHome(host, context, async (target) => {
      const { home, runtimeDir } = target;
      const script = (name: string, ...others: readonly string[]): Promise<string | null> =>
        which(host, name, target).then(
          (path) => path ?? firstFile(host, [`${DEBIAN_CONTRIB}/${name}`, ...others]),
        );
      const [
        cli,
        dockerd,
        rootlessScript,
        setupTool,
        kit,
        altKit,
        service,
        socket,
        entries,
        openrc,
        runit,
      ] = await Promise.all([
        programWithVersion(host, target, 'docker'),
        programWithVersion(host, target, 'dockerd'),
        // Alpine's docker-rootless-extras drops the ending.
        script('dockerd-rootless.sh', '/usr/bin/dockerd-rootless'),
        script('dockerd-rootless-setuptool.sh', '/usr/bin/dockerd-rootless-setuptool'),
        findProgram(host, 'rootlesskit', target),
        findProgram(host, 'docker-rootlesskit', target),
        userUnitState(host, target, 'docker.service'),
        host.stat(`${runtimeDir}/docker.sock`),
        dockerDataRoot(host, target).then((root) => host.list(root)),
        readOpenrc(host, target, 'docker'),
        readRunit(host, target, 'docker'),
      ]);
      const kits = await everyProgram(host, 'rootlesskit', target);
      const cliVersion = cli === null ? null : parseDockerVersion(cli.stdout);
      const daemon = dockerd === null ? null : parseDockerVersion(dockerd.stdout);
      const [answers, fromPackage, kitSays, config] = await Promise.all([
        cli !== null && cliVersion !== null && socket.kind === 'other'
          ? host.run(dockerInfo(target, cli.path)).then((got) => parseDockerInfo(got.stdout))
          : null,
        dockerd === null || dockerd.path.startsWith(`${home}/`)
          ? null
          : packageOf(host, dockerd.path),
        kitOf(host, target, daemon, kit ?? altKit),
        configOf(host, target, dockerd?.path ?? null, daemon),
      ]);
      return known(
        {
          cli: cli === null || cliVersion === null ? null : { path: cli.path, version: cliVersion },
          podmanDocker: cli !== null && /^podman(-\S+)? version/m.test(cli.stdout),
          dockerd: dockerd === null ? null : { path: dockerd.path, version: daemon ?? '' },
          rootlessScript,
          setupTool,
          rootlesskit: kit ?? altKit,
          ...(kits.length > 1 ? { rootlesskits: kits } : {}),
          ...kitSays,
          ...config,
          fromPackage,
          service,
          answers,
          hasStore: (entries ?? []).length > 0,
          openrc,
          ...(runit === null ? {} : { runit }),
        },
        dockerd?.path ?? 'PATH',
      );
    }),
};
