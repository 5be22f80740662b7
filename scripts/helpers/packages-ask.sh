# shellcheck shell=sh
# rootless-wizard: what package managers know, and what their errors mean.

# rw_installed MANAGER: prints the names of all installed packages.
rw_installed() {
	case $1 in
		apt) dpkg-query -W -f='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p' ;;
		dnf | zypper) rpm -qa --qf '%{NAME}\n' ;;
		pacman) pacman -Qq ;;
		apk) apk info 2>/dev/null ;;
		xbps) xbps-query -l | sed 's/^...\([^ ]*\)-[^ -]* .*/\1/' ;;
		emerge) (cd /var/db/pkg && printf '%s\n' */*) | sed 's/-[0-9][^-]*\(-r[0-9]*\)\{0,1\}$//' ;;
		*) rw_fail "there is no package manager $1" ;;
	esac </dev/null
}

# rw_newly_installed BEFORE AFTER: prints the lines of the second list that the first has not, as one line.
rw_newly_installed() {
	printf '%s\n--\n%s\n' "$1" "$2" | awk '
		$0 == "--" { second = 1; next }
		!second { old[$0]; next }
		!($0 in old) { printf "%s%s", separator, $0; separator = " " }'
}

# rw_all_installed MANAGER LIST NAME...: is each NAME in LIST, or provided by an installed package?
rw_all_installed() {
	rw_manager=$1
	rw_list=$2
	shift 2
	for rw_name; do
		printf '%s\n' "$rw_list" | grep -qxF -e "$rw_name" || case $rw_manager in
			dnf | zypper) rpm -q --whatprovides "$rw_name" >/dev/null 2>&1 </dev/null ;;
			*) false ;;
		esac || return 1
	done
}

# rw_package_names NAME...: are these names, and not options or apt's `NAME-` (which would remove)?
rw_package_names() {
	[ $# -gt 0 ] || rw_fail 'no package was named' || return
	for rw_name; do
		case $rw_name in
			'' | [!A-Za-z0-9]* | *[!A-Za-z0-9._+:/@~-]* | *-)
				rw_fail "$rw_name: not the name of a package"
				return 1
				;;
		esac
	done
}

# rw_lists_missing MANAGER NAME...: says why the lists of available packages must be fetched first, if so.
rw_lists_missing() {
	rw_manager=$1
	shift
	case $rw_manager in
		apt)
			for rw_name; do
				rw_candidate=$(apt-cache policy "$rw_name" 2>/dev/null </dev/null | sed -n 's/^  Candidate: //p')
				case $rw_candidate in
					'' | '(none)')
						echo "apt knows no package $rw_name yet"
						return
						;;
				esac
			done
			;;
		pacman) set -- /var/lib/pacman/sync/*.db && [ ! -e "$1" ] && echo 'there are no package lists' ;;
		apk)
			set -- /var/cache/apk/APKINDEX.* /etc/apk/cache/APKINDEX.*
			[ ! -e "$1" ] && [ ! -e "$2" ] && echo 'there are no package lists'
			;;
	esac
}

# rw_watch WHAT COMMAND...: runs a package manager, shows its output as it comes, and if it fails says
# the reason in one line. Does not wait for daemons that hold the output open.
rw_watch() {
	rw_what=$1
	shift
	rw_mark="rw-$$-end"
	{
		rw_apart "$@" </dev/null 2>&1
		printf '\n%s %s\n' "$rw_mark" "$?"
	} | {
		rw_reason=
		while IFS= read -r rw_text; do
			case $rw_text in
				"$rw_mark 0") exit 0 ;;
				"$rw_mark "*)
					rw_fail "$rw_what: ${rw_reason:-the package manager ended with code ${rw_text##* }}"
					exit 1
					;;
			esac
			# apk says this of all that it cannot install, and why in the lines below.
			case $rw_reason in
				'' | *'unable to select packages'*)
					rw_more=$(rw_reason_of "$rw_text")
					rw_reason=${rw_more:-$rw_reason}
					;;
			esac
			# dnf waits without an end, and a person should know for whom.
			case $rw_text in *'Waiting for process with pid'*) rw_say about "another package manager is at work: $rw_text" ;; esac
			printf '%s\n' "$rw_text"
		done
		rw_fail "$rw_what: the package manager was killed"
	}
}

# rw_apart COMMAND...: from the wizard in a session of its own. Ctrl-C in the terminal is for the wizard,
# which lets end what is begun; package managers and their downloaders would take it for themselves,
# ignored or not. A script for a person is ended by Ctrl-C as a whole.
rw_apart() {
	if [ -n "${RW_TOKEN-}" ] && rw_has setsid; then
		# What it starts must be able to be ended.
		(trap - TERM && exec setsid "$@")
	else
		"$@"
	fi
}

# rw_reason_of LINE: prints what a line of a package manager means, or nothing.
rw_reason_of() {
	case $1 in
		*'No space left on device'* | *'enough free space'* | *'free disk space'* | *'Disk Requirements:'* | *'more space needed on'*)
			echo "the disk is full: $1" ;;
		*'Unable to locate package'* | *'has no installation candidate'* | *'No match for argument'* | \
			*'Unable to find a match'* | *'No provider of'* | *'target not found'* | *'(no such package)'* | \
			*'not found in repository pool'* | *'there are no ebuilds'*)
			echo "the package sources of this host have no such package: $1" ;;
		*'Could not get lock'* | *'Unable to acquire the dpkg'* | *'is locked by'* | \
			*'nable to lock'* | *'could not lock'* | *'transaction lock'*)
			echo "another package manager is at work: $1" ;;
		*'Temporary failure resolving'* | *'Could not resolve'* | *'Could not connect'* | *'Unable to connect'* | \
			*'Network is unreachable'* | *'onnection timed out'* | *'Failed to fetch'* | *'failed retrieving file'* | \
			*'Curl error'* | *'Download (curl) error'* | *'Failed to retrieve new repository metadata'* | \
			*'(try again later)'* | *'could not connect to server'* | *'network error (check'* | \
			*'DNS lookup error'* | *'operation timed out'* | *'failed to fetch file'* | *'failed to download'* | \
			*"Couldn't download"* | *'Fetch failed for'*)
			echo "the package could not be fetched: $1" ;;
		*'does not have a Release file'*)
			echo "that address has no packages for this release of the system: $1" ;;
		*'NO_PUBKEY'* | *'Missing key '* | *'is not signed'* | *'cannot be authenticated'* | *'GPG check FAILED'* | *'UNTRUSTED signature'*)
			echo "the signature of the package source can't be checked: $1" ;;
		*'need to be removed but remove is disabled'*)
			echo 'other packages would have to be removed for it' ;;
		*'unmet dependencies'* | *'held broken packages'* | *'conflicts with'* | *'conflicting dependencies'* | \
			*'conflicting requests'* | *' are in conflict'* | *'unable to select packages'* | *'  conflicts: '* | \
			*'CONFLICT: '* | *'due to conflicting packages'* | *'list contains packages which cannot be'*)
			echo "it does not go together with what is installed: $1" ;;
		*'dpkg was interrupted'*)
			echo "an earlier installation was interrupted; 'dpkg --configure -a' as root finishes it" ;;
	esac
}
