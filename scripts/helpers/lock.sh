# shellcheck shell=sh
# rootless-wizard: the lock of /etc/subuid and /etc/subgid, as useradd and usermod take it.
#
# `FILE.lock` is a hard link to `FILE.PID`, a file with the process id in it: link(2) fails when the lock
# is there. A lock of a process that has ended is taken over, an empty or unreadable one never.
# Source: lib/commonio.c of shadow, https://github.com/shadow-maint/shadow/blob/master/lib/commonio.c

# rw_lock FILE: takes the lock, waits up to 5 seconds for it, or says who holds it. Sets RW_LOCK.
rw_lock() {
	# Not $$: that is the main shell, and the lock must not outlive the subshell that takes it.
	rw_self=$(exec sh -c 'echo "$PPID"')
	rw_tries=0
	rw_sweep_locks "$1"
	while :; do
		rw_why=$(rw_try_lock "$1" "$rw_self" 2>&1) && break
		if [ ! -e "$1.lock" ] && [ ! -L "$1.lock" ]; then
			# Gone meanwhile, or the directory can't be written.
			[ "$rw_tries" -lt 5 ] || rw_fail "$1 can't be locked: $rw_why" || return 1
		elif rw_lock_is_stale "$1.lock"; then
			rw_say about "$1.lock was left behind by process $rw_holder, which has ended; it is taken over"
			rm -f -- "$1.lock"
		elif [ "$rw_tries" -gt 5 ]; then
			rw_fail "$1 is locked: $rw_reason"
			return 1
		fi
		rw_tries=$((rw_tries + 1))
		[ "$rw_tries" = 1 ] || sleep 1
	done
	RW_LOCK=$1.lock
}

# rw_unlock: gives the lock back, if it is ours still.
rw_unlock() {
	if [ "$(cat -- "$RW_LOCK" 2>/dev/null)" = "$rw_self" ]; then
		rm -f -- "$RW_LOCK"
	fi
}

# rw_try_lock FILE PID: one attempt, as shadow makes it. The process id stands there without a line end,
# or shadow would not know whose lock it is. Through cat, which names the reason when the disk is full.
rw_try_lock() (
	[ ! -d "$1.lock" ] || exit 1
	rm -f -- "$1.$2"
	umask 077
	printf '%s' "$2" | cat >"$1.$2" && ln -- "$1.$2" "$1.lock" && [ "$(stat -c %h -- "$1.$2")" = 2 ]
	code=$?
	rm -f -- "$1.$2"
	exit "$code"
)

# rw_lock_is_stale LOCK: has the process that took it ended? Sets rw_holder, or rw_reason if not.
rw_lock_is_stale() {
	rw_holder=
	if [ -f "$1" ] && [ ! -L "$1" ]; then
		rw_holder=$(head -c 20 -- "$1" | tr -d '\000\n')
	fi
	case $rw_holder in
		'' | 0 | *[!0-9]*)
			rw_reason="$1 names no process; remove it when neither useradd nor usermod is running"
			return 1
			;;
	esac
	if rw_alive "$rw_holder"; then
		rw_reason="process $rw_holder ($(tr '\000' ' ' 2>/dev/null <"/proc/$rw_holder/cmdline")) holds it"
		return 1
	fi
}

# rw_sweep_locks FILE: takes away `FILE.PID` of processes that were killed before they got the lock.
rw_sweep_locks() {
	for rw_old in "$1".[0-9]*; do
		rw_pid=${rw_old##*.}
		case $rw_pid in *[!0-9]*) continue ;; esac
		if [ -f "$rw_old" ] && [ ! -L "$rw_old" ] && ! rw_alive "$rw_pid" &&
			[ "$(head -c 20 -- "$rw_old" | tr -d '\000')" = "$rw_pid" ]; then
			rm -f -- "$rw_old"
		fi
	done
}
