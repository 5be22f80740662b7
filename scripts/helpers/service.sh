# shellcheck shell=sh
# rootless-wizard: systemd: services of the user, linger, and reading unit files again.

# rw_user_service OPERATION UNIT: `systemctl --user`, as the user, in a shell that has XDG_RUNTIME_DIR.
# A start waits until the unit says that it is ready (Type=notify) or has failed.
rw_user_service() (
	set +e
	exec </dev/null
	rw_has systemctl || rw_fail "$2: this host has no systemd" || exit
	why=$(systemctl --user show-environment 2>&1 >/dev/null) ||
		rw_fail "$2: the systemd of user $(id -un) does not answer: $why" || exit
	[ "$1" = start ] || [ "$1" = stop ] || systemctl --user daemon-reload ||
		rw_fail "$2: systemctl --user daemon-reload failed" || exit
	case $1 in
		reload)
			rw_say reloaded 'the unit files of the user'
			exit 0
			;;
		restart) set -- "$2" '' 'restart' ;;
		enable-start) set -- "$2" 'enabled active' 'enable start' ;;
		disable-stop) set -- "$2" 'disabled inactive' 'stop disable' ;;
		enable) set -- "$2" 'enabled' 'enable' ;;
		disable) set -- "$2" 'disabled' 'disable' ;;
		start) set -- "$2" 'active' 'start' ;;
		stop) set -- "$2" 'inactive' 'stop' ;;
		*) rw_fail "$2: there is no operation $1" || exit ;;
	esac
	if [ -n "$2" ] && rw_unit_is "$1" "$2"; then
		rw_say already "$1 $2"
		exit 0
	fi
	for operation in $3; do
		# A unit that failed too often may be tried again by a person.
		case $operation in *start) systemctl --user reset-failed "$1" 2>/dev/null ;; esac
		if ! systemctl --user "$operation" "$1"; then
			rw_unit_log "$1"
			rw_fail "$1: systemctl --user $operation failed"
			exit 1
		fi
	done
	rw_say service "$1 ${2:-active}"
)

# rw_unit_is UNIT WORDS: is it all of that? `disabled` is anything that does not start by itself.
rw_unit_is() {
	for rw_word in $2; do
		rw_enabled=$(systemctl --user is-enabled "$1" 2>/dev/null)
		rw_active=$(systemctl --user is-active "$1" 2>/dev/null)
		case $rw_word:$rw_enabled:$rw_active in
			enabled:enabled:* | active:*:active | inactive:*:inactive | inactive:*:failed) ;;
			enabled:* | active:* | inactive:* | disabled:enabled*:*) return 1 ;;
		esac
	done
}

# rw_unit_log UNIT: prints the last lines of its journal, or its status where the journal can't be read.
rw_unit_log() {
	rw_lines=$(journalctl --user -u "$1" -n 20 -o cat --no-pager -q 2>/dev/null)
	[ -n "$rw_lines" ] || rw_lines=$(systemctl --user status -n 20 --no-pager -l "$1" 2>&1)
	printf '%s\n' "$rw_lines"
}

# rw_system_reload: the system's systemd reads its unit files again.
rw_system_reload() (
	set +e
	[ -d /run/systemd/system ] || rw_fail 'systemd does not run on this host' || exit
	why=$(systemctl daemon-reload 2>&1 </dev/null) || rw_fail "systemctl daemon-reload: $why" || exit
	rw_say reloaded 'the unit files of the system'
)

# rw_set_linger USER on|off: whether services of the user run without a login. Switched on by root, the
# user's systemd runs when this returns.
rw_set_linger() (
	set +e
	exec </dev/null
	uid=$(id -u -- "$1" 2>/dev/null) || rw_fail "there is no user $1" || exit
	if ! rw_has loginctl || [ ! -d /run/systemd/system ]; then
		rw_fail "linger of $1: needs systemd-logind, and systemd does not run on this host"
		exit 1
	fi
	now=off
	[ ! -e "/var/lib/systemd/linger/$1" ] || now=on
	if [ "$now" = "$2" ]; then
		rw_say already "linger of $1 is $2"
		exit 0
	fi
	case $2 in
		on) why=$(loginctl --no-ask-password enable-linger "$1" 2>&1) ;;
		*) why=$(loginctl --no-ask-password disable-linger "$1" 2>&1) ;;
	esac || rw_fail "linger of $1: $why" || exit
	if [ "$2" = on ] && [ "$(id -u)" = 0 ]; then
		why=$(systemctl start "user@$uid.service" 2>&1) || rw_fail "user@$uid.service: $why" || exit
	fi
	rw_say linger "of $1 is $2"
)
