import { type Fact, known } from '../model/fact.ts';
import type { Podman, Target } from '../model/facts.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { podmanInfo, podmanVersion, versionOf } from './commands.ts';
import { recorded } from './containerd.ts';
import { ofHome } from './home-answers.ts';
import { readHostServices } from './host-service.ts';
import { at, listOf, numberOr, parseJson, textOr } from './json.ts';
import { isStore, podmanStore, storeDriver, usualStore } from './podman-store.ts';
import type { Probe } from './probe.ts';
import { readStorageConf, storageEnv } from './storage-conf.ts';
import { userUnitState } from './units.ts';
import { which } from './which.ts';

export { checks } from './podman-checks.ts';

/**
 * The parts of `podman info --format json` that matter. Podman 4 has no `rootlessNetworkCmd`, Podman 6
 * no `store.configFile`: whatever is not there is empty, never guessed. null when it is no such document.
 */
export function parsePodmanInfo(
  stdout: string,
): { readonly info: NonNullable<Podman['info']>; readonly version: string | null } | null {
  const json = parseJson(stdout);
  const driver = textOr(at(json, 'store', 'graphDriverName'), '');
  if (driver === '') return null;
  return {
    version: textOr(at(json, 'version', 'Version'), '') || null,
    info: {
      driver,
      graphRoot: textOr(at(json, 'store', 'graphRoot'), ''),
      networkBackend: textOr(at(json, 'host', 'networkBackend'), ''),
      rootlessNetworkCmd: textOr(at(json, 'host', 'rootlessNetworkCmd'), ''),
      cgroupManager: textOr(at(json, 'host', 'cgroupManager'), ''),
      ociRuntime: textOr(at(json, 'host', 'ociRuntime', 'name'), ''),
      images: numberOr(at(json, 'store', 'imageStore', 'number'), 0),
      containers: numberOr(at(json, 'store', 'containerStore', 'number'), 0),
      idMapUid: listOf(at(json, 'host', 'idMappings', 'uidmap')).map((map) => ({
        container: numberOr(at(map, 'container_id'), 0),
        host: numberOr(at(map, 'host_id'), 0),
        count: numberOr(at(map, 'size'), 0),
      })),
    },
  };
}

/** `podman version 5.4.2`. */
export function parsePodmanVersion(stdout: string): string | null {
  return /^podman(?:-remote)? version (\S+)/m.exec(stdout)?.[1] ?? null;
}

/** Warnings and errors of podman as people read them: logrus lines without time and level. */
export function podmanComplaints(stderr: string): string {
  return stderr
    .split('\n')
    .map((line) => /msg="((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/**
 * Has this podman been used since the boot? Then `podman info` finds its state and makes nothing new; else
 * it would create the store, its database and its runtime directory, which a look must not do.
 * `alive` is libpod's own mark of the boot (libpod/runtime.go).
 */
async function isAwake(host: ReadHost, target: Target): Promise<boolean> {
  const marks = [
    `${target.runtimeDir}/libpod/tmp/alive`,
    `/tmp/storage-run-${target.uid}/libpod/tmp/alive`,
  ];
  const states = await Promise.all(marks.map((mark) => host.stat(mark)));
  return states.some((state) => state.kind === 'file');
}

/**
 * What containers/storage wrote down in the run root when overlay failed. It names no place: Podman believes
 * it of any store, until the next boot. https://github.com/containers/storage/blob/main/drivers/overlay/overlay.go
 * (cachedFeatureRecord). null also where a recording does not hold it.
 */
async function refusedOverlay(host: ReadHost, target: Target): Promise<string | null> {
  const path = `${target.runtimeDir}/containers/overlay/overlay-false`;
  try {
    return (await host.stat(path)).kind === 'file' ? path : null;
  } catch (error) {
    if (error instanceof NotRecorded) return null;
    throw error;
  }
}

/** The version inside a Debian version: without epoch, repacking mark and revision. */
export function upstreamVersion(debian: string): string {
  return debian.replace(/^\d+:/, '').replace(/[+~-].*$/, '');
}

/** The version of a package in /var/lib/dpkg/status, deb-control(5). */
export function dpkgVersion(status: string, name: string): string | null {
  const at = `\n${status}`.indexOf(`\nPackage: ${name}\n`);
  if (at < 0) return null;
  const [stanza = ''] = status.slice(at).split('\n\n', 1);
  if (!/^Status: .* installed$/m.test(stanza)) return null;
  return /^Version: (\S+)$/m.exec(stanza)?.[1] ?? null;
}

/** Asks podman in a namespace; where none can be made, podman itself if it has been used, else dpkg. */
async function readVersion(host: ReadHost, target: Target, path: string): Promise<string | null> {
  const first = parsePodmanVersion((await host.run(podmanVersion(target, path))).stdout);
  if (first !== null) return first;
  if ((await host.stat(`${target.runtimeDir}/libpod`)).kind === 'directory') {
    const second = parsePodmanVersion((await host.run(versionOf(target, path))).stdout);
    if (second !== null) return second;
  }
  const status = await host.file('/var/lib/dpkg/status', { maxBytes: 32 * 1024 * 1024 });
  const debian = path.startsWith('/usr/bin/') ? dpkgVersion(textOf(status) ?? '', 'podman') : null;
  return debian === null ? null : upstreamVersion(debian);
}

export const probe: Probe<'podman'> = {
  id: 'podman',
  read: (host, context) =>
    ofHome(host, context, async (target): Promise<Fact<Podman>> => {
      const [path, socket, restart, awake, services] = await Promise.all([
        which(host, 'podman', target),
        userUnitState(host, target, 'podman.socket'),
        userUnitState(host, target, 'podman-restart.service'),
        isAwake(host, target),
        readHostServices(host, target, 'podman'),
      ]);
      const isSix = async () =>
        path !== null && Number.parseInt((await readVersion(host, target, path)) ?? '', 10) >= 6;
      const files = await readStorageConf(host, target);
      const store = await podmanStore(host, target, files, isSix);
      const conf = { storageDropins: files.dropins, ...storageEnv(host, target) };
      // One that was there before a file moved it has files of the user's ids as well.
      const places = [...new Set([store, usualStore(target)])];
      const lists = await Promise.all(places.map((place) => recorded(() => host.list(place))));
      const found = places.flatMap((dir, at) => {
        const names = lists[at] ?? [];
        return isStore(names) ? [{ dir, names }] : [];
      });
      const hasStore = found.length > 0;
      const stores = await Promise.all(
        found.map(async ({ dir, names }) => ({ dir, driver: await storeDriver(host, dir, names) })),
      );
      const none = {
        info: null,
        infoError: '',
        socket,
        restart,
        hasStore,
        store,
        stores,
        ...conf,
        ...services,
      };
      if (path === null) return known({ path, version: null, ...none }, 'PATH');
      const result = hasStore && awake ? await host.run(podmanInfo(target, path)) : null;
      const parsed = result === null ? null : parsePodmanInfo(result.stdout);
      const version = parsed?.version ?? (await readVersion(host, target, path));
      const infoError =
        result === null
          ? ''
          : result.status === 'timeout'
            ? 'podman info: timeout'
            : podmanComplaints(result.stderr) || (parsed === null ? 'podman info: no JSON' : '');
      const refused = await refusedOverlay(host, target);
      return known(
        {
          ...{ path, version, info: parsed?.info ?? null, infoError },
          ...{ socket, restart, hasStore, store, stores },
          ...conf,
          ...(refused === null ? {} : { refusedOverlay: refused }),
          ...services,
        },
        result === null ? path : `${path} info`,
      );
    }),
};
