# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: the end of a migration: what root's engine still has of what was moved is removed.

# rw_migrate_finish USER TARGET [container NAME | volume NAME | image ID]...: removes them from the engine of
# root, after all of them were seen in the target. There is no way back, so one that is missing there stops
# it before anything is removed. Starts Docker's daemon for that where it is switched off.
rw_migrate_finish() (
	set +e
	exec </dev/null
	user=$1 target=$2
	shift 2
	rw_migrate_begin "$user" "$target" finish && rw_target_answers "$user" "$target" || exit
	case ${RW_FROM-docker} in
		docker)
			if ! rw_source_answers >/dev/null; then
				systemctl start docker.service >"$tmp/why" 2>&1 || rw_fail "the Docker of root does not start: $(rw_why "$tmp/why")" || exit
				trap 'systemctl stop docker.socket docker.service >/dev/null 2>&1; rm -rf "$tmp"' EXIT
			fi
			;;
		*) rw_source_answers || exit ;;
	esac
	rw_finish_each rw_finish_check "$@" && rw_finish_each rw_finish_remove "$@"
)

# rw_finish_each FUNCTION KIND NAME...
rw_finish_each() {
	rw_function=$1
	shift
	while [ $# -gt 1 ]; do
		"$rw_function" "$1" "$2" || return 1
		shift 2
	done
}

# Is it whole in the target, and at rest in the engine of root?
rw_finish_check() {
	case $1 in
		container)
			rw_there=$(rw_target_label "$user" "$target" container "$2") || return 1
			case $rw_there in
				-) rw_fail "container $2 is not in the $target of $user, so the one of root stays" || return 1 ;;
				'')
					# The second time, root's is gone and there is nothing to lose.
					! rw_source container inspect "$2" >/dev/null 2>&1 || rw_is_remade "$user" "$target" "$2" ||
						rw_fail "container $2 in the $target of $user is another one, so the one of root stays" || return 1
					;;
			esac
			[ "$(rw_source container inspect --format '{{.State.Running}}' "$2" 2>/dev/null)" != true ] ||
				rw_stale "container $2 of root runs again" || return
			;;
		volume)
			# shellcheck disable=SC2034 # of rw_volume_state
			name=$2
			rw_volume_state || return 1
			case $state in
				'done '*) ;;
				*) rw_fail "volume $2 is not whole in the $target of $user, so the one of root stays" || return 1 ;;
			esac
			;;
	esac
}

rw_finish_remove() {
	case $1 in
		container) set -- "$1" "$2" rm ;;
		volume) set -- "$1" "$2" volume rm ;;
		*) set -- "$1" "$2" rmi -f ;;
	esac
	rw_kind=$1 rw_what=$2
	shift 2
	if ! rw_source "$rw_kind" inspect "$rw_what" >/dev/null 2>&1; then
		rw_say already "$rw_kind $rw_what of root is gone"
		return
	fi
	if [ "$rw_kind" = image ] && [ -n "$(rw_finish_users "$rw_what" 2>&1)" ]; then
		rw_say note "image $rw_what of root stays: a container of root uses it"
		return
	fi
	if rw_finish_by "$@" "$rw_what" >/dev/null 2>"$tmp/why"; then
		rw_say removed "$rw_kind $rw_what of root"
	elif [ "$rw_kind" = container ]; then
		rw_fail "container $rw_what of root: $(rw_why "$tmp/why")"
	else
		# Something else uses it: it stays for that.
		rw_say note "$rw_kind $rw_what of root stays: $(rw_why "$tmp/why")"
	fi
}

# rw_finish_users IMAGE: containers that are made from it. Docker removes an image by force, as it may have
# several names; so never from under a container, also one that has stopped. Those that other programs made in
# Podman's store count, too: podman-ps(1). Podman finds nothing where the id has its `sha256:`, and does not say so.
rw_finish_users() {
	case ${RW_FROM-docker} in
		podman) rw_source ps -aq --external --filter "ancestor=${1#sha256:}" ;;
		# It has no such filter, and no force is used: it refuses by itself.
		nerdctl) ;;
		*) rw_source ps -aq --filter "ancestor=$1" ;;
	esac
}

# rw_finish_by ARG...: the engine of root, but for an image of Podman or nerdctl: by force, Podman removes the
# containers of an image with it (podman-rmi(1)), and nerdctl leaves them without one. So one name after the other; it refuses to take the last from one in use.
rw_finish_by() {
	case ${RW_FROM-docker}:$rw_kind in
		podman:image | nerdctl:image) ;;
		*)
			rw_source "$@"
			return
			;;
	esac
	for rw_name in $(rw_source image inspect --format '{{range .RepoTags}}{{println .}}{{end}}' "$rw_what"); do
		rw_source rmi "$rw_name" || return 1
	done
	! rw_source image inspect "$rw_what" >/dev/null 2>&1 || rw_source rmi "$rw_what"
}
