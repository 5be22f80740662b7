# shellcheck shell=sh
# shellcheck disable=SC2154 # verify.sh sets what is not set here
# rootless-wizard: what the proofs need to know of Podman, and Podman's own checks.

# Is Podman there at all?
rw_ready_podman() {
	command -v "$rw_program" >/dev/null && return
	rw_evidence "$rw_program: not found"
	return 1
}

# A running container is still there, over the API, after its socket was restarted.
rw_proof_podman_restart() {
	systemctl --user show-environment >/dev/null 2>&1 || {
		rw_skip 'no systemd of the user is running'
		return
	}
	systemctl --user --quiet is-active podman.socket || {
		rw_skip 'podman.socket is not running'
		return
	}
	! systemctl --user --quiet is-active podman.service || {
		rw_skip 'podman.service is in use: not restarted'
		return
	}
	rw_image_make || return 1
	rw_start_container --network=none -- /bin/sh -c 'sleep 600' || return 1
	systemctl --user restart podman.socket 2>"$rw_tmp/err" || {
		rw_evidence_of "$rw_tmp/err"
		return 1
	}
	rw_ask 60 --url "unix://$XDG_RUNTIME_DIR/podman/podman.sock" ps --filter "name=$rw_mark" \
		--format '{{.Names}} {{.State}}' || return 1
	rw_evidence "after a restart of podman.socket: $rw_answer"
	case $rw_answer in
	"$rw_mark running"* | "$rw_mark Up"*) ;;
	*) return 1 ;;
	esac
}

# `podman info` works and warns of nothing.
rw_proof_podman_info() {
	# shellcheck disable=SC2016 # a Go template
	rw_ask 60 info --format '{{.Host.Security.Rootless}} {{.Store.GraphDriverName}} {{.Host.OCIRuntime.Name}} {{.Host.CgroupManager}} {{.Store.GraphRoot}}' || return 1
	# shellcheck disable=SC2086 # one word a value, but for the path, which is last
	set -- $rw_answer
	rw_root=${rw_answer#"${1-} ${2-} ${3-} ${4-} "}
	rw_evidence "podman info: rootless ${1-?}, driver ${2-?}, graphRoot ${rw_root:-?}, runtime ${3-?}, cgroupManager ${4-?}"
	[ "${1-}" = true ] || return 1
	grep -v '^[[:space:]]*$' "$rw_tmp/err" >"$rw_tmp/warnings" || return 0
	rw_evidence_of "$rw_tmp/warnings"
	return "$RW_WARN"
}

# A network of one's own, as compose makes one: a published port answers, and a second container finds the
# first one by its name. The firewall is set up for such networks only, never for the default one.
rw_proof_podman_network() {
	rw_ask 60 version --format '{{.Client.Version}}' || return 1
	case $rw_answer in
	[12].* | 3.[01].*)
		# It sets networks up in a container of its own, whose image it would fetch and keep.
		rw_skip "Podman $rw_answer needs the image rootless-cni-infra for networks; proofs fetch nothing"
		return
		;;
	3.*) rw_namer=dnsname ;;
	*) rw_namer=aardvark-dns ;;
	esac
	rw_made="network $rw_made"
	rw_ask 60 network create "$rw_mark" || return 1
	rw_network=$rw_mark
	rw_serve 127.0.0.1: || return
	rw_finds_names || {
		rw_evidence 'names of containers were not tried: there is no '"$rw_namer"
		return 0
	}
	case $rw_language in
	busybox) set -- "$rw_language_path" nc "$rw_mark" 8080 ;;
	node | perl) set -- "$rw_language_path" -e "$(rw_client "$rw_language")" -- 8080 "$rw_mark" ;;
	*) set -- "$rw_language_path" -c "$(rw_client "$rw_language")" 8080 "$rw_mark" ;;
	esac
	# On a busy host a container runs before aardvark-dns has been told of it (by a signal, which it is not waited
	# for): until then it is answered that there is no such name. So it asks again.
	# https://github.com/containers/podman/issues/13983
	# shellcheck disable=SC2016 # the shell in the container expands it
	set -- /bin/sh -c 'for n in 0.1 0.2 0.4 0.8 1 1 1 1 1 1 1 1 1 1 1 1 1 1; do "$@" 2>/dev/null && exit; sleep "$n" || sleep 1; done; exec "$@"' sh "$@"
	rw_made="second $rw_made"
	# Podman 4.3 on a busy host was seen to end a container that is soon done with code 0, but without its words.
	rw_tries=3
	while [ "$rw_tries" -gt 0 ]; do
		rw_tries=$((rw_tries - 1))
		# The second --name counts.
		rw_container --rm --name "$rw_mark-2" "--network=$rw_network" -- "$@" || return 1
		[ -z "$rw_answer" ] || break
	done
	rw_evidence "a second container asked the first one by its name, and heard: $rw_answer"
	[ "${rw_answer%% *}" = "$rw_mark" ]
}

# Does something answer for the names of containers? In the directories of helper_binaries_dir
# (containers.conf(5)), or as a plugin of CNI, which is all that Podman 3 knows.
rw_finds_names() {
	for rw_dir in /usr/local/libexec/podman /usr/local/lib/podman /usr/libexec/podman /usr/lib/podman; do
		[ "$rw_namer" = dnsname ] || [ ! -x "$rw_dir/aardvark-dns" ] || return 0
	done
	for rw_dir in /usr/local/libexec/cni /usr/libexec/cni /usr/local/lib/cni /usr/lib/cni /opt/cni/bin; do
		[ ! -x "$rw_dir/dnsname" ] || return 0
	done
	return 1
}
