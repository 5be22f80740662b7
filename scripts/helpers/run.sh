# shellcheck shell=sh
# rootless-wizard: programs that have no helper of their own.

# rw_run_command PROGRAM ARG...: runs it as it stands, with nothing on its standard input.
rw_run_command() (
	set +e
	rw_has "$1" || rw_fail "$1 is not installed" || exit 127
	"$@" </dev/null
	code=$?
	if [ "$code" -ne 0 ]; then
		rw_fail "$1 ended with code $code"
		exit "$code"
	fi
	rw_say ran "$*"
)
