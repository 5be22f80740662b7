# shellcheck shell=sh
# rootless-wizard: where a path leads, who could change that, and what lies there.

# rw_mode PATH: prints the permission bits with four digits, links not followed.
rw_mode() {
	rw_digits=$(stat -c %a -- "$1") && printf '%04d\n' "$rw_digits"
}

# rw_state PATH: prints what lies there, in the form in which a plan keeps it: `absent`,
# `SHA256,MODE,UID:GID`, or else `link`, `directory`, `special`. Fails when it can't be read.
rw_state() {
	if [ -L "$1" ]; then
		echo link
	elif [ -d "$1" ]; then
		echo directory
	elif [ -f "$1" ]; then
		rw_hash=$(rw_sha256 "$1") && rw_digits=$(rw_mode "$1") &&
			printf '%s,%s,%s\n' "$rw_hash" "$rw_digits" "$(stat -c %u:%g -- "$1")"
	elif [ -e "$1" ]; then
		echo special
	else
		echo absent
	fi
}

# rw_trusted DIR [ENTRY]: can nobody but root and us change what stands in this directory? Its group may
# write when it is our own group (a user's private one, umask 002). With ENTRY: a sticky directory will
# do, as there only the owner of an entry can change it.
rw_trusted() {
	rw_owner=$(stat -L -c %u -- "$1") || return 1
	case $rw_owner in
		0 | "$(id -u)") ;;
		*) return 1 ;;
	esac
	rw_bits=$(stat -L -c %a -- "$1") || return 1
	case $# in
		2) case $rw_bits in [1357]???) return 0 ;; esac ;;
	esac
	case $rw_bits in
		*[2367]) return 1 ;;
		*[2367]?) [ "$(stat -L -c %g -- "$1")" = "$(id -g)" ] ;;
	esac
}

# rw_trusted_way DIR: likewise for every directory on the way to DIR, by its name and by where links
# lead. Root works only where this holds: elsewhere somebody could swap a directory under its hands.
rw_trusted_way() {
	for rw_way in "$1" "$(cd -P -- "$1" && pwd -P && echo .)"; do
		rw_way=${rw_way%
.}
		while [ -n "$rw_way" ]; do
			rw_trusted "$rw_way" entry || {
				rw_fail "$1: $rw_way can be changed by others than root; root does not write there"
				return 1
			}
			rw_way=${rw_way%/*}
		done
	done
	rw_trusted / entry || rw_fail "/ can be changed by others than root"
}

# rw_find_target PATH: sets RW_TARGET to the file that is meant and RW_DIR to its directory. A link is
# followed for a user, to keep those of dotfile managers, unless somebody else could have made it. Root
# follows none: system files are not links, and whoever made one had a reason.
rw_find_target() {
	case $1 in
		*/ | */. | */..) rw_fail "$1: not the name of a file" || return 1 ;;
		/*) ;;
		*) rw_fail "$1: not an absolute path" || return 1 ;;
	esac
	RW_TARGET=$1
	rw_hops=0
	while [ -L "$RW_TARGET" ]; do
		RW_DIR=${RW_TARGET%/*}
		rw_link=$(readlink -n -- "$RW_TARGET" && echo .) || return 1
		rw_link=${rw_link%.}
		if [ "$(id -u)" = 0 ]; then
			rw_fail "$1 is a link to $rw_link: system files that are links are left to whoever made them"
			return 1
		fi
		rw_trusted "${RW_DIR:-/}" || {
			rw_fail "$1: the link $RW_TARGET is in a directory that other users can write"
			return 1
		}
		rw_hops=$((rw_hops + 1))
		[ "$rw_hops" -le 40 ] || rw_fail "$1: the links go in a circle" || return 1
		case $rw_link in
			/*) RW_TARGET=$rw_link ;;
			*) RW_TARGET=$RW_DIR/$rw_link ;;
		esac
	done
	RW_DIR=${RW_TARGET%/*}
	RW_DIR=${RW_DIR:-/}
	case $RW_TARGET in
		/nix/store/* | /gnu/store/*)
			rw_fail "$1 is a link to $RW_TARGET, which the system's own configuration makes"
			return 1
			;;
	esac
}

# rw_make_way DIR: makes DIR and its missing parents, mode 0755, and sees to it that root can trust them.
rw_make_way() {
	rw_top=
	if [ ! -d "$1" ]; then
		rw_top=$1
		while [ -n "${rw_top%/*}" ] && [ ! -d "${rw_top%/*}" ]; do rw_top=${rw_top%/*}; done
		mkdir -p -- "$1" || rw_fail "$1: could not make the directory" || return 1
	fi
	if [ "$(id -u)" = 0 ]; then
		rw_trusted_way "$1" || return
	fi
	[ -z "$rw_top" ] || rw_label -R "$rw_top"
}

# rw_label [-R] PATH...: gives what was just made the SELinux label that the policy has for its name. A new
# file gets that of its directory, which is often another one. The programs lie where the PATH of many
# users does not lead.
rw_label() {
	(
		PATH=$PATH:/usr/sbin:/sbin
		rw_has selinuxenabled && rw_has restorecon && selinuxenabled || exit 0
		rw_why=$(restorecon "$@" 2>&1 </dev/null) || rw_say note "restorecon could not set the label: $rw_why"
	)
}

# rw_locked_by_attribute FILE: prints a hint when chattr(1) forbids a change, else nothing.
rw_locked_by_attribute() {
	rw_flags=$(lsattr -d -- "$1" 2>/dev/null) || return 0
	case ${rw_flags%% *} in
		*i*) printf ' (it is immutable, lsattr says %s; chattr -i takes that off)' "${rw_flags%% *}" ;;
		*a*) printf ' (it is append-only, lsattr says %s; chattr -a takes that off)' "${rw_flags%% *}" ;;
	esac
}
