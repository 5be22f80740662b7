# shellcheck shell=sh
# shellcheck disable=SC2154 # verify.sh sets what is not set here
# rootless-wizard: proofs of what stands beside an engine: compose, and `docker` as a name of Podman.

# rw_compose SECONDS ARG...: the compose of this engine, on the project of this proof.
rw_compose() {
	rw_seconds=$1
	shift
	set -- -p "$rw_mark" -f "$rw_tmp/compose.yaml" "$@"
	case $rw_engine in
	podman) rw_at_most "$rw_seconds" podman-compose --podman-path "$rw_program" "$@" ;;
	*)
		if rw_e 60 compose version >/dev/null 2>&1; then
			rw_e "$rw_seconds" compose "$@"
		else
			rw_at_most "$rw_seconds" env "DOCKER_HOST=unix://$XDG_RUNTIME_DIR/docker.sock" docker-compose "$@"
		fi
		;;
	esac
}

# A project of one service comes up in a network of its own, and goes again.
rw_proof_compose() {
	rw_image_make || return 1
	rw_compose_file >"$rw_tmp/compose.yaml" || return 1
	rw_made="compose $rw_made"
	rw_compose 120 up -d >"$rw_tmp/out" 2>&1 || {
		rw_evidence_of "$rw_tmp/out"
		return 1
	}
	# Every compose sets this label.
	rw_ask 60 ps --filter "label=com.docker.compose.project=$rw_mark" --format '{{.Names}} {{.State}}' || return 1
	rw_evidence "compose up: ${rw_answer:-no container of the project}"
	case $rw_answer in
	*' running'* | *' Up'*) ;;
	*) return 1 ;;
	esac
	rw_compose 120 down -t 1 >"$rw_tmp/out" 2>&1 || {
		rw_evidence_of "$rw_tmp/out"
		return 1
	}
	rw_made=${rw_made#compose }
	rw_evidence 'compose down: nothing is left of it'
}

# The mounts of rw_find_mounts are `-v FROM:TO:ro` and, with SELinux, `--security-opt label=disable`.
rw_compose_file() {
	cat <<END
services:
  proof:
    image: $rw_image
    pull_policy: never
    command: ["/bin/sh", "-c", "sleep 600"]
    volumes:
END
	# shellcheck disable=SC2086 # options are words without spaces
	set -- $rw_mounts
	while [ $# -gt 1 ]; do
		[ "$1" != -v ] || printf '      - "%s"\n' "$2"
		shift 2
	done
	case $rw_mounts in *label=disable*) printf '    security_opt: ["label=disable"]\n' ;; esac
}

# `docker` is Podman's wrapper, and runs a container.
rw_proof_docker_command() {
	rw_image_make || return 1
	rw_program=docker
	rw_ask 60 --version || return 1
	rw_evidence "docker --version: $rw_answer"
	case $rw_answer in *odman*) ;; *) return 1 ;; esac
	# On a busy host Podman 4.3 may lose the words of a container that is soon done (rw_proof_podman_network).
	rw_tries=3
	while [ "$rw_tries" -gt 0 ]; do
		rw_tries=$((rw_tries - 1))
		rw_run_container --network=none -- /bin/sh -c 'echo ran' || return 1
		[ -z "$rw_answer" ] || break
	done
	rw_evidence "docker run: $rw_answer"
	[ "$rw_answer" = ran ]
}
