# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: the copy of a volume, and the proof that both sides are the same.

# What runs beside this shell ends when it is killed: nothing goes on writing without a journal.
rw_volume_tie() {
	rw_tie=
	! setpriv --pdeathsig KILL true 2>/dev/null || rw_tie='setpriv --pdeathsig KILL'
}

# Attributes of the source are written down while other things are looked at; the copy waits for it.
rw_volume_attributes() {
	rw_attributes='' rw_known=''
	rw_has getfattr || return 0
	# shellcheck disable=SC2086 # words
	LC_ALL=C $rw_tie sh -c "$(rw_attributes_program)" sh "$source" "$tmp/attribute" 8>&- &
	rw_attributes=$!
}

# Is there nothing but files and modes? To ask for attributes and ACLs, and to set them, is a fifth of all that
# is done for a small file. A directory that was made just now may have a default ACL of those above it.
rw_volume_plain() {
	[ -n "$rw_attributes" ] && wait "$rw_attributes" || return 1
	rw_known=$tmp/attribute
	[ ! -s "$rw_known" ] || return 1
	rw_inherited=$(rw_in_userns "$user" "$target" getfattr -m '^system\.posix_acl' -- "$place" 2>/dev/null) &&
		[ -z "$rw_inherited" ]
}

# From file to file where that can be done (migrate-view.sh), else as a stream.
rw_volume_copy() {
	rw_volume_place || return 1
	set --
	rw_volume_plain || set -- --acls --xattrs --xattrs-include='*'
	[ ! -s "$tmp/attribute.trusted" ] ||
		rw_say note "volume $name: $(cat "$tmp/attribute.trusted") files have attributes that are root's alone (trusted.*); the copy is without them"
	if [ $# = 0 ] && rw_volume_view; then
		rw_volume_view_copy
	else
		rw_volume_stream "$@"
	fi
}

# rw_volume_stream [OPTION]...: options of tar for attributes. Both ends are told apart: the code of each is waited for.
rw_volume_stream() {
	mkfifo "$tmp/stream" || return 1
	# shellcheck disable=SC2086 # words
	$rw_tie tar -C "$source" --format=posix --pax-option=delete=atime,delete=ctime --numeric-owner --one-file-system \
		--sparse "$@" ${1:+"--xattrs-exclude=trusted.*" "--xattrs-exclude=security.selinux"} \
		--blocking-factor=128 --verbose --index-file="$tmp/names" -cf - . >"$tmp/stream" 2>"$tmp/read" &
	reader=$!
	rw_in_userns "$user" "$target" tar -C "$place" --numeric-owner --same-owner --same-permissions \
		"$@" --blocking-factor=128 -xf - <"$tmp/stream" >"$tmp/write" 2>&1 &
	writer=$!
	trap 'kill "$reader" "$writer" 2>/dev/null; rw_volume_drop; exit 143' TERM
	rw_volume_watch 8>&- &
	watch=$!
	rw_volume_beside
	wait "$writer"
	write=$?
	wait "$reader"
	read=$?
	kill "$watch" 2>/dev/null
	trap 'exit 143' TERM
	# A full disk on the right is a broken pipe on the left.
	[ "$write" = 0 ] || rw_fail "volume $name: writing failed: $(rw_first_complaint "$tmp/write")" || return 1
	case $read in
		0) ;;
		1) rw_stale "volume $name was written while it was copied: $(rw_first_complaint "$tmp/read")" ;;
		*) rw_fail "volume $name: reading failed: $(rw_first_complaint "$tmp/read")" ;;
	esac
}

# tar's last line only says that there were others. Of a full disk it may say no more than how much it wrote.
rw_first_complaint() {
	{
		grep -v -e 'socket ignored' -e ': Wrote only ' -e ': Exiting with failure' "$1" ||
			sed -n '/: Wrote only /s/$/: No space left, or a quota is reached/p' "$1"
	} | head -n 1 | cut -c1-300
}

# Every two seconds, how far the reader is: read(2) bytes, of proc_pid_io(5), and names, of which tar writes
# one on each line.
rw_volume_watch() {
	while sleep 2 >/dev/null 2>&1; do
		rw_read=$(sed -n 's/^rchar: //p' "/proc/$reader/io" 2>/dev/null)
		[ -n "$rw_read" ] || return
		[ "$rw_read" -le "$content" ] || rw_read=$content
		rw_say progress "$name $rw_read $content $(wc -l <"$tmp/names") $files"
	done
}

# Volumes with fewer bytes than this are hashed while they are copied: they are read from memory. Of larger ones a
# disk would be read in two places at once.
RW_HASH_BESIDE=268435456

rw_volume_beside() {
	rw_one=
	[ "$content" -lt "$RW_HASH_BESIDE" ] || return 0
	(
		exec 8>&- 9>&-
		rw_volume_source_manifest "$RW_COMPARE_FROM"
	) &
	rw_one=$!
}

