# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: a named volume of root that is not copied: the user's engine gets a volume of the
# same name, which is a bind mount of the place where migrate-idmap.sh shows root's. The engine mounts it
# when a container starts, and removing the volume removes none of the data.

# rw_migrate_volume_idmap USER TARGET NAME [--label K=V]...: exit 3 when the source is in use.
rw_migrate_volume_idmap() (
	set +e
	exec </dev/null
	user=$1 target=$2 name=$3
	shift 3
	rw_migrate_begin "$user" "$target" "$name" && rw_source_answers && rw_volume_lock || exit
	rw_volume_source && rw_volume_idle || exit
	path=$source
	rw_idmap_names && rw_idmap_steady && rw_idmap_map || exit
	there=$(rw_target_label "$user" "$target" volume "$name") || exit
	case $there in
		-) ;;
		idmapped) ! rw_idmap_stands || { rw_say already "volume $name" && exit 0; } ;;
		'') rw_fail "volume $name: there is another one of that name in the $target of $user" || exit ;;
		*) rw_fail "volume $name was copied before; undo that first" || exit ;;
	esac
	rw_idmap_stands || rw_idmap_make || {
		[ "$there" != - ] || rw_idmap_unmake >/dev/null
		exit 1
	}
	if [ "$there" = - ]; then
		rw_target "$user" "$target" volume create --label "$RW_OURS=idmapped" "$@" \
			--opt type=none --opt o=bind --opt "device=$place" "$name" >/dev/null 2>"$tmp/why" || {
			rw_fail "volume $name: $(rw_why "$tmp/why")"
			rw_idmap_unmake >/dev/null
			exit 1
		}
	fi
	rw_say moved "volume $name is shown at $place"
)

# rw_migrate_volume_idmap_undo USER TARGET NAME: removes the volume of the user, which holds nothing itself.
rw_migrate_volume_idmap_undo() (
	set +e
	exec </dev/null
	user=$1 target=$2 name=$3
	rw_migrate_begin "$user" "$target" "$name" && rw_volume_lock || exit
	there=$(rw_target_label "$user" "$target" volume "$name") || exit
	case $there in
		idmapped)
			rw_target "$user" "$target" volume rm "$name" >/dev/null 2>"$tmp/why" ||
				rw_fail "volume $name: $(rw_why "$tmp/why")" || exit
			;;
		-) ;;
		*) rw_fail "volume $name was not made by this move, and stays" || exit ;;
	esac
	rw_idmap_of_volume || exit
	if [ ! -e "$note" ]; then
		rw_idmap_forget
		rw_say already "volume $name is not shown"
		exit 0
	fi
	rw_idmap_since
	rw_idmap_unmake || exit
	rw_say removed "volume $name is no longer shown"
)

# Sets $path to root's directory of the volume, also where root's engine no longer answers: the notes know.
rw_idmap_of_volume() {
	if rw_source_answers >/dev/null && rw_volume_source >/dev/null; then
		path=$source
	else
		path=$(awk 'FNR == 1' "$RW_STATE/$(id -u -- "$user")-$target"/idmap-* 2>/dev/null | grep -F "/volumes/$name/" | head -n 1)
		[ -n "$path" ] || rw_fail "volume $name: the $(rw_source_name) does not answer: $(rw_why "$tmp/why")" || return 1
	fi
	rw_idmap_names
}
