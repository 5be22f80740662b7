# shellcheck shell=bash
# Runs commands inside a host, as root or in a login session. Sourced by host.

live_leader() {
  [ -d "$LIVE/$1" ] || die "no such host: $1 (host list shows them)"
  remembered "$LIVE/$1/leader" || die "$1 is not running (host down $1 cleans up)"
}

# Nothing of the caller's environment reaches the host but the terminal's kind.
ROOT_PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
USER_PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games

# enter NAME COMMAND...: replaces this process by COMMAND in the host.
enter() {
  local name=$1 leader group
  leader=$(live_leader "$name")
  shift
  # nsenter changes what a process sees, not the cgroup it is in. Without this
  # it would be outside of everything that the host knows.
  group=$(cat "$LIVE/$name/cgroup")/nspawn/payload/exec
  { mkdir -p "$group" && echo "$BASHPID" >"$group/cgroup.procs"; } 2>/dev/null || true
  # nsenter waits for a child, and takes no signal on to it; when nsenter is
  # ended, the child is, too.
  exec nsenter -t "$leader" -a -- setpriv --pdeathsig TERM "$@"
}

# A shell word for each argument: `script` takes one line for a shell.
quoted() { printf '%q ' "$@"; }

# host_exec NAME USER(or "") SU(yes|no) PTY(yes|no) ENV... -- COMMAND...
host_exec() {
  local name=$1 user=$2 su=$3 pty=$4 env=() command=()
  shift 4
  while [ "$1" != -- ]; do env+=("$1"); shift; done
  shift
  live_leader "$name" >/dev/null
  [ "$pty" = no ] || env+=("TERM=${TERM:-xterm-256color}")

  if [ -z "$user" ] || [ "$user" = root ]; then
    [ $# -gt 0 ] || set -- bash -l
    command=(env -i HOME=/root USER=root LOGNAME=root SHELL=/bin/bash LANG=C.UTF-8
      "PATH=$ROOT_PATH" "${env[@]}" "$@")
    [ "$pty" = no ] || command=(env "TERM=${TERM:-xterm-256color}" script -qefc "$(quoted "${command[@]}")" /dev/null)
    # nsenter -a starts in /, as the container's init does.
    enter "$name" "${command[@]}"
  fi

  local home shell
  # Not through NSS: files are all there is, and it saves two processes.
  IFS=: read -r _ _ _ _ _ home shell < <(grep "^$user:" "/proc/$(live_leader "$name")/root/etc/passwd") ||
    die "$name has no user $user"
  # The shell of a login gives the PATH that a person has there; what systemd
  # tells a service in its environment, a login does not have. The shell hands
  # over to the command, whose exit code is then the answer.
  if [ $# -gt 0 ]; then
    # shellcheck disable=SC2016 # the host's shell expands it
    set -- /bin/bash -l -c 'unset INVOCATION_ID JOURNAL_STREAM SYSTEMD_EXEC_PID \
      MEMORY_PRESSURE_WATCH MEMORY_PRESSURE_WRITE; exec "$@"' bash "$@"
  else
    set -- "$shell" -l
  fi

  # Without systemd there are no sessions to be had; --su is asked to have none.
  if [ "$su" = yes ] || [ "$(cat "$LIVE/$name/systemd")" = no ]; then
    command=(setpriv --pdeathsig TERM --reuid "$user" --regid "$user" --init-groups
      env -i --chdir="$home" HOME="$home" USER="$user" LOGNAME="$user" SHELL="$shell" LANG=C.UTF-8
      "PATH=$USER_PATH" "${env[@]}" "$@")
    [ "$pty" = no ] || command=(env "TERM=${TERM:-xterm-256color}" script -qefc "$(quoted "${command[@]}")" /dev/null)
    enter "$name" "${command[@]}"
  fi

  # A real login: PAM, logind, XDG_RUNTIME_DIR, the user's own systemd.
  local unit mode=--pipe each
  unit=rw-exec-$$-$RANDOM
  [ "$pty" = no ] || mode=--pty
  # New systemd paints the background and the title of a terminal it forwards.
  command=(env -i "PATH=$ROOT_PATH" SYSTEMD_TINT_BACKGROUND=0 SYSTEMD_ADJUST_TERMINAL_TITLE=0 "TERM=${TERM:-dumb}"
    systemd-run --quiet --wait "$mode" --collect --unit="$unit"
    -p PAMName=login -p "User=$user" -p "WorkingDirectory=$home"
    # Without a terminal logind would call it a background session; ssh gives these two.
    --setenv=XDG_SESSION_CLASS=user --setenv=XDG_SESSION_TYPE=tty)
  for each in "${env[@]}"; do command+=("--setenv=$each"); done
  # systemd expands $VAR in a command line, its own; a doubled dollar is one.
  # (Only systemd 254 and later can be told not to.)
  for each; do command+=("${each//\$/\$\$}"); done
  [ "$pty" = no ] || enter "$name" "${command[@]}"
  # systemd-run that is ended leaves its unit running: end that too.
  local runner status=0
  (enter "$name" "${command[@]}") <&0 &
  runner=$!
  # shellcheck disable=SC2064 # the unit of now is meant
  trap "stop_unit '$name' '$unit' $runner; exit 143" TERM HUP
  # shellcheck disable=SC2064
  trap "stop_unit '$name' '$unit' $runner; exit 130" INT
  wait "$runner" || status=$?
  trap - TERM HUP INT
  return "$status"
}

stop_unit() {
  (enter "$1" systemctl stop "$2.service") >/dev/null 2>&1 </dev/null || true
  kill "$3" 2>/dev/null || true
}
