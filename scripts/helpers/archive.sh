# shellcheck shell=sh
# rootless-wizard: programs out of a release archive that the person has fetched.

# rw_install_archive ARCHIVE SHA256 DIR RECORD MEMBER...: puts the members with these base names, wherever
# they lie in the tar.gz, into DIR with mode 0755; one that ends with ? may be missing. The bytes are looked
# at first: another hash, and nothing is taken. A file of the same name that is another one is never replaced.
# RECORD lists what was put there, as sha256sum(1) writes it; it is written before the first file appears, so
# that what a killed run left can be taken away.
rw_install_archive() (
	set +e
	exec </dev/null
	archive=$1 want=$2 dir=$3 record=$4
	shift 4
	for path in "$archive" "$dir" "$record"; do
		case $path in /*) ;; *) rw_fail "$path: not an absolute path" || exit ;; esac
	done
	for tool in tar gzip sha256sum; do
		rw_has "$tool" || rw_fail "$tool is not installed" || exit
	done
	[ -f "$archive" ] || rw_fail "$archive: there is no such file" || exit
	rw_archive_is "$archive" "$archive" "$want" || exit
	rw_make_way "$dir" || exit 1
	rw_archive_leftovers "$dir"
	trap '[ -z "${work-}" ] || rm -rf -- "$work"' EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM
	work=$(mktemp -d "$dir/.rootless-wizard.$$.XXXXXX") || rw_fail "$dir: can't be written" || exit
	# A copy is hashed and unpacked: the file itself could be another one a moment later.
	why=$(cp -- "$archive" "$work/archive" 2>&1) || rw_fail "$archive: $why" || exit
	rw_archive_is "$work/archive" "$archive" "$want" || exit
	why=$(tar -tzf "$work/archive" 2>&1 >"$work/list") || rw_fail "$archive: $why" || exit
	rw_archive_whole "$work" "$archive" "$@" && rw_archive_unpack "$work" "$archive" "$@" || exit
	: >"$work/record"
	todo=
	for member; do
		case $member in
			*\?)
				member=${member%\?}
				[ -n "$(rw_archive_entry "$work" "$member")" ] || continue
				;;
		esac
		line="$(rw_sha256 "$work/member.$member")  $member"
		case $(rw_state "$dir/$member") in
			absent) todo="$todo $member" ;;
			"${line%% *}",*)
				rw_say already "$dir/$member"
				# Ours only if an earlier run of ours says so.
				grep -qsxF -- "$line" "$record" || continue
				;;
			*) rw_stale "$dir/$member is there already and is another file" || exit ;;
		esac
		printf '%s\n' "$line" >>"$work/record"
	done
	[ -s "$work/record" ] || exit 0
	rw_make_way "${record%/*}" || exit 1
	why=$( { cp -- "$work/record" "$record.$$" && sync "$record.$$" && mv -f -- "$record.$$" "$record"; } 2>&1) ||
		rw_fail "$record: $why" || exit
	# What is begun is finished: the files are complete already.
	trap '' HUP INT PIPE TERM
	for member in $todo; do
		why=$( { chmod 0755 "$work/member.$member" && sync "$work/member.$member" &&
			mv -- "$work/member.$member" "$dir/$member"; } 2>&1) || rw_fail "$dir/$member: $why" || exit
		rw_say wrote "$dir/$member"
	done
	sync "$dir" 2>/dev/null || :
)

# rw_archive_is FILE NAME SHA256: are these the bytes that were agreed to?
rw_archive_is() {
	rw_have=$(rw_sha256 "$1") || rw_fail "$2: can't be read" || return
	[ "$rw_have" = "$3" ] || rw_fail "$2: its sha256 is $rw_have and not $3; nothing was taken from it"
}

# rw_archive_entry WORK MEMBER: prints where the first member of that base name lies, or nothing.
rw_archive_entry() {
	awk -v name="$2" '{ base = $0; sub(/.*\//, "", base) } base == name { print; exit }' "$1/list"
}

# rw_archive_whole WORK ARCHIVE MEMBER...: are all there that must be? Names every one that is not.
rw_archive_whole() (
	work=$1 archive=$2 lacks=
	shift 2
	for member; do
		case $member in *\?) continue ;; esac
		[ -n "$(rw_archive_entry "$work" "$member")" ] || lacks="$lacks, $member"
	done
	[ -n "$lacks" ] || exit 0
	case ${archive##*/} in
	# The smaller one of its releases: who needs more needs the other.
	nerdctl-[0-9]*) hint="; nerdctl-full-${archive##*/nerdctl-} has all of nerdctl's companions" ;;
	*) hint= ;;
	esac
	rw_fail "$archive holds no ${lacks#, }; nothing was taken from it$hint"
)

# rw_archive_unpack WORK ARCHIVE MEMBER...: unpacks those that WORK/archive has to WORK/member.MEMBER, in one pass: it
# may be hundreds of MB. Only files with content count: no link, owner or mode in the archive does.
rw_archive_unpack() (
	work=$1 archive=$2
	shift 2
	: >"$work/entries"
	for member; do
		rw_archive_entry "$work" "${member%\?}" >>"$work/entries"
	done
	set --
	while IFS= read -r rw_entry; do set -- "$@" "$rw_entry"; done <"$work/entries"
	[ $# -gt 0 ] || exit 0
	mkdir "$work/out" && tar -xzof "$work/archive" -C "$work/out" -- "$@" >/dev/null 2>"$work/why" ||
		rw_fail "$archive: $(head -n 1 "$work/why")" || exit
	for rw_entry; do
		rw_out=$work/out/$rw_entry
		[ -f "$rw_out" ] && [ ! -L "$rw_out" ] && [ -s "$rw_out" ] ||
			rw_fail "$archive: ${rw_entry##*/} is no file with content" || exit
		why=$(mv -- "$rw_out" "$work/member.${rw_entry##*/}" 2>&1) || rw_fail "$archive: $why" || exit
	done
)

# rw_archive_leftovers DIR: takes away the directories of runs that were killed there.
rw_archive_leftovers() {
	for rw_old in "$1"/.rootless-wizard.*; do
		rw_pid=${rw_old##*/.rootless-wizard.}
		rw_pid=${rw_pid%%.*}
		case $rw_pid in '' | *[!0-9]*) continue ;; esac
		if [ -d "$rw_old" ] && [ ! -L "$rw_old" ] && [ -O "$rw_old" ] && ! rw_alive "$rw_pid"; then
			rm -rf -- "$rw_old"
		fi
	done
}

# rw_remove_archive DIR RECORD: takes away what RECORD names, as far as each file is still exactly that, and
# RECORD itself.
rw_remove_archive() (
	set +e
	if [ ! -f "$2" ]; then
		rw_say already "$2"
		exit 0
	fi
	trap '' HUP INT PIPE TERM
	while read -r hash name; do
		case $name in '' | */* | . | ..) rw_fail "$2: $name is no name of a file" || exit ;; esac
		case $(rw_state "$1/$name") in
			absent) rw_say already "$1/$name" ;;
			"$hash",*)
				why=$(rm -f -- "$1/$name" 2>&1) || rw_fail "$1/$name: $why" || exit
				rw_say removed "$1/$name"
				;;
			*) rw_say note "$1/$name is not what was put there any more, and stays" ;;
		esac
	done <"$2"
	why=$(rm -f -- "$2" 2>&1) || rw_fail "$2: $why" || exit
	rw_say removed "$2"
)
