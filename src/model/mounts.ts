/** One line of /proc/self/mountinfo, proc_pid_mountinfo(5). */
export interface Mount {
  readonly point: string;
  /** `ext4`, `nfs4`, `fuse.sshfs`, ... */
  readonly type: string;
  readonly source: string;
  /** Options of the mount and of the file system, each once. */
  readonly options: readonly string[];
}

/** All mounts in their order; lines that are no mounts are passed over. */
export function parseMounts(mountinfo: string): readonly Mount[] {
  const mounts: Mount[] = [];
  for (const line of mountinfo.split('\n')) {
    const [before, after] = cut(line, ' - ');
    const [, , , , point, options] = before.split(' ');
    const [type, source, superOptions] = after.split(' ');
    if (point === undefined || type === undefined || type === '') continue;
    mounts.push({
      point: decodeOctal(point),
      type,
      source: decodeOctal(source ?? ''),
      options: [...new Set(`${options ?? ''},${superOptions ?? ''}`.split(','))].filter(
        (option) => option !== '',
      ),
    });
  }
  return mounts;
}

/** The mount that holds a path (absolute, links resolved): the longest match, of equals the newest. */
export function mountOf(mounts: readonly Mount[], path: string): Mount | null {
  let best: Mount | null = null;
  for (const mount of mounts) {
    const holds = mount.point === '/' || path === mount.point || path.startsWith(`${mount.point}/`);
    if (holds && mount.point.length >= (best?.point.length ?? 0)) best = mount;
  }
  return best;
}

function cut(text: string, at: string): readonly [string, string] {
  const found = text.indexOf(at);
  return found < 0 ? [text, ''] : [text.slice(0, found), text.slice(found + at.length)];
}

/** The kernel writes space, tab, newline and backslash as octal. */
function decodeOctal(word: string): string {
  return word.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

/** File systems of this machine alone: no server and no process stands behind them. */
const OWN =
  /^(ext[234]|xfs|btrfs|zfs|f2fs|jfs|bcachefs|nilfs2|tmpfs|ramfs|rootfs|overlay|squashfs|erofs|ecryptfs|vfat|exfat|ntfs3|iso9660|udf|nsfs|binfmt_misc)$/;

/** Where the kernel, the session and the system keep their own mounts; no home lies there. */
const NOT_HOMES = /^\/(proc|sys|dev|run)(\/|$)/;

/**
 * Can looking at a directory wait for something outside the kernel? Any network or FUSE mount will do: links
 * lead anywhere, and following them to find out would already be looking.
 */
export function mayHang(mounts: readonly Mount[], dir: string): boolean {
  return mounts.some(
    ({ point, type }) => !OWN.test(type) && (!NOT_HOMES.test(point) || NOT_HOMES.test(dir)),
  );
}
