/**
 * What is in a directory, summed up where it lies: shell text for `volumeLook`, whose argument is the directory.
 * One walk of GNU find, and one each for extended attributes and for the flags of chattr(1) where getfattr and lsattr
 * are there, for half a minute at most.
 * Only sums and one name of each kind come back, however many files there are. Names may hold anything but NUL:
 * line ends in them are written as `\n`. Lines, in any order:
 *
 *     files N       all names in it, without itself
 *     bytes N       what the blocks take; files with several names count once
 *     size N        what is read of regular files, holes included
 *     uid ID PATH   the largest one, and who has it; gid likewise
 *     device N PATH block and character devices, and the first one
 *     socket N, fifo N, other N, setuid N, linked N (files with further names), sparse N (with holes)
 *     outside N PATH files of which a name lies elsewhere, and the first one
 *     fixed N PATH  files and directories that chattr(1) made immutable or append-only; `-` likewise
 *     attributes N, acls N, capabilities N, trusted N   files that have some; `-` where nobody could say
 *     end CODE      how find ended: what comes without it is not the whole
 */
export const VOLUME_LOOK = `LC_ALL=C; export LC_ALL
cd -- "$1" || exit
{ find . -xdev -printf '%y %U %G %m %n %b %s %i %p\\0'; printf 'end %s\\0' "$?"; } | tr '\\n\\0' '\\001\\n' | awk '
function said(path) { sub(/^\\.\\//, "", path); path = substr(path, 1, 300); gsub(/\\001/, "\\\\n", path); return path }
$1 == "end" { end = $2; next }
{
	if (NR > 1) files++
	path = substr($0, length($1 $2 $3 $4 $5 $6 $7 $8) + 9)
	names = $1 == "d" || $5 < 1 ? 1 : $5
	bytes += $6 * 512 / names
	if ($2 + 0 > uid || uid_of == "") { uid = $2 + 0; uid_of = path }
	if ($3 + 0 > gid || gid_of == "") { gid = $3 + 0; gid_of = path }
	if (names > 1) { linked++; seen[$8]++; named[$8] = names; if (seen[$8] == 1) name[$8] = path }
}
$1 == "f" {
	size += $7 / names
	if ($4 ~ /^[2-7]...$/) setuid++
	if ($7 - $6 * 512 >= 4096) sparse++
}
$1 == "b" || $1 == "c" { if (!devices++) device = path }
$1 == "s" { sockets++ }
$1 == "p" { fifos++ }
$1 !~ /^[dflbcsp]$/ { others++ }
END {
	for (one in seen) if (seen[one] < named[one] && (!outside++ || name[one] < outside_of)) outside_of = name[one]
	printf "outside %.0f %s\\n", outside, said(outside_of)
	printf "files %.0f\\nbytes %.0f\\nsize %.0f\\n", files, bytes, size
	printf "uid %.0f %s\\ngid %.0f %s\\ndevice %.0f %s\\n", uid, said(uid_of), gid, said(gid_of), devices, said(device)
	printf "socket %.0f\\nfifo %.0f\\nother %.0f\\nsetuid %.0f\\nlinked %.0f\\nsparse %.0f\\n", sockets, fifos, others, setuid, linked, sparse
	printf "end %s\\n", uid_of == "" ? "-" : end
}'
if command -v lsattr >/dev/null 2>&1; then
	{
		timeout 30 sh -c 'find . -xdev \\( -type f -o -type d \\) -print0 | xargs -0 -r lsattr -d --' 2>/dev/null
		echo "end $?"
	} | awk '
	/^end [0-9]+$/ { end = $2; next }
	length($1) > 15 && $1 ~ /^[-A-Za-z]+$/ && $1 ~ /[ia]/ && !fixed++ { path = substr($0, length($1) + 2); sub(/^\\.\\//, "", path) }
	END { if (end == 124) print "fixed -"; else printf "fixed %d %s\\n", fixed, substr(path, 1, 300) }'
else
	echo 'fixed -'
fi
if ! command -v getfattr >/dev/null 2>&1; then
	printf '%s -\\n' attributes acls capabilities trusted
	exit
fi
{
	timeout 30 sh -c 'find . -xdev ! -type s -print0 | xargs -0 -r getfattr -h -m - --' 2>/dev/null
	echo "end $?"
} | awk '
function count() {
	if (own) attributes++; if (acl) acls++; if (capable) capabilities++; if (trust) trusted++
	own = acl = capable = trust = 0
}
$1 == "#" { count(); next }
$1 == "end" { end = $2; next }
/^trusted\\./ { trust = 1; next }
/^security\\.selinux$/ { next }
/./ { own = 1 }
/^system\\.posix_acl_/ { acl = 1 }
/^security\\.capability$/ { capable = 1 }
END {
	count()
	if (end > 123) print "attributes -\\nacls -\\ncapabilities -\\ntrusted -"
	else printf "attributes %d\\nacls %d\\ncapabilities %d\\ntrusted %d\\n", attributes, acls, capabilities, trusted
}'`;

/**
 * What in a directory or file would be lost with a new owner (capabilities(7), chown(2)), or can't get one (chattr(1)):
 * shell text for `keptBelow`, whose argument is the path. Of each kind a line with the first path, line ends in it as
 * `?`; none where nothing was found, or where the tool that would tell is not there.
 *
 *     setuid PATH, capable PATH, fixed PATH
 */
export const KEPT_BELOW = `LC_ALL=C; export LC_ALL
find "$1" -xdev -type f -perm /6000 -printf 'setuid %p\\0' -quit 2>/dev/null | tr '\\n\\0' '?\\n'
if command -v getcap >/dev/null 2>&1; then
	timeout 30 getcap -r "$1" 2>/dev/null | sed -n '1{s/ \\(= \\)\\{0,1\\}[^ ]*$//;s/^/capable /p;}'
fi
if command -v lsattr >/dev/null 2>&1; then
	timeout 30 find "$1" -xdev \\( -type f -o -type d \\) -exec lsattr -d -- '{}' + 2>/dev/null | awk '
	length($1) > 15 && $1 ~ /^[-A-Za-z]+$/ && $1 ~ /[ia]/ { print "fixed " substr($0, length($1) + 2); exit }'
fi
:`;
