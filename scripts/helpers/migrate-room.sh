# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: does a volume fit into the target, by its ids, its bytes and its names?

# What can be known before the copy, from the listing `before`: ids, special files, space. Sets $bytes, $content,
# $files (all names but those of $sockets), and $large, the number of files that are compared byte for byte.
rw_volume_fits() {
	tr '\n\0' '\001\n' <"$tmp/before" >"$tmp/sizes"
	rw_device=$(awk '$5 == "b" || $5 == "c"' "$tmp/sizes" | head -n 1 | cut -d ' ' -f 11-)
	[ -z "$rw_device" ] ||
		rw_fail "volume $name: $source/${rw_device#./} is a device, which only root can make" || return 1
	# What is read are bytes without holes; what is needed are blocks.
	# shellcheck disable=SC2046 # numbers
	set -- $(awk '{ if ($7 > u) u = $7; if ($8 > g) g = $8; b += $1; if ($5 == "s") s++ }
		$5 == "f" { n = $1 * 512; r += $9 < n ? $9 : n; if ($9 >= from) l++ }
		END { printf "%d %d %.0f %d %d %.0f %d\n", u, g, b * 512, NR, s, r, l }' from="$RW_COMPARE_FROM" "$tmp/sizes")
	# shellcheck disable=SC2034 # of the copy
	bytes=$3 content=$6 files=$(($4 - $5)) large=$7 sockets=$5
	[ "$5" = 0 ] || rw_say note "volume $name: $5 sockets are left out; who listens makes them anew"
	rw_uid=$1 rw_gid=$2 rw_names=$4
	[ -n "$rw_asking" ] || rw_volume_room
	# shellcheck disable=SC2046 # numbers
	set -- $(awk '{ n = $1 ~ /^.id$/ ? $2 + $4 : $2; if (n > of[$1]) of[$1] = n }
		END { if (of["uid"] && of["gid"]) printf "%.0f %.0f %s %s\n", of["uid"], of["gid"], ("free" in of) ? of["free"] : "-", of["inodes"] }' "$tmp/room")
	[ $# != 0 ] || rw_fail "volume $name: $(rw_why "$tmp/room-why")" || return 1
	case $3 in *[!0-9]*) rw_fail "volume $name: how much room there is can't be read" || return 1 ;; esac
	[ "$rw_uid" -lt "$1" ] ||
		rw_fail "volume $name: a file belongs to uid $rw_uid, and the ids of $user end at $(($1 - 1))" || return 1
	[ "$rw_gid" -lt "$2" ] ||
		rw_fail "volume $name: a file belongs to gid $rw_gid, and the ids of $user end at $(($2 - 1))" || return 1
	[ "$bytes" -lt "$3" ] ||
		rw_fail "volume $name needs $bytes bytes, and $3 are free in the $target of $user" || return 1
	# btrfs and others count none, and say 0 or -.
	case ${4-} in
		'' | 0 | *[!0-9]*) ;;
		*) [ "$rw_names" -lt "$4" ] || rw_fail "volume $name has $rw_names files, and $4 inodes are free in the $target of $user" ;;
	esac
}

# What is asked of the target before the copy, asked beside all that the engine of root is asked and the walk through
# the volume. Sets $rw_asking, the process: when it has ended, $tmp/label has what rw_target_label says, or $tmp/said
# why not, and $tmp/room what rw_volume_room says.
rw_asking=
rw_volume_ask() {
	mkdir "$tmp/asking" || return 1
	(
		exec 8>&-
		rw_to=$tmp tmp=$tmp/asking
		rw_target_label "$user" "$target" volume "$name" >"$rw_to/label" 2>"$rw_to/said"
		tmp=$rw_to
		rw_volume_room
	) &
	rw_asking=$!
}

# Writes $tmp/room: lines `uid` and `gid` as in proc_pid_uid_map(5), `free BYTES`, and `inodes N` where they are counted;
# and both maps once more, as $tmp/uid and $tmp/gid (rw_idmap_map).
rw_volume_room() {
	# shellcheck disable=SC2016 # expanded by the user's shell
	rw_in_userns "$user" "$target" sh -c 'sed "s/^/uid /" /proc/self/uid_map && sed "s/^/gid /" /proc/self/gid_map
		df -Pk -- "$1" | awk "END { if (NR > 1) printf \"free %.0f\\n\", \$4 * 1024 }"
		df -Pi -- "$1" | awk "END { if (NR > 1) print \"inodes\", \$4 }"' sh "$(rw_volume_root)" >"$tmp/room" 2>"$tmp/room-why"
	sed -n 's/^uid //p' "$tmp/room" >"$tmp/uid"
	sed -n 's/^gid //p' "$tmp/room" >"$tmp/gid"
}

# Where the target keeps volumes: $rw_root, where a helper that needs it again has asked.
rw_root=
rw_volume_root() {
	if [ -n "$rw_root" ]; then
		printf '%s\n' "$rw_root"
		return
	fi
	case $target in
		podman) rw_target "$user" podman info --format '{{.Store.VolumePath}}' ;;
		nerdctl) rw_nerdctl_root ;;
		*) rw_target "$user" docker info --format '{{.DockerRootDir}}' ;;
	esac 2>/dev/null
}
