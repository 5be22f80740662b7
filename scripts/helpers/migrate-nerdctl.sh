# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# rootless-wizard: what is different where containers move to nerdctl with a containerd of the user.

# rw_nerdctl_absent FILE: does it say there that there is no such thing? A containerd that is gone has other
# words, which hold "no such file", too.
rw_nerdctl_absent() {
	grep -q -i -e 'no such container' -e 'no such image' -e 'no network found' -e 'volume\.json.* does not exist' "$1"
}

# rw_nerdctl_unlabelled FILE: a volume without any label has no such field, and Go's templates complain of that.
rw_nerdctl_unlabelled() {
	grep -q 'map has no entry for key' "$1"
}

# Where nerdctl keeps volumes, or will: the nearest directory above that is there already.
# https://github.com/containerd/nerdctl/blob/main/docs/dir.md
rw_nerdctl_root() {
	# shellcheck disable=SC2016 # expanded by the user's shell
	rw_as_user "$user" sh -c '
		dir=$(sed -n "s/^[[:space:]]*data_root[[:space:]]*=[[:space:]]*\"\(.*\)\".*/\1/p" "$HOME/.config/nerdctl/nerdctl.toml" 2>/dev/null | tail -n 1)
		dir=${dir:-$HOME/.local/share/nerdctl}
		while [ ! -d "$dir" ]; do
			case $dir in ?*/*) dir=${dir%/*} ;; *) dir=/ ;; esac
		done
		printf "%s\n" "$dir"'
}

# rw_nerdctl_init ARG...: prints the flag with which `--init` among these arguments works: nerdctl looks for
# tini, and where that is not installed, Docker's own does the same.
rw_nerdctl_init() {
	rw_tini=
	for rw_word in "$@"; do
		[ "$rw_word" != --init ] || rw_tini=wanted
	done
	[ -n "$rw_tini" ] && ! rw_has tini || return 0
	for rw_tini in docker-init /usr/libexec/docker/docker-init; do
		! rw_has "$rw_tini" || { printf -- '--init-binary=%s\n' "$rw_tini" && return; }
	done
}

# rw_nerdctl_knows create:FLAG|network-create:FLAG: has this nerdctl that flag? It has no other way to tell
# before it is asked to make something.
rw_nerdctl_knows() {
	rw_help=$tmp/help-${1%%:*}
	if [ ! -s "$rw_help" ]; then
		case $1 in
			network-create:*) rw_target "$user" "$target" network create --help >"$rw_help" 2>&1 ;;
			*) rw_target "$user" "$target" create --help >"$rw_help" 2>&1 ;;
		esac
	fi
	grep -E -q -- "(^|[ ,])${1#*:}( |$)" "$rw_help" ||
		rw_fail "the nerdctl of $user is too old: it has no ${1#*:}"
}

# The health check of the container $name, for as long as five minutes: without root, nerdctl makes one only
# when it is told to. How often it may fail is for those that are made at their times, so a failure is not
# yet the end.
rw_nerdctl_healthy() {
	rw_test=$(rw_target "$user" "$target" container inspect --format '{{if .Config.Healthcheck}}{{index .Config.Healthcheck.Test 0}}{{end}}' "$name" 2>/dev/null)
	case $rw_test in '' | NONE) return ;; esac
	rw_until=$(($(date +%s) + 300)) rw_pause=0.2
	while :; do
		rw_target "$user" "$target" container healthcheck "$name" >"$tmp/why" 2>&1
		rw_prove_running || return 1
		[ "$rw_health" != healthy ] || break
		[ "$(date +%s)" -lt "$rw_until" ] || rw_fail "container $name did not become healthy: $(rw_prove_log)" || return 1
		# Most are there at once, and some take minutes.
		sleep "$rw_pause"
		case $rw_pause in 0.2) rw_pause=0.5 ;; *) rw_pause=1 ;; esac
	done
	rw_say proven "container $name is healthy"
}
