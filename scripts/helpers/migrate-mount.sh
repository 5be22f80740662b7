# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# rootless-wizard: a mount that shows a directory of root to the containers of a user: its unit, its end, and who
# still has it. $path, $place, $unit, $note, $rw_hash, $user, $target and $tmp are as in migrate-idmap.sh.

RW_MOUNT_UNITS=/etc/systemd/system

# rw_mount_unit NAME WHAT WHERE OPTIONS: writes, enables and starts a unit of systemd. systemd.mount(5): it
# adds by itself that WHAT has to be mounted before. Without the default dependencies, so that a file system
# that comes late is waited for by this mount alone, and not by the start of the machine.
rw_mount_unit() {
	rw_unit=$1
	[ ! -e "$RW_MOUNT_UNITS/$rw_unit" ] || grep -qx '# Made by rootless-wizard.' "$RW_MOUNT_UNITS/$rw_unit" ||
		rw_fail "$RW_MOUNT_UNITS/$rw_unit is there already, and not ours" || return 1
	{
		printf '%s\n' '# Made by rootless-wizard.' '[Unit]' "Description=For the containers of $user" \
			DefaultDependencies=no Conflicts=umount.target \
			"Before=umount.target user@$(id -u -- "$user").service" '[Mount]' Type=none
		printf 'What=%s\nWhere=%s\nOptions=%s\n' "$2" "$3" "$4" | sed 's/%/%%/g'
		printf '%s\n' '[Install]' "WantedBy=local-fs.target user@$(id -u -- "$user").service"
	} >"$tmp/unit" && chmod 0644 "$tmp/unit" && cp -- "$tmp/unit" "$RW_MOUNT_UNITS/.$rw_hash.new" &&
		sync "$RW_MOUNT_UNITS/.$rw_hash.new" && mv -- "$RW_MOUNT_UNITS/.$rw_hash.new" "$RW_MOUNT_UNITS/$rw_unit" ||
		rw_fail "$rw_unit could not be written" || return 1
	if ! systemctl daemon-reload >"$tmp/why" 2>&1 || ! systemctl enable "$rw_unit" >"$tmp/why" 2>&1 ||
		! systemctl start "$rw_unit" >"$tmp/why" 2>&1; then
		rw_fail "$rw_unit: $(rw_why "$tmp/why")"
	fi
}

rw_mount_end() {
	rw_mount_drop_unit "$unit"
	while findmnt -M "$place" >/dev/null 2>&1; do
		umount -- "$place" 2>"$tmp/why" || rw_fail "$place is in use: $(rw_why "$tmp/why")" || return 1
	done
}

# rw_mount_unused [WORD]: nobody has a mount of $path any more; WORD: of those that have it in their line. A
# container that runs has mounts of its own, which stay: as long as there is one, the user may write there.
rw_mount_unused() {
	[ -e "$note" ] || return 0
	rw_mount_name_server "$@" || return 1
	rw_held=$(rw_mount_holders "$@" | head -n 3)
	[ -z "$rw_held" ] || {
		# shellcheck disable=SC2086 # numbers
		rw_fail "$path is still used, by process" $rw_held "($(cat "/proc/${rw_held%%[!0-9]*}/comm" 2>/dev/null)): stop the container that has it mounted"
	}
}

# rw_mount_holders [WORD]: the process ids, a line each.
rw_mount_holders() {
	grep -F " $(sed -n 2p "$note") " /proc/[0-9]*/mountinfo 2>/dev/null | grep -w -e "${1-.*}" | cut -d / -f 3 | sort -un
}

# Podman's name server of the user gets a copy of all mounts there are when it starts, and may outlive the
# containers that were moved: where others of the user's containers ask it, or by a fault of its own
# (https://github.com/containers/podman/issues/20396). It reads none of them. So it is ended, and Podman starts
# it again, without them, for the containers that are left (podman-network-reload(1)). A file says so beforehand:
# who is cut off in between would leave them without names, and finds nothing to end the next time.
rw_mount_name_server() {
	[ "$target" = podman ] || return 0
	rw_due=$note.names
	for rw_pid in $(rw_mount_holders "$@"); do
		[ "$(cat "/proc/$rw_pid/comm" 2>/dev/null)" = aardvark-dns ] || continue
		[ "$(stat -c %u "/proc/$rw_pid" 2>/dev/null)" = "$(id -u -- "$user")" ] || continue
		: >"$rw_due" && sync "$rw_due" || rw_fail "$rw_due could not be written" || return 1
		# It may end by itself just now.
		kill "$rw_pid" 2>/dev/null
		timeout 10 tail -s 0.1 --pid="$rw_pid" -f /dev/null
	done
	[ -e "$rw_due" ] || return 0
	rw_target "$user" podman network reload --all >/dev/null 2>"$tmp/why" ||
		rw_say note "Podman's name server was not started again for the other containers of $user, which does: podman network reload --all: $(rw_why "$tmp/why")"
	rm -f -- "$rw_due"
}

rw_mount_drop_unit() {
	[ -e "$RW_MOUNT_UNITS/$1" ] && grep -qx '# Made by rootless-wizard.' "$RW_MOUNT_UNITS/$1" || return 0
	systemctl stop "$1" >/dev/null 2>&1
	systemctl disable "$1" >/dev/null 2>&1
	rm -f -- "$RW_MOUNT_UNITS/$1"
	systemctl daemon-reload >/dev/null 2>&1
}
