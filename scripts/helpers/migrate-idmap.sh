# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: directories that stay where they are and as they are, and are shown to the containers of
# a user through an idmapped mount (mount_setattr(2), X-mount.idmap of mount(8), Linux 5.12 and
# util-linux 2.39): what belongs to N on the disk is seen with the id that the user's containers have for N.
# It takes no time and no room, and is taken back by umount(8).
#
# What the containers write, the disk has with the ids of root's containers: as root, too. So whoever is
# root in a container of the user can put a setuid program of root into the directory. Where others than
# root can reach the directory itself, it is therefore mounted over itself with nosuid for as long (the
# guard). And as systemd mounts it again by its path at each start, nobody but root may be able to put
# another directory in that path's place.

# One directory for each user and engine, one mount in it for each directory that is shown.
RW_IDMAPPED=/var/lib/rootless-wizard/idmapped

# rw_migrate_idmap USER TARGET PATH: shows the directory or file to the user's containers.
rw_migrate_idmap() (
	set +e
	exec </dev/null
	user=$1 target=$2 path=$3
	rw_migrate_begin "$user" "$target" idmap && rw_target_answers "$user" "$target" || exit
	rw_idmap_names && rw_idmap_steady && rw_idmap_map || exit
	if rw_idmap_stands; then
		rw_say already "$path is shown at $place"
		exit 0
	fi
	if ! rw_idmap_make; then
		rw_idmap_unmake >/dev/null
		exit 1
	fi
	rw_say moved "$path is shown at $place"
)

# rw_migrate_idmap_undo USER TARGET PATH: names what was written since, and ends it.
rw_migrate_idmap_undo() (
	set +e
	exec </dev/null
	user=$1 target=$2 path=$3
	tmp=$(mktemp -d) || exit
	trap 'rm -rf "$tmp"' EXIT
	rw_idmap_names || exit
	if [ ! -e "$note" ]; then
		rw_idmap_forget
		rw_say already "$path is not shown"
		exit 0
	fi
	rw_idmap_since
	rw_idmap_unmake || exit
	rw_say removed "$path is no longer shown"
)

