# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: containers: those of root stop and start again, those of the user are made and removed.

# rw_migrate_stop NAME...: containers of root stop, and stay so when the daemon or the machine restarts.
# Each gets the time that its own settings give it. Nothing is stopped when one of them can't be.
rw_migrate_stop() (
	set +e
	exec </dev/null
	tmp=$(mktemp -d) || exit
	trap 'rm -rf "$tmp"' EXIT
	rw_source_settle "$@" || exit
	rw_source_states '{{.State.Running}}:{{.HostConfig.RestartPolicy.Name}}:{{.HostConfig.AutoRemove}}' "$@" || {
		why=$(rw_why "$tmp/why")
		rw_source_answers && rw_fail "${RW_FROM-docker} container inspect: $why"
		exit 1
	}
	running='' policies='' stopping=''
	for name in "$@"; do
		state=$(rw_source_state "$name")
		case $state in
			*:true) rw_fail "container $name goes when it stops (it was started with --rm)" || exit ;;
			false:no:*)
				rw_say already "container $name is stopped"
				continue
				;;
			true:*:* | false:*:*) stopping="$stopping $name" ;;
			*) rw_fail "container $name: what it does can't be read" || exit ;;
		esac
		case $state in true:*) running="$running $name" ;; esac
		case $state in *:no:*) ;; *) policies="$policies $name" ;; esac
	done
	[ -n "$stopping" ] || exit 0
	# shellcheck disable=SC2086 # names hold no blanks
	[ -z "$policies" ] || rw_source_policy no $policies || exit
	# shellcheck disable=SC2086 # names hold no blanks
	[ -z "$running" ] || rw_source_stop $running || exit
	# shellcheck disable=SC2086 # names hold no blanks
	rw_source_states '{{.State.Running}}' $stopping
	for name in $stopping; do
		[ "$(rw_source_state "$name")" = false ] ||
			rw_fail "container $name runs still" || exit
		rw_say stopped "container $name"
	done
)

# rw_migrate_start [--still] NAME=POLICY...: containers of root get their restart policy back and run; those
# behind --still did not run, and only get their policy. Tries all of them, and fails when one did not start.
rw_migrate_start() (
	set +e
	exec </dev/null
	tmp=$(mktemp -d) || exit
	trap 'rm -rf "$tmp"' EXIT
	names=''
	for pair in "$@"; do
		case $pair in --still) ;; *) names="$names ${pair%%=*}" ;; esac
	done
	# One that is gone is named below; what the others are is known then, too.
	# shellcheck disable=SC2086 # names hold no blanks
	rw_source_settle $names || rw_source_answers || exit
	# shellcheck disable=SC2086 # names hold no blanks
	rw_source_states '{{.State.Running}}:{{.HostConfig.RestartPolicy.Name}}:{{.HostConfig.RestartPolicy.MaximumRetryCount}}' $names ||
		rw_source_answers || exit
	code=0 still=no
	for pair in "$@"; do
		case $pair in
			--still)
				still=yes
				continue
				;;
		esac
		name=${pair%%=*} policy=${pair#*=}
		state=$(rw_source_state "$name")
		case $state in
			*:"$policy" | *:"$policy":0) ;;
			*)
				rw_source_policy "$policy" "$name" || {
					code=1
					continue
				}
				;;
		esac
		case $still:$state in
			yes:*) continue ;;
			no:true:"$policy" | no:true:"$policy":0)
				rw_say already "container $name runs"
				continue
				;;
		esac
		rw_source_start "$name" || {
			code=1
			continue
		}
		rw_say started "container $name"
	done
	exit "$code"
)

# rw_migrate_container USER TARGET NAME [--stopped|--run] [--connect 'NETWORK [ARG...]']... -- ARG...: `create`
# with these arguments and this name, join further networks, and start unless it was stopped before; --run: in
# one, which keeps the input of a server open. What it was made with stands in our label, so that a second call
# knows it again.
rw_migrate_container() (
	set +e
	exec </dev/null
	user=$1 target=$2 name=$3
	shift 3
	rw_migrate_begin "$user" "$target" "$name" || exit
	made=$(printf '%s\n' container "$@" | sha256sum) && made=${made%% *}
	stopped=no how=create
	: >"$tmp/networks"
	while [ "$1" != -- ]; do
		case $1 in
			--stopped) stopped=yes ;;
			--run) how='run --detach' ;;
			--connect)
				printf '%s\n' "$2" >>"$tmp/networks"
				shift
				;;
			*) rw_fail "$1: not an option of this helper" || exit ;;
		esac
		shift
	done
	shift
	there=$(rw_target_label "$user" "$target" container "$name") || exit
	case $there in
		"$made")
			state=$(rw_target "$user" "$target" container inspect --format '{{.State.Running}}' "$name" 2>/dev/null)
			case $state:$stopped:$(wc -l <"$tmp/networks") in
				true:* | false:yes:0)
					rw_say already "container $name"
					exit 0
					;;
			esac
			# A call that was cut off: it may lack a network.
			rw_container_rm "$user" "$target" "$name" || rw_fail "container $name: $(rw_why "$tmp/why")" || exit
			;;
		-) ;;
		'') rw_fail "container $name: there is another one of that name in the $target of $user" || exit ;;
		*) rw_stale "container $name was moved before, and is made differently now" || exit ;;
	esac
	case $target in
		nerdctl)
			rw_init=$(rw_nerdctl_init "$@")
			[ -z "$rw_init" ] || set -- "$rw_init" "$@"
			;;
	esac
	# shellcheck disable=SC2086 # words
	rw_target "$user" "$target" $how --name "$name" --label "$RW_OURS=$made" "$@" >/dev/null 2>"$tmp/why" || {
		why=$(rw_why "$tmp/why")
		# `run` leaves one that did not start; another one of that name is not ours to take away.
		[ "$(rw_target_label "$user" "$target" container "$name" 2>/dev/null)" != "$made" ] ||
			rw_target "$user" "$target" rm -f "$name" >/dev/null 2>&1
		rw_fail "container $name: $why"
		exit
	}
	while IFS= read -r network; do
		# shellcheck disable=SC2086 # words without blanks: names and addresses
		set -- $network
		rw_network=$1
		shift
		rw_target "$user" "$target" network connect "$@" "$rw_network" "$name" </dev/null >/dev/null 2>"$tmp/why" || rw_container_drop || exit
	done <"$tmp/networks"
	[ "$stopped" = yes ] || [ "$how" != create ] || rw_target "$user" "$target" start "$name" >/dev/null 2>"$tmp/why" || rw_container_drop || exit
	rw_say moved "container $name"
)

