/**
 * What is in a directory, summed up where it lies: shell text for `volumeLook`, whose argument is the directory.
 * One walk of GNU find, and one for extended attributes where getfattr is there, for half a minute at most.
 * Only sums and one name of each kind come back, however many files there are. Names may hold anything but NUL:
 * line ends in them are written as `\n`. Lines, in any order:
 *
 *     files N       all names in it, without itself
 *     bytes N       what the blocks take; files with several names count once
 *     size N        what is read of regular files, holes included
 *     uid ID PATH   the largest one, and who has it; gid likewise
 *     device N PATH block and character devices, and the first one
 *     socket N, fifo N, other N, setuid N, linked N (files with further names), sparse N (with holes)
 *     attributes N, acls N, capabilities N   files that have some; `-` where nobody could say
 *     end CODE      how find ended: what comes without it is not the whole
 */
export const VOLUME_LOOK = `LC_ALL=C; export LC_ALL
cd -- "$1" || exit
{ find . -xdev -printf '%y %U %G %m %n %b %s %p\\0'; printf 'end %s\\0' "$?"; } | tr '\\n\\0' '\\001\\n' | awk '
function said(path) { sub(/^\\.\\//, "", path); path = substr(path, 1, 300); gsub(/\\001/, "\\\\n", path); return path }
$1 == "end" { end = $2; next }
{
	if (NR > 1) files++
	path = substr($0, length($1 $2 $3 $4 $5 $6 $7) + 8)
	names = $1 == "d" || $5 < 1 ? 1 : $5
	bytes += $6 * 512 / names
	if ($2 + 0 > uid || uid_of == "") { uid = $2 + 0; uid_of = path }
	if ($3 + 0 > gid || gid_of == "") { gid = $3 + 0; gid_of = path }
	if (names > 1) linked++
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
	printf "files %.0f\\nbytes %.0f\\nsize %.0f\\n", files, bytes, size
	printf "uid %.0f %s\\ngid %.0f %s\\ndevice %.0f %s\\n", uid, said(uid_of), gid, said(gid_of), devices, said(device)
	printf "socket %.0f\\nfifo %.0f\\nother %.0f\\nsetuid %.0f\\nlinked %.0f\\nsparse %.0f\\n", sockets, fifos, others, setuid, linked, sparse
	printf "end %s\\n", uid_of == "" ? "-" : end
}'
if ! command -v getfattr >/dev/null 2>&1; then
	printf '%s -\\n' attributes acls capabilities
	exit
fi
{
	timeout 30 sh -c 'find . -xdev ! -type s -print0 | xargs -0 -r getfattr -h -m - --' 2>/dev/null
	echo "end $?"
} | awk '
function count() { if (own) attributes++; if (acl) acls++; if (capable) capabilities++; own = acl = capable = 0 }
$1 == "#" { count(); next }
$1 == "end" { end = $2; next }
/^trusted\\./ || /^security\\.selinux$/ { next }
/./ { own = 1 }
/^system\\.posix_acl_/ { acl = 1 }
/^security\\.capability$/ { capable = 1 }
END {
	count()
	if (end > 123) print "attributes -\\nacls -\\ncapabilities -"
	else printf "attributes %d\\nacls %d\\ncapabilities %d\\n", attributes, acls, capabilities
}'`;
