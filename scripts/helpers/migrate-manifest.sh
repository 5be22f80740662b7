# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: what a directory tree holds, written down so that two of them can be compared.
#
# The same program runs as root over the source and in the user's namespace over the target: both see
# the ids that containers see. GNU find, sort, tar and coreutils are needed. Memory is the same for any number of
# files: sort(1) would take more and more of it, and goes to the disk instead.

# rw_listing_program: shell text; arguments DIR FILE. Writes one NUL-ended record for each path, in the order
# in which they lie there: blocks; time of change, inode, links; what a manifest says of it. One walk of the
# tree serves everybody.
rw_listing_program() {
	cat <<'END'
cd -- "$1" && find . -xdev \( -type l -printf '%b %C@ %i %n %y %m %U %G %s %T@ %p -> %l\0' -o \
	-printf '%b %C@ %i %n %y %m %U %G %s %T@ %p\0' \) >"$2"
END
}

# rw_fingerprint_program: shell text; reads a listing, prints a hash of everything but the contents, with the
# time of change, which the kernel sets and nobody can set back: equal hashes mean that nothing was written.
# Blocks are left out: they are counted when they reach the disk.
rw_fingerprint_program() {
	cat <<'END'
LC_ALL=C cut -z -d ' ' -f 2- | LC_ALL=C sort -z -S 32M | sha256sum | cut -d ' ' -f 1
END
}

# rw_attributes_program: shell text; arguments DIR FILE. Writes the extended attributes and ACLs, one line for each:
# `attribute NAME=VALUE PATH`, with odd bytes of the path escaped; and in FILE.trusted, how many files have some that
# are root's alone. Fails where not all could be read.
rw_attributes_program() {
	cat <<'DONE'
cd -- "$1" && find . -xdev ! -type s -print0 | xargs -0 getfattr -h -d -m - -e hex -- >"$2.raw" 2>/dev/null
found=$?
awk -v trusted="$2.trusted" '/^# file: / { path = substr($0, 9); next }
	/^trusted\./ { n += path != last; last = path; next }
	/^security\.selinux=/ { next }
	/./ { print "attribute", $0, path } END { if (n) print n >trusted }' "$2.raw" >"$2"
rm -f "$2.raw"
[ "$found" = 0 ]
DONE
}

# rw_source_listing DIR FILE
rw_source_listing() {
	sh -c "$(rw_listing_program)" sh "$1" "$2" 2>"$tmp/why" || rw_only_gone "$1" ||
		rw_fail "$1 can't be read: $(rw_why "$tmp/why")" >&2
}

# rw_fingerprint FILE: that of a listing.
rw_fingerprint() {
	sh -c "$(rw_fingerprint_program)" <"$1"
}

# rw_manifest_program: shell text; arguments DIR [LISTING [BELOW [ATTRIBUTES]]]: of files with BELOW bytes and more
# the contents are left to somebody else; what was written down already is not read again. First the fingerprint,
# then one line for each fact, the path last, sorted. Names may hold anything but NUL: line ends in them become the byte 1, and NUL
# becomes the line end. Times of access and change, sizes of directories, sockets and what is mounted below
# are left out, as are attributes that a user can't set (trusted.*) or that belong to the place
# (security.selinux). Contents and attributes are read side by side: small files cost time, not bytes.
rw_manifest_program() {
	printf 'listing() {\n%s\n}\nfingerprint() {\n%s\n}\nattributes() {\n%s\n}\n' \
		"$(rw_listing_program)" "$(rw_fingerprint_program)" "$(rw_attributes_program)"
	cat <<'END'
set -u
LC_ALL=C
export LC_ALL
cd -- "$1" || exit
out=$(mktemp -d) || exit
trap 'rm -rf "$out"' EXIT
list=${2:-$out/list}
[ -n "${2:-}" ] || (listing . "$list") || { echo 'find failed' >&2; exit 1; }
attribute=${4:-$out/attribute}
if [ -z "${4:-}" ] && command -v getfattr >/dev/null; then attributes . "$attribute" & fi
# Contents, several files at once; each program writes to a file of its own.
hashes() {
	find . -xdev -type f ${3:+-size "-${3}c"} -print0 |
		xargs -0 -r -n 2000 -P "$(nproc 2>/dev/null || echo 1)" sh -c 'sha256sum -z -- "$@" >>"$0.$$" || exit 255' "$out/hash"
}
hashes "$@" || { echo 'sha256sum failed' >&2; exit 1; }
wait
fingerprint <"$list"
{
	# Type, mode, ids, size, time; where a link leads.
	cut -z -d ' ' -f 5- <"$list" | tr '\n\0' '\001\n' |
		sed -E -e '/^s /d' -e 's/^(d [^ ]+ [^ ]+ [^ ]+) [^ ]+/\1 -/' -e 's/^/stat /'
	# Hard links: the files of one inode share a number, which is that of the first one by name.
	tr '\n\0' '\001\n' <"$list" | awk '$5 != "d" && $4 > 1' | cut -d ' ' -f 3,11- | sort -S 32M -t ' ' -k 2 |
		awk '{ if (!($1 in n)) n[$1] = ++k; sub(/^[0-9]+/, "link " n[$1]); print }'
	cat "$out"/hash.* 2>/dev/null | tr '\n\0' '\001\n'
	cat "$attribute" 2>/dev/null
} | sort -S 32M
END
}

# rw_differences A B: lines `added|removed|changed PATH`, by path, of two manifests.
rw_differences() {
	{ LC_ALL=C comm -23 "$1" "$2" | rw_manifest_paths - 1; LC_ALL=C comm -13 "$1" "$2" | rw_manifest_paths - 2; } |
		cat - >"$tmp/differ"
	rw_manifest_paths "$1" 1 >"$tmp/paths-1"
	rw_manifest_paths "$2" 2 >"$tmp/paths-2"
	LC_ALL=C awk 'FILENAME ~ /paths-1$/ { one[substr($0, 3)]; next }
		FILENAME ~ /paths-2$/ { two[substr($0, 3)]; next }
		{
			path = substr($0, 3)
			if (seen[path]++) next
			print ((path in one) ? (path in two) ? "changed" : "removed" : "added"), path
		}' "$tmp/paths-1" "$tmp/paths-2" "$tmp/differ" | LC_ALL=C sort -k 2
}

# rw_manifest_paths FILE MARK: `MARK PATH` for the lines of a manifest that speak of one.
rw_manifest_paths() {
	LC_ALL=C awk -v mark="$2" '
		# The line without its first n fields.
		function after(n,   text, i) {
			text = $0
			for (i = 0; i < n; i++) text = substr(text, index(text, " ") + 1)
			return text
		}
		$1 == "stat" { print mark, after(7); next }
		$1 == "link" { print mark, after(2); next }
		$1 == "attribute" { print mark, "./" after(2); next }
		length($1) == 64 { print mark, after(2) }' "$1"
}
