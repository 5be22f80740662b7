# shellcheck shell=sh
# shellcheck disable=SC2154 # verify.sh sets what is not set here
# rootless-wizard: the proof that limits on memory, processes and processors hold.

# rw_delegated: the controllers that the user's manager may hand on; nothing where there is none.
rw_delegated() {
	cat "/sys/fs/cgroup/user.slice/user-$rw_uid.slice/user@$rw_uid.service/cgroup.controllers" 2>/dev/null
}

# rw_first_processor: the first one that the user's manager may use.
rw_first_processor() {
	sed 's/[^0-9].*//' \
		"/sys/fs/cgroup/user.slice/user-$rw_uid.slice/user@$rw_uid.service/cpuset.cpus.effective" 2>/dev/null
}

# Memory, the number of processes and, where they are delegated, processors are limited, seen by running into the
# limits. Of itself systemd delegates no cpuset, and an older one no cpu; most containers need neither.
# https://docs.docker.com/engine/security/rootless/tips/#limiting-resources
rw_proof_limits() {
	[ -f /sys/fs/cgroup/cgroup.controllers ] || {
		rw_skip 'this host has cgroup v1: limits do not work without root'
		return
	}
	rw_have=" $(rw_delegated) "
	for rw_controller in memory pids; do
		case $rw_have in
		*" $rw_controller "*) ;;
		*)
			rw_skip "the controller '$rw_controller' is not delegated to this user (delegated: $(rw_delegated | grep . || echo none))"
			return
			;;
		esac
	done
	rw_image_make || return 1
	# An older conmon leaves a file `oom` where podman was called, which would be the person's home:
	# https://github.com/containers/conmon/issues/504
	cd -- "$rw_tmp" || return 1
	rw_processor='' rw_processors=''
	case $rw_have in *' cpu '*) rw_processors=--cpus=0.5 ;; esac
	case $rw_have in
	*' cpuset '*)
		rw_processor=$(rw_first_processor)
		[ -z "$rw_processor" ] || rw_processors="$rw_processors --cpuset-cpus=$rw_processor"
		;;
	esac
	# How often it was held back is counted by the kernel; a busy shell without a limit gives up after some seconds.
	# shellcheck disable=SC2016,SC2086 # the shell in the container expands it; words
	rw_run_container --network=none --memory=64m --memory-swap=64m --pids-limit=30 $rw_processors -- /bin/sh -c '
		cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/pids.max
		held=- turns=0
		while [ "$turns" -lt 300 ]; do
			while read -r key value; do case $key in nr_throttled) held=$value ;; esac; done </sys/fs/cgroup/cpu.stat
			case $held in 0) ;; *) break ;; esac
			turns=$((turns + 1)) n=0
			while [ "$n" -lt 20000 ]; do n=$((n + 1)); done
		done
		while read -r key value; do case $key in Cpus_allowed_list:) echo "$held $value" ;; esac; done </proc/self/status
		(for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32; do
			sleep 60 &
		done) >/dev/null 2>&1
		echo "$?"' || return 1
	# shellcheck disable=SC2086 # one word an output line
	set -- $rw_answer
	rw_evidence "memory.max ${1-?}, pids.max ${2-?}"
	[ "${1-}" = 67108864 ] && [ "${2-}" = 30 ] || return 1
	case $rw_processors in *--cpus*) rw_held "${3-}" || return 1 ;; esac
	[ -z "$rw_processor" ] || rw_kept "${4-}" || return 1
	[ "${5-0}" != 0 ] || {
		rw_evidence '32 processes were started in spite of a limit of 30'
		return 1
	}
	rw_out_of_memory
	[ "$rw_answer" = 137 ] || {
		rw_evidence "a process of 200 MB was not stopped by a limit of 64 MB (exit $rw_answer)"
		return 1
	}
	rw_evidence '200 MB in 64 MB were stopped; so was the 31st process'
}

# rw_held TIMES: those that the kernel made a busy process wait.
rw_held() {
	case $1 in
	'' | 0 | -)
		rw_evidence 'a busy process was not held back by a limit of half a processor'
		return 1
		;;
	esac
	rw_evidence 'a busy process was held back to half a processor'
}

# rw_kept LIST: the processors that a process may use which was given one of them.
rw_kept() {
	[ "$1" = "$rw_processor" ] || {
		rw_evidence "a process for processor $rw_processor alone may use $1"
		return 1
	}
	rw_evidence "a process for processor $rw_processor alone was kept to it"
}

# rw_answer is how a process ends that takes 200 MB, in a container that may have 64. tail keeps a line without an
# end in memory. With that process its whole container may go: the kernel may take the first process, too, and
# systemd before 253 ends every scope in which one was killed, with SIGTERM.
# https://github.com/systemd/systemd/issues/25376
rw_out_of_memory() {
	rw_made="container $rw_made"
	# shellcheck disable=SC2016,SC2086 # the shell in the container expands it; mounts are words without spaces
	rw_answer=$(rw_e 120 run --rm --stop-signal=KILL --name "$rw_mark" $rw_mounts --network=none --memory=64m --memory-swap=64m \
		"$rw_image" /bin/sh -c 'head -c 200000000 /dev/zero | tail -n 1 >/dev/null; echo "$?"' 2>"$rw_tmp/err")
	rw_code=$?
	case $rw_code in
	0) rw_made=${rw_made#container } ;;
	137 | 143) rw_answer=137 ;;
	*)
		rw_evidence_of "$rw_tmp/err"
		rw_answer=$rw_code
		;;
	esac
}
