# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: the copy of a volume without a stream, where kernel and file system can.
#
# The source is mounted once more, read-only, with the ids that the user's containers have (mount_setattr(2),
# X-mount.idmap of mount(8), Linux 5.12 and util-linux 2.39), and cp(1) in the user's namespace reads from there:
# file to file inside the kernel (copy_file_range(2)) instead of through two programs and a pipe. The mount lives in a
# mount namespace of one process, is passed on as an open directory, and is gone with that process however it ends.

# A mount takes longer than a stream of fewer bytes and fewer files than these.
RW_VIEW_BYTES=33554432 RW_VIEW_FILES=5000

# Makes the mount, and sets $holder, the process that has it. Fails, and says nothing, where it can't be made or
# cp would not do what the stream does: sockets are left out, and so is what lies below a mount.
rw_volume_view() {
	[ "$content" -ge "$RW_VIEW_BYTES" ] || [ "$files" -ge "$RW_VIEW_FILES" ] || return 1
	[ "$sockets" = 0 ] && rw_has unshare && cp --version 2>/dev/null | grep -q GNU || return 1
	# shellcheck disable=SC2034 # of rw_idmap_below and rw_idmap_map
	path=$source
	[ -z "$(rw_idmap_below)" ] && rw_idmap_map >/dev/null 2>&1 && mkdir "$tmp/view" && mkfifo "$tmp/shows" || return 1
	# shellcheck disable=SC2086,SC2016 # words; expanded by the inner shell
	$rw_tie unshare --mount sh -c 'source=$1 view=$2 want=$3
		shift 3
		for map; do
			mount -o "bind,ro,nodev,nosuid,X-mount.idmap=$map" -- "$source" "$view" || continue
			[ "$(stat -c %u:%g -- "$view")" != "$want" ] || { echo yes && exec sleep 2147483647; }
			umount -- "$view"
		done' sh "$source" "$tmp/view" "$want" "$disk_first" "$shown_first" >"$tmp/shows" 2>/dev/null 8>&- &
	holder=$!
	read -r rw_shown <"$tmp/shows" && [ "$rw_shown" = yes ]
}

# The copy. The first line of $tmp/names is the number of its process, the others are names.
rw_volume_view_copy() {
	mkfifo "$tmp/alive" && : >"$tmp/names" || return 1
	exec 9<>"$tmp/alive"
	exec 7<"$tmp/alive"
	# Closed by exec: a shell keeps what it closes for one command only.
	# shellcheck disable=SC2016 # expanded by the user's shell
	(
		exec 7<&- 8>&- 9>&-
		rw_in_userns "$user" "$target" sh -c 'echo "$$" && cd /proc/self/fd/0 && place=$1 && shift &&
			{ ! command -v stdbuf >/dev/null || set -- stdbuf -oL; } &&
			exec "$@" cp -dR --preserve=mode,ownership,timestamps,links --one-file-system --verbose -T -- . "$place"' sh "$place"
	) <"/proc/$holder/root$tmp/view" >"$tmp/names" 2>"$tmp/write" &
	writer=$!
	rw_volume_view_tie &
	guard=$!
	exec 7<&-
	rw_volume_view_watch &
	watch=$!
	trap 'exec 9>&-; wait "$guard"; kill "$watch" "$holder" 2>/dev/null; rw_volume_drop; exit 143' TERM
	rw_volume_beside
	wait "$writer"
	write=$?
	kill "$guard" "$watch" "$holder" 2>/dev/null
	exec 9>&-
	trap 'exit 143' TERM
	[ "$write" != 0 ] || return 0
	rw_complaint=$(rw_first_complaint "$tmp/write")
	case $rw_complaint in
		*': No such file or directory') rw_stale "volume $name was written while it was copied: $rw_complaint" ;;
		*'error reading '* | *' for reading: '*) rw_fail "volume $name: reading failed: $rw_complaint" ;;
		*) rw_fail "volume $name: writing failed: $rw_complaint" ;;
	esac
}

# No pipe breaks when this shell is killed, and whoever changes his ids is no longer told of the death of a parent
# (PR_SET_PDEATHSIG of prctl(2)). This one waits for the end of descriptor 9, which only that shell has, ends the copy,
# and lets go of the lock when it is gone.
rw_volume_view_tie() {
	exec 9>&-
	read -r _ <&7
	until read -r rw_pid <"$tmp/names"; do
		kill -0 "$writer" 2>/dev/null || return 0
		sleep 0.1
	done
	kill -KILL "$rw_pid" 2>/dev/null
	while kill -0 "$rw_pid" 2>/dev/null; do sleep 0.1; done
}

# Every two seconds, how far it is: what was read, which the kernel counts at the end of a piece of up to 2 GiB, or
# what was written, which it counts by the page (proc_pid_io(5)).
rw_volume_view_watch() {
	exec 8>&- 9>&-
	while sleep 2 >/dev/null 2>&1; do
		kill -0 "$writer" 2>/dev/null && [ -e "$tmp/names" ] || return 0
		read -r rw_pid <"$tmp/names" || continue
		rw_names=$(($(wc -l <"$tmp/names") - 1))
		rw_read=$(awk '$1 == "write_bytes:" { $2 -= 4096 * names } $1 == "rchar:" || $1 == "write_bytes:" { if ($2 > n) n = $2 }
			END { if (NR) printf "%.0f\n", n }' names="$rw_names" "/proc/$rw_pid/io" 2>/dev/null)
		[ -n "$rw_read" ] || return 0
		[ "$rw_read" -le "$content" ] || rw_read=$content
		rw_say progress "$name $rw_read $content $rw_names $files"
	done
}
