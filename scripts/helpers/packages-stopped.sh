# shellcheck shell=sh
# rootless-wizard: installing a package must not start a rootful daemon that was not there before.
#
# Packages of Debian and Ubuntu start their services at once. `policy-rc.d` is how an administrator
# forbids that: https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt

RW_POLICY=/usr/sbin/policy-rc.d

# rw_unit_exists UNIT: is there a unit file, or a start script of that name?
rw_unit_exists() {
	for rw_unit in /etc/systemd/system /run/systemd/system /usr/local/lib/systemd/system \
		/usr/lib/systemd/system /lib/systemd/system; do
		[ ! -e "$rw_unit/$1" ] || return 0
	done
	[ -e "/etc/init.d/${1%.*}" ]
}

# rw_units_missing UNIT,UNIT...: prints those that are not there, separated by blanks.
rw_units_missing() (
	IFS=,
	set -f
	names=
	for unit in $1; do
		rw_unit_exists "$unit" || names="$names$unit "
	done
	printf '%s' "${names% }"
)

# rw_forbid_starts UNITS: until rw_allow_starts, maintainer scripts don't start these. A policy of the
# administrator stays as it is. If we are killed, the policy finds us gone (or dead and
# not yet reaped), does nothing and removes itself.
rw_forbid_starts() {
	if [ -e "$RW_POLICY" ] || [ -L "$RW_POLICY" ]; then
		rw_say note "$RW_POLICY is there already and stays; $1 would be stopped afterwards"
		return 0
	fi
	rw_new=$(mktemp "$RW_POLICY.XXXXXX" 2>&1) || rw_fail "$RW_POLICY: $rw_new" || return
	# Not $$: the main shell may end before this one, whose work the policy is for.
	rw_keeper=$(exec sh -c 'echo "$PPID"')
	rw_names=
	for rw_unit in $1; do
		rw_names="$rw_names${rw_names:+ | }'$rw_unit' | '${rw_unit%.*}'"
	done
	if printf '%s\n' '#!/bin/sh' \
		"# rootless-wizard, process $rw_keeper: installs packages and keeps these services from being started." \
		"if ! kill -0 $rw_keeper 2>/dev/null || grep -qs '^State:.Z' /proc/$rw_keeper/status; then" \
		"rm -f $RW_POLICY; exit 0; fi" \
		"for word; do case \$word in $rw_names) exit 101 ;; esac; done" \
		'exit 0' >"$rw_new" && chmod 0755 "$rw_new" && ln -- "$rw_new" "$RW_POLICY"; then
		rm -f -- "$rw_new"
	else
		rm -f -- "$rw_new"
		rw_fail "$RW_POLICY could not be written"
	fi
}

# rw_allow_starts: takes our policy away, and nobody else's.
rw_allow_starts() {
	if [ -n "${rw_keeper-}" ] && grep -qs "^# rootless-wizard, process $rw_keeper:" "$RW_POLICY"; then
		rm -f -- "$RW_POLICY"
	fi
}

# rw_keep_stopped UNITS: of those that are there now, none runs and none starts at boot.
rw_keep_stopped() {
	rw_names=
	for rw_name in $1; do
		rw_unit_exists "$rw_name" || continue
		rw_names="$rw_names $rw_name"
		if rw_has systemctl; then
			systemctl disable "$rw_name" </dev/null
			if [ -d /run/systemd/system ] && systemctl is-active --quiet "$rw_name"; then
				systemctl stop "$rw_name" </dev/null
			fi
		elif rw_has update-rc.d && [ -e "/etc/init.d/${rw_name%.*}" ]; then
			update-rc.d "${rw_name%.*}" disable </dev/null
		fi || rw_fail "$rw_name: could not be disabled" || return
	done
	[ -z "$rw_names" ] || rw_say kept-stopped "${rw_names# }"
}
