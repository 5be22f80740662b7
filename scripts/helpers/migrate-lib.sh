# shellcheck shell=sh
# rootless-wizard: what moving from an engine of root to one of a user needs everywhere.
#
# All of it runs in the root shell. The source is the engine of migrate-source.sh. The
# target, `docker`, `podman` or `nerdctl`, is asked as the user, so that root neither writes into a directory of
# the user nor follows a path that the user could have bent.
#
# What is made in the target carries the label RW_OURS, and only what carries it is ever removed again.

# The label of what was moved. Its value says for what: see each helper.
RW_OURS=rootless-wizard.moved

# Whose name, ids, home and way to become them are known already: each is asked for a hundred times in a move.
rw_user_known=

# rw_know_user USER: sets rw_user_id, rw_group_id, rw_home, and rw_user_by, the program that becomes that user.
rw_know_user() {
	[ "$1" != "$rw_user_known" ] || return 0
	rw_user_known=
	rw_user_id=$(id -u -- "$1" 2>/dev/null) && rw_group_id=$(id -g -- "$1") || return 1
	rw_home=$( (getent passwd "$1" || grep "^$1:" /etc/passwd) 2>/dev/null | head -n 1 | cut -d: -f6)
	rw_user_by=runuser
	! setpriv --reuid "$rw_user_id" --regid "$rw_group_id" --init-groups true 2>/dev/null || rw_user_by=setpriv
	rw_user_known=$1
}

# rw_as_user USER COMMAND...: the command as that user, with an environment as after a login and
# nothing of root's. setpriv(1) of util-linux or runuser(1): both end with the command's own code.
# Descriptor 8 is the lock of a copy (migrate-volume.sh): what Podman leaves running must not inherit it.
rw_as_user() {
	rw_know_user "$1" || return 1
	shift
	# The set-up puts nerdctl into the home; what root's own PATH has comes first.
	set -- env -i HOME="${rw_home:-/}" USER="$rw_user_known" LOGNAME="$rw_user_known" SHELL=/bin/sh LC_ALL=C \
		PATH="$PATH:${rw_home:-}/.local/bin" \
		XDG_RUNTIME_DIR="/run/user/$rw_user_id" DBUS_SESSION_BUS_ADDRESS="unix:path=/run/user/$rw_user_id/bus" \
		DOCKER_HOST="unix:///run/user/$rw_user_id/docker.sock" "$@"
	case $rw_user_by in
		setpriv) setpriv --reuid "$rw_user_id" --regid "$rw_group_id" --init-groups "$@" 8>&- ;;
		*) runuser -u "$rw_user_known" -- "$@" 8>&- ;;
	esac
}

# rw_only_gone PATH: is PATH there, and did $tmp/why only miss what was removed while it was read? A database that
# runs removes files all the time. One that is stopped is listed before and after, and any difference counts.
rw_only_gone() {
	[ -e "$1" ] && [ -s "$tmp/why" ] && ! grep -q -v ': No such file or directory$' "$tmp/why"
}

# rw_fixed_in PATH: the first path there that chattr(1) made immutable or append-only, so that nobody can give it
# another owner; nothing where there is none, or nobody can say.
rw_fixed_in() {
	rw_has lsattr || return 0
	find "$1" -xdev \( -type f -o -type d \) -print0 2>/dev/null | xargs -0 -r lsattr -d -- 2>/dev/null |
		awk 'length($1) > 15 && $1 ~ /^[-A-Za-z]+$/ && $1 ~ /[ia]/ { print substr($0, length($1) + 2); exit }'
}

# rw_target USER TARGET ARG...: the user's engine, given ten minutes: a stop may wait for a container. Not in
# the locale C: Podman's conmon refuses a path that the locale cannot read, such as a home with an umlaut.
rw_target() {
	rw_user=$1 rw_engine=$2
	shift 2
	rw_as_user "$rw_user" env LC_ALL=C.UTF-8 timeout -k 10 600 "$rw_engine" "$@"
}

# rw_in_userns USER TARGET COMMAND...: the command as root of the user namespace in which the engine's
# containers live, with their ids, and with the engine's own view of the file systems.
rw_in_userns() {
	rw_user=$1 rw_engine=$2
	shift 2
	case $rw_engine in
		podman) rw_as_user "$rw_user" podman unshare "$@" ;;
		*)
			# shellcheck disable=SC2016 # expanded by the user's shell
			rw_as_user "$rw_user" sh -c '
				# The process id of dockerd; of the namespace itself where a version keeps none. rootlesskit
				# writes that one down for containerd.
				case $1 in
					nerdctl) set -- containerd-rootless/child_pid containerd-rootless/child_pid "$@" ;;
					*) set -- docker.pid dockerd-rootless/child_pid "$@" ;;
				esac
				one=$1 other=$2 engine=$3
				shift 3
				for file in "$XDG_RUNTIME_DIR/$one" "$XDG_RUNTIME_DIR/$other"; do
					pid=$(cat "$file" 2>/dev/null) && [ "$(stat -c %u "/proc/$pid")" = "$(id -u)" ] &&
						exec nsenter -U -m --preserve-credentials -t "$pid" "$@"
				done
				echo "the $engine of this user does not run: there is no $XDG_RUNTIME_DIR/$one" >&2
				exit 127' sh "$rw_engine" "$@"
			;;
	esac
}

