# shellcheck shell=sh
# rootless-wizard: capabilities and mode bits of program files.

# rw_capability_words TEXT [PATH]: prints what getcap says, without the path and in one spelling: libcap
# before 2.41 printed `PATH = cap_x+ep`, since then it is `PATH cap_x=ep`.
rw_capability_words() {
	rw_caps=$1
	[ $# -lt 2 ] || rw_caps=${rw_caps#"$2"}
	rw_caps=${rw_caps#" ="}
	rw_words "$rw_caps" | tr + =
}

# rw_program PATH: is it a file that only root can change, and not a link?
rw_program() {
	case $1 in /*) ;; *) rw_fail "$1: not an absolute path" || return ;; esac
	if [ -L "$1" ] || [ ! -f "$1" ]; then
		rw_fail "$1 is not a file"
		return 1
	fi
	[ "$(id -u)" != 0 ] || rw_trusted_way "${1%/*}/"
}

# rw_set_capability PATH CAPABILITIES BEFORE: setcap(8); '' for none.
rw_set_capability() (
	set +e
	rw_program "$1" || exit
	for tool in getcap setcap; do
		rw_has "$tool" || rw_fail "$1: $tool is not installed" || exit
	done
	want=$(rw_capability_words "$2" "$1")
	before=$(rw_capability_words "$3" "$1")
	now=$(getcap "$1" 2>&1) || rw_fail "$1: $now" || exit
	now=$(rw_capability_words "$now" "$1")
	if [ "$now" = "$want" ]; then
		rw_say already "$1 ${now:-has no capability}"
		exit 0
	fi
	[ "$now" = "$before" ] || rw_stale "$1: the plan saw '$before', now it is '$now'" || exit
	if [ -n "$want" ]; then
		why=$(setcap -q "$want" "$1" 2>&1)
	else
		why=$(setcap -q -r "$1" 2>&1)
	fi || rw_fail "$1: ${why:-setcap failed}$(rw_locked_by_attribute "$1")" || exit
	now=$(rw_capability_words "$(getcap "$1")" "$1")
	[ "$now" = "$want" ] || rw_fail "$1: was to get '$want', but has '$now'" || exit
	rw_say set "$1 ${now:-has no capability}"
)

# rw_set_mode PATH MODE BEFORE
rw_set_mode() (
	set +e
	rw_program "$1" || exit
	now=$(rw_mode "$1") || exit
	if [ "$now" = "$2" ]; then
		rw_say already "$1 $now"
		exit 0
	fi
	[ "$now" = "$3" ] || rw_stale "$1: the plan saw mode $3, now it is $now" || exit
	why=$(chmod "$2" "$1" 2>&1) || rw_fail "$1: $why$(rw_locked_by_attribute "$1")" || exit
	now=$(rw_mode "$1")
	[ "$now" = "$2" ] || rw_fail "$1: was to get mode $2, but has $now" || exit
	rw_say set "$1 $now"
)
