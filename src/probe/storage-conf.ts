import { confOf, inOrder } from '../edit/storage-conf.ts';
import type { ConfFile, ConfFiles, Podman, Target } from '../model/facts.ts';
import { type FileState, NotRecorded, type ReadHost } from '../model/read-host.ts';
import { recorded } from './containerd.ts';
import { filePaths } from './files.ts';

/**
 * All storage.conf of a user, whichever version of Podman is to read them (`edit/storage-conf.ts` has the rules).
 * A recording of before holds no more than the main files.
 */
export async function readStorageConf(host: ReadHost, target: Target): Promise<ConfFiles> {
  const paths = filePaths(target);
  const main = async (role: keyof typeof paths) => confOf(await stateOf(host, paths[role]));
  const [user, system, vendor, dropins] = await Promise.all([
    main('podman.storage'),
    main('podman.storage.system'),
    main('podman.storage.vendor'),
    Promise.all(dropinDirs(target).map((dir) => dropinsIn(host, dir))),
  ]);
  return { user, system, vendor, dropins: inOrder(dropins.flat()) };
}

/**
 * What the person's shell says to containers/storage. It counts for what is started there, and not for services,
 * nor for the programs that the wizard starts. containers-storage.conf(5), and `LoadStoreOptions` in
 * https://github.com/containers/container-libs/blob/main/storage/types/options.go
 */
export function storageEnv(host: ReadHost, target: Target): Pick<Podman, 'storageEnv'> {
  if (!target.self) return {};
  const said = NAMES.flatMap((name) => {
    const value = host.env(name);
    return value === null || value === '' ? [] : [`${name}=${value}`];
  });
  return said.length === 0 ? {} : { storageEnv: said };
}

const NAMES = [
  'CONTAINERS_STORAGE_CONF',
  'CONTAINERS_STORAGE_CONF_OVERRIDE',
  'STORAGE_DRIVER',
  'STORAGE_OPTS',
] as const;

/** Where drop-ins may lie; of two with one name that of the first directory counts (configfile/parse.go). */
function dropinDirs({ configHome, uid }: Target): readonly string[] {
  const shared = ['/etc/containers', '/usr/share/containers'].flatMap((dir) => [
    `${dir}/storage.rootless.conf.d/${uid}`,
    `${dir}/storage.rootless.conf.d`,
    `${dir}/storage.conf.d`,
  ]);
  return [`${configHome}/containers/storage.conf.d`, ...shared];
}

async function dropinsIn(host: ReadHost, dir: string): Promise<readonly ConfFile[]> {
  const names = (await recorded(() => host.list(dir))) ?? [];
  const found = names.filter((name) => name.endsWith('.conf'));
  const states = await Promise.all(found.map((name) => stateOf(host, `${dir}/${name}`)));
  return states.map(confOf).filter((file) => file !== null);
}

async function stateOf(host: ReadHost, path: string): Promise<FileState> {
  try {
    return await host.file(path);
  } catch (error) {
    if (error instanceof NotRecorded) return { kind: 'absent', path };
    throw error;
  }
}
