# shellcheck shell=sh
# shellcheck disable=SC2154 # verify.sh sets what is not set here
# rootless-wizard: proofs for LXC, whose containers are directories with a configuration.

# Is LXC there at all?
rw_ready_lxc() {
	command -v "$rw_program" >/dev/null && return
	rw_evidence "$rw_program: not found"
	return 1
}

# rw_lxc SECONDS COMMAND...: one of LXC's programs; its output is in $rw_answer, and a failure is told.
rw_lxc() {
	rw_code=0
	rw_at_most "$@" >"$rw_tmp/out" 2>"$rw_tmp/err" || rw_code=$?
	rw_answer=$(cat "$rw_tmp/out")
	[ "$rw_code" != 0 ] || return 0
	[ "$rw_code" != 124 ] || rw_evidence "no answer within $1 seconds"
	rw_evidence_of "$rw_tmp/err"
	return 1
}

# rw_lxc_scope SECONDS COMMAND...: in a part of the cgroup tree that systemd hands to the user, as what starts a
# container or goes into it needs; without systemd as it is.
rw_lxc_scope() {
	rw_limit=$1
	shift
	if systemctl --user show-environment >/dev/null 2>&1; then
		rw_lxc "$rw_limit" systemd-run --user --scope --quiet -p Delegate=yes -- "$@"
	else
		rw_lxc "$rw_limit" "$@"
	fi
}

# rw_lxc_attach COMMAND...: in the container.
rw_lxc_attach() {
	rw_lxc_scope 30 lxc-attach -n "$rw_mark" --clear-env -v PATH=/usr/sbin:/usr/bin:/sbin:/bin -- "$@"
}

# A container that runs, with the settings that new containers of the user get, and the host's programs read-only.
rw_lxc_make() {
	rw_lxc_files || return 1
	rw_lxc_scope 60 "$rw_program" -n "$rw_mark" -o "$rw_tmp/log" -l ERROR -- /bin/sh -c 'sleep 600' && return
	[ ! -s "$rw_tmp/log" ] || rw_evidence_of "$rw_tmp/log"
	return 1
}

# The same, but it does not run yet.
rw_lxc_files() {
	rw_made="lxc $rw_made"
	rw_lxc 60 lxc-create -n "$rw_mark" -t none || return 1
	rw_lxc 30 lxc-config lxc.lxcpath || return 1
	rw_lxc_dir=$rw_answer/$rw_mark
	rw_lxc 30 lxc-info -n "$rw_mark" -c lxc.idmap -H || return 1
	rw_idmap=$rw_answer
	# Lines `u 0 100000 65536`, with or without the name of the setting.
	rw_maps=$(printf '%s\n' "$rw_idmap" | sed -n 's/^\(.*= *\)\{0,1\}\([ug]\) \([0-9]*\) \([0-9]*\) \([0-9]*\)$/-m \2:\3:\4:\5/p')
	rw_find_mounts
	# shellcheck disable=SC2016,SC2086 # the inner shell expands it; the maps are words
	rw_image_tar | rw_at_most 60 lxc-usernsexec $rw_maps -- sh -c \
		'umask 022; cd "$1" && mkdir rootfs && tar -x -p -f - -C rootfs' sh "$rw_lxc_dir" >"$rw_tmp/out" 2>"$rw_tmp/err" || {
		rw_evidence 'the files of the container could not be made with its ids'
		rw_evidence_of "$rw_tmp/err"
		return 1
	}
	{
		printf 'lxc.rootfs.path = dir:%s/rootfs\n' "$rw_lxc_dir"
		printf 'lxc.uts.name = %s\nlxc.mount.auto = proc:mixed sys:ro\n' "$rw_mark"
		for rw_place in /usr $rw_mount_dirs; do
			printf 'lxc.mount.entry = %s %s none ro,rbind 0 0\n' "$rw_place" "${rw_place#/}"
		done
	} >>"$rw_lxc_dir/config"
}

# Stops the container and takes it away.
rw_lxc_end() {
	rw_at_most 30 lxc-stop -k -n "$rw_mark" >/dev/null 2>&1
	# A unit that waits to try again would do so in vain.
	[ -z "$rw_unit" ] || rw_at_most 120 systemctl --user stop "$rw_unit" >/dev/null 2>&1
	rw_at_most 60 lxc-destroy -f -n "$rw_mark" >/dev/null 2>&1 || rw_evidence "left behind: container $rw_mark"
}

