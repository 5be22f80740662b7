# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: a named volume of root that is not copied, and needs nothing of kernel and file system: its
# files get other owners where they lie (migrate-in-place.sh), and an ordinary bind mount shows them to the user,
# who has no way into root's directories. The user's engine gets a volume of the same name, which is a bind
# mount of that place, so that removing it removes no data. From then on root's engine must not use it.

# rw_migrate_volume_in_place USER TARGET NAME [--label K=V]...: exit 3 when it is in use, or was written
# meanwhile.
rw_migrate_volume_in_place() (
	set +e
	exec </dev/null
	user=$1 target=$2 name=$3
	shift 3
	rw_migrate_begin "$user" "$target" "$name" && rw_source_answers && rw_volume_tools && rw_volume_lock || exit
	rw_volume_source && rw_volume_idle || exit
	path=$source
	rw_place_names || exit
	there=$(rw_target_label "$user" "$target" volume "$name") || exit
	case $there in
		- | in-place) ;;
		'') rw_fail "volume $name: there is another one of that name in the $target of $user" || exit ;;
		*) rw_fail "volume $name was moved in another way before; undo that first" || exit ;;
	esac
	if [ "$(rw_place_state)/$there" = done/in-place ] && rw_place_maps && rw_place_expect && rw_place_stands; then
		rw_say already "volume $name"
		exit 0
	fi
	rw_place_give "$@"
	code=$?
	rw_place_counted
	if [ "$code" != 0 ]; then
		# Nobody has worked with it yet, so nothing of it may stay.
		if [ "$there" = - ]; then rw_place_hide && rw_place_back; fi
		exit "$code"
	fi
	rw_say moved "volume $name has new owners, and is shown at $place"
)

# rw_migrate_volume_in_place_undo USER TARGET NAME: with what was written since.
rw_migrate_volume_in_place_undo() (
	set +e
	exec </dev/null
	user=$1 target=$2 name=$3
	rw_migrate_begin "$user" "$target" "$name" && rw_volume_tools && rw_volume_lock || exit
	there=$(rw_target_label "$user" "$target" volume "$name") || exit
	case $there in
		in-place)
			rw_target "$user" "$target" volume rm "$name" >/dev/null 2>"$tmp/why" ||
				rw_fail "volume $name: $(rw_why "$tmp/why")" || exit
			;;
		-) ;;
		*) rw_fail "volume $name was not made by this move, and stays" || exit ;;
	esac
	rw_place_of_volume || exit
	if [ -z "$(rw_place_state)" ] && [ ! -e "$note" ]; then
		rw_place_back
		rw_say already "the owners in volume $name are root's"
		exit 0
	fi
	[ ! -e "$note" ] || rw_idmap_since
	rw_place_hide && rw_place_back || exit
	rw_say removed "the owners in volume $name are as before"
)

# rw_place_give [--label K=V]...
rw_place_give() {
	rw_place_begin && rw_place_show || return
	[ "$there" = - ] || return 0
	rw_place_proof || return
	rw_place_counted
	rw_place_volume "$@"
}

# The new owners, from wherever it stopped. Without a volume, whoever was `done` was on the way back, perhaps
# with what was written since, of which the journal does not know.
rw_place_begin() {
	case $(rw_place_state)/$there in back/* | done/-) rw_place_hide && rw_place_back || return ;; esac
	# shellcheck disable=SC2034 # of rw_place_fit
	rw_counts=yes
	rw_place_fit || return 1
	[ -d "$journal" ] || rw_place_write || return 1
	[ "$(rw_place_state)" != there ] || rw_place_count "$journal/list" 2
	case $(rw_place_state) in
		there) rw_place_apply there "$journal/list" "$journal/xattrs" && rw_place_set "done" ;;
	esac
}

# Sets $want and $own of rw_idmap_seen: how the directory is seen outside and inside.
rw_place_expect() {
	want=$(stat -c %u:%g -- "$path") || rw_fail "$path can't be read" || return 1
	# shellcheck disable=SC2034 # of rw_idmap_seen
	own=$(rw_owners_back "$tmp/uid" "${want%:*}"):$(rw_owners_back "$tmp/gid" "${want#*:}")
}

rw_place_stands() {
	[ -e "$note" ] && [ -e "$RW_MOUNT_UNITS/$unit" ] && findmnt -M "$place" >/dev/null 2>&1 && rw_idmap_seen
}

rw_place_show() {
	rw_place_expect || return 1
	! rw_place_stands || return 0
	rw_idmap_remember && rw_idmap_place && rw_mount_unit "$unit" "$path" "$place" bind,nodev,private || return 1
	rw_idmap_seen || rw_fail "$place is not seen by the $target of $user: start that anew, and try again"
}

# The user's containers see what root's saw: every id, mode, link, size, time and attribute of the journal.
rw_place_proof() {
	# shellcheck disable=SC2016 # expanded by the user's shell
	rw_in_userns "$user" "$target" sh -c 'cd -- "$1" && sh -c "$2"' sh "$place" "$(rw_place_scan_program)" >"$tmp/seen" 2>"$tmp/why" &&
		rw_in_userns "$user" "$target" sh -c 'cd -- "$1" && sh -c "$2"' sh "$place" "$(rw_place_xattrs_program)" >"$tmp/seen-xattrs" 2>"$tmp/why" ||
		rw_fail "volume $name can't be read by the $target of $user: $(rw_why "$tmp/why")" || return 1
	for rw_file in list seen; do
		case $rw_file in list) rw_dir=$journal ;; *) rw_dir=$tmp ;; esac
		LC_ALL=C sort -z <"$rw_dir/$rw_file" | tr '\n\0' '\001\n' >"$tmp/$rw_file.sorted"
	done
	rw_odd=$(LC_ALL=C comm -3 "$tmp/list.sorted" "$tmp/seen.sorted" | head -n 1 | cut -d ' ' -f 8-)
	[ -z "$rw_odd" ] || rw_stale "volume $name: the new containers would not see $rw_odd as the old ones do" || return
	cmp -s "$journal/xattrs" "$tmp/seen-xattrs" ||
		rw_fail "volume $name: ACLs or capabilities are not the same for the new containers"
}

# rw_place_volume [--label K=V]...
rw_place_volume() {
	rw_target "$user" "$target" volume create --label "$RW_OURS=in-place" "$@" \
		--opt type=none --opt o=bind --opt "device=$place" "$name" >/dev/null 2>"$tmp/why" ||
		rw_fail "volume $name: $(rw_why "$tmp/why")"
}

# The mount ends. As long as a container has it, its files must not become root's.
rw_place_hide() {
	rw_mount_end && rw_mount_unused || return 1
	[ ! -d "$place" ] || rmdir -- "$place"
	rmdir -p -- "${place%/*}" 2>/dev/null
	rm -f -- "$RW_MOUNT_UNITS/.$rw_hash.new"
	rw_idmap_forget
}

# Sets $path to root's directory of the volume, also where root's engine no longer answers: the journal knows.
rw_place_of_volume() {
	if rw_source_answers >/dev/null && rw_volume_source >/dev/null; then
		path=$source
	else
		path=$(cat "$RW_STATE/$(id -u -- "$user")-$target"/in-place-*/path 2>/dev/null | grep -F "/volumes/$name/" | head -n 1)
		[ -n "$path" ] || rw_fail "volume $name: the $(rw_source_name) does not answer: $(rw_why "$tmp/why")" || return 1
	fi
	rw_place_names
}
