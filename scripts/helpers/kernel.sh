# shellcheck shell=sh
# rootless-wizard: settings and modules of the running kernel.

# rw_words TEXT: prints it with single blanks: the kernel writes tabs between numbers.
rw_words() (
	set -f
	# shellcheck disable=SC2086 # splitting is the purpose
	set -- $1
	printf '%s\n' "$*"
)

# rw_set_sysctl KEY VALUE BEFORE: sets one key and reads it back. No other key is touched. What holds
# after a reboot stands in a file, which is another change.
rw_set_sysctl() (
	set +e
	# As sysctl(8) reads keys: dots part the names, and a slash stands for a dot within a name (eth0.100).
	file=/proc/sys/$(printf '%s' "$1" | tr ./ /.)
	[ -e "$file" ] || rw_fail "$1: this kernel has no such setting" || exit
	now=$(cat -- "$file" 2>&1) || rw_fail "$1: $now" || exit
	now=$(rw_words "$now")
	if [ "$now" = "$(rw_words "$2")" ]; then
		rw_say already "$1 = $now"
		exit 0
	fi
	[ "$now" = "$(rw_words "$3")" ] || rw_stale "$1: the plan saw $3, now it is $now" || exit
	why=$( { printf '%s\n' "$2" >"$file"; } 2>&1) || rw_fail "$1: could not be set to $2: $why" || exit
	now=$(rw_words "$(cat -- "$file")")
	[ "$now" = "$(rw_words "$2")" ] || rw_fail "$1: was set to $2, but reads $now" || exit
	rw_say set "$1 = $now"
)

# rw_load_module NAME: modprobe(8), which does nothing for what is loaded or built in.
rw_load_module() (
	set +e
	if [ -d "/sys/module/$(printf '%s' "$1" | tr - _)" ]; then
		rw_say already "$1"
		exit 0
	fi
	rw_has modprobe || rw_fail "$1: modprobe is not installed" || exit
	if ! why=$(modprobe -- "$1" 2>&1 </dev/null); then
		kernel=$(uname -r)
		[ -d "/lib/modules/$kernel" ] ||
			why="there are no modules of the running kernel $kernel (a container, or an update before a reboot)"
		rw_fail "$1: $why"
		exit 1
	fi
	rw_say loaded "$1"
)
