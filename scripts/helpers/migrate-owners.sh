# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: directories of the host that containers have mounted. They stay where they are; what
# changes is who owns the files in them, so that the containers see the ids that they saw before.
#
# A container of root sees id N as N. One of a user sees N as the id that its user namespace has for it:
# 0 is the user, 1 and up are subordinate ids. Old ids are all below the first subordinate one, new ones
# are the user or above it, so each pass can be cut off and done again. Only the user's own id is in both
# worlds: that is why what leads to it comes last on the way there and first on the way back, and why a
# note in RW_STATE says that the last part has begun.

# rw_migrate_owners USER TARGET PATH: says `progress PATH 0 0 DONE ALL` (names, each of which gets an owner and a
# group) on the way from the ids of root's containers to those of the user's.
rw_migrate_owners() (
	set +e
	exec </dev/null
	rw_owners_begin "$@" || exit
	if [ "$(cat "$note" 2>/dev/null)" = "done" ]; then
		rw_say already "owners of $path"
		exit 0
	fi
	rw_owners_fit || exit
	rw_owners_count
	if [ ! -e "$note" ]; then
		rw_owners_pass uid chown there && rw_owners_pass gid chgrp there || exit
		rw_owners_note last || exit
	fi
	rw_owners_one uid 0 "$uid_0" chown && rw_owners_one gid 0 "$gid_0" chgrp || exit
	rw_owners_note "done" || exit
	kill "$rw_watch" 2>/dev/null
	rw_say moved "owners of $path"
)

# rw_migrate_owners_undo USER TARGET PATH: back, with what was written since.
rw_migrate_owners_undo() (
	set +e
	exec </dev/null
	rw_owners_begin "$@" || exit
	rw_owners_count
	# Without a note, only the first part of the way there may have been done: the second part of the way
	# back undoes it. The user's own id means the user's own files then.
	case $(cat "$note" 2>/dev/null) in
		last | done)
			rw_owners_one uid "$uid_0" 0 chown && rw_owners_one gid "$gid_0" 0 chgrp || exit
			rm -f -- "$note"
			sync -f "${note%/*}" 2>/dev/null
			;;
	esac
	rw_owners_pass uid chown back && rw_owners_pass gid chgrp back || exit
	rmdir -p -- "${note%/*}" 2>/dev/null
	kill "$rw_watch" 2>/dev/null
	rw_say removed "owners of $path are as before"
)