# Sets $place, $note, $unit, $guard. The place says nothing of the path, which may hold anything.
rw_idmap_names() {
	rw_has systemd-escape && rw_has findmnt || rw_fail 'systemd and findmnt(8) are needed' || return 1
	case $path in
		*[[:cntrl:]]* | *' ' | *\\) rw_fail "$path: a unit of systemd can't name it" || return 1 ;;
		/*[!/]*) ;;
		*) rw_fail "$path: not an absolute path" || return 1 ;;
	esac
	rw_know_user "$user" || return 1
	rw_hash=$(printf '%s' "$path" | sha256sum | cut -c1-16)
	place=$RW_IDMAPPED/$rw_user_id-$target/$rw_hash
	note=$RW_STATE/$rw_user_id-$target/idmap-$rw_hash
	if ! unit=$(systemd-escape --path --suffix=mount -- "$place") || ! guard=$(systemd-escape --path --suffix=mount -- "$path"); then
		rw_fail "$path: systemd-escape failed"
	fi
}

# Nothing may lead elsewhere one day, and nothing be mounted below it, which the mount would not show.
rw_idmap_steady() {
	[ ! -h "$path" ] && { [ -d "$path" ] || [ -f "$path" ]; } || rw_fail "$path: neither a directory nor a file" || return 1
	[ "$(readlink -f -- "$path")" = "$path" ] || rw_fail "$path: it is reached by a link" || return 1
	for rw_other in "$RW_STATE"/*/"${note##*/}"; do
		[ ! -e "$rw_other" ] || [ "$rw_other" = "$note" ] ||
			rw_fail "$path is shown to another engine or user already: undo that first" || return 1
	done
	open=yes
	rw_dir=$path
	while [ "$rw_dir" != / ]; do
		rw_dir=${rw_dir%/*}
		rw_dir=${rw_dir:-/}
		rw_is=$(stat -c '%u %g %a' -- "$rw_dir") || rw_fail "$rw_dir can't be read" || return 1
		# shellcheck disable=SC2086 # three words
		set -- $rw_is
		if [ "$1" != 0 ] || [ $((0$3 & 022)) != 0 ]; then
			rw_fail "$path: others than root can change $rw_dir, and so what that path leads to" || return 1
		fi
		# Nobody but root gets through: setuid programs behind it are of no use to others.
		if [ $((0$3 & 01)) = 0 ] && { [ $((0$3 & 010)) = 0 ] || [ "$2" = 0 ]; }; then open=no; fi
	done
	rw_below=$(rw_idmap_below)
	[ -z "$rw_below" ] || rw_fail "$path: $rw_below is mounted below it" || return 1
	case ,$(findmnt -n -o OPTIONS -T "$path" 2>/dev/null), in
		*,nosuid,*) [ -e "$RW_MOUNT_UNITS/$guard" ] || open=no ;;
	esac
	[ "$open" = no ] || [ -e "$RW_MOUNT_UNITS/$guard" ] || ! findmnt -M "$path" >/dev/null 2>&1 ||
		rw_fail "$path is a file system of its own without nosuid: add that to its options first"
}

# What is mounted below $path, if anything is.
rw_idmap_below() {
	RW_PATH=$(rw_idmap_octal "$path") awk 'index($5, ENVIRON["RW_PATH"] "/") == 1 { print $5; exit }' /proc/self/mountinfo
}

# As the kernel writes paths: proc_pid_mountinfo(5).
rw_idmap_octal() {
	printf '%s' "$1" | sed 's/\\/\\134/g; s/ /\\040/g'
}

# Sets $disk_first and $shown_first, the two ways to write the user's map, and $want, what the directory's
# owner has to be seen as. mount(8) and libmount have told different stories about the order: it is tried.
# Who knows the map already has it in $tmp/uid and $tmp/gid.
rw_idmap_map() {
	{ [ -s "$tmp/uid" ] && [ -s "$tmp/gid" ]; } ||
		{ rw_in_userns "$user" "$target" cat /proc/self/uid_map >"$tmp/uid" 2>"$tmp/why" &&
			rw_in_userns "$user" "$target" cat /proc/self/gid_map >"$tmp/gid" 2>"$tmp/why"; } ||
		rw_fail "the ids of $user can't be read: $(rw_why "$tmp/why")" || return 1
	disk_first=$(rw_idmap_words 1 2) shown_first=$(rw_idmap_words 2 1)
	own=$(stat -c %u:%g -- "$path") || rw_fail "$path can't be read" || return 1
	rw_uid=$(rw_owners_id "$tmp/uid" "${own%:*}") rw_gid=$(rw_owners_id "$tmp/gid" "${own#*:}")
	[ -n "$rw_uid" ] && [ -n "$rw_gid" ] ||
		rw_fail "$path belongs to $own, and the ids of $user have none for it" || return 1
	want=$rw_uid:$rw_gid
}

# rw_idmap_words FIRST SECOND: `u:0:1000:1 u:1:100000:65536 g:...`
rw_idmap_words() {
	awk -v a="$1" -v b="$2" 'FNR == 1 { kind = NR == 1 ? "u" : "g" }
		{ printf "%s%s:%d:%d:%d", sep, kind, $a, $b, $3; sep = " " }' "$tmp/uid" "$tmp/gid"
}

# Is all of it there, and seen in the engine's own namespace?
rw_idmap_stands() {
	[ -e "$note" ] && [ -e "$RW_MOUNT_UNITS/$unit" ] && { [ "$open" = no ] || rw_idmap_guarded; } &&
		findmnt -M "$place" >/dev/null 2>&1 && rw_idmap_seen
}

rw_idmap_guarded() {
	case ,$(findmnt -n -o OPTIONS -M "$path" 2>/dev/null | tail -n 1), in *,nosuid,*) ;; *) return 1 ;; esac
}

rw_idmap_seen() {
	[ "$(stat -c %u:%g -- "$place" 2>/dev/null)" = "$want" ] &&
		[ "$(rw_in_userns "$user" "$target" stat -c %u:%g -- "$place" 2>/dev/null)" = "$own" ]
}

rw_idmap_make() {
	rw_idmap_remember && rw_idmap_guard && rw_idmap_place || return 1
	rw_mount_end || return 1
	if rw_idmap_try "$disk_first"; then
		rw_map=$disk_first
	elif rw_idmap_try "$shown_first"; then
		rw_map=$shown_first
	else
		rw_fail "$path: this host can't mount it with other ids: $(rw_why "$tmp/why")" || return 1
	fi
	rw_mount_unit "$unit" "$path" "$place" "bind,nodev,private,X-mount.idmap=$rw_map" || return 1
	rw_idmap_seen || rw_fail "$place is not seen by the $target of $user: start that anew, and try again"
}

# Mounts it for a moment. The owner has to come out right, or it is the wrong way to write the map.
rw_idmap_try() {
	: >"$tmp/why"
	mount -o "bind,nodev,private,X-mount.idmap=$1" -- "$path" "$place" 2>"$tmp/why" || return 1
	rw_got=$(stat -c %u:%g -- "$place")
	umount -- "$place" 2>>"$tmp/why" || return 1
	[ "$rw_got" = "$want" ] || {
		echo "$own came out as $rw_got, and not as $want" >"$tmp/why"
		return 1
	}
}

# The note is on the disk before anything that needs to be taken back: the path, then device and root, by
# which its mounts are known in other namespaces. Its time is when it began.
rw_idmap_remember() {
	[ ! -e "$note" ] || return 0
	rw_of=$(RW_PATH=$(rw_idmap_octal "$path") awk '
		{ at = $5 == "/" ? "" : $5; p = ENVIRON["RW_PATH"] }
		(p == at || index(p, at "/") == 1) && length(at) >= length(best) { best = at; dev = $3; root = $4 == "/" ? "" : $4 }
		END { print dev, root substr(p, length(best) + 1) }' /proc/self/mountinfo)
	if ! (umask 077 && mkdir -p -- "${note%/*}" && printf '%s\n' "$path" "$rw_of" >"$note.new") ||
		! sync "$note.new" || ! mv -- "$note.new" "$note" || ! sync "${note%/*}"; then
		rw_fail "$note could not be written"
	fi
}

rw_idmap_guard() {
	[ "$open" = yes ] && ! rw_idmap_guarded || return 0
	rw_mount_unit "$guard" "$path" "$path" bind,nosuid || return 1
	rw_idmap_guarded || rw_fail "$path: it could not be mounted with nosuid"
}

# Where it is shown: the user gets there, others don't. What is below the mount nobody may use: should it
# not be mounted one day, containers fail, and don't begin anew in an empty directory.
rw_idmap_place() {
	rw_above=${place%/*}
	mkdir -p -- "$rw_above" && chmod 0711 "${RW_IDMAPPED%/*}" "$RW_IDMAPPED" && chmod 0700 "$rw_above" &&
		chown "0:$(id -g -- "$user")" "$rw_above" && chmod 0710 "$rw_above" ||
		rw_fail "$rw_above could not be made" || return 1
	! findmnt -M "$place" >/dev/null 2>&1 || return 0
	if [ -d "$path" ]; then mkdir -p -- "$place"; else touch -- "$place"; fi
	chmod 0 "$place" || rw_fail "$place could not be made"
}

# Back to where it was, from wherever it stopped.
rw_idmap_unmake() {
	rw_mount_end && rw_mount_unused idmapped || return 1
	if [ -d "$place" ]; then rmdir -- "$place"; else rm -f -- "$place"; fi
	rmdir -p -- "${place%/*}" 2>/dev/null
	if [ -e "$RW_MOUNT_UNITS/$guard" ]; then
		rw_idmap_harmless
		rw_mount_drop_unit "$guard"
		# Who works in it may go on: nothing of the user's containers writes there any more.
		! rw_idmap_guarded || umount -l -- "$path" 2>"$tmp/why" || rw_fail "$path: $(rw_why "$tmp/why")" || return 1
	fi
	rm -f -- "$RW_MOUNT_UNITS/.$rw_hash.new"
	rw_idmap_forget
}

rw_idmap_forget() {
	rm -f -- "$note" "$note.new"
	rmdir -p -- "${note%/*}" 2>/dev/null
	return 0
}
