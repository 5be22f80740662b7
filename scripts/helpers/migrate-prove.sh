# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: proofs that a container that was moved does its work.

# rw_migrate_prove USER TARGET NAME [--ill] [[ADDRESS:]PORT/PROTOCOL...]: it runs, is healthy if it has a
# health check (unless it was not before, either), and something answers at each port of the host.
rw_migrate_prove() (
	set +e
	exec </dev/null
	user=$1 target=$2 name=$3
	shift 3
	rw_migrate_begin "$user" "$target" "$name" || exit
	case ${1-} in
		--ill)
			shift
			rw_prove_running || exit
			;;
		*) rw_prove_healthy || exit ;;
	esac
	for port in "$@"; do
		rw_prove_port "$port" || exit
	done
	# One that crashes does so soon. The engine itself says when: no guess at how long to look. What has run for
	# two seconds when it is its turn had the time to.
	if rw_prove_young; then
		rw_as_user "$user" timeout -k 10 1 "$target" wait "$name" >/dev/null 2>&1
		[ $? = 124 ] || rw_fail "container $name ended: $(rw_prove_log)" || exit
	fi
	rw_prove_running || exit
	rw_say proven "container $name runs"
)

# Does it run, and for the first time? Sets $rw_health, what its health check says, or nothing where it has none;
# and $rw_started, since when it runs.
rw_prove_running() {
	rw_format='{{.State.Status}} {{.RestartCount}}'
	case $target in podman) rw_started='{{.State.StartedAt.UnixNano}}' ;; *) rw_started='{{.State.StartedAt}}' ;; esac
	# Podman before 4.0 tells nothing of a health check there, and the rest is asked alone.
	rw_target "$user" "$target" container inspect \
		--format "$rw_format $rw_started {{if .State.Health}}{{.State.Health.Status}}{{end}}" "$name" >"$tmp/state" 2>/dev/null ||
		rw_target "$user" "$target" container inspect --format "$rw_format" "$name" >"$tmp/state" 2>"$tmp/why" ||
		rw_fail "container $name: $(rw_why "$tmp/why")" || return 1
	read -r rw_status rw_restarts rw_started rw_health <"$tmp/state"
	case $rw_status:$rw_restarts in
		running:0) ;;
		running:*) rw_fail "container $name ended and was started again $rw_restarts times: $(rw_prove_log)" ;;
		*) rw_fail "container $name is $rw_status: $(rw_prove_log)" ;;
	esac
}

# Has it run for less than two seconds? So it is taken where that can't be told, as by a date(1) of BusyBox.
rw_prove_young() {
	case $rw_started in *T*) rw_started=$(date -d "$rw_started" +%s%N 2>/dev/null) ;; esac
	rw_now=$(date +%s%N)
	case $rw_started:$rw_now in :* | *[!0-9:]*) return 0 ;; esac
	[ $(((rw_now - rw_started) / 1000000000)) -lt 2 ]
}

rw_prove_log() {
	rw_target "$user" "$target" logs --tail 5 "$name" >"$tmp/log" 2>&1
	rw_why "$tmp/log"
}

# Waits up to five minutes for the first word of a health check. The engine tells it as an event, from a
# moment before the state was read, so that none is missed.
rw_prove_healthy() {
	since=$(date +%s)
	rw_prove_running || return 1
	case $target in
		nerdctl)
			rw_nerdctl_healthy
			return
			;;
	esac
	case $rw_health in
		'' | none) return ;;
		healthy)
			rw_say proven "container $name is healthy"
			return
			;;
	esac
	mkfifo "$tmp/events" || return 1
	# A field that the other one has is an error to each.
	case $target in
		podman) rw_format='{{.Status}} {{.HealthStatus}}' ;;
		*) rw_format='{{.Action}}' ;;
	esac
	rw_as_user "$user" timeout 300 "$target" events --since "$since" --filter "container=$name" \
		--format "$rw_format" >"$tmp/events" 2>/dev/null &
	events=$!
	rw_health=
	while read -r rw_event; do
		case $rw_event in
			*unhealthy* | die*) rw_health=bad && break ;;
			*healthy*) rw_health=good && break ;;
		esac
	done <"$tmp/events"
	kill "$events" 2>/dev/null
	[ "$rw_health" = good ] || rw_fail "container $name did not become healthy: $(rw_prove_log)" || return 1
	rw_say proven "container $name is healthy"
}
