# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: networks, made again in an engine of a user.

# rw_migrate_network USER TARGET NAME SUBNET|- GATEWAY|- [WORD]...: a bridge network, with further words of the
# target's `network create`. What it was made with stands in our label, so that a second call knows it again.
rw_migrate_network() (
	set +e
	exec </dev/null
	user=$1 target=$2 name=$3 subnet=$4 gateway=$5
	shift 5
	rw_migrate_begin "$user" "$target" "$name" || exit
	[ "$gateway" = - ] || set -- --gateway "$gateway" "$@"
	[ "$subnet" = - ] || set -- --subnet "$subnet" "$@"
	made=$(printf '%s\n' network "$@" | sha256sum) && made=${made%% *}
	there=$(rw_target_label "$user" "$target" network "$name") || exit
	case $there in
		"$made")
			rw_say already "network $name"
			exit 0
			;;
		-) ;;
		'') rw_fail "network $name: there is another one of that name in the $target of $user" || exit ;;
		*) rw_stale "network $name was moved before, and is made differently now" || exit ;;
	esac
	# Podman takes no range that the host uses, and the network of root uses it still. Seen from where the
	# networks of the user live, it is free.
	rw_inside=
	case $target:$subnet in podman:-) ;; podman:*) rw_inside='unshare --rootless-netns podman' ;; esac
	rw_network_make "$@" || {
		# Where the host has no way out for IPv6, pasta shows there the bridge of root's own network instead.
		case $target in podman) ;; *) false ;; esac && grep -q 'subnet [0-9a-f]*:.* is already used on the host' "$tmp/why" && {
			rw_inside='unshare unshare -n podman'
			rw_network_make "$@"
		}
	} || rw_fail "network $name: $(rw_why "$tmp/why")" || exit
	rw_say moved "network $name"
)

# Makes it, as its caller has set everything.
rw_network_make() {
	# shellcheck disable=SC2086 # words
	rw_target "$user" "$target" $rw_inside network create --driver bridge --label "$RW_OURS=$made" "$@" "$name" \
		>/dev/null 2>"$tmp/why"
}

# rw_migrate_network_undo USER TARGET NAME: takes it away, unless it is somebody else's or in use.
rw_migrate_network_undo() (
	set +e
	exec </dev/null
	rw_migrate_begin "$1" "$2" "$3" || exit
	there=$(rw_target_label "$1" "$2" network "$3") || exit
	case $there in
		-)
			rw_say already "network $3 is gone"
			exit 0
			;;
		'') rw_fail "network $3 was not made by a move, and stays" || exit ;;
	esac
	rw_target "$1" "$2" network rm "$3" >/dev/null 2>"$tmp/why" || rw_fail "network $3: $(rw_why "$tmp/why")" || exit
	rw_say removed "network $3"
)
