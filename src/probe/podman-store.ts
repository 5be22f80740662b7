import { confInForce, placeOf } from '../edit/storage-conf.ts';
import type { ConfFiles, Target } from '../model/facts.ts';
import type { ReadHost } from '../model/read-host.ts';
import { recorded } from './containerd.ts';

/**
 * Where Podman's store of a user lies, as far as files say; no program is asked. What they mean depends on the
 * version, which `isSix` is asked for only where that matters.
 */
export async function podmanStore(
  host: ReadHost,
  target: Target,
  files: ConfFiles,
  isSix: () => Promise<boolean>,
): Promise<string> {
  const [five, six] = [5, 6].map((major) => {
    const said = placeOf(confInForce(files, major))?.value;
    return typeof said === 'string' ? said : null;
  });
  const found = (five !== six && (await isSix()) ? six : five) ?? null;
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

/** Is there something of containers/storage or libpod in a directory? */
export function isStore(names: readonly string[]): boolean {
  return names.some((name) => /-(images|layers)$|^libpod$/.test(name));
}

/**
 * The driver of a store, by the directories that each makes (`overlay-images`, `vfs-images`), and the mark that
 * overlay leaves where a program mounted it.
 * https://github.com/containers/storage/blob/v1.57.2/drivers/overlay/overlay.go (getMountProgramFlagFile)
 */
export async function storeDriver(
  host: ReadHost,
  dir: string,
  names: readonly string[],
): Promise<string | null> {
  const drivers = names.flatMap((name) => /^(\w+)-images$/.exec(name)?.[1] ?? []);
  const [driver] = drivers;
  if (driver === undefined || drivers.length > 1) return null;
  if (driver !== 'overlay') return driver;
  const mark = await recorded(() => host.stat(`${dir}/overlay/.has-mount-program`));
  return mark?.kind === 'file' ? 'fuse-overlayfs' : driver;
}
