# shellcheck shell=sh
# rootless-wizard: the public key by which a package manager trusts a repository.

# rw_fetch_key FROM FINGERPRINT PATH: gets an OpenPGP key in ASCII armour from an https: or file: address, or a
# file, and puts it at PATH, for everybody to read, if its full fingerprint is FINGERPRINT and it is the only
# key in there. What lies at PATH already is never replaced: it is the same key, or nothing is done.
rw_fetch_key() (
	set +e
	exec </dev/null
	from=$1 want=$2 path=$3
	case $want in
		*[!0-9A-F]*) rw_fail "$want: not a fingerprint" || exit ;;
		????????????????????????????????????????) ;;
		*) rw_fail "$want: not a full fingerprint" || exit ;;
	esac
	rw_find_target "$path" || exit 1
	rw_has gpg || rw_fail "gpg is not installed, so the key of $from can't be checked; install it (Debian: gpg, Fedora: gnupg2) and start again" || exit
	trap '[ -z "${work-}" ] || rm -rf -- "$work"' EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM
	work=$(mktemp -d) || rw_fail 'there is no place for temporary files' || exit
	if [ -e "$path" ]; then
		rw_key_is "$path" "$want" "$work" || rw_stale "$path: $RW_WHY; it stays, and nothing was done" || exit
		rw_say already "$path"
		exit 0
	fi
	rw_key_get "$from" "$work/key" "$work/why" || exit
	rw_key_is "$work/key" "$want" "$work" || rw_fail "$from: $RW_WHY; nothing was changed" || exit
	rw_write_file "$path" 0644 0:0 absent "$(cat "$work/key")
"
)

# rw_key_get FROM FILE WHY: copies or downloads. Only https: what is got is looked at before it counts, and
# nobody on the way shall learn or change more than needed.
rw_key_get() {
	case $1 in
		/*) rw_local=$1 ;;
		file:///*) rw_local=${1#file://} ;;
		https://*) rw_local= ;;
		*) rw_fail "$1: neither an https: or file: address nor the full path of a file" || return ;;
	esac
	if [ -n "$rw_local" ]; then
		cat -- "$rw_local" >"$2" 2>"$3"
	elif rw_has curl; then
		rw_apart curl --fail --silent --show-error --location --proto =https --connect-timeout 30 \
			--max-time 120 --output "$2" "$1" 2>"$3"
	elif rw_has wget; then
		rw_apart wget -q -T 60 -O "$2" "$1" 2>"$3"
	elif [ -x /usr/lib/apt/apt-helper ]; then
		rw_apart /usr/lib/apt/apt-helper download-file "$1" "$2" >"$3" 2>&1
	else
		rw_fail "$1: there is no curl or wget to fetch it with; install one of them, or bring the file and name it: --set docker.key=/PATH" || return
	fi
	# shellcheck disable=SC2181 # the status of whichever branch it was
	[ $? = 0 ] && return
	# curl and apt explain at length what they said in one line.
	rw_line=$(grep -m 1 -E '^(cat|curl|wget|E|Err:[^ ]*):' "$3" || tail -n 1 "$3")
	rw_fail "$1: could not be fetched: $(printf '%s' "$rw_line" | cut -c 1-300). Where there is no network, bring the file and name it: --set docker.key=/PATH"
}

# rw_key_is FILE FINGERPRINT DIR: is FILE that key and nothing else? Else RW_WHY says what it is.
rw_key_is() {
	# apt reads up to the first end mark, gpg all: with one block both see the same.
	if [ "$(grep -c -e '^-----BEGIN' -- "$1")" != 1 ] ||
		! grep -q -x -e '-----BEGIN PGP PUBLIC KEY BLOCK-----[[:space:]]*' -- "$1"; then
		RW_WHY='is not one OpenPGP key in ASCII armour'
		return 1
	fi
	RW_WHY='there is no place for temporary files'
	[ -d "$3/gpg" ] || mkdir -m 0700 "$3/gpg" || return
	# A home of its own: neither a keyring nor the settings of anybody are read or written.
	if ! rw_shown=$(gpg --homedir "$3/gpg" --batch --no-options --with-colons --show-keys "$1" 2>"$3/why"); then
		RW_WHY="gpg can't read it: $(tail -n 1 "$3/why")"
		return 1
	fi
	# The first fpr line after each pub line: https://github.com/gpg/gnupg/blob/master/doc/DETAILS
	rw_found=$(printf '%s\n' "$rw_shown" | awk -F : '
		$1 == "sec" { print "a secret key" }
		$1 == "pub" { due = 1 }
		$1 == "fpr" && due { print $10; due = 0 }')
	[ "$rw_found" = "$2" ] && return
	RW_WHY="its fingerprint is $(printf '%s' "${rw_found:-none}" | tr '\n' ' ') and not $2"
	return 1
}

# rw_remove_key FINGERPRINT PATH: removes the key, if it is still that one.
rw_remove_key() (
	set +e
	exec </dev/null
	want=$1 path=$2
	if [ ! -e "$path" ] && [ ! -L "$path" ]; then
		rw_say already "$path"
		exit 0
	fi
	rw_find_target "$path" || exit 1
	rw_has gpg || rw_fail "gpg is not installed, so nobody can tell whose key $path is; it stays" || exit
	trap '[ -z "${temp-}" ] || rm -rf -- "$temp"' EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM
	temp=$(mktemp -d) || rw_fail 'there is no place for temporary files' || exit
	if ! rw_key_is "$path" "$want" "$temp"; then
		rw_say note "$path: $RW_WHY; it stays"
		exit 0
	fi
	rw_remove_file "$path" "$(rw_state "$path")" || exit
	# dnf gave it to rpm when it installed the first package.
	known=gpg-pubkey-$(printf '%s' "$want" | tail -c 8 | tr '[:upper:]' '[:lower:]')
	if rw_has rpm && rpm -q "$known" >/dev/null 2>&1; then
		rw_say note "rpm still trusts that key; to end that, as root: rpm -e $known"
	fi
)
