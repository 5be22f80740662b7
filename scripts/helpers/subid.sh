# shellcheck shell=sh
# rootless-wizard: lines of /etc/subuid and /etc/subgid.

# rw_edit_subids PATH BEFORE AFTER EDIT...: removes and adds whole lines, under the lock of useradd and
# usermod. BEFORE and AFTER are sha256, or `absent`. Edits read like a diff: `-LINE` (the first such line
# goes), `+LINE` (at the end), `7+LINE` (becomes line 7). Every other byte stays; when the last line has
# no line end it gets one only before another line. The old file is kept as `PATH-`, as usermod does.
rw_edit_subids() {
	rw_change_subids '%s\n' "$@"
}

# rw_edit_subids_escaped: the same with edits as `printf %b` reads them, for bytes that are no text.
rw_edit_subids_escaped() {
	rw_change_subids '%b\n' "$@"
}

# rw_change_subids FORMAT PATH BEFORE AFTER EDIT...
rw_change_subids() (
	set +e
	trap '' HUP INT PIPE TERM
	format=$1
	path=$2
	before=$3
	after=$4
	shift 4
	rw_find_target "$path" && rw_make_way "$RW_DIR" && rw_lock "$RW_TARGET" || exit 1
	trap rw_unlock EXIT
	state=$(rw_state "$RW_TARGET") || rw_fail "$path: can't be read" || exit 1
	hash=${state%%,*}
	if [ "$hash" = "$after" ]; then
		rw_say already "$path"
		exit 0
	fi
	rw_expect "$path" "$before" "$hash" || exit
	rw_new_temp "$path" || exit 1
	why=$(rw_apply_edits "$format" "$@" 2>&1 >"$RW_TEMP") || rw_give_up "$path: $why" || exit 1
	rw_matches_after "$RW_TEMP" "$after" || rw_give_up "$path: the result is not what was planned (is the disk full?)" || exit 1
	if [ "$after" = absent ]; then
		why=$(rm -f -- "$RW_TARGET" 2>&1) || rw_give_up "$path: $why$(rw_locked_by_attribute "$path")" || exit 1
		rm -f -- "$RW_TEMP"
		rw_sync_dir
		rw_say removed "$path"
		exit 0
	fi
	case $state in
		absent) mode=0644 owner=$(id -u):$(id -g) ;;
		*)
			owner=${state##*,}
			mode=${state%,*}
			mode=${mode##*,}
			;;
	esac
	why=$(rw_dress_temp "$state" "$mode" "$owner" 2>&1) || rw_give_up "$path: $why" || exit 1
	[ "$state" = absent ] || rw_keep_old "$RW_TARGET" "$RW_TEMP" || exit 1
	rw_swap_in "$path" "$state" || exit
	rw_say wrote "$path"
)

# rw_matches_after TEMP AFTER: is TEMP what was planned? Undo of an edit that had to give the last line
# its line end takes that away again: then the text without it has the right hash.
rw_matches_after() {
	if [ "$2" = absent ]; then
		[ ! -s "$1" ]
		return
	fi
	[ "$(rw_sha256 "$1")" != "$2" ] || return 0
	rw_size=$(stat -c %s -- "$1")
	[ "$rw_size" -gt 0 ] || return 1
	rw_hash=$(head -c "$((rw_size - 1))" -- "$1" | sha256sum)
	[ "${rw_hash%% *}" = "$2" ] || return 1
	rw_short=$(mktemp "$1.XXXXXX") || return 1
	if head -c "$((rw_size - 1))" -- "$1" >"$rw_short" && [ "$(rw_sha256 "$rw_short")" = "$2" ]; then
		mv -f -- "$rw_short" "$1"
	else
		rm -f -- "$rw_short"
		return 1
	fi
}

# rw_keep_old FILE TEMP: keeps the old file as `FILE-`, unless something other than a file is there.
rw_keep_old() {
	if [ -L "$1-" ] || { [ -e "$1-" ] && [ ! -f "$1-" ]; }; then
		rw_say note "$1- is not a file: no backup is kept there"
		return 0
	fi
	rw_copy=$(mktemp "$2.XXXXXX" 2>&1) || rw_give_up "$1: $rw_copy" || return 1
	rw_why=$(cp -p -- "$1" "$rw_copy" 2>&1 && sync "$rw_copy" 2>&1 && mv -f -- "$rw_copy" "$1-" 2>&1) &&
		return 0
	rm -f -- "$rw_copy"
	rw_give_up "$1: no backup could be made: $rw_why"
}

# rw_apply_edits FORMAT EDIT...: prints the edited text of RW_TARGET.
rw_apply_edits() {
	rw_input=$RW_TARGET
	[ -e "$rw_input" ] || rw_input=/dev/null
	# 1 when the last byte is a line end.
	rw_ended=$(tail -c 1 -- "$rw_input" | wc -l)
	# shellcheck disable=SC2059 # the format is one of two constants
	printf "$@" | awk -v ended="$((rw_ended))" '
		function put(line) {
			if (held) print last
			last = line
			held = 1
			count++
			loose = 0
		}
		function place() {
			while ((count + 1) in at) put(at[count + 1])
		}
		NR == FNR {
			number = $0
			sub(/[-+].*/, "", number)
			line = substr($0, length(number) + 2)
			if (substr($0, length(number) + 1, 1) == "-") gone[line]++
			else if (number == "") added[++adds] = line
			else at[number + 0] = line
			next
		}
		($0 in gone) && gone[$0] > 0 {
			gone[$0]--
			loose = 0
			next
		}
		{
			place()
			put($0)
			loose = !ended
		}
		END {
			place()
			for (i = 1; i <= adds; i++) put(added[i])
			if (loose) ORS = ""
			if (held) print last
		}' - "$rw_input"
}
