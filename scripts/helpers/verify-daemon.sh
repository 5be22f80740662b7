# shellcheck shell=sh
# shellcheck disable=SC2154 # verify.sh sets what is not set here
# rootless-wizard: what the proofs of engines with a daemon of the user share.

# rw_ready_daemon UNIT DAEMON SCRIPT ARG...: does the engine's client, called with ARG..., get an answer?
# Where nothing starts the daemon by itself, the sentence says what does.
rw_ready_daemon() {
	rw_unit=$1 rw_daemon=$2 rw_script=$3
	shift 3
	command -v "$rw_program" >/dev/null || {
		rw_evidence "$rw_program: not found"
		return 1
	}
	# The vendor's check asks no daemon.
	case $rw_name in *_check) return 0 ;; esac
	rw_ask 30 "$@" && return
	systemctl --user show-environment >/dev/null 2>&1 || {
		rw_skip "no systemd of the user is running, so $rw_daemon is not started by itself: start $rw_script by hand"
		return
	}
	journalctl --user --unit "$rw_unit" --lines 4 --no-pager --output cat --quiet >"$rw_tmp/out" 2>&1 &&
		rw_evidence_of "$rw_tmp/out"
	return 1
}

# rw_proof_restart_of UNIT DAEMON [OTHER_UNIT...]: a container that is to be restarted always runs again after
# a restart of the daemon, with which systemd restarts the other units. containerd looks for such containers
# every ten seconds, so this takes a while.
rw_proof_restart_of() {
	rw_unit=$1 rw_daemon=$2
	shift 2
	systemctl --user --quiet is-active "$rw_unit" 2>/dev/null || {
		rw_skip "$rw_unit of the user is not running"
		return
	}
	rw_ask 60 ps --quiet || return 1
	[ -z "$rw_answer" ] || {
		rw_skip "other containers are running: $rw_daemon is not restarted"
		return
	}
	rw_image_make || return 1
	rw_start_container --network=none --restart=always -- /bin/sh -c 'sleep 600' || return 1
	rw_ask 60 inspect --format '{{.State.Pid}}' "$rw_mark" || return 1
	rw_before=$rw_answer
	# Starts are counted; those of proofs are not to use them up.
	systemctl --user reset-failed "$rw_unit" "$@" 2>/dev/null
	rw_at_most 180 systemctl --user restart "$rw_unit" 2>"$rw_tmp/err" || {
		rw_evidence_of "$rw_tmp/err"
		return 1
	}
	rw_tries=0
	until rw_answer=$(rw_e 60 inspect --format '{{.State.Running}} {{.State.Pid}}' "$rw_mark" 2>"$rw_tmp/err") &&
		[ "${rw_answer% *}" = true ] && [ "${rw_answer#* }" != "$rw_before" ]; do
		rw_tries=$((rw_tries + 1))
		[ "$rw_tries" -lt 120 ] || {
			rw_evidence "after a restart of $rw_unit: running ${rw_answer% *}"
			rw_evidence_of "$rw_tmp/err"
			return 1
		}
		sleep 0.5
	done
	rw_evidence "after a restart of $rw_unit the container runs again"
}

# rw_proof_says_rootless FORMAT: the engine's own `info` does.
rw_proof_says_rootless() {
	rw_ask 60 info --format "$1" || return 1
	rw_evidence "$rw_engine info: $rw_answer"
	case $rw_answer in *name=rootless*) ;; *) return 1 ;; esac
}