# rw_proof_lxc_run UIDMAP GIDMAP: a container runs, files of several owners are what they should be in it, and
# its ids are the host ids that were planned (`CONTAINER:HOST:COUNT,...`; '' where no plan says).
rw_proof_lxc_run() {
	rw_lxc_make || return 1
	# shellcheck disable=SC2016 # the shell in the container expands it
	rw_lxc_attach /bin/sh -c 'id -u; stat -c %n:%u:%g /own/1000 /own/65534' || return 1
	rw_have=$(printf '%s' "$rw_answer" | tr '\n' ' ')
	rw_evidence "in the container: $rw_have"
	[ "$rw_have" = '0 /own/1000:1000:1000 /own/65534:65534:65534' ] || return 1
	for rw_kind in uid gid; do
		rw_lxc_attach cat "/proc/self/${rw_kind}_map" || return 1
		rw_have=$(printf '%s\n' "$rw_answer" | rw_map_join)
		rw_evidence "${rw_kind}_map $rw_have"
		[ -z "$1" ] || [ "$rw_have" = "$(printf '%s\n' "$1" | tr ',:' '\n ' | rw_map_join)" ] || {
			rw_evidence "expected: $1"
			return 1
		}
		shift
	done
}

# rw_proof_lxc_network BRIDGE: the container has an interface that is up on the bridge, and gets an address there
# where the host has a program that can ask for one.
rw_proof_lxc_network() {
	rw_ports=$(ls "/sys/class/net/$1/brif" 2>/dev/null)
	rw_lxc_make || return 1
	rw_lxc_attach cat /sys/class/net/eth0/operstate || return 1
	rw_evidence "eth0 of the container is $rw_answer"
	[ "$rw_answer" = up ] || return 1
	rw_lxc 30 lxc-info -n "$rw_mark" || return 1
	rw_link=$(printf '%s\n' "$rw_answer" | sed -n 's/^Link: *//p')
	[ -n "$rw_link" ] || rw_link=none
	[ -e "/sys/class/net/$1/brif/$rw_link" ] || {
		rw_evidence "its other end, '$rw_link', is not on $1 (there before: $rw_ports)"
		return 1
	}
	rw_evidence "its other end, $rw_link, is on $1"
	busybox udhcpc --help 2>&1 | grep -q Usage: || {
		rw_evidence 'no address was asked for: this host has no busybox with udhcpc'
		return 0
	}
	rw_lxc_attach busybox udhcpc -i eth0 -f -q -n -t 5 -T 1 -s /bin/true || {
		rw_evidence "nobody gives addresses on $1"
		return "$RW_WARN"
	}
	rw_evidence "$(sed -n 's/^udhcpc: \(lease of [0-9.]* obtained\).*/\1/p' "$rw_tmp/out" "$rw_tmp/err" | head -n 1) on $1"
}

# rw_proof_lxc_boot COMMAND: a container that is marked runs after COMMAND, which the user's unit runs at boot, by a
# unit of its own, and that unit shuts it down. It is alone in a group, so that COMMAND starts no other.
rw_proof_lxc_boot() {
	rw_starter=lxc-autostart.service
	rw_answer=$(systemctl --user is-enabled "$rw_starter" 2>&1)
	[ "$rw_answer" = enabled ] || {
		rw_evidence "$rw_starter is not enabled: $rw_answer"
		return 1
	}
	rw_lxc_files || return 1
	{
		printf 'lxc.start.auto = 1\nlxc.group = %s\n' "$rw_mark"
		# Process 1 hears no other signal that it did not ask for. LXC 5 reads no command with quotes here.
		printf 'lxc.init.cmd = /bin/sleep 600\nlxc.signal.halt = SIGKILL\n'
	} >>"$rw_lxc_dir/config"
	rw_unit=$(systemd-escape --template=lxc-container@.service -- "$rw_mark") || return 1
	rw_lxc 60 sh -c "$1" sh "$rw_mark" || return 1
	rw_at_most 30 lxc-wait -n "$rw_mark" -s RUNNING -t 20 >/dev/null 2>&1
	rw_have=$(systemctl --user is-active "$rw_unit")
	rw_lxc 30 lxc-info -s -H -n "$rw_mark" || return 1
	rw_evidence "the container is $rw_answer; its unit is $rw_have"
	[ "$rw_answer $rw_have" = 'RUNNING active' ] || {
		journalctl --user -u "$rw_unit" -n 6 -o cat --no-pager -q >"$rw_tmp/err" 2>/dev/null
		rw_evidence_of "$rw_tmp/err"
		return 1
	}
	rw_lxc 120 systemctl --user stop "$rw_unit" || return 1
	rw_lxc 30 lxc-info -s -H -n "$rw_mark" || return 1
	rw_evidence "after the end of its unit it is $rw_answer"
	[ "$rw_answer" = STOPPED ]
}

# LXC's own look at the kernel: what it needs is there.
rw_proof_lxc_check() {
	command -v lxc-checkconfig >/dev/null || {
		rw_skip 'there is no lxc-checkconfig'
		return
	}
	rw_at_most 60 lxc-checkconfig >"$rw_tmp/out" 2>&1
	sed 's/\x1b\[[0-9;]*m//g' "$rw_tmp/out" | grep -iE ': *(missing|required)' >"$rw_tmp/missing"
	grep -iq required "$rw_tmp/missing" && {
		rw_evidence_of "$rw_tmp/missing"
		return "$RW_WARN"
	}
	rw_evidence "lxc-checkconfig: nothing that is needed is missing$(sed 's/^/; /' "$rw_tmp/missing" | tr -d '\n')"
}