# Files of so many bytes and more are compared byte for byte, which takes a quarter of the time that hashes
# of both take; for smaller ones a program for each pair would take longer than that.
RW_COMPARE_FROM=1048576

# rw_volume_source_manifest BELOW: writes down the source, from the walk that was made before the copy. In the
# background only: the process becomes the program, so that it ends with this shell.
rw_volume_source_manifest() {
	# shellcheck disable=SC2086 # words
	exec $rw_tie sh -c "$(rw_manifest_program)" sh "$source" "$tmp/before" "$1" "${rw_known-}" >"$tmp/one" 2>"$tmp/why-one"
}

# rw_volume_manifests BELOW: both sides, as $tmp/one and $tmp/two, without their fingerprints; that of the copy
# is $rw_mark. Waits for a source that is being written down already, and then looks once more whether it stood
# still, beside the other side, unless there are large files, which are still to be read.
rw_volume_manifests() {
	if [ -n "$rw_one" ]; then
		rw_volume_source_ended || return 1
		if [ "${large-}" = 0 ]; then rw_volume_after 8>&- & rw_after=$!; fi
	else
		rw_volume_source_manifest "$1" 8>&- & rw_one=$!
	fi
	rw_in_userns "$user" "$target" sh -c "$(rw_manifest_program)" sh "$place" '' "$1" >"$tmp/two" 2>"$tmp/why"
	rw_two=$?
	[ -z "$rw_one" ] || rw_volume_source_ended || return 1
	[ "$rw_two" = 0 ] || rw_fail "volume $name: the copy can't be read: $(rw_why "$tmp/why")" || return 1
	read -r rw_mark <"$tmp/two"
	sed -i 1d "$tmp/one" "$tmp/two"
}

rw_volume_source_ended() {
	wait "$rw_one" || rw_fail "volume $name can't be read: $(rw_why "$tmp/why-one")" || return 1
	rw_one=
}

# The fingerprint of the source as it is now, as $tmp/later/mark. It has a directory of its own: it may run in the
# background.
rw_volume_after() {
	rw_after=
	mkdir -p "$tmp/later" || return 1
	(
		tmp=$tmp/later
		rw_source_listing "$source" "$tmp/after" && rw_fingerprint "$tmp/after" >"$tmp/mark"
	)
}

# Are the large files the same? Root reads both. Where it may not (a home on FUSE), the answer is no.
rw_volume_large_same() {
	# shellcheck disable=SC2016 # expanded by the inner shell
	(
		cd -P -- "$source" || exit
		find . -xdev -type f -size "+$((RW_COMPARE_FROM - 1))c" -print0 >"$tmp/large" || exit
		rw_at_once=$(nproc 2>/dev/null || echo 1)
		# So few for each that all processors have some.
		rw_each=$((${large:-16} / rw_at_once / 2 + 1))
		xargs -0 -r -n "$((rw_each < 16 ? rw_each : 16))" -P "$rw_at_once" \
			sh -c 'for f; do cmp -s -- "$f" "$0/$f" || exit 255; done' "$place" <"$tmp/large"
	) >/dev/null 2>&1 8>&-
}

# Proves that both sides are the same and that the source stood still; then writes that down.
rw_volume_settle() {
	rw_after=
	# What was written goes to the disk while it is read for the proof.
	rw_in_userns "$user" "$target" sync -f "$place" >/dev/null 2>&1 8>&- &
	rw_volume_manifests "$RW_COMPARE_FROM" || return 1
	# Where bytes can't be compared or are not the same, hashes of all tell which it is, and of what.
	! cmp -s "$tmp/one" "$tmp/two" || rw_volume_large_same || rw_volume_manifests '' || return 1
	if [ -n "$rw_after" ]; then wait "$rw_after"; else rw_volume_after; fi || return 1
	[ "$(cat "$tmp/later/mark")" = "$before" ] ||
		rw_stale "volume $name was written while it was copied" || return
	cmp -s "$tmp/one" "$tmp/two" || {
		rw_differences "$tmp/one" "$tmp/two" >"$tmp/differences"
		rw_fail "volume $name: the copy is not what the source is: $(head -n 1 "$tmp/differences")"
		return 1
	}
	# On the disk first, and only then called whole.
	# shellcheck disable=SC2016 # expanded by the user's shell
	rw_in_userns "$user" "$target" sh -c 'sync -f "$1" && printf "%s\n" "$2" >"$1/../$3.new" &&
		mv "$1/../$3.new" "$1/../$3" && sync -f "$1"' sh "$place" "$before $rw_mark" "$RW_DONE" 2>"$tmp/why" ||
		rw_fail "volume $name: $(rw_why "$tmp/why")"
}
