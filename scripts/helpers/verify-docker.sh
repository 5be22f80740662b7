# shellcheck shell=sh
# shellcheck disable=SC2154 # verify.sh sets what is not set here
# rootless-wizard: what the proofs need to know of rootless Docker, and Docker's own checks.

# Does the daemon of this user answer? The daemon of root is not asked.
rw_ready_docker() {
	rw_ready_daemon docker.service 'the daemon' dockerd-rootless.sh version --format '{{.Server.Version}}'
}

rw_proof_docker_restart() {
	rw_proof_restart_of docker.service 'the daemon'
}

rw_proof_docker_info() {
	rw_proof_says_rootless '{{.ServerVersion}} {{.Driver}} {{.DockerRootDir}} {{.CgroupDriver}} {{json .SecurityOptions}}'
}

# rw_proof_docker_config DOCKERD FILE: dockerd would start with this file, as it says itself. From 28 on it wants to
# find docker-proxy, which lies beside it, as in its own service.
rw_proof_docker_config() {
	rw_code=0
	PATH=${1%/*}:$PATH
	rw_at_most 20 "$1" --validate --config-file "$2" >"$rw_tmp/out" 2>&1 || rw_code=$?
	rw_evidence_of "$rw_tmp/out"
	return "$rw_code"
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
