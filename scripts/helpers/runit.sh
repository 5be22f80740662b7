# shellcheck shell=sh
# rootless-wizard: runit: a service directory, and the link that makes runsvdir(8) start it now and at boot.

# rw_runit_service enable|disable|restart DIR LINK: runsvdir looks for new links every five seconds and gives
# each a runsv(8). `enable` waits until the service is up and its ./check agrees; `disable` until no process of
# it is left, and removes what runsv kept in DIR.
rw_runit_service() (
	set +e
	exec </dev/null
	rw_has sv || rw_fail "$2: sv of runit is not installed" || exit
	now=$(readlink "$3" 2>/dev/null)
	if [ "$now" != "$2" ] && { [ -e "$3" ] || [ -h "$3" ]; }; then
		rw_fail "$3 is there, and it does not lead to $2"
		exit 1
	fi
	case $1 in
		enable)
			[ -x "$2/run" ] || rw_fail "$2/run is not there" || exit
			[ -n "$now" ] || ln -s "$2" "$3" || rw_fail "$3: the link can't be made" || exit
			rw_runit_until 40 rw_runit_supervised "$2" ||
				rw_fail "$2: nothing takes it up; does runsvdir run?" || exit
			why=$(sv -w 120 start "$2" 2>&1) || rw_fail "$2: $why" || exit
			rw_say service "$2 up"
			;;
		restart)
			why=$(sv -w 120 force-restart "$2" 2>&1) || rw_fail "$2: $why" || exit
			rw_say service "$2 up"
			;;
		disable)
			[ -z "$now" ] || rm -f "$3" || rw_fail "$3: the link can't be removed" || exit
			if rw_runit_supervised "$2"; then
				why=$(sv -w 40 force-shutdown "$2" 2>&1)
				rw_runit_until 20 rw_runit_alone "$2" || rw_fail "$2: $why" || exit
			fi
			for part in "$2/log" "$2"; do
				# A link is the administrator's.
				if [ ! -d "$part/supervise" ] || [ -h "$part/supervise" ]; then continue; fi
				for file in control lock ok pid stat status; do rm -f "$part/supervise/$file"; done
				rmdir "$part/supervise" || rw_fail "$part/supervise can't be removed" || exit
			done
			rw_say service "$2 down"
			;;
		*)
			rw_fail "$2: there is no operation $1"
			exit 1
			;;
	esac
)

# rw_runit_supervised DIR: does a runsv look after it?
rw_runit_supervised() {
	sv status "$1" >/dev/null 2>&1
}

# rw_runit_alone DIR: does none?
rw_runit_alone() {
	! rw_runit_supervised "$1"
}

# rw_runit_until N COMMAND ARG...: waits for it, at most N half seconds.
rw_runit_until() {
	rw_left=$1
	shift
	until "$@"; do
		rw_left=$((rw_left - 1))
		[ "$rw_left" -gt 0 ] || return 1
		sleep 0.5
	done
}