# rw_container_rm USER TARGET NAME: removes it. Docker goes on with that, too, when its client is killed, and
# then refuses to do it twice at a time: https://github.com/moby/moby/blob/master/daemon/delete.go
rw_container_rm() {
	rw_wait=0
	until rw_target "$1" "$2" rm -f "$3" >/dev/null 2>"$tmp/why"; do
		grep -q 'removal of container .* already in progress' "$tmp/why" && [ "$rw_wait" -lt 60 ] || return 1
		rw_wait=$((rw_wait + 1))
		sleep 1
	done
}

# One that can't be whole is taken away again. Its volumes are not: they were there before it.
rw_container_drop() {
	rw_target "$user" "$target" rm -f "$name" >/dev/null 2>&1
	rw_fail "container $name: $(rw_why "$tmp/why")"
}

# rw_is_remade USER TARGET NAME: does the container belong to the same service of the same compose project as
# the one of root? Compose makes a container anew when its file or image has changed, without our label.
rw_is_remade() {
	rw_labels='{{with .Config.Labels}}{{index . "com.docker.compose.project"}}/{{index . "com.docker.compose.service"}}{{end}}'
	rw_service=$(rw_target "$1" "$2" container inspect --format "$rw_labels" "$3" 2>/dev/null) || return 1
	case $rw_service in '' | / | */ | /* | *'<no value>'*) return 1 ;; esac
	[ "$(rw_source container inspect --format "$rw_labels" "$3" 2>/dev/null)" = "$rw_service" ]
}

# rw_migrate_container_undo USER TARGET NAME: stops it and takes it away, and says how much was written
# outside of volumes. Volumes go by a change of their own.
rw_migrate_container_undo() (
	set +e
	exec </dev/null
	rw_migrate_begin "$1" "$2" "$3" || exit
	there=$(rw_target_label "$1" "$2" container "$3") || exit
	case $there in
		-)
			rw_say already "container $3 is gone"
			exit 0
			;;
		'')
			rw_is_remade "$1" "$2" "$3" || rw_fail "container $3 was not made by a move, and stays" || exit
			rw_say note "container $3: compose has made it anew since the move"
			;;
	esac
	rw_source_has container "$3" || exit
	# Its restart policy, which an older nerdctl does not tell, and a line for each mount.
	rw_mounts='{{range .Mounts}}{{println .Destination}}{{end}}'
	{
		rw_target "$1" "$2" container inspect --format "{{println .HostConfig.RestartPolicy.Name}}$rw_mounts" "$3" ||
			{ echo && rw_target "$1" "$2" container inspect --format "$rw_mounts" "$3"; }
	} >"$tmp/mounts" 2>/dev/null
	[ "$(head -n 1 "$tmp/mounts")" = no ] || rw_target "$1" "$2" update --restart=no "$3" >/dev/null 2>&1
	rw_target "$1" "$2" stop "$3" >/dev/null 2>"$tmp/why" || rw_fail "container $3: $(rw_why "$tmp/why")" || exit
	# What leads to a mount, or is the engine's own, is nothing that somebody wrote.
	sed -i 1d "$tmp/mounts"
	printf '/etc/%s\n' hosts hostname resolv.conf >>"$tmp/mounts"
	rw_target "$1" "$2" diff "$3" 2>/dev/null | cut -c 3- | grep -v -e '^/sbin' -e '^/$' | awk '
		NR == FNR { if ($0 != "") mounts[$0 "/"]; next }
		{ for (m in mounts) if (index(m, $0 "/") == 1) next; n++ }
		END { print n + 0 }' "$tmp/mounts" - >"$tmp/written"
	[ "$(cat "$tmp/written")" = 0 ] || rw_say note "container $3: paths written outside of volumes go with it: $(cat "$tmp/written")"
	rw_container_rm "$1" "$2" "$3" || rw_fail "container $3: $(rw_why "$tmp/why")" || exit
	rw_say removed "container $3"
)
