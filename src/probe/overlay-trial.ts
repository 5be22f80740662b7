/**
 * The fixed text that tries an overlay mount, run by `sh -c` in a throw-away user and mount namespace.
 * `$1` is the scratch directory, the only place where it writes; it is removed again, with those of its
 * parents that were made for it.
 *
 * It does what unpacking and running an image does: mount with `userxattr`
 * (https://docs.kernel.org/filesystems/overlayfs.html#user-xattr), rename an upper and a lower directory,
 * delete a lower file (whiteout), replace a lower directory (opaque), run a program from the mount. In as few
 * processes as it can be done: they are most of what `check` waits for.
 * Relative paths in the mount options, so that no comma or colon of a home can end an option.
 *
 * It prints one word, and the step that failed says why on standard error: `native`, `noexec`, `change`,
 * `mount`, `unwritable`.
 */
export const OVERLAY_TRIAL = `umask 077
top=$1
stop=$top
while [ -n "$stop" ] && [ ! -d "$stop" ]; do stop=\${stop%/*}; done
read -r id 2>/dev/null </proc/sys/kernel/random/uuid || id=$$
s=$top/$id
end() {
  cd "$stop/" || :
  rm -rf "$s"
  [ "$top" = "$stop" ] || rmdir -p ".\${top#"$stop"}" 2>/dev/null
  echo "$1"
  exit 0
}
mkdir -p "$s/l/d" "$s/u/e" "$s/u/k" "$s/w" "$s/m" && cd "$s" && true >l/f && true >l/d/g ||
  end unwritable
mount -t overlay -o lowerdir=l,upperdir=u,workdir=w,userxattr overlay m || end mount
said=change
mv m/e m/d m/k && rm -r m/f m/k/d && mkdir m/d &&
  [ ! -e m/f ] && [ ! -e m/d/g ] && [ -d m/k/e ] && said=noexec &&
  printf '#!/bin/sh\\n' >m/x && chmod 700 m/x && m/x && said=native
umount m
end "$said"
`;
