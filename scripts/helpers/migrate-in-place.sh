# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: the files of a volume get the ids of the user's containers where they lie.
#
# Before the first of them changes, a journal is on the disk: `list` and `xattrs` (migrate-in-place-record.sh).
# chown(2) ends setuid bits and capabilities, and does not know the ids in ACLs: all of these are set anew
# after it. `state` says what is under way:
#
#   there  to the user's ids; the list is what was, and both ways lead from it
#   done   the user's containers may work with it
#   back   to the old ids; `list.back` is what the user's containers have left
#
# What is set are values and not differences, and each file is known by its inode: a part that was cut off is
# done again as a whole. `uid` and `gid` are the ids of the user as they were at the beginning.

# Sets $place, $note, $unit of the mount (migrate-idmap.sh), and $journal.
rw_place_names() {
	[ "$target" != nerdctl ] || rw_fail 'volumes are not given to nerdctl where they lie' || return 1
	rw_idmap_names || return 1
	journal=$RW_STATE/$rw_user_id-$target/in-place-$rw_hash
}

# Prints there, done, back, or nothing.
rw_place_state() {
	[ ! -d "$journal" ] || cat "$journal/state"
}

# Everything that could stop it half-way, for rw_migrate_check before anything stops, and before the journal.
# Leaves $tmp/list and $tmp/xattrs.
rw_place_fit() {
	rw_place_names && rw_idmap_steady && rw_place_maps || return 1
	[ "$open" = no ] || rw_fail "$path: others than root get there, and so to what will be root's again" || return 1
	[ -d /run/systemd/system ] || rw_fail 'systemd does not run here' || return 1
	for rw_other in "$RW_STATE"/*/"${journal##*/}"; do
		[ ! -e "$rw_other" ] || [ "$rw_other" = "$journal" ] ||
			rw_fail "$path was given to another engine or user already: undo that first" || return 1
	done
	[ ! -d "$journal" ] || return 0
	rw_place_scan "$tmp/list" || return 1
	# Attributes, owners, and then both seen from inside.
	[ -z "${rw_counts-}" ] || rw_place_count "$tmp/list" 2 attributes
	rw_place_odd || return 1
	rw_place_readable && rw_place_xattrs "$tmp/xattrs" || return 1
	rw_place_convert there <"$tmp/xattrs" >"$tmp/converted" 2>"$tmp/why" ||
		rw_fail "$path: $(rw_why "$tmp/why")" || return 1
	rw_need=$(cat "$tmp/list" "$tmp/xattrs" | wc -c)
	rw_room=$(df -Pk -- /var/lib | awk 'END { printf "%.0f", $4 * 1024 }')
	[ $((rw_need * 2 + 1048576)) -lt "$rw_room" ] ||
		rw_fail "$path: the journal of what its files are needs $rw_need bytes in $RW_STATE"
}

# What has no counterpart, can't be changed, or is reached from elsewhere, too.
rw_place_odd() {
	for rw_kind in uid gid; do
		case $rw_kind in uid) rw_field=2 ;; *) rw_field=3 ;; esac
		for rw_id in $(cut -z -d ' ' -f "$rw_field" <"$tmp/list" | sort -z -u | tr '\0' ' '); do
			[ -n "$(rw_owners_id "$tmp/$rw_kind" "$rw_id")" ] ||
				rw_fail "$path: files belong to $rw_kind $rw_id, and the ids of $user have none for it" || return 1
		done
	done
	rw_odd=$(cut -z -d ' ' -f 1,5,8- <"$tmp/list" | tr '\n\0' '\001\n' | awk '
		$1 ~ /[bc]$/ { print substr($0, length($1 $2) + 3) " is a device, which only root can have"; exit }
		$1 !~ /d$/ && $2 > 1 { seen[$1]++; links[$1] = $2; name[$1] = substr($0, length($1 $2) + 3) }
		END { for (i in seen) if (seen[i] != links[i]) { print name[i] " has a second name outside of it"; exit } }')
	[ -z "$rw_odd" ] || rw_fail "$path: $rw_odd" || return 1
	rw_odd=$(cd -P -- "$path" && rw_fixed_in .)
	[ -z "$rw_odd" ] || rw_fail "$path: nobody may change $rw_odd (chattr)"
}

# Without the tools, there must be nothing that needs them.
rw_place_readable() {
	if rw_has getfattr && rw_has setfattr; then return 0; fi
	rw_has getcap && [ -z "$(getcap -r "$path" 2>/dev/null)" ] &&
		! (cd -P -- "$path" && find . -xdev ! -type l -exec ls -dlnq -- '{}' +) | cut -c 11 | grep -q '+' ||
		rw_fail "$path: ACLs or capabilities need getfattr and setfattr (package attr)" || return 1
}

