# shellcheck shell=sh
# rootless-wizard: a file from an address that the person gave, by the sha256 that they gave.

# rw_fetch_file FROM SHA256 PATH: downloads FROM, an https: address, and puts it at PATH if it has that hash:
# nothing else is kept of it. What lies at PATH already is never replaced: it is that very file, or nothing is
# done.
rw_fetch_file() (
	set +e
	exec </dev/null
	from=$1 want=$2 path=$3
	case $from in
		https://*[[:space:][:cntrl:]]*) rw_fail "$from: not an address" || exit ;;
		https://?*) ;;
		*) rw_fail "$from: not an https: address" || exit ;;
	esac
	case $path in /*) ;; *) rw_fail "$path: not an absolute path" || exit ;; esac
	rw_has sha256sum || rw_fail 'sha256sum is not installed' || exit
	case $(rw_state "$path") in
		absent) ;;
		"$want",*)
			rw_say already "$path"
			exit 0
			;;
		*) rw_stale "$path is there already and is another file" || exit ;;
	esac
	dir=${path%/*}
	rw_make_way "$dir" || exit 1
	rw_archive_leftovers "$dir"
	trap 'rw_fetch_stop; [ -z "${work-}" ] || rm -rf -- "$work"' EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM
	work=$(mktemp -d "$dir/.rootless-wizard.$$.XXXXXX") || rw_fail "$dir: can't be written" || exit
	rw_fetch_get "$from" "$work" "${path##*/}" || exit
	rw_archive_is "$work/got" "$from" "$want" || exit
	why=$( { chmod 0644 "$work/got" && sync "$work/got" && mv -- "$work/got" "$path"; } 2>&1) ||
		rw_fail "$path: $why" || exit
	rw_say wrote "$path"
	sync "$dir" 2>/dev/null || :
)

# rw_fetch_get FROM WORK NAME: downloads FROM to WORK/got. It takes as long as it takes, but not for ever without a byte.
rw_fetch_get() {
	if rw_has curl; then
		curl --fail --silent --show-error --location --proto =https --connect-timeout 30 --speed-limit 1 \
			--speed-time 60 --dump-header "$2/head" --output "$2/got" "$1" 2>"$2/why" &
	elif rw_has wget; then
		wget -q -T 60 -O "$2/got" "$1" 2>"$2/why" &
	else
		rw_fail "there is no curl or wget to fetch $1 with; install one of them, or bring the file here and give its path in place of the address"
		return
	fi
	rw_getting=$!
	rw_fetch_watch "$2" "$3" &
	rw_watching=$!
	wait "$rw_getting"
	rw_status=$?
	rw_getting=
	rw_fetch_stop
	[ "$rw_status" = 0 ] && return
	# curl explains at length what it said in one line.
	rw_line=$(grep -m 1 -E '^(curl|wget):' "$2/why" || tail -n 1 "$2/why")
	[ -n "$rw_line" ] || rw_line="exit code $rw_status"
	rw_fail "$1 could not be fetched: $(printf '%s' "$rw_line" | cut -c 1-300). Where there is no network, bring the file here and give its path in place of the address"
}

# rw_fetch_watch WORK NAME: every two seconds, how much of it is there, where the server said how much it is.
rw_fetch_watch() {
	while sleep 2 >/dev/null 2>&1; do
		# After redirects, the last answer counts.
		rw_all=$(sed -n 's/^[Cc]ontent-[Ll]ength: *\([0-9]*\).*/\1/p' "$1/head" 2>/dev/null | tail -n 1)
		rw_part=$(stat -c %s "$1/got" 2>/dev/null) || continue
		[ "${rw_all:-0}" -ge "$rw_part" ] && rw_say progress "$2 $rw_part $rw_all"
	done
}

# rw_fetch_stop: ends what runs beside.
rw_fetch_stop() {
	[ -z "${rw_getting-}" ] || kill "$rw_getting" 2>/dev/null
	[ -z "${rw_watching-}" ] || kill "$rw_watching" 2>/dev/null
	rw_watching=
}

# rw_remove_fetched SHA256 PATH: removes the file, if it is still that one.
rw_remove_fetched() (
	set +e
	case $(rw_state "$2") in
		absent) rw_say already "$2" ;;
		"$1",*)
			why=$(rm -f -- "$2" 2>&1) || rw_fail "$2: $why" || exit
			rw_say removed "$2"
			;;
		*) rw_say note "$2 is not what was fetched any more, and stays" ;;
	esac
)
