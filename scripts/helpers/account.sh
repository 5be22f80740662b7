# shellcheck shell=sh
# rootless-wizard: an account for containers.

# rw_create_account NAME SHELL: an ordinary user with a home and without a password. No subordinate ids:
# they are a change of their own, with its own diff.
rw_create_account() (
	set +e
	exec </dev/null
	case $1 in '' | -* | *[!A-Za-z0-9._-]*) rw_fail "$1: not a name for an account" || exit ;; esac
	if id -u "$1" >/dev/null 2>&1; then
		rw_say already "$1"
		exit 0
	fi
	[ -x "$2" ] || rw_fail "$1: there is no shell $2" || exit
	if rw_has useradd; then
		why=$(useradd -m -s "$2" -K SUB_UID_COUNT=0 -K SUB_GID_COUNT=0 "$1" 2>&1)
	elif rw_has adduser; then
		why=$(adduser -D -s "$2" "$1" 2>&1)
	else
		why='neither useradd nor adduser is installed'
		false
	fi || rw_fail "$1: $why" || exit
	rw_say created "$1"
)

# rw_remove_account NAME: removes the account and its home, while the home holds nothing but what
# /etc/skel gave it. Anything else in it is somebody's, and then the account stays.
rw_remove_account() (
	set +e
	exec </dev/null
	uid=$(id -u "$1" 2>/dev/null) || {
		rw_say already "$1"
		exit 0
	}
	home=$(awk -F: -v name="$1" '$1 == name { print $6; exit }' /etc/passwd)
	case $uid:$home in
		*:/?*) ;;
		*) rw_fail "$1 is not an account of /etc/passwd with a home" || exit ;;
	esac
	[ "$uid" -ge 1000 ] || rw_fail "$1 is an account of the system" || exit
	if [ -d "$home" ] && ! rw_same_as_skel "$home"; then
		rw_fail "$1: there are files in $home; the account is left (userdel --remove $1 deletes both)"
		exit 1
	fi
	if [ -d /run/systemd/system ] && ! rw_logged_in "$1"; then
		# It stays for some seconds after linger has ended, and userdel refuses while it runs.
		systemctl stop "user@$uid.service"
	fi
	if rw_has userdel; then
		why=$(userdel -r "$1" 2>&1)
	else
		why=$(deluser --remove-home "$1" 2>&1)
	fi || rw_fail "$1: $why" || exit
	rw_say removed "$1"
)

# rw_logged_in USER: has the user a session? That of the user's systemd (class `manager`) is none.
rw_logged_in() {
	for rw_session in $(loginctl show-user -p Sessions "$1" 2>/dev/null | cut -d= -f2); do
		case $(loginctl show-session -p Class "$rw_session" 2>/dev/null) in
			'' | Class=manager*) ;;
			*) return 0 ;;
		esac
	done
	return 1
}

# rw_same_as_skel HOME: is every name in it in /etc/skel, with the same content, and none of them ours?
rw_same_as_skel() (
	cd -- "$1" || exit 1
	rw_new=$(find . ! -type d -exec sh -c '
		for file; do
			[ ! -L "$file" ] && cmp -s -- "$file" "/etc/skel/$file" || echo new
		done' sh {} +)
	[ -z "$rw_new" ]
)
