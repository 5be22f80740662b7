import { readToml } from '../edit/toml.ts';
import type { Nerdctl, Target } from '../model/facts.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { versionOf } from './commands.ts';
import { filePaths } from './files.ts';
import { userUnitState } from './units.ts';
import { which } from './which.ts';

/**
 * Has the user's containerd data already? They lie where `root` of its config.toml says, which in the
 * namespaces of rootless mode is a path of the host as any other.
 * https://github.com/containerd/containerd/blob/main/docs/man/containerd-config.toml.5.md
 */
export async function storeOf(host: ReadHost, target: Target): Promise<boolean> {
  const config = filePaths(target)['nerdctl.containerd'];
  const said = await recorded(async () => {
    const text = textOf(await host.file(config));
    return text === null ? null : readToml(text, [], 'root');
  });
  const entries =
    typeof said === 'string'
      ? await recorded(() => host.list(said))
      : await host.list(`${target.dataHome}/containerd`);
  return (entries ?? []).length > 0;
}

/** The snapshotter for fuse-overlayfs, and the unit that runs it. */
export async function readFuse(
  host: ReadHost,
  target: Target,
): Promise<Pick<Nerdctl, 'fuseSnapshotter' | 'fuseService'>> {
  const path = await recorded(() => which(host, 'containerd-fuse-overlayfs-grpc', target));
  if (path === null) return { fuseSnapshotter: null };
  const unit = await recorded(() =>
    userUnitState(host, target, 'containerd-fuse-overlayfs.service'),
  );
  const missing = { enabled: 'missing', active: 'inactive' } as const;
  return { fuseSnapshotter: path, fuseService: unit ?? missing };
}

/** bypass4netns beside its daemon, and the unit that runs that. */
export async function readBypass(
  host: ReadHost,
  target: Target,
): Promise<Pick<Nerdctl, 'bypass4netnsd' | 'bypass4netns' | 'bypassService'>> {
  const daemon = await which(host, 'bypass4netnsd', target);
  if (daemon === null) return { bypass4netnsd: null };
  const beside = daemon.replace(/d$/, '');
  const file = await recorded(() => host.stat(beside));
  const unit = await recorded(() => userUnitState(host, target, 'bypass4netnsd.service'));
  return {
    bypass4netnsd: daemon,
    // Anything else of that name it could not start.
    bypass4netns: file?.kind === 'file' && (file.mode & 0o111) !== 0 ? beside : null,
    bypassService: unit ?? { enabled: 'missing', active: 'inactive' },
  };
}

/** `runc version 1.1.15+ds1`: bypass4netns asks for a new one. */
export async function readRunc(
  host: ReadHost,
  target: Target,
): Promise<Pick<Nerdctl, 'runcVersion'>> {
  const path = await recorded(() => which(host, 'runc', target));
  if (path === null) return {};
  const said = await recorded(() => host.run(versionOf(target, path)));
  const version = /^runc version v?(\d\S*)/m.exec(said?.stdout ?? '')?.[1];
  return version === undefined ? {} : { runcVersion: version };
}

/** Hosts were recorded before these were looked at. */
export async function recorded<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotRecorded) return null;
    throw error;
  }
}