# The journal, whole or not at all.
rw_place_write() {
	rm -rf -- "$journal.new" "$journal.gone"
	if ! (umask 077 && mkdir -p -- "$journal.new") || ! printf '%s\n' "$path" >"$journal.new/path" ||
		! echo there >"$journal.new/state" || ! cp -- "$tmp/uid" "$tmp/gid" "$tmp/list" "$tmp/xattrs" "$journal.new/" ||
		! sync "$journal.new"/* "$journal.new" || ! mv -T -- "$journal.new" "$journal" || ! sync "${journal%/*}"; then
		rm -rf -- "$journal.new"
		rw_fail "$journal could not be written"
	fi
}

# rw_place_set STATE
rw_place_set() {
	if ! printf '%s\n' "$1" >"$journal/state.new" || ! sync "$journal/state.new" ||
		! mv -- "$journal/state.new" "$journal/state" || ! sync "$journal"; then
		rw_fail "$journal could not be written"
	fi
}

# rw_place_apply there|from|back LIST DUMP: everything that is here and in the list gets what it says, in other
# ids or, with `from`, as it is written.
rw_place_apply() (
	LC_ALL=C
	export LC_ALL
	rw_way=$1
	cd -P -- "$path" || rw_fail "$path can't be entered" || exit
	case $rw_way in
		from) cp -- "$3" "$tmp/converted" ;;
		*) rw_place_convert "$rw_way" <"$3" >"$tmp/converted" ;;
	esac 2>"$tmp/why" || rw_fail "$path: $(rw_why "$tmp/why")" || exit
	cut -z -d ' ' -f 1-4 <"$2" | sort -z -u -t ' ' -k 1,1 >"$tmp/had" &&
		find . -xdev -printf '%i%y %p\0' | sort -z -t ' ' -k 1,1 >"$tmp/now" &&
		join -z -t ' ' "$tmp/had" "$tmp/now" >"$tmp/both" || rw_fail "$path can't be read" || exit
	for rw_pair in $(cut -z -d ' ' -f 2,3 <"$tmp/both" | sort -z -u | tr ' \0' ': '); do
		rw_one=$(rw_place_id uid "${rw_pair%:*}") rw_two=$(rw_place_id gid "${rw_pair#*:}")
		sed -z -n "s/^[^ ]* ${rw_pair%:*} ${rw_pair#*:} [^ ]* //p" <"$tmp/both" |
			xargs -0 -r sh -c "$(rw_place_chown_program)" sh "$rw_one:$rw_two" "$tmp/counted" >"$tmp/why" 2>&1 ||
			rw_fail "$path: $(rw_why "$tmp/why")" || exit
	done
	for rw_mode in $(cut -z -d ' ' -f 4 <"$tmp/both" | sort -z -u | tr '\0' '\n' | grep '^[2-7]...$'); do
		sed -z -n "s/^[0-9]*[^dl] [0-9]* [0-9]* $rw_mode //p" <"$tmp/both" |
			xargs -0 -r chmod "$rw_mode" -- >"$tmp/why" 2>&1 || rw_fail "$path: $(rw_why "$tmp/why")" || exit
	done
	[ ! -s "$tmp/converted" ] || setfattr -h --restore="$tmp/converted" >"$tmp/why" 2>&1 ||
		! grep -v 'No such file or directory$' "$tmp/why" >"$tmp/left" || rw_fail "$path: $(rw_why "$tmp/left")" || exit
	sync -f . || rw_fail "$path: sync failed"
)

# Shell text, of OWNERS COUNTED PATH...: new owners, and a byte for each path that has them.
rw_place_chown_program() {
	cat <<'END'
owners=$1 counted=$2
shift 2
chown -h "$owners" -- "$@" && printf "%${#}s" '' >>"$counted"
END
}

# rw_place_id uid|gid ID: which one it becomes. On the way back, what is of nobody's namespace stays.
rw_place_id() {
	case $rw_way in
		there) rw_owners_id "$tmp/$1" "$2" ;;
		from) echo "$2" ;;
		*)
			rw_back=$(rw_owners_back "$tmp/$1" "$2")
			echo "${rw_back:-$2}"
			;;
	esac
}

# From wherever it stopped, back to root's ids; the journal goes last.
rw_place_back() {
	rw_now=$(rw_place_state)
	if [ -n "$rw_now" ]; then
		rw_place_maps || return 1
		if [ "$rw_now" = "done" ]; then
			# Of no use any more, and the disk may be full.
			rm -f -- "$journal/list" "$journal/xattrs"
			rw_place_scan "$tmp/list" && rw_place_count "$tmp/list" 1 attributes && rw_place_xattrs "$tmp/xattrs" || return 1
			cp -- "$tmp/list" "$journal/list.back" && cp -- "$tmp/xattrs" "$journal/xattrs.back" &&
				sync "$journal/list.back" "$journal/xattrs.back" "$journal" ||
				rw_fail "$journal could not be written" || return 1
			rw_place_set back || return 1
			rw_now=back
		fi
		case $rw_now in there) rw_place_count "$journal/list" 1 ;; *) rw_place_count "$journal/list.back" 1 ;; esac
		case $rw_now in
			there) rw_place_apply from "$journal/list" "$journal/xattrs" ;;
			*) rw_place_apply back "$journal/list.back" "$journal/xattrs.back" ;;
		esac || return 1
		rw_place_counted
		mv -T -- "$journal" "$journal.gone" && sync "${journal%/*}" || rw_fail "$journal could not be removed" || return 1
	fi
	rm -rf -- "$journal.gone" "$journal.new"
	rmdir -p -- "${journal%/*}" 2>/dev/null
	return 0
}
