# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: named volumes, from an engine of root to an engine of a user.
#
# A stream of GNU tar through the user namespace of the target: owners, modes, times, hard links, extended
# attributes, holes and special files come out as containers see them. Root reads, the user writes. Large volumes
# without attributes and ACLs are copied from file to file where the kernel can (migrate-view.sh). The
# source is never changed, and is written down before and after, so that a copy of something that was
# being written is never taken for a good one.
#
# Beside the data of a volume that is whole lies the file RW_DONE with the fingerprints of both sides;
# without it, a volume with our label is a copy that was cut off, and is made afresh.

RW_DONE=rootless-wizard.done

# rw_migrate_volume USER TARGET NAME [--label K=V]...: says `progress NAME DONE ALL DONE ALL` (bytes of
# files, names) on the way, and `copied NAMES BYTES` when both sides are the same. Exit 3 when the source is in use or was written meanwhile.
rw_migrate_volume() (
	set +e
	exec </dev/null
	user=$1 target=$2 name=$3
	shift 3
	rw_migrate_begin "$user" "$target" "$name" && rw_volume_tools && rw_volume_lock && rw_volume_ask || exit
	rw_volume_source && rw_volume_idle && rw_source_listing "$source" "$tmp/before"
	code=$?
	wait "$rw_asking"
	[ "$code" = 0 ] || exit "$code"
	before=$(rw_fingerprint "$tmp/before")
	rw_volume_state || exit
	case $state in
		absent) ;;
		foreign) rw_fail "volume $name: there is another one of that name in the $target of $user" || exit ;;
		half)
			rw_say about "volume $name: an earlier copy was cut off, and is made afresh"
			rw_volume_drop || exit
			# Its room was counted as taken.
			rw_asking=
			;;
		"done $before "*)
			rw_say already "volume $name"
			exit 0
			;;
		*) rw_stale "volume $name was moved before, and the one of root was written since" || exit ;;
	esac
	rw_volume_tie
	rw_volume_attributes
	rw_volume_fits || exit
	rw_target "$user" "$target" volume create --label "$RW_OURS=volume" "$@" "$name" >/dev/null 2>"$tmp/why" ||
		rw_fail "volume $name: $(rw_why "$tmp/why")" || exit
	rw_volume_copy && rw_volume_settle
	code=$?
	if [ "$code" != 0 ]; then
		rw_volume_drop
		exit "$code"
	fi
	rw_say copied "$files $content"
	rw_say moved "volume $name"
)

# rw_migrate_volume_undo USER TARGET NAME: says what was written to it since the move, and removes it.
rw_migrate_volume_undo() (
	set +e
	exec </dev/null
	user=$1 target=$2 name=$3
	rw_migrate_begin "$user" "$target" "$name" && rw_volume_lock || exit
	rw_volume_state || exit
	case $state in
		absent)
			rw_say already "volume $name is gone"
			exit 0
			;;
		foreign) rw_fail "volume $name was not made by a move, and stays" || exit ;;
		half) ;;
		*)
			rw_source_has volume "$name" || exit
			rw_volume_since "${state##* }"
			;;
	esac
	rw_volume_drop || exit
	rw_say removed "volume $name"
)

# GNU's, or what is kept would depend on luck.
rw_volume_tools() {
	tar --version 2>/dev/null | grep -q GNU || rw_fail 'GNU tar is not installed' || return 1
	find / -maxdepth 0 -printf '' 2>/dev/null || rw_fail 'GNU find is not installed' || return 1
	sort -z </dev/null 2>/dev/null && sha256sum -z </dev/null >/dev/null 2>&1 ||
		rw_fail 'GNU coreutils are not installed' || return 1
	rw_has getfattr || rw_say note 'getfattr is not installed: extended attributes are copied, but not compared'
}

# One copy of a volume at a time. The reading tar holds the lock, too: one whose shell was killed is
# waited for (it dies with the shell where setpriv can see to that).
rw_volume_lock() {
	(umask 077 && mkdir -p /run/rootless-wizard) || return 1
	exec 8>>"/run/rootless-wizard/$(id -u "$user")-$target-$name.lock"
	! rw_has flock || flock -w 60 8 || rw_fail "volume $name is being copied by another process"
}

