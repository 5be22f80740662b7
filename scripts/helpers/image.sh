# shellcheck shell=sh
# rootless-wizard: a store in a file: an image with XFS on it, mounted through a loop device.

# What marks an image as one of ours: its label, mkfs.xfs(8).
RW_IMAGE_LABEL=rw-store

# rw_is_image FILE: is it an image that rw_make_image made: XFS with our label, of root alone?
# In the superblock the magic word stands at 0, the label (12 bytes) at 108: xfs(5), xfs_db(8).
rw_is_image() {
	[ -f "$1" ] && [ ! -L "$1" ] && [ "$(stat -c %u:%a -- "$1")" = 0:600 ] &&
		[ "$(head -c 4 -- "$1" | tr -d '\000')" = XFSB ] &&
		[ "$(head -c 120 -- "$1" | tail -c 12 | tr -d '\000')" = "$RW_IMAGE_LABEL" ]
}

# rw_can_mount_images: are there loop devices, and does the kernel know XFS?
rw_can_mount_images() {
	[ -e /dev/loop-control ] || modprobe loop >/dev/null 2>&1
	if [ ! -e /dev/loop-control ]; then
		rw_fail "there are no loop devices here (/dev/loop-control is missing, and modprobe loop does not bring it); inside a container its host has to hand them in"
		return
	fi
	grep -qw xfs /proc/filesystems || modprobe xfs >/dev/null 2>&1
	grep -qw xfs /proc/filesystems || rw_fail "this kernel does not know XFS (modprobe xfs fails)"
}

# rw_make_image FILE BYTES: a sparse file of that size with a new XFS on it. reflink: copies share their
# blocks. With the metadata of today (crc) ftype=1 is always on, which overlay needs: mkfs.xfs(8).
rw_make_image() (
	set +e
	exec </dev/null
	rw_find_target "$1" || exit
	if [ -e "$1" ]; then
		rw_is_image "$1" ||
			rw_fail "$1 is there already and is no image of ours; choose another name, or move it away" || exit
		rw_say already "$1"
		exit 0
	fi
	[ -d "$RW_DIR" ] || rw_fail "there is no directory $RW_DIR" || exit
	rw_trusted_way "$RW_DIR" || exit
	free=$(df -Pk -- "$RW_DIR" | awk 'NR == 2 { print $4 }')
	need=$(($2 / 1024))
	[ "${free:-0}" -ge "$need" ] ||
		rw_fail "$RW_DIR has room for $free KiB, and the image may grow to $need; a store breaks when the disk below it is full: choose a smaller size" || exit
	rw_has mkfs.xfs || rw_fail "mkfs.xfs is not installed (the package is xfsprogs)" || exit
	rw_can_mount_images || exit
	new=$(mktemp -- "$RW_DIR/.rw-image.XXXXXX") || rw_fail "$RW_DIR: no file could be made there" || exit
	trap 'rm -f -- "$new"' EXIT
	trap 'exit 1' HUP INT TERM
	why=$({ truncate -s "$2" -- "$new" && mkfs.xfs -q -m reflink=1 -L "$RW_IMAGE_LABEL" "$new"; } 2>&1) ||
		rw_fail "$1: $why" || exit
	chmod 0600 "$new" && sync -- "$new" && mv -n -- "$new" "$1" || exit
	[ ! -e "$new" ] || rw_stale "$1 is there now" || exit
	rw_label "$1"
	rw_say made "$1"
)

# rw_remove_image FILE: removes an image of ours on which nothing lies. Any other is left, and named.
rw_remove_image() (
	set +e
	exec </dev/null
	if [ ! -e "$1" ]; then
		rw_say already "$1"
		exit 0
	fi
	rw_is_image "$1" || rw_fail "$1 is no image of ours" || exit
	if [ -z "$(losetup -n -O NAME -j "$1" 2>/dev/null)" ] && rw_is_empty_image "$1"; then
		rm -f -- "$1" || exit
		rw_say removed "$1"
	else
		rw_say kept "$1"
		rw_say note "$1 holds images and containers and is left; this deletes it with all that is on it: rm -- $1"
	fi
)

# rw_is_empty_image FILE: looks, in a mount namespace of its own. What cannot be looked at is not empty.
rw_is_empty_image() (
	look=$(mktemp -d) || exit 1
	trap 'rmdir -- "$look"' EXIT
	# shellcheck disable=SC2016 # the inner shell expands it
	unshare -m sh -c 'mount -o loop,ro,nosuid,nodev,noexec -- "$1" "$2" && [ -z "$(ls -A -- "$2")" ]' \
		sh "$1" "$look" 2>/dev/null
)

# rw_mount_image FILE POINT UNIT|fstab: mounts it at the empty directory POINT, now and at every boot: by the
# mount unit, which is there, or by the line in /etc/fstab.
rw_mount_image() (
	set +e
	exec </dev/null
	if mountpoint -q -- "$2"; then
		[ "$(stat -f -c %T -- "$2")" = xfs ] ||
			rw_fail "something else is mounted at $2; umount $2, or choose another place" || exit
		[ "$3" = fstab ] || why=$(systemctl enable -- "$3" 2>&1) || rw_fail "$3: $why" || exit
		rw_say already "$2"
		exit 0
	fi
	rw_is_image "$1" || rw_fail "$1 is no image of ours" || exit
	rw_can_mount_images || exit
	[ -z "$(ls -A -- "$2")" ] ||
		rw_fail "$2 is not empty, and the image would hide what is there; move that away first" || exit
	if [ "$3" = fstab ]; then
		why=$(mount -- "$2" 2>&1) || rw_fail "$2: $why" || exit
	elif ! why=$(systemctl daemon-reload 2>&1 && systemctl enable --now -- "$3" 2>&1); then
		said=$(journalctl -q -b -u "$3" -n 4 -o cat --no-pager 2>/dev/null)
		systemctl disable -- "$3" >/dev/null 2>&1
		rw_fail "$3: $why $said"
		exit 1
	fi
	[ "$(stat -f -c %T -- "$2")" = xfs ] || rw_fail "$2: it was mounted, but no XFS is there" || exit
	# A new file system has no label at all, and what is made there would have none.
	rw_label "$2"
	rw_say mounted "$2"
)

# rw_unmount_image FILE POINT UNIT|fstab: takes it off, now and at the next boot. The file stays.
rw_unmount_image() (
	set +e
	exec </dev/null
	if [ "$3" != fstab ]; then
		why=$(systemctl disable -- "$3" 2>&1) || [ ! -e "/etc/systemd/system/$3" ] || rw_fail "$3: $why" || exit
	fi
	mountpoint -q -- "$2" || {
		rw_say already "$2"
		exit 0
	}
	why=$(umount -- "$2" 2>&1) ||
		rw_fail "$2: $why (something still uses it; fuser -m $2 names it)" || exit
	rw_say unmounted "$2"
)
