# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: images, from an engine of root to an engine of a user.
#
# An image can't be labelled, so what was added is written down in RW_STATE, before it is added.

RW_STATE=/var/lib/rootless-wizard/moved

# rw_migrate_image USER TARGET IMAGE_ID REF...: the image with these names; layers that are there
# already are not stored again. Says `image-added yes|no`: whether an undo has something to take away.
rw_migrate_image() (
	set +e
	exec </dev/null
	user=$1 target=$2 image=${3#sha256:} digest=
	shift 3
	rw_image_bring "$@"
)

# rw_migrate_image_pull USER TARGET IMAGE_ID REPOSITORY@DIGEST REF...: the same, from where it once came from.
# What can't be had there, or is another image by now, is copied. The undo is that of rw_migrate_image.
rw_migrate_image_pull() (
	set +e
	exec </dev/null
	user=$1 target=$2 image=${3#sha256:} digest=$4
	shift 4
	rw_image_ref "$digest" && rw_image_bring "$@"
)

# rw_image_bring REF...
rw_image_bring() {
	rw_migrate_begin "$user" "$target" "$image" || exit
	missing=
	for ref in "$@"; do
		rw_image_ref "$ref" || exit
		there=$(rw_image_is "$user" "$target" "$ref" "$image") || exit
		case $there in
			absent) missing="$missing $ref" ;;
			other)
				# Or it can't be compared.
				rw_source_answers && rw_fail "$ref is another image in the $target of $user already"
				exit 1
				;;
		esac
	done
	if [ $# = 0 ]; then
		there=$(rw_image_is "$user" "$target" "$image" "$image") || exit
		[ "$there" = same ] || missing=$image
	fi
	list=$RW_STATE/$(id -u "$user")-$target/$image
	if [ -z "$missing" ]; then
		rw_say already "image $image"
		if [ -e "$list" ]; then rw_say image-added yes; else rw_say image-added no; fi
		exit 0
	fi
	known=
	[ -z "$digest" ] || known=$(rw_image_is "$user" "$target" "$digest" "$image") || exit
	[ "$known" != absent ] || missing="$missing $digest"
	# shellcheck disable=SC2086 # references hold no blanks
	rw_image_remember "$list" $missing || exit
	{ [ -n "$digest" ] && rw_image_pull "$@"; } || rw_image_stream "$@" || exit
	rw_say moved "image $image"
	rw_say image-added yes
}

# rw_image_pull REF...: by the digest, then its names. A registry has an hour.
rw_image_pull() {
	[ "$known" = same ] || rw_as_user "$user" timeout -k 10 3600 "$target" pull -q "$digest" >/dev/null 2>"$tmp/why" || {
		rw_say note "$digest can't be pulled, and the image is copied: $(rw_why "$tmp/why")"
		return 1
	}
	there=$(rw_image_is "$user" "$target" "$digest" "$image") || exit
	[ "$there" = same ] || {
		rw_say note "$digest is another image than the one of root, which is copied"
		[ "$known" != absent ] || rw_target "$user" "$target" rmi "$digest" >/dev/null 2>&1
		return 1
	}
	for ref in "$@"; do
		# By its full name: Podman takes a short one for an image that was made here.
		rw_target "$user" "$target" tag "$digest" "$(rw_image_full "$ref")" 2>"$tmp/why" || {
			rw_say note "$ref: $(rw_why "$tmp/why")"
			return 1
		}
		there=$(rw_image_is "$user" "$target" "$ref" "$image") || exit
		[ "$there" = same ] || return 1
	done
}

# rw_image_full REF: with the registry, which is Docker Hub where none is named.
rw_image_full() {
	case $1 in
		*/*) case ${1%%/*} in *.* | *:* | localhost) echo "$1" ;; *) echo "docker.io/$1" ;; esac ;;
		*) echo "docker.io/library/$1" ;;
	esac
}

# rw_image_stream REF...: from store to store. nerdctl 2.3 may end before all that it read is written, and call
# that a success (seen about once in twenty times): nobody loads half an image, and it is sent again.
rw_image_stream() {
	[ $# -gt 0 ] || set -- "$image"
	rw_tries=1
	case ${RW_FROM-docker} in nerdctl) rw_tries=5 ;; esac
	size=$(rw_source image inspect --format '{{.Size}}' "$image" 2>/dev/null)
	case $size in '' | *[!0-9]*) size=0 ;; esac
	until rw_image_send "$@"; do
		rw_tries=$((rw_tries - 1))
		! grep -q -i 'no space left' "$tmp/fault" || rw_tries=0
		[ "$rw_tries" -gt 0 ] || rw_fail "image $image$(cat "$tmp/fault")" || return 1
	done
}

# rw_image_send REF...: once, and looks at what came. What was wrong stands in the file `fault`.
rw_image_send() {
	rm -f "$tmp/reader"
	rw_watch=
	if [ "$size" -gt 0 ]; then rw_image_watch "$1" & rw_watch=$!; fi
	# The code of the left end comes back through a file: a pipe has only that of the right one. What is in the
	# middle is there to be counted.
	{
		rw_source save "$@" 2>"$tmp/save"
		echo "$?" >"$tmp/code"
	} | sh -c 'echo "$$" >"$0"; exec dd bs=65536 2>/dev/null' "$tmp/reader" | rw_target "$user" "$target" load >"$tmp/load" 2>&1
	rw_load=$? rw_save=$(cat "$tmp/code")
	[ -z "$rw_watch" ] || kill "$rw_watch" 2>/dev/null
	# A broken pipe on the left is the fault of the right; else half an image is the fault of the left.
	if [ "$rw_save" != 0 ] && ! grep -q 'broken pipe' "$tmp/save"; then
		echo " can't be read: ${RW_FROM-docker} save: $(rw_why "$tmp/save")" >"$tmp/fault"
	elif [ "$rw_load" != 0 ]; then
		echo ": $target load: $(rw_why "$tmp/load")" >"$tmp/fault"
	elif [ "$rw_save" != 0 ]; then
		echo ": ${RW_FROM-docker} save: $(rw_why "$tmp/save")" >"$tmp/fault"
	else
		for ref in "$@"; do
			there=$(rw_image_is "$user" "$target" "$ref" "$image") || exit
			[ "$there" = same ] && continue
			echo ": $ref did not arrive in the $target of $user" >"$tmp/fault"
			return 1
		done
		return 0
	fi
	return 1
}

# rw_image_watch NAME: every two seconds, how much of the image has gone by: read(2) bytes, of proc_pid_io(5). What
# an engine calls the size of an image is about what it sends. Before it sends, it collects, and nothing is said.
rw_image_watch() {
	while sleep 2 >/dev/null 2>&1; do
		rw_read=$(sed -n 's/^rchar: //p' "/proc/$(cat "$tmp/reader" 2>/dev/null)/io" 2>/dev/null)
		[ -n "$rw_read" ] || return
		[ "$rw_read" -le "$size" ] || rw_read=$size
		[ "$rw_read" -lt 65536 ] || rw_say progress "$1 $rw_read $size"
	done
}

# rw_migrate_image_undo USER TARGET IMAGE_ID REF...: takes away those names that were added, and with
# the last one the image. One that a container uses, or that is another image by now, stays.
rw_migrate_image_undo() (
	set +e
	exec </dev/null
	user=$1 target=$2 image=${3#sha256:}
	rw_migrate_begin "$user" "$target" "$image" || exit
	list=$RW_STATE/$(id -u "$user")-$target/$image
	if [ ! -e "$list" ]; then
		rw_say already "image $image was not added"
		exit 0
	fi
	: >"$tmp/left"
	while IFS= read -r ref; do
		there=$(rw_image_is "$user" "$target" "$ref" "$image") || exit
		case $there in
			other) rw_say note "$ref is another image by now, and stays" ;;
			same)
				if ! rw_target "$user" "$target" rmi "$ref" >/dev/null 2>"$tmp/why"; then
					rw_say note "$ref stays: $(rw_why "$tmp/why")"
					printf '%s\n' "$ref" >>"$tmp/left"
				fi
				;;
		esac
	done <"$list"
	if [ -s "$tmp/left" ]; then
		cp -- "$tmp/left" "$list" || exit
		exit 0
	fi
	rm -f -- "$list"
	rmdir -p -- "${list%/*}" 2>/dev/null
	rw_say removed "image $image"
)

# rw_image_ref REF: is it one? Blanks and a leading dash never are.
rw_image_ref() {
	case $1 in
		'' | -* | *[!A-Za-z0-9_./:@-]*) rw_fail "$1: not the name of an image" ;;
	esac
}

# rw_image_is USER TARGET REF ID: prints absent, same or other. Two stores may know the same image by
# different ids (the containerd store of Docker counts the manifest): then its layers decide.
rw_image_is() {
	rw_there=$(rw_target "$1" "$2" image inspect --format '{{.Id}} {{json .RootFS.Layers}}' "$3" 2>"$tmp/why") || {
		rw_absent "$2" "$tmp/why" ||
			rw_fail "image $3: the $2 of $1 does not answer: $(rw_why "$tmp/why")" >&2 || return 1
		echo absent
		return 0
	}
	rw_id=${rw_there%% *}
	if [ "${rw_id#sha256:}" = "$4" ]; then
		echo same
	elif [ "$(rw_source image inspect --format '{{json .RootFS.Layers}}' "$4" 2>/dev/null)" = "${rw_there#* }" ]; then
		echo same
	else
		echo other
	fi
}

# rw_image_remember FILE REF...: adds them to the list of what was added, safely on the disk.
rw_image_remember() {
	rw_list=$1
	shift
	{ cat "$rw_list" 2>/dev/null; printf '%s\n' "$@"; } | sort -u >"$tmp/list"
	if ! (umask 077 && mkdir -p -- "${rw_list%/*}") || ! cp -- "$tmp/list" "$rw_list.new" ||
		! sync "$rw_list.new" || ! mv -- "$rw_list.new" "$rw_list"; then
		rw_fail "$rw_list could not be written"
	fi
}
