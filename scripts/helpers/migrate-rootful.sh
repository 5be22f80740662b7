# shellcheck shell=sh
# rootless-wizard: the services of the Docker of root and the group that may ask it, switched off and on.
# Nothing is removed.

# rw_migrate_disable_rootful UNIT...: stopped, and not started by a boot or a socket.
rw_migrate_disable_rootful() (
	set +e
	exec </dev/null
	[ -d /run/systemd/system ] || rw_fail 'systemd does not run on this host' || exit
	# At once: a socket that is left would start its service again.
	why=$(systemctl disable --now "$@" 2>&1) || rw_fail "systemctl disable --now $*: $(printf '%s' "$why" | tail -n 1)" || exit
	for unit in "$@"; do
		case $(systemctl is-active "$unit"):$(systemctl is-enabled "$unit" 2>/dev/null) in
			active:* | activating:* | *:enabled) rw_fail "$unit runs or is enabled still" || exit ;;
		esac
		rw_say disabled "$unit"
	done
)

# rw_migrate_enable_rootful UNIT...: as they were.
rw_migrate_enable_rootful() (
	set +e
	exec </dev/null
	[ -d /run/systemd/system ] || rw_fail 'systemd does not run on this host' || exit
	systemctl reset-failed "$@" 2>/dev/null
	why=$(systemctl enable --now "$@" 2>&1) || rw_fail "systemctl enable --now $*: $(printf '%s' "$why" | tail -n 1)" || exit
	for unit in "$@"; do
		rw_say enabled "$unit"
	done
)

# rw_migrate_leave_group USER GROUP: out of a local group, by gpasswd(1) of shadow, or BusyBox's delgroup.
rw_migrate_leave_group() (
	set +e
	exec </dev/null
	rw_in_group "$1" "$2" || {
		rw_say already "$1 is not in the group $2"
		exit 0
	}
	if rw_has gpasswd; then why=$(gpasswd -d "$1" "$2" 2>&1); else why=$(delgroup "$1" "$2" 2>&1); fi
	rw_in_group "$1" "$2" && { rw_fail "$1 is still in the group $2: $(printf '%s' "$why" | tail -n 1)" || exit; }
	rw_say left "the group $2 by $1; sessions that are open keep it until they end"
)

# rw_migrate_join_group USER GROUP: as it was.
rw_migrate_join_group() (
	set +e
	exec </dev/null
	rw_in_group "$1" "$2" && {
		rw_say already "$1 is in the group $2"
		exit 0
	}
	if rw_has gpasswd; then why=$(gpasswd -a "$1" "$2" 2>&1); else why=$(addgroup "$1" "$2" 2>&1); fi
	rw_in_group "$1" "$2" || rw_fail "$1 is not in the group $2: $(printf '%s' "$why" | tail -n 1)" || exit
	rw_say joined "the group $2 by $1"
)

# rw_in_group USER GROUP
rw_in_group() {
	id -nG -- "$1" 2>/dev/null | tr ' ' '\n' | grep -Fqx -- "$2"
}
