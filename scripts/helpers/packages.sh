# shellcheck shell=sh
# rootless-wizard: installs and removes packages, with the host's own package manager and its signatures.

# rw_install_packages MANAGER [--reinstall] [--may-remove] [--fetch-list FILE] [--keep-stopped UNIT,UNIT]
# NAME...: without recommended packages; configuration files that somebody changed stay. FILE is a file of
# sources whose lists are fetched first, and no others. Says `installed NAMES`: all that are new, with those
# that came along.
rw_install_packages() (
	set +e
	manager=$1
	shift
	reinstall='' may_remove='' list='' units=''
	while :; do
		case ${1-} in
			--reinstall) reinstall=yes ;;
			--may-remove) may_remove=yes ;;
			--fetch-list)
				list=$2
				shift
				;;
			--keep-stopped)
				units=$(rw_units_missing "$2")
				shift
				;;
			*) break ;;
		esac
		shift
	done
	rw_package_names "$@" || exit
	old=$(rw_installed "$manager") || rw_fail "$manager does not say what is installed" || exit
	if [ -z "$reinstall" ] && rw_all_installed "$manager" "$old" "$@"; then
		rw_say already "$*"
		exit 0
	fi
	[ -z "$list" ] || rw_fetch_list "$manager" "$list" || exit
	why=$(rw_lists_missing "$manager" "$@")
	if [ -n "$why" ]; then
		rw_say about "the package lists are fetched first: $why"
		rw_fetch_lists "$manager" || exit
		# apt ends well where it reached no source at all, and then calls the package unknown.
		if [ "$manager" = apt ] && [ -n "$(rw_lists_missing apt "$@")" ]; then
			rw_apt "$*" -o APT::Update::Error-Mode=any update || exit
		fi
	fi
	if [ -n "$units" ] && [ "$manager" = apt ]; then
		trap rw_allow_starts EXIT
		# The wizard's shell ignores HUP and INT, which a trap here would undo; and with TERM it stops to
		# wait, while the package manager goes on (rw_apart): until its end no daemon may start.
		if [ -n "${RW_TOKEN-}" ]; then
			trap '' TERM
		else
			trap 'rw_allow_starts; exit 1' HUP INT TERM
		fi
		rw_forbid_starts "$units" || exit
	fi
	rw_install_with "$manager" "$reinstall" "$may_remove" "$@"
	code=$?
	rw_allow_starts
	# Also after a failure: half of them may be there.
	[ -z "$units" ] || rw_keep_stopped "$units" || code=1
	now=$(rw_installed "$manager") || exit
	new=$(rw_newly_installed "$old" "$now")
	[ -z "$new" ] || rw_say installed "$new"
	[ "$code" != 0 ] || [ -n "$new" ] || rw_say reinstalled "$*"
	exit "$code"
)

# rw_install_with MANAGER REINSTALL MAY-REMOVE NAME...
rw_install_with() {
	rw_how=$1:$2
	rw_remove=$3
	shift 3
	rw_what=$*
	case $rw_how in
		apt:*)
			[ "$rw_how" = apt: ] || set -- --reinstall "$@"
			[ -n "$rw_remove" ] || set -- --no-remove "$@"
			rw_apt "$rw_what" -y --no-install-recommends -o Dpkg::Options::=--force-confold install "$@"
			;;
		dnf:) rw_watch "$rw_what" dnf -y --setopt=install_weak_deps=False install "$@" ;;
		dnf:yes) rw_watch "$rw_what" dnf -y reinstall "$@" ;;
		zypper:) rw_watch "$rw_what" zypper --non-interactive install --no-recommends "$@" ;;
		zypper:yes) rw_watch "$rw_what" zypper --non-interactive install --no-recommends --force "$@" ;;
		pacman:) rw_watch "$rw_what" pacman -S --noconfirm --needed "$@" ;;
		pacman:yes) rw_watch "$rw_what" pacman -S --noconfirm "$@" ;;
		apk:) rw_watch "$rw_what" apk add "$@" ;;
		apk:yes) rw_watch "$rw_what" apk fix --reinstall "$@" ;;
		xbps:) rw_watch "$rw_what" xbps-install -Sy "$@" ;;
		xbps:yes) rw_watch "$rw_what" xbps-install -Sfy "$@" ;;
		emerge:) rw_watch "$rw_what" emerge --ask=n --noreplace "$@" ;;
		emerge:yes) rw_watch "$rw_what" emerge --ask=n --oneshot "$@" ;;
		*) rw_fail "there is no package manager ${rw_how%%:*}" ;;
	esac
}

# rw_apt WHAT ARG...: apt-get that asks nothing, waits a minute for another apt, restarts no other services.
rw_apt() {
	rw_what=$1
	shift
	rw_watch "$rw_what" env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 NEEDRESTART_MODE=l \
		APT_LISTCHANGES_FRONTEND=none apt-get -o DPkg::Lock::Timeout=60 "$@"
}

# rw_fetch_list MANAGER FILE: the lists of the sources in one file alone; every failure counts.
rw_fetch_list() {
	[ "$1" = apt ] || return 0
	rw_apt "$2" -o Dir::Etc::SourceList="$2" -o Dir::Etc::SourceParts=/dev/null \
		-o APT::Get::List-Cleanup=0 -o APT::Update::Error-Mode=any update
}

# rw_fetch_lists MANAGER
rw_fetch_lists() {
	case $1 in
		apt) rw_apt 'package lists' update ;;
		pacman) rw_watch 'package lists' pacman -Sy --noconfirm ;;
		apk) rw_watch 'package lists' apk update ;;
	esac
}

# rw_remove_packages MANAGER NAME...: removes these, and for apt what needs them and only came along for a
# package that goes. Their configuration stays. If anything else needs one of them, nothing is removed.
rw_remove_packages() (
	set +e
	manager=$1
	shift
	rw_package_names "$@" || exit
	list=$(rw_installed "$manager") || rw_fail "$manager does not say what is installed" || exit
	left=
	for name; do
		if printf '%s\n' "$list" | grep -qxF -e "$name"; then left="$left $name"; fi
	done
	if [ -z "$left" ]; then
		rw_say already "not installed: $*"
		exit 0
	fi
	# shellcheck disable=SC2086 # names of packages hold no blanks
	set -- $left
	case $manager in
		apt)
			plan=$(apt-get -s remove "$@" 2>&1 </dev/null) || rw_fail "$*: $plan" || exit
			# Podman's containers-common came along with it and needs netavark, so neither could go before it.
			auto=$(apt-mark showauto </dev/null) || rw_fail "$*: apt-mark does not say what came along" || exit
			along=
			for name in $(printf '%s\n' "$plan" | sed -n 's/^Remv \([^ :]*\).*/\1/p'); do
				case " $* " in *" $name "*) continue ;; esac
				printf '%s\n' "$auto" | grep -qxF -e "$name" ||
					rw_fail "$*: $name needs it and would go, too; nothing was removed" || exit
				along="$along $name"
			done
			[ -z "$along" ] || rw_say note "these came along with them, and go, too:$along"
			rw_apt "$*" -y remove "$@"
			;;
		# rpm itself takes no others along; dnf and zypper would.
		dnf | zypper) rw_watch "$*" rpm -e "$@" ;;
		pacman) rw_watch "$*" pacman -R --noconfirm "$@" ;;
		apk) rw_watch "$*" apk del "$@" ;;
		xbps) rw_watch "$*" xbps-remove -y "$@" ;;
		emerge) rw_watch "$*" emerge --ask=n --depclean "$@" ;;
	esac || exit
	rw_say removed "$*"
)
