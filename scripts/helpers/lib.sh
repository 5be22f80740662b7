# shellcheck shell=sh
# rootless-wizard: shell helpers, shared part. POSIX sh; sourced or fed to `sh -s`, never executed.
#
# These functions are all that changes a host. A change of a plan is a few calls of them with quoted
# literals; that text is shown, run, exported and kept in the journal.
#
# How a helper speaks to the program: lines `RW_TOKEN say WORD REST...` on standard output. RW_TOKEN is
# a fresh random word of the run (so that no program's output can fake a line); where it is unset
# (an exported script), the lines are printed for a person instead.
# Exit codes of helpers: 0 done or already so, 3 the host is not as the plan saw it (nothing was done),
# anything else failed.
#
# Helpers that make temporary files or change directories have a body in parentheses: a subshell, so
# that their variables and traps end with them.

set -u
umask 022
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
unset ENV BASH_ENV CDPATH
IFS=' 	
'

# rw_say WORD REST...: tells the program (or the person) one fact in one line. Of the words, `note` is for what
# the person should know afterwards, too, and `about` for what only the log keeps. Control characters (a
# path may hold a line end) become question marks.
rw_say() {
	rw_line=$*
	case $rw_line in
		*[[:cntrl:]]*) rw_line=$(printf '%s' "$rw_line" | tr '\001-\037\177' '?') ;;
	esac
	if [ -n "${RW_TOKEN-}" ]; then
		printf '%s say %s\n' "$RW_TOKEN" "$rw_line"
	else
		printf 'rootless-wizard: %s\n' "$rw_line"
	fi
}

# rw_stale WHAT: the host is not as the plan saw it.
rw_stale() {
	rw_say stale "$*"
	return 3
}

# rw_fail WHAT: a helper could not do its work.
rw_fail() {
	rw_say failed "$*"
	return 1
}

# rw_sha256 FILE: prints the hash, nothing else.
rw_sha256() {
	rw_hash=$(sha256sum <"$1") && printf '%s\n' "${rw_hash%% *}"
}

# rw_has COMMAND: is there such a program?
rw_has() {
	command -v "$1" >/dev/null 2>&1
}
