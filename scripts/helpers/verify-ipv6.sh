# shellcheck shell=sh
# shellcheck disable=SC2154,SC2034 # verify.sh sets what is not set here; verify-port.sh reads rw_host and rw_six
# rootless-wizard: proof that a container has IPv6.

# rw_proof_ipv6 home|outside: a container has an IPv6 address, its published port answers over IPv6, and it gets
# out over IPv6: it calls its own port at the address of this host. The port is asked at ::1, or with `outside`
# at that address, where nothing answers at ::1.
rw_proof_ipv6() {
	rw_own=$(ip -o -6 addr show up scope global 2>/dev/null |
		awk '$2 !~ /^(docker|br-|virbr|lxcbr|cni|podman|veth)/ && !/ (tentative|dadfailed|deprecated) / {
			sub("/.*", "", $4); print $4; exit }')
	rw_host=::1
	if [ "$1" = outside ]; then
		[ -n "$rw_own" ] || {
			rw_skip 'this host has no IPv6 address but ::1 to call from'
			return
		}
		rw_host=$rw_own
	fi
	case $(rw_serve_language) in
	busybox*)
		rw_skip 'none of perl, python3 and node is here to serve with, and busybox serves IPv4 alone'
		return
		;;
	esac
	rw_six=yes
	# On all addresses, as people publish: with an address given, IPv6 would be tried without IPv4 beside it.
	rw_serve "$(rw_free_port)" || return
	rw_ask 30 exec "$rw_mark" /bin/cat /proc/net/if_inet6 || return 1
	rw_inner=$(printf '%s\n' "$rw_answer" | awk '$4 == "00" && $6 != "lo" { print $1; exit }')
	[ -n "$rw_inner" ] || {
		rw_evidence 'the container has no IPv6 address'
		return 1
	}
	rw_evidence "the container has the address $(printf '%s\n' "$rw_inner" | sed 's/..../&:/g; s/:$//')"
	case $rw_who in
	*.*)
		rw_evidence "the call came to the container over IPv4, from $rw_who"
		return 1
		;;
	esac
	[ -n "$rw_own" ] || {
		rw_evidence 'this host has no IPv6 address but ::1, so the way out was not tried'
		return "$RW_WARN"
	}
	rw_host=$rw_own
	rw_tries=0
	until rw_heard=$(rw_hear "$rw_port" rw_e 10 exec "$rw_mark") && [ "${rw_heard%% *}" = "$rw_mark" ]; do
		rw_tries=$((rw_tries + 1))
		[ "$rw_tries" -lt 5 ] || {
			rw_evidence "from the container, [$rw_own]:$rw_port of this host does not answer"
			rw_evidence_of "$rw_tmp/err"
			return 1
		}
		sleep 1
	done
	rw_evidence "from the container, [$rw_own]:$rw_port of this host answered"
}
