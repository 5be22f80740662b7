# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: the engine of root from which things are moved: Docker, unless RW_FROM says podman or nerdctl.

# rw_migrate_from SOURCE HELPER ARG...: the helper, with another engine of root.
rw_migrate_from() (
	set +e
	case $1 in docker | podman | nerdctl) ;; *) rw_fail "$1: no engine to move from" || exit ;; esac
	RW_FROM=$1
	shift
	"$@"
)

# rw_source ARG...: the engine of root, wherever root's own environment points. Docker is the daemon behind
# /var/run/docker.sock; Podman has none, and works on root's own store; nerdctl is asked for its own namespace of
# root's containerd, as those of Docker and Kubernetes are theirs.
rw_source() {
	case ${RW_FROM-docker} in
		podman)
			env -u CONTAINER_HOST -u CONTAINER_CONNECTION -u CONTAINERS_STORAGE_CONF -u XDG_RUNTIME_DIR \
				-u DBUS_SESSION_BUS_ADDRESS timeout -k 10 600 podman "$@"
			;;
		nerdctl)
			env -u CONTAINERD_ADDRESS -u CONTAINERD_NAMESPACE -u CONTAINERD_SNAPSHOTTER -u NERDCTL_TOML \
				timeout -k 10 600 nerdctl --namespace default "$@"
			;;
		*)
			env -u DOCKER_HOST -u DOCKER_CONTEXT -u DOCKER_TLS_VERIFY -u DOCKER_CERT_PATH \
				timeout -k 10 600 docker -H unix:///var/run/docker.sock "$@"
			;;
	esac
}

# rw_source_name: as it is called in sentences.
rw_source_name() {
	case ${RW_FROM-docker} in podman) echo 'Podman of root' ;; nerdctl) echo 'nerdctl of root' ;; *) echo 'Docker of root' ;; esac
}

# rw_source_answers: does it? nerdctl tells its version without a containerd, too.
rw_source_answers() {
	rw_ask=version
	case ${RW_FROM-docker} in nerdctl) rw_ask=info ;; esac
	rw_source "$rw_ask" >/dev/null 2>"$tmp/why" || rw_fail "the $(rw_source_name) does not answer: $(rw_why "$tmp/why")"
}

# rw_source_has KIND NAME: does it still have it? What is there no more can't be gone back to, and what was
# moved is the only one then: it is never removed.
rw_source_has() {
	rw_source "$1" inspect "$2" >/dev/null 2>"$tmp/why" && return
	# Gone, or only not to be asked?
	rw_source_answers || return 1
	rw_fail "$1 $2 is gone from the $(rw_source_name), so this one is the only one and stays"
}

# rw_source_states FORMAT NAME...: asks for all of these containers at once what FORMAT says, in one word each,
# for rw_source_state. Fails where one of them is not there; it has what the others are.
rw_source_states() {
	rw_format=$1
	shift
	rw_source container inspect --format "{{.Name}} $rw_format" "$@" >"$tmp/states" 2>"$tmp/why"
}

# rw_source_state NAME: that word. Docker writes a slash before names.
rw_source_state() {
	awk -v name="$1" '{ sub("^/", "") } $1 == name { print $2; exit }' "$tmp/states"
}

# rw_source_policy POLICY NAME...: the restart policy of containers. Podman before 5.1 can't change it
# (podman-update(1)); there a container is only stopped, which is enough unless podman-restart.service
# starts those with the policy `always` at boot: then the plan has left it where it is. nerdctl can't change it
# for one that never ran; containerd starts none of those, whatever its policy says.
rw_source_policy() {
	rw_policy=$1
	shift
	# Docker takes all of them at once. Where one can't be changed, they are asked one by one which it is.
	case ${RW_FROM-docker}:$# in
		docker:[01]) ;;
		docker:*) ! rw_source update --restart="$rw_policy" "$@" >/dev/null 2>&1 || return 0 ;;
	esac
	for rw_name in "$@"; do
		rw_source update --restart="$rw_policy" "$rw_name" >/dev/null 2>"$tmp/why" && continue
		case ${RW_FROM-docker} in
			podman) grep -q -e 'unknown flag: --restart' -e 'unrecognized command' "$tmp/why" && return 0 ;;
			nerdctl) grep -q 'failed to get task:no running task found' "$tmp/why" && continue ;;
		esac
		rw_fail "container $rw_name: $(rw_why "$tmp/why")" || return 1
	done
}

# While containers are being stopped, there is a file of this name for each, with its engine and name behind it.
RW_STOPPING=/run/rootless-wizard/stopping

# rw_source_stop NAME...: they stop. Docker goes on with that when its client is killed (containerStop,
# https://github.com/moby/moby/blob/master/daemon/stop.go), and a container that was told to end may do so long
# after Podman or nerdctl was: it runs still, and will not in a moment. So what is being stopped is written down.
rw_source_stop() {
	(umask 077 && mkdir -p "${RW_STOPPING%/*}") || rw_fail "${RW_STOPPING%/*} can't be made" || return 1
	for rw_name in "$@"; do
		: >"$RW_STOPPING-${RW_FROM-docker}-$rw_name" || return 1
	done
	rw_source stop "$@" >/dev/null 2>"$tmp/why" ||
		rw_fail "${RW_FROM-docker} stop: $(rw_why "$tmp/why")" || return 1
	for rw_name in "$@"; do
		rm -f "$RW_STOPPING-${RW_FROM-docker}-$rw_name"
	done
}

# rw_source_settle NAME...: where stopping one of them was cut off, it is brought to its end first.
rw_source_settle() {
	rw_cut=
	for rw_name in "$@"; do
		[ ! -e "$RW_STOPPING-${RW_FROM-docker}-$rw_name" ] || rw_cut="$rw_cut $rw_name"
	done
	# shellcheck disable=SC2086 # names hold no blanks
	[ -z "$rw_cut" ] || rw_source_stop $rw_cut
}

# rw_source_start NAME: one that runs already is no error. Podman 6 cannot take a port back where connections have
# just been closed (bindPort, https://github.com/containers/podman/blob/main/libpod/oci_util.go, without
# SO_REUSEADDR): the kernel remembers those for a minute, tcp(7).
rw_source_start() {
	rw_wait=0
	until rw_source start "$1" >/dev/null 2>"$tmp/why"; do
		grep -q 'cannot bind tcp port .*address already in use' "$tmp/why" && [ "$rw_wait" -lt 65 ] ||
			rw_fail "container $1: $(rw_why "$tmp/why")" || return 1
		[ "$rw_wait" -gt 0 ] || rw_say note "$1 waits for its port, which was in use a moment ago: at most a minute"
		rw_wait=$((rw_wait + 1))
		sleep 1
	done
}
