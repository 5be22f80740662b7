# shellcheck shell=sh
# rootless-wizard: the services of the Docker of root, switched off and on. Nothing is removed.

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
