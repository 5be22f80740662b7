# shellcheck shell=sh
# shellcheck disable=SC2154 # verify.sh sets what is not set here
# rootless-wizard: what the proofs need to know of rootless Docker, and Docker's own checks.

# Does the daemon of this user answer? The daemon of root is not asked.
rw_ready_docker() {
	command -v "$rw_program" >/dev/null || {
		rw_evidence "$rw_program: not found"
		return 1
	}
	[ "$rw_name" != docker_check ] || return 0
	rw_ask 30 version --format '{{.Server.Version}}' && return
	systemctl --user show-environment >/dev/null 2>&1 || {
		rw_skip 'no systemd of the user is running, so the daemon is not started by itself: start dockerd-rootless.sh by hand'
		return
	}
	journalctl --user --unit docker.service --lines 4 --no-pager --output cat --quiet >"$rw_tmp/out" 2>&1 &&
		rw_evidence_of "$rw_tmp/out"
	return 1
}

# A container that is to be restarted always runs again after a restart of the daemon.
rw_proof_docker_restart() {
	systemctl --user --quiet is-active docker.service || {
		rw_skip 'docker.service of the user is not running'
		return
	}
	rw_ask 60 ps --quiet || return 1
	[ -z "$rw_answer" ] || {
		rw_skip 'other containers are running: the daemon is not restarted'
		return
	}
	rw_image_make || return 1
	rw_start_container --network=none --restart=always --stop-signal=KILL -- /bin/sh -c 'sleep 600' || return 1
	rw_ask 60 inspect --format '{{.State.Pid}}' "$rw_mark" || return 1
	rw_before=$rw_answer
	rw_at_most 180 systemctl --user restart docker.service 2>"$rw_tmp/err" || {
		rw_evidence_of "$rw_tmp/err"
		return 1
	}
	rw_tries=0
	until rw_ask 60 inspect --format '{{.State.Running}} {{.State.Pid}}' "$rw_mark" &&
		[ "${rw_answer% *}" = true ] && [ "${rw_answer#* }" != "$rw_before" ]; do
		rw_tries=$((rw_tries + 1))
		[ "$rw_tries" -lt 60 ] || {
			rw_evidence "after a restart of docker.service: running ${rw_answer% *}"
			return 1
		}
		sleep 0.5
	done
	rw_evidence 'after a restart of docker.service the container runs again'
}

# `docker info` says rootless.
rw_proof_docker_info() {
	rw_ask 60 info --format '{{.ServerVersion}} {{.Driver}} {{.DockerRootDir}} {{.CgroupDriver}} {{json .SecurityOptions}}' || return 1
	rw_evidence "docker info: $rw_answer"
	case $rw_answer in *name=rootless*) ;; *) return 1 ;; esac
}

# rw_proof_docker_check TOOL PATH: the vendor's own check finds nothing missing. TOOL is
# dockerd-rootless-setuptool.sh, PATH the directories in which it must find its companions: Debian hides
# both. Its options are documented at https://docs.docker.com/engine/security/rootless/
rw_proof_docker_check() {
	rw_tool=$1
	PATH=$2:$PATH
	[ -f "$rw_tool" ] || {
		rw_skip 'dockerd-rootless-setuptool.sh is not installed'
		return
	}
	# --force only says: a daemon of root beside this one is fine.
	if rw_vendor_check --force; then
		rw_evidence 'dockerd-rootless-setuptool.sh check: requirements are satisfied'
		return
	fi
	# It looks for modules by name (ip_tables, from 28 on nf_tables), also where iptables works without
	# them being listed, and has an option for that.
	if grep -q 'modprobe .*_tables' "$rw_tmp/out" && rw_iptables_works && rw_vendor_check --force --skip-iptables; then
		rw_evidence 'dockerd-rootless-setuptool.sh check --skip-iptables: requirements are satisfied'
		rw_evidence 'it looks for a kernel module by name; iptables itself works in a network namespace of this user'
		return
	fi
	rw_evidence_of "$rw_tmp/out"
	return 1
}

rw_vendor_check() {
	rw_at_most 60 /bin/sh "$rw_tool" "$@" check >"$rw_tmp/raw" 2>&1
	rw_code=$?
	# Colours and the frame around the commands are of no use here.
	sed -e 's/\\e\[[0-9]*m//g' -e "s/$(printf '\033')\[[0-9;]*m//g" -e '/^#####/d' -e '/^sudo sh -eux/d' -e '/^EOF$/d' \
		-e '/^[[:space:]]*$/d' \
		"$rw_tmp/raw" >"$rw_tmp/out"
	return "$rw_code"
}

# Docker's own rules, tried where they will live: in a network namespace of the user.
rw_iptables_works() {
	XTABLES_LOCKFILE=$rw_tmp/xtables.lock unshare -Urn iptables -t nat -S >/dev/null 2>&1
}