# Sets $source, the directory of the volume of root.
rw_volume_source() {
	rw_format='{{.Driver}} {{len .Options}} {{.Mountpoint}}'
	# It has no others, and does not say so.
	case ${RW_FROM-docker} in nerdctl) rw_format='local 0 {{.Mountpoint}}' ;; esac
	rw_source volume inspect --format "$rw_format" "$name" >"$tmp/source" 2>"$tmp/why" ||
		rw_fail "volume $name: $(rw_why "$tmp/why")" || return 1
	read -r rw_driver rw_options source <"$tmp/source"
	[ "$rw_driver/$rw_options" = local/0 ] ||
		rw_fail "volume $name has driver $rw_driver with $rw_options options: only plain local volumes are copied" || return 1
	# A Docker that shifts ids has its volumes in a directory UID.GID of its own, and says so when it is asked:
	# setupDaemonRoot, https://github.com/moby/moby/blob/v28.5.2/daemon/daemon_unix.go
	case ${RW_FROM-docker}:$source in
		docker:*/[0-9]*.[0-9]*/volumes/*)
			case $(rw_source info --format '{{json .SecurityOptions}}' 2>/dev/null) in
				*name=userns*) rw_fail "volume $name: the Docker of root shifts ids (userns-remap): such volumes are not copied" || return 1 ;;
			esac
			;;
	esac
	[ -d "$source" ] || rw_fail "volume $name: there is no directory $source"
}

# No container that runs may have it.
rw_volume_idle() {
	rw_users=$(rw_source ps --filter "volume=$name" --format '{{.Names}}' 2>"$tmp/why") ||
		rw_fail "${RW_FROM-docker} ps: $(rw_why "$tmp/why")" || return 1
	[ -z "$rw_users" ] || rw_stale "volume $name is in use by" "$rw_users"
}

# Sets $place, the directory of the volume in the target.
rw_volume_place() {
	place=$(rw_target "$user" "$target" volume inspect --format '{{.Mountpoint}}' "$name" 2>"$tmp/why")
	[ -n "$place" ] || rw_fail "volume $name: $(rw_why "$tmp/why")"
}

# Sets $state to absent, foreign, half, or `done SOURCE TARGET` with the fingerprints after the copy; and $place
# where it is one of the last two.
rw_volume_state() {
	if [ -z "$rw_asking" ]; then
		rw_label=$(rw_target_label "$user" "$target" volume "$name") || return 1
	elif ! read -r rw_label <"$tmp/label"; then
		cat "$tmp/said" >&2
		return 1
	fi
	case $rw_label in
		-) state=absent ;;
		# What is shown to the user's engine holds no copy.
		'' | idmapped | in-place) state=foreign ;;
		*)
			rw_volume_place || return 1
			rw_marks=$(rw_in_userns "$user" "$target" cat "$place/../$RW_DONE" 2>/dev/null) &&
				state="done $rw_marks" || state=half
			;;
	esac
}

# Removes what we made. A writer that was killed may still be on its way out.
rw_volume_drop() {
	for rw_try in 1 2 3; do
		rw_target "$user" "$target" volume rm "$name" >/dev/null 2>"$tmp/why" && return
		case $rw_try in 3) ;; *) grep -qi 'not empty' "$tmp/why" || break; sleep 1 ;; esac
	done
	rw_fail "volume $name: $(rw_why "$tmp/why")"
}

rw_target_fingerprint() {
	# shellcheck disable=SC2016 # expanded by the user's shell
	rw_in_userns "$user" "$target" sh -c 'list=$(mktemp) && sh -c "$1" sh "$3" "$list" && sh -c "$2" <"$list"
		code=$?
		rm -f "$list"
		exit "$code"' sh "$(rw_listing_program)" "$(rw_fingerprint_program)" "$place"
}

# rw_volume_since FINGERPRINT: what was written to the target, at $place, since it was whole: at most twenty paths.
rw_volume_since() {
	[ "$(rw_target_fingerprint 2>/dev/null)" != "$1" ] || return 0
	if ! rw_volume_source >/dev/null; then
		rw_say note "volume $name was written since the move; what can't be said without the volume of root"
		return 0
	fi
	sh -c "$(rw_manifest_program)" sh "$source" >"$tmp/one" 2>/dev/null
	rw_in_userns "$user" "$target" sh -c "$(rw_manifest_program)" sh "$place" >"$tmp/two" 2>/dev/null
	sed -i 1d "$tmp/one" "$tmp/two"
	rw_differences "$tmp/one" "$tmp/two" >"$tmp/differences"
	head -n 20 "$tmp/differences" >"$tmp/shown"
	while IFS= read -r rw_line; do
		rw_say since "$name $rw_line"
	done <"$tmp/shown"
	rw_say note "volume $name: $(awk '{ n[$1]++ } END { printf "%d added, %d changed, %d removed", n["added"], n["changed"], n["removed"] }' "$tmp/differences") since the move"
}
