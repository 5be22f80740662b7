/** Facts about the place that holds images, containers and volumes. Part of `facts.ts`. */
import type { Mount } from './mounts.ts';
import type { FileState } from './read-host.ts';

/** Where a store in a file would be: an image of its own file system, for the containers of the target. */
export interface StoreImage {
  /** The directory at which it is mounted, `/var/lib/rootless/NAME`. */
  readonly point: string;
  /** Does systemd mount it, by a unit (systemd.mount(5))? Else a line in /etc/fstab does. */
  readonly systemd: boolean;
  /** That unit, or /etc/fstab. */
  readonly entry: FileState;
  /** All that is mounted now. */
  readonly mounts: readonly Mount[];
  /** Room where such a file would lie by itself, in bytes; null where nobody can tell. */
  readonly freeBytes: number | null;
}

/** A file as Podman would read it; `text` is null where it cannot be read. */
export interface ConfFile {
  readonly path: string;
  readonly text: string | null;
}

/** The files of containers/storage that may count for a user, each null where it is not there. */
export interface ConfFiles {
  /** `~/.config/containers/storage.conf`. */
  readonly user: ConfFile | null;
  /** `/etc/containers/storage.conf`. */
  readonly system: ConfFile | null;
  /** `/usr/share/containers/storage.conf`. */
  readonly vendor: ConfFile | null;
  /** Drop-ins, which Podman 6 reads, in its order. */
  readonly dropins: readonly ConfFile[];
}

/** The file system of the target's home. */
export interface Home {
  readonly path: string;
  readonly exists: boolean;
  readonly writable: boolean;
  readonly fs: FileSystem;
}

export interface FileSystem {
  readonly mountPoint: string;
  /** As in /proc/self/mountinfo: `ext4`, `xfs`, `btrfs`, `nfs4`, ... */
  readonly type: string;
  readonly options: readonly string[];
  readonly totalBytes: number;
  readonly freeBytes: number;
  readonly freeInodes: number | null;
}

/** Which overlay works on the file system that will hold the data: a real mount was tried. */
export interface OverlaySupport {
  /** Directory in whose file system the mount was tried. */
  readonly dir: string;
  readonly native: boolean;
  readonly detail: string;
  /** The file system does not say of what kind the entries of a directory are: the kernel's overlay fails on it. */
  readonly noTypes?: true;
  /** Path of fuse-overlayfs, null when missing. */
  readonly fuseOverlayfs: string | null;
}
