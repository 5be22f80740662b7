# shellcheck shell=sh
# rootless-wizard: files and directories, written whole or not at all.

# rw_write_file PATH MODE UID:GID BEFORE CONTENT: makes PATH exactly that. BEFORE is what must lie there
# now: `absent` or `SHA256,MODE,UID:GID`. The new file appears by rename(2) when it is complete, read
# back and on the disk; access lists, extended attributes and labels of the old one are kept.
rw_write_file() {
	rw_put_file '%s' "$@"
}

# rw_write_file_escaped: the same with CONTENT as `printf %b` reads it, for bytes that are no text.
rw_write_file_escaped() {
	rw_put_file '%b' "$@"
}

# rw_put_file FORMAT PATH MODE UID:GID BEFORE CONTENT
rw_put_file() (
	set +e
	# What is begun is finished: a few milliseconds.
	trap '' HUP INT PIPE TERM
	path=$2
	before=$5
	rw_find_target "$path" || exit 1
	# shellcheck disable=SC2059 # the format is one of two constants
	want=$(printf "$1" "$6" | sha256sum)
	want=${want%% *},$3,$4
	state=$(rw_state "$RW_TARGET") || rw_fail "$path: can't be read" || exit 1
	if [ "$state" = "$want" ]; then
		rw_say already "$path"
		exit 0
	fi
	rw_expect "$path" "$before" "$state" || exit
	rw_make_way "$RW_DIR" || exit 1
	rw_new_temp "$path" || exit 1
	# shellcheck disable=SC2059
	why=$( { printf "$1" "$6" 2>/dev/null | cat >"$RW_TEMP"; } 2>&1) &&
		why=$(rw_dress_temp "$state" "$3" "$4" 2>&1) || rw_give_up "$path: $why" || exit 1
	[ "$(rw_state "$RW_TEMP")" = "$want" ] ||
		rw_give_up "$path: what is read back is not what was written (is the disk full?)" || exit 1
	names=$(stat -c %h -- "$RW_TARGET" 2>/dev/null)
	rw_swap_in "$path" "$state" || exit
	rw_say wrote "$path"
	[ "$RW_TARGET" = "$path" ] || rw_say note "$path is a link to $RW_TARGET and stays one"
	[ "${names:-1}" = 1 ] || rw_say note "$path had other names (hard links): they keep the old content"
)

# rw_expect PATH BEFORE STATE: is the host as the plan saw it?
rw_expect() {
	[ "$2" = "$3" ] || rw_stale "$1: the plan saw $2, now it is $3"
}

# rw_new_temp PATH: sets RW_TEMP to a new file beside RW_TARGET that only we can read. Its name says
# whose it is, so that what a killed run left behind can go.
rw_new_temp() {
	for rw_old in "$RW_DIR"/.rootless-wizard.*; do
		rw_pid=${rw_old##*/.rootless-wizard.}
		rw_pid=${rw_pid%%.*}
		case $rw_pid in '' | *[!0-9]*) continue ;; esac
		if [ -f "$rw_old" ] && [ ! -L "$rw_old" ] && [ -O "$rw_old" ] && ! rw_alive "$rw_pid"; then
			rm -f -- "$rw_old"
		fi
	done
	RW_TEMP=$(mktemp "$RW_DIR/.rootless-wizard.$$.XXXXXX" 2>&1) || rw_fail "$1: $RW_TEMP"
}

# rw_alive PID: is there such a process, ours or another's?
rw_alive() {
	kill -0 "$1" 2>/dev/null || [ -d "/proc/$1" ]
}

# rw_dress_temp STATE MODE UID:GID: gives RW_TEMP the attributes of the file that it will replace (unless
# STATE is `absent`), then mode and owner. Owner before mode: chown(2) takes setuid off.
rw_dress_temp() {
	if [ "$1" != absent ] && cp -a --attributes-only -- "$RW_TARGET" "$RW_TEMP" 2>/dev/null; then
		touch -- "$RW_TEMP"
	fi
	[ "$(stat -c %u:%g -- "$RW_TEMP")" = "$3" ] || chown "$3" "$RW_TEMP" || return 1
	chmod "$2" "$RW_TEMP" && sync "$RW_TEMP"
}

