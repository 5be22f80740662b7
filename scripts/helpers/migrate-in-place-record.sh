# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: what is written down of the files of a volume before they change where they lie
# (migrate-in-place.sh), and how the same is said in the ids of the other side.

# rw_place_scan FILE: a NUL-ended record for each path: inode and kind, owner, group, mode, links, size, time, path.
rw_place_scan() {
	(cd -P -- "$path" && sh -c "$(rw_place_scan_program)") >"$1" 2>"$tmp/why" && [ ! -s "$tmp/why" ] ||
		rw_only_gone "$path" || rw_fail "$path can't be read: $(rw_why "$tmp/why")" || return 1
}

# Shell text: lists what is here.
rw_place_scan_program() {
	cat <<'END'
find . -xdev -printf '%i%y %U %G %m %n %s %T@ %p\0'
END
}

# Shell text: dumps what is here of the attributes that hold ids or end with a new owner.
rw_place_xattrs_program() {
	cat <<'END'
command -v getfattr >/dev/null || exit 0
find . -xdev ! -type l -print0 ${RW_COUNTED:+-fprintf "$RW_COUNTED" .} | xargs -0 -r getfattr -h -d -e hex \
	-m '^(system[.]posix_acl_(access|default)|security[.]capability)$' --
END
}

# rw_place_xattrs FILE: as getfattr(1) dumps them.
rw_place_xattrs() {
	(cd -P -- "$path" && RW_COUNTED=$tmp/counted-xattrs sh -c "$(rw_place_xattrs_program)") >"$1" 2>"$tmp/why" || rw_only_gone "$path" ||
		rw_fail "the attributes in $path can't be read: $(rw_why "$tmp/why")"
}

# rw_place_convert there|back <DUMP: the dump with other ids. An ACL is a version and entries of 16 digits: tag,
# permissions, id (acl(5), linux/posix_acl_xattr.h). Capabilities of a file are those of the namespace whose
# root has the id behind them (revision 3); root's own have none (revision 2, capabilities(7)).
rw_place_convert() {
	LC_ALL=C awk -v way="$1" '
		FILENAME ~ /[ug]id$/ {
			kind = FILENAME ~ /uid$/ ? "u" : "g"
			n[kind]++
			k = kind n[kind]
			from[k] = way == "back" ? $2 : $1
			to[k] = way == "back" ? $1 : $2
			size[k] = $3
			next
		}
		function number(s,   i, v) {
			for (i = 7; i > 0; i -= 2)
				v = v * 256 + (index("0123456789abcdef", substr(s, i, 1)) - 1) * 16 + index("0123456789abcdef", substr(s, i + 1, 1)) - 1
			return v
		}
		function digits(v,   i, b, s) {
			for (i = 0; i < 4; i++) { b = v % 256; s = s sprintf("%02x", b); v = (v - b) / 256 }
			return s
		}
		function other(kind, s,   i, v, k) {
			v = number(s)
			for (i = 1; i <= n[kind]; i++) {
				k = kind i
				if (v >= from[k] && v < from[k] + size[k]) return digits(v - from[k] + to[k])
			}
			if (way == "there") { print "an id in " $0 " of " file " has no counterpart" >"/dev/stderr"; bad = 1 }
			return s
		}
		/^# file: / { file = substr($0, 9) }
		/^system[.]posix_acl_/ {
			at = index($0, "=0x") + 2
			line = substr($0, 1, at + 8)
			for (i = at + 9; i < length($0); i += 16) {
				tag = substr($0, i, 4)
				id = substr($0, i + 8, 8)
				if (tag == "0200") id = other("u", id)
				if (tag == "0800") id = other("g", id)
				line = line substr($0, i, 8) id
			}
			print line
			next
		}
		/^security[.]capability=/ {
			at = index($0, "=0x") + 2
			revision = substr($0, at + 7, 2)
			caps = substr($0, at + 9, 32)
			root = revision == "03" ? substr($0, at + 41, 8) : "00000000"
			if (revision != "02" && revision != "03") { print "old capabilities of " file >"/dev/stderr"; bad = 1 }
			# Those that root itself gave since stay.
			if (way == "back" && revision == "02") { print; next }
			root = other("u", root)
			if (root == "00000000") { revision = "02"; root = "" } else revision = "03"
			print substr($0, 1, at + 6) revision caps root
			next
		}
		{ print }
		END { exit bad }' "$tmp/uid" "$tmp/gid" -
}

# rw_place_count LIST PASSES [attributes]: begins to say how far it is, every two seconds, until rw_place_counted or
# the end of this helper: `progress NAME 0 0 DONE ALL`, of the names in LIST, each of which is seen in so many passes,
# and in one more when attributes are still to be read. A second call goes on with the first one.
rw_place_count() {
	[ -z "${rw_watch-}" ] || return 0
	: >"$tmp/counted"
	rm -f -- "$tmp/counted-xattrs"
	if [ "${3-}" = attributes ] && rw_has getfattr; then set -- "$1" $(($2 + 1)); fi
	rw_place_watch "$@" 8>&- &
	rw_watch=$!
}

rw_place_counted() {
	[ -z "${rw_watch-}" ] || kill "$rw_watch" 2>/dev/null
	rw_watch=
}

# What the user's containers see has as many bytes as LIST in the end: no record is counted for it.
rw_place_watch() {
	rw_names=$(tr -cd '\0' <"$1" | wc -c)
	rw_bytes=$(wc -c <"$1")
	while sleep 2 >/dev/null 2>&1 && [ -e "$tmp/counted" ] && kill -0 "$$" 2>/dev/null; do
		rw_done=0
		for rw_file in counted counted-xattrs; do
			[ ! -e "$tmp/$rw_file" ] || rw_done=$((rw_done + $(wc -c <"$tmp/$rw_file")))
		done
		[ ! -e "$tmp/seen" ] || rw_done=$((rw_done + rw_names * $(wc -c <"$tmp/seen") / rw_bytes))
		rw_say progress "$name 0 0 $rw_done $((rw_names * $2))"
	done
}

# rw_place_maps: the ids of the user, those of the journal where there is one.
rw_place_maps() {
	if [ -d "$journal" ]; then
		cp -- "$journal/uid" "$journal/gid" "$tmp/"
	else
		rw_in_userns "$user" "$target" cat /proc/self/uid_map >"$tmp/uid" 2>"$tmp/why" &&
			rw_in_userns "$user" "$target" cat /proc/self/gid_map >"$tmp/gid" 2>"$tmp/why"
	fi || rw_fail "the ids of $user can't be read: $(rw_why "$tmp/why")"
}
