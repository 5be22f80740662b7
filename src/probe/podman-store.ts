import { readToml } from '../edit/toml.ts';
import type { Target } from '../model/facts.ts';
import type { ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { filePaths } from './files.ts';

/** A path as a file has it, or null. */
type Place = string | null;

/**
 * Where Podman's store of a user lies, as far as files and the environment say; no program is asked. Up to Podman
 * 5 the user's storage.conf comes instead of the system's, of which `rootless_storage_path` alone counts. From 6 on
 * the system's `graphroot` counts as well, and drop-ins (ours is there for no other) come on top. `graphroot` wins
 * over the other key. `isSix` is asked only where it matters. containers-storage.conf(5), and
 * https://github.com/containers/storage/blob/v1.57.2/types/options.go (loadStoreOptionsFromConfFile)
 */
export async function podmanStore(
  host: ReadHost,
  target: Target,
  isSix: () => Promise<boolean>,
): Promise<string> {
  const paths = filePaths(target);
  const text = async (role: keyof typeof paths) => textOf(await host.file(paths[role]));
  const [own, system, dropin] = await Promise.all([
    text('podman.storage'),
    text('podman.storage.system'),
    text('podman.storage.dropin'),
  ]);
  const of = (file: string | null, key: string): Place => {
    const value = file === null ? undefined : readToml(file, ['storage'], key);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const rootless = (file: string | null): Place => of(file, 'rootless_storage_path');
  const shared = own === null ? of(system, 'graphroot') : null;
  const found =
    of(dropin, 'graphroot') ??
    of(own, 'graphroot') ??
    (shared !== null && (await isSix()) ? shared : null) ??
    rootless(own) ??
    rootless(system);
  if (found === null) return usualStore(target);
  const path = expanded(host, target, found);
  // Podman takes what has no leading slash from where it is started (seen with 5.4): the home, for a login.
  return path.startsWith('/') ? path : `${target.home}/${path}`;
}

/** Where it is unless a file says otherwise. */
export function usualStore({ dataHome }: Target): string {
  return `${dataHome}/containers/storage`;
}

/**
 * As containers/storage expands it: `$UID` wherever it stands, then variables of the environment as Go's os.ExpandEnv
 * does (`$NAME`, `${NAME}`, nothing for those that are not set). `~` stays.
 * https://github.com/containers/storage/blob/v1.57.2/types/utils.go (expandEnvPath)
 */
function expanded(host: ReadHost, target: Target, path: string): string {
  const known: Readonly<Record<string, string>> = {
    HOME: target.home,
    USER: target.name,
    LOGNAME: target.name,
    XDG_DATA_HOME: target.dataHome,
    XDG_RUNTIME_DIR: target.runtimeDir,
  };
  const variable = (name: string) => known[name] ?? (target.self ? (host.env(name) ?? '') : '');
  return path
    .replaceAll('$UID', String(target.uid))
    .replace(/\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g, (_all, braced?: string, plain?: string) =>
      variable(braced ?? plain ?? ''),
    )
    .replace(/\/{2,}/g, '/')
    .replace(/(.)\/$/, '$1');
}
