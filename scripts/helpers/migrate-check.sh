# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: what can be known before the first container stops.

# rw_migrate_check USER TARGET IMAGE_BYTES [volume NAME | owners PATH | idmap-volume NAME | idmap PATH |
# in-place-volume NAME | new KIND NAME | flag COMMAND:FLAG]...:
# do both engines answer, are the names free, has the user an id for every owner, is there room for all of
# it? `new KIND NAME` asks for a container, volume or network of that name, `flag` whether nerdctl has it.
# Changes nothing.
rw_migrate_check() (
	set +e
	exec </dev/null
	user=$1 target=$2 need=$3
	shift 3
	rw_migrate_begin "$user" "$target" check && rw_target_answers "$user" "$target" && rw_source_answers &&
		rw_volume_tools || exit
	code=0
	# Each volume needs it, too.
	rw_root=$(rw_volume_root)
	: >"$tmp/bytes"
	while [ $# -gt 1 ]; do
		case $1 in
			volume) (rw_check_volume "$2" "$tmp/bytes") || code=1 ;;
			owners) (rw_owners_begin "$user" "$target" "$2" && rw_owners_fit) || code=1 ;;
			flag) rw_nerdctl_knows "$2" || code=1 ;;
			idmap) (rw_check_idmap "$2") || code=1 ;;
			idmap-volume) (name=$2 && rw_volume_source && rw_check_idmap "$source") || code=1 ;;
			in-place-volume) (name=$2 && rw_volume_source && rw_check_in_place "$source") || code=1 ;;
			new)
				rw_check_free "$2" "$3" || code=1
				shift
				;;
		esac
		shift 2
	done
	[ "$code" = 0 ] || exit 1
	need=$(awk -v n="$need" '{ n += $1 } END { printf "%.0f\n", n }' "$tmp/bytes")
	# shellcheck disable=SC2016 # expanded by the user's shell
	free=$(rw_in_userns "$user" "$target" sh -c 'df -Pk -- "$1"' sh "$rw_root" 2>"$tmp/why" |
		awk 'END { printf "%.0f\n", $4 * 1024 }')
	case $free in '' | 0) rw_fail "how much room the $target of $user has can't be read: $(rw_why "$tmp/why")" || exit ;; esac
	[ "$need" -lt "$free" ] ||
		rw_fail "images and volumes need up to $need bytes, and $free are free in the $target of $user$(rw_check_largest)" || exit
	rw_say checked "$need of $free bytes"
)

# One volume, in a directory of its own, as each helper has one. One that was moved before needs no room.
rw_check_volume() {
	# shellcheck disable=SC2034 # of the helpers that are called
	name=$1
	tmp=$(mktemp -d) || return 1
	trap 'rm -rf "$tmp"' EXIT
	rw_volume_source && rw_source_listing "$source" "$tmp/before" && rw_volume_fits || return 1
	printf '%s %s\n' "$bytes" "$name" >>"$2"
}

# What takes the most of it: at most three volumes.
rw_check_largest() {
	sort -rn "$tmp/bytes" | awk 'NR <= 3 { printf "%s%s (%s bytes)", NR == 1 ? "; the largest volumes: " : ", ", $2, $1 }'
}

# One that is shown by a mount, likewise.
rw_check_idmap() {
	# shellcheck disable=SC2034 # of the helpers that are called
	path=$1
	tmp=$(mktemp -d) || return 1
	trap 'rm -rf "$tmp"' EXIT
	rw_idmap_fit
}

# One whose files get other owners where they are, likewise.
rw_check_in_place() {
	# shellcheck disable=SC2034 # of the helpers that are called
	path=$1
	tmp=$(mktemp -d) || return 1
	trap 'rm -rf "$tmp"' EXIT
	rw_place_fit
}

# rw_check_free KIND NAME: who has that name is asked only where there is one: mostly, there is none.
rw_check_free() {
	if [ ! -e "$tmp/$1-names" ]; then
		rw_target_names "$user" "$target" "$1" >"$tmp/listed" && mv -- "$tmp/listed" "$tmp/$1-names" || return 1
	fi
	grep -Fqx -- "$2" "$tmp/$1-names" || return 0
	rw_there=$(rw_target_label "$user" "$target" "$1" "$2") || return 1
	[ -n "$rw_there" ] || rw_fail "$1 $2: there is another one of that name in the $target of $user"
}