# rw_give_up WHY: takes the temporary file away; the file that was meant is untouched.
rw_give_up() {
	rm -f -- "$RW_TEMP"
	rw_fail "$1; nothing was changed"
}

# rw_swap_in PATH STATE: puts RW_TEMP in the place of RW_TARGET, if that is still as it was a moment ago.
rw_swap_in() {
	rw_now=$(rw_state "$RW_TARGET")
	if [ "$rw_now" != "$2" ]; then
		rm -f -- "$RW_TEMP"
		rw_expect "$1" "$2" "$rw_now" || return
	fi
	rw_why=$(mv -f -- "$RW_TEMP" "$RW_TARGET" 2>&1) ||
		rw_give_up "$1: $rw_why$(rw_locked_by_attribute "$RW_TARGET")" || return 1
	[ "$2" != absent ] || rw_label "$RW_TARGET"
	rw_sync_dir
}

# rw_sync_dir: makes a rename or removal in RW_DIR last. A directory that we may not read can't be synced.
rw_sync_dir() {
	sync "$RW_DIR" 2>/dev/null || :
}

# rw_remove_file PATH BEFORE: removes the file if it is still as it was seen.
rw_remove_file() (
	set +e
	trap '' HUP INT PIPE TERM
	case $1 in /*) ;; *) rw_fail "$1: not an absolute path" || exit ;; esac
	RW_TARGET=$1
	RW_DIR=${1%/*}
	RW_DIR=${RW_DIR:-/}
	state=$(rw_state "$1") || rw_fail "$1: can't be read" || exit 1
	if [ "$state" = absent ]; then
		rw_say already "$1"
		exit 0
	fi
	rw_expect "$1" "$2" "$state" || exit
	[ "$(id -u)" != 0 ] || rw_trusted_way "$RW_DIR" || exit
	why=$(rm -f -- "$1" 2>&1) || rw_fail "$1: $why$(rw_locked_by_attribute "$1")" || exit
	rw_sync_dir
	rw_say removed "$1"
)

# rw_make_directory PATH MODE UID:GID: makes PATH, and missing parents with mode 0755 and the same owner. One
# that is there stays as it is; a private one (0700) must be the owner's then, or who is to use it could not.
rw_make_directory() (
	set +e
	case $1 in /*) ;; *) rw_fail "$1: not an absolute path" || exit ;; esac
	if [ -d "$1" ]; then
		there=$(stat -L -c %u -- "$1") || rw_fail "$1: can't be read" || exit
		[ "$2" != 0700 ] || [ "$there" = "${3%:*}" ] ||
			rw_stale "$1: is there already and belongs to another user (id $there)" || exit
		rw_say already "$1"
		exit 0
	fi
	# The missing ones, innermost first: made from the outside in and given away from the inside out, so
	# that root never works in a directory that is somebody's already.
	path=$1
	set -- "$1" "$2" "$3"
	missing=$1
	while [ -n "${missing%/*}" ] && [ ! -d "${missing%/*}" ]; do
		missing=${missing%/*}
		set -- "$@" "$missing"
	done
	above=${missing%/*}
	[ "$(id -u)" != 0 ] || rw_trusted_way "${above:-/}" || exit
	why=$(mkdir -p -- "$path" 2>&1) || rw_fail "$path: $why" || exit
	mode=$2
	owner=$3
	shift 3
	rw_label "$path" "$@"
	rw_own_directory "$path" "$mode" "$owner" || exit
	for missing; do
		rw_own_directory "$missing" 0755 "$owner" || exit
	done
	rw_say made "$path"
)

# rw_own_directory PATH MODE UID:GID
rw_own_directory() {
	rw_why=$(chmod "$2" "$1" 2>&1) || rw_fail "$1: $rw_why" || return
	[ "$(stat -c %u:%g -- "$1")" = "$3" ] || rw_why=$(chown -h "$3" "$1" 2>&1) || rw_fail "$1: $rw_why"
}

# rw_remove_directories PATH...: removes those that are there and empty, in this order.
rw_remove_directories() (
	set +e
	for path; do
		if [ ! -d "$path" ] || [ -L "$path" ]; then
			rw_say already "$path"
		elif rmdir -- "$path" 2>/dev/null; then
			rw_say removed "$path"
		else
			rw_say kept "$path"
		fi
	done
)
