# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: what a directory tree holds, written down so that two of them can be compared.
#
# The same program runs as root over the source and in the user's namespace over the target: both see
# the ids that containers see. GNU find, sort, tar and coreutils are needed.

# rw_manifest_program: shell text; argument DIR. One line for each fact, the path last, sorted. Names may
# hold anything but NUL: line ends in them become the byte 1, and NUL becomes the line end. Times of
# access and change, sizes of directories, sockets and what is mounted below are left out, as are
# attributes that a user can't set (trusted.*) or that belong to the place (security.selinux).
rw_manifest_program() {
	cat <<'END'
set -u
LC_ALL=C
export LC_ALL
cd -- "$1" || exit
out=$(mktemp -d) || exit
trap 'rm -rf "$out"' EXIT
failed() { echo "$1 failed" >&2; exit 1; }
# Type, mode, ids, size, time; where a link leads.
find . -xdev ! -type s \( -type d -printf 'stat %y %m %U %G - %T@ %p\0' -o \
	-printf 'stat %y %m %U %G %s %T@ %p\0' \) \( -type l -printf 'leads %p -> %l\0' -o -true \) \
	>"$out/stat" || failed find
find . -xdev -type f -print0 >"$out/files" || failed find
if [ -s "$out/files" ]; then
	xargs -0 sha256sum -z -- <"$out/files" >"$out/hash" || failed sha256sum
fi
# Hard links: the files of one inode share a number, which is that of the first one by name.
find . -xdev ! -type d -links +1 -printf '%i %p\0' | tr '\n\0' '\001\n' | sort -t ' ' -k 2 |
	awk '{ if (!($1 in n)) n[$1] = ++k; sub(/^[0-9]+/, "link " n[$1]); print }' >"$out/link" || failed awk
if command -v getfattr >/dev/null; then
	# A line `# file: PATH`, then one for each attribute; odd bytes of the path are escaped.
	find . -xdev ! -type s -print0 | xargs -0 getfattr -h -d -m - -e hex -- 2>/dev/null |
		awk '/^# file: / { path = substr($0, 9); next }
			/^trusted\./ || /^security\.selinux=/ { next }
			/./ { print "attribute", $0, path }' >"$out/attribute"
fi
{
	cat "$out/stat" "$out/hash" 2>/dev/null | tr '\n\0' '\001\n'
	cat "$out/link" "$out/attribute" 2>/dev/null
} | sort
END
}

# rw_fingerprint_program: shell text; argument DIR. A hash of everything but the contents, with the time
# of change, which the kernel sets and nobody can set back: equal hashes mean that nothing was written.
rw_fingerprint_program() {
	cat <<'END'
cd -- "$1" || exit
find . -xdev -printf '%y %m %U %G %s %T@ %C@ %i %p %l\0' >"$2" || exit
LC_ALL=C sort -z "$2" | sha256sum | cut -d ' ' -f 1
END
}

# rw_source_fingerprint DIR
rw_source_fingerprint() {
	sh -c "$(rw_fingerprint_program)" sh "$1" "$tmp/tree" 2>"$tmp/why" ||
		rw_fail "$1 can't be read: $(rw_why "$tmp/why")" >&2
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
		$1 == "stat" { sub(/^([^ ]* ){7}/, ""); print mark, $0; next }
		$1 == "link" { sub(/^([^ ]* ){2}/, ""); print mark, $0; next }
		$1 == "leads" { sub(/^[^ ]* /, ""); print mark, $0; next }
		$1 == "attribute" { sub(/^([^ ]* ){2}/, ""); print mark, "./" $0; next }
		length($1) == 64 { sub(/^[^ ]*  /, ""); print mark, $0 }' "$1"
}
