/**
 * Actions on an image: a file that holds a file system of its own, for the containers of one user. Part of
 * `action.ts`. mkfs.xfs(8), mount(8), losetup(8), systemd.mount(5).
 */

/**
 * Makes a sparse file of root alone (0600) with a new XFS on it. What was made before is kept and used; any
 * other file of that name is an error. Who could write the file could feed the kernel a broken file system,
 * so it is never the user's.
 */
export interface MakeImage {
  readonly do: 'make-image';
  /** Absolute path of the file. */
  readonly path: string;
  /** Its size; taken from the disk only as it fills. */
  readonly bytes: number;
}

/** Removes such a file while nothing lies on it; else it is left, and that is said. */
export interface RemoveImage {
  readonly do: 'remove-image';
  readonly path: string;
}

/** Mounts an image now and at every boot. */
export interface MountImage {
  readonly do: 'mount-image';
  readonly path: string;
  /** The empty directory where it appears. */
  readonly point: string;
  /** The mount unit that says so (systemd.mount(5)); null where a line in /etc/fstab does. */
  readonly unit: string | null;
}

/** Takes it off again; what lies on it stays in the file. */
export interface UnmountImage {
  readonly do: 'unmount-image';
  readonly path: string;
  readonly point: string;
  readonly unit: string | null;
}