# Sets the ids, the place and $note; goes to the place and sees that it is no other one.
rw_owners_begin() {
	user=$1 target=$2 path=$3
	case $path in /*) ;; *) rw_fail "$path: not an absolute path" || return 1 ;; esac
	rw_migrate_begin "$user" "$target" owners && rw_target_answers "$user" "$target" || return 1
	find / -maxdepth 0 -printf '' 2>/dev/null || rw_fail 'GNU find is not installed' || return 1
	rw_in_userns "$user" "$target" cat /proc/self/uid_map >"$tmp/uid" 2>"$tmp/why" &&
		rw_in_userns "$user" "$target" cat /proc/self/gid_map >"$tmp/gid" 2>"$tmp/why" ||
		rw_fail "the ids of $user can't be read: $(rw_why "$tmp/why")" || return 1
	uid_0=$(rw_owners_id "$tmp/uid" 0) gid_0=$(rw_owners_id "$tmp/gid" 0)
	# From here on nothing is found by its path, which somebody may bend meanwhile.
	place=. && dir=$path
	[ -d "$path" ] || { place=./${path##*/} && dir=${path%/*}; }
	cd -P -- "${dir:-/}" 2>/dev/null && [ "$(pwd -P)" = "${dir:-/}" ] && [ -e "$place" ] && [ ! -h "$place" ] ||
		rw_fail "$path: it is not there, or is reached by a link" || return 1
	note=$RW_STATE/$(id -u "$user")-$target/owners-$(printf '%s' "$path" | sha256sum | cut -c1-16)
}

# rw_owners_id MAP N: the id outside of the namespace, or nothing. user_namespaces(7)
rw_owners_id() {
	awk -v n="$2" 'n >= $1 && n < $1 + $3 { printf "%d\n", n - $1 + $2; exit }' "$1"
}

# Ids that have no counterpart, and files that would lose what they are, are found before anything is done.
rw_owners_fit() {
	[ ! -e "$note" ] || return 0
	rw_first=$(awk '$1 > 0 && (!n || $2 < n) { n = $2 } END { print n + 0 }' "$tmp/uid" "$tmp/gid")
	find "$place" -xdev -printf '%U\n' 2>"$tmp/why" | sort -u >"$tmp/uids" &&
		find "$place" -xdev -printf '%G\n' 2>>"$tmp/why" | sort -u >"$tmp/gids"
	[ ! -s "$tmp/why" ] || rw_only_gone "$place" || rw_fail "$path can't be read: $(rw_why "$tmp/why")" || return 1
	for rw_kind in uid gid; do
		while read -r rw_id; do
			# One that is a subordinate id already was shifted by an earlier call.
			if [ "$rw_id" -ge "$rw_first" ] && [ -n "$(rw_owners_back "$tmp/$rw_kind" "$rw_id")" ]; then continue; fi
			[ "$rw_id" -lt "$rw_first" ] && [ -n "$(rw_owners_id "$tmp/$rw_kind" "$rw_id")" ] ||
				rw_fail "$path: files belong to $rw_kind $rw_id, and the ids of $user have none for it" || return 1
		done <"$tmp/${rw_kind}s"
	done
	rw_odd=$(find "$place" -xdev -type f -perm /6000 -print -quit 2>/dev/null)
	[ -z "$rw_odd" ] || rw_fail "$path: $rw_odd is setuid or setgid, which a new owner would end" || return 1
	rw_has getcap || rw_say note "$path: getcap is not installed: capabilities of programs, which would end, can't be seen"
	rw_odd=$(getcap -r "$place" 2>/dev/null | head -n 1)
	[ -z "$rw_odd" ] || rw_fail "$path: $rw_odd: capabilities would end with a new owner" || return 1
	rw_odd=$(rw_fixed_in "$place")
	[ -z "$rw_odd" ] || rw_fail "$path: nobody may change $rw_odd (chattr)"
}

# rw_owners_back MAP ID: the id inside of the namespace for one of outside, or nothing.
rw_owners_back() {
	awk -v n="$2" 'n >= $2 && n < $2 + $3 { printf "%d\n", n - $2 + $1; exit }' "$1"
}

# rw_owners_pass uid|gid COMMAND there|back: all ids but that of the user itself.
rw_owners_pass() {
	case $1 in uid) rw_format=%U rw_first_id=$uid_0 ;; *) rw_format=%G rw_first_id=$gid_0 ;; esac
	find "$place" -xdev -printf "$rw_format\\n" 2>"$tmp/why" | sort -un >"$tmp/pass"
	[ ! -s "$tmp/why" ] || rw_fail "$path can't be read: $(rw_why "$tmp/why")" || return 1
	while read -r rw_id; do
		case $3 in
			there)
				[ "$rw_id" -gt 0 ] || continue
				# Shifted already: no old id has a counterpart that is an old id.
				[ -z "$(awk -v n="$rw_id" '$1 > 0 && n >= $2 && n < $2 + $3' "$tmp/$1")" ] || continue
				rw_new=$(rw_owners_id "$tmp/$1" "$rw_id")
				;;
			*)
				[ "$rw_id" != "$rw_first_id" ] || continue
				rw_new=$(rw_owners_back "$tmp/$1" "$rw_id")
				;;
		esac
		[ -z "$rw_new" ] || rw_owners_one "$1" "$rw_id" "$rw_new" "$2" || return 1
	done <"$tmp/pass"
}

# rw_owners_one uid|gid OLD NEW COMMAND: find(1) goes from directory to directory and acts in each, so
# that no link that appears meanwhile leads it elsewhere.
rw_owners_one() {
	find "$place" -xdev "-$1" "$2" -execdir "$4" -h "$3" '{}' + -printf . >>"$tmp/counted" 2>"$tmp/why" </dev/null ||
		rw_fail "$path: $(rw_why "$tmp/why")"
}

# Begins to say how far it is, every two seconds, until $rw_watch is killed or its directory or the shell is gone.
rw_owners_count() {
	: >"$tmp/counted"
	rw_owners_watch &
	rw_watch=$!
}

rw_owners_watch() {
	rw_all=$(find "$place" -xdev -printf . 2>/dev/null | wc -c)
	rw_what=$(printf '%s' "$path" | tr '[:space:]' _)
	while sleep 2 >/dev/null 2>&1 && [ -e "$tmp/counted" ] && kill -0 "$$" 2>/dev/null; do
		rw_say progress "$rw_what 0 0 $(wc -c <"$tmp/counted") $((rw_all * 2))"
	done
}

# rw_owners_note WORD: on the disk before anything that needs it.
rw_owners_note() {
	if ! (umask 077 && mkdir -p -- "${note%/*}") || ! printf '%s\n' "$1" >"$note.new" ||
		! sync "$note.new" || ! mv -- "$note.new" "$note" || ! sync "${note%/*}"; then
		rw_fail "$note could not be written"
	fi
}
