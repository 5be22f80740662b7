# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: what is in a directory that is shown through an idmapped mount (migrate-idmap.sh).

# There was no setuid program and none with capabilities when it began (rw_idmap_fit): what is one now, was
# made by the user's containers, and would be one of root from here on.
rw_idmap_harmless() {
	find "$path" -xdev -type f -perm /6000 -printf '%p\n' -execdir chmod ug-s '{}' + >"$tmp/odd" 2>/dev/null
	[ -z "$(getcap -r "$path" 2>/dev/null)" ] ||
		find "$path" -xdev -type f -newercm "$note" -execdir setcap -q -r '{}' ';' -printf '%p\n' >>"$tmp/odd" 2>/dev/null
	while IFS= read -r rw_line; do
		rw_say note "$rw_line was made setuid or given capabilities since the move; it is not any more"
	done <"$tmp/odd"
}

# What was written since, at most twenty paths. It stays: the directory is the same one.
rw_idmap_since() {
	[ -e "$path" ] || return 0
	(cd -- "$path" 2>/dev/null && find . -xdev -newercm "$note" -printf '%p\0') | tr '\n\0' '\001\n' >"$tmp/since"
	head -n 20 "$tmp/since" >"$tmp/shown"
	while IFS= read -r rw_line; do
		rw_say since "$path changed $rw_line"
	done <"$tmp/shown"
	[ ! -s "$tmp/since" ] || rw_say note "$path: $(wc -l <"$tmp/since") paths were written since the move, and stay"
}

# rw_idmap_fit: for rw_migrate_check, before anything stops. An id for every owner; nothing that the guard
# would change.
rw_idmap_fit() {
	rw_idmap_names && rw_idmap_steady && rw_idmap_map || return 1
	[ -d /run/systemd/system ] || rw_fail 'systemd does not run here' || return 1
	find "$path" -xdev -printf '%U\n' 2>"$tmp/why" | sort -u >"$tmp/uids" &&
		find "$path" -xdev -printf '%G\n' 2>>"$tmp/why" | sort -u >"$tmp/gids"
	[ ! -s "$tmp/why" ] || rw_only_gone "$path" || rw_fail "$path can't be read: $(rw_why "$tmp/why")" || return 1
	for rw_kind in uid gid; do
		while read -r rw_id; do
			[ -n "$(rw_owners_id "$tmp/$rw_kind" "$rw_id")" ] ||
				rw_fail "$path: files belong to $rw_kind $rw_id, and the ids of $user have none for it" || return 1
		done <"$tmp/${rw_kind}s"
	done
	[ "$open" = yes ] && [ ! -e "$note" ] || return 0
	rw_has getcap || rw_fail 'getcap is not installed' || return 1
	rw_odd=$(find "$path" -xdev -type f -perm /6000 -print -quit 2>/dev/null)
	[ -z "$rw_odd" ] || rw_fail "$path: $rw_odd is setuid or setgid, which nosuid would end" || return 1
	rw_odd=$(getcap -r "$path" 2>/dev/null | head -n 1)
	[ -z "$rw_odd" ] || rw_fail "$path: $rw_odd: nosuid would end its capabilities"
}