# rw_why FILE: the last thing that was said there, in one line.
rw_why() {
	# Docker's last line may only say that it failed. Some engines write for log files.
	rw_last=$({ grep -v -e '^[[:space:]]*$' -e '^Error: failed to start containers: ' "$1" || cat "$1"; } | tail -n 1 | sed 's/^time="[^"]*" level=[a-z]* msg="\(.*\)"$/\1/' | cut -c1-300)
	printf '%s\n' "${rw_last:-it said nothing}"
}

# rw_migrate_begin USER TARGET NAME: sets $tmp, a directory of root's own that goes with this subshell;
# sees to it that the name can be worked with. Whether the engines answer, the first question that is put to
# each tells anyway, and one that only asks for that costs as much.
rw_migrate_begin() {
	case $2 in docker | podman | nerdctl) ;; *) rw_fail "$2: neither docker nor podman nor nerdctl" || return 1 ;; esac
	case $3 in '' | [!A-Za-z0-9]* | *[!A-Za-z0-9_.-]*) rw_fail "$3: not a name that Docker gives" || return 1 ;; esac
	rw_know_user "$1" || rw_fail "there is no user $1" || return 1
	tmp=$(mktemp -d) || rw_fail 'no temporary directory could be made' || return 1
	trap 'rm -rf "$tmp"' EXIT
	trap 'exit 143' TERM
}

# rw_target_answers USER TARGET: does it? For who asks it nothing else, but works with the ids of its containers
# (rw_in_userns): a file with the process id of a daemon that was killed may name another process by now. Asked
# once in a helper.
rw_answered=
rw_target_answers() {
	[ "$rw_answered" != "$1 $2" ] || return 0
	# The version of nerdctl alone is told without a containerd, too.
	rw_ask=version
	case $2 in nerdctl) rw_ask=info ;; esac
	rw_target "$1" "$2" "$rw_ask" >/dev/null 2>"$tmp/why" ||
		rw_fail "the $2 of $1 does not answer: $(rw_why "$tmp/why")" || return 1
	rw_answered="$1 $2"
}

# rw_target_label USER TARGET KIND NAME: prints `-` when there is no such thing in the target, else the
# value of our label, empty when it is somebody else's. Fails when the engine can't say.
rw_target_label() {
	rw_labels=.Labels
	case $2:$3 in
		*:container) rw_labels=.Config.Labels ;;
		# It tells of volumes and networks without a containerd, too.
		nerdctl:*) rw_target_answers "$1" "$2" >&2 || return 1 ;;
	esac
	rw_value=$(rw_target "$1" "$2" "$3" inspect --format "{{index $rw_labels \"$RW_OURS\"}}" "$4" 2>"$tmp/why") && {
		# A label that is not there is nothing, and Go says so for a map that is not there.
		[ "$rw_value" != '<no value>' ] || rw_value=
		printf '%s\n' "$rw_value"
		return
	}
	if rw_absent "$2" "$tmp/why"; then
		echo -
	elif [ "$2" = nerdctl ] && rw_nerdctl_unlabelled "$tmp/why"; then
		echo
	else
		rw_fail "$3 $4: the $2 of $1 does not answer: $(rw_why "$tmp/why")" >&2
	fi
}

# rw_target_names USER TARGET KIND: the names of all there are, a line each.
rw_target_names() {
	case $3 in
		container) set -- "$@" ps --all --format '{{.Names}}' ;;
		*) set -- "$@" "$3" ls --format '{{.Name}}' ;;
	esac
	rw_owner=$1 rw_of=$2
	shift 3
	rw_target "$rw_owner" "$rw_of" "$@" 2>"$tmp/why" ||
		rw_fail "the $rw_of of $rw_owner does not answer: $(rw_why "$tmp/why")" >&2
}

# rw_absent TARGET FILE: does it say there that there is no such thing? Each engine words it differently, and
# it must not be taken for a daemon that is gone.
rw_absent() {
	if [ "$1" = nerdctl ]; then
		rw_nerdctl_absent "$2"
	else
		grep -q -i -e 'no such' -e 'not found' -e 'not known' -e 'no volume with' "$2"
	fi
}
