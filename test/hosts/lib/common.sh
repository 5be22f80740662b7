# shellcheck shell=bash disable=SC2034
# What the host and vm scripts share: where things lie, words for the person,
# and how a process is remembered and ended by its own id.
# Sourced, never run.

# Everything that is cached or alive lies below one directory, on a disk: a
# tmpfs has no room for it, and overlayfs wants its upper on a real file system.
: "${RW_HOST_CACHE:=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/rootless-wizard/hosts}"
TREES=$RW_HOST_CACHE/trees   # finished root trees, never written to again
LIVE=$RW_HOST_CACHE/live     # one directory a running (or crashed) host
IMAGES=$RW_HOST_CACHE/images # finished disk images of the virtual machines
VMS=$RW_HOST_CACHE/vms       # one directory a running (or crashed) machine

say() { printf '%s: %s\n' "${PROG:-host}" "$*" >&2; }
die() { say "$*"; exit 1; }
usage_error() { say "$*"; exit 2; }

need_root() {
  [ "$(id -u)" = 0 ] || die "needs root: it makes mounts, network devices and containers"
}

need_tools() {
  local tool missing=()
  for tool in "$@"; do command -v "$tool" >/dev/null || missing+=("$tool"); done
  [ ${#missing[@]} = 0 ] || die "missing: ${missing[*]} (run: test/hosts/host deps)"
}

# A name is used for a directory, a host name and a network namespace.
check_name() {
  [[ $1 =~ ^[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?$ ]] ||
    usage_error "a name is lower case letters, digits and '-': '$1'"
}

check_suite() {
  case $1 in
    bullseye | bookworm | trixie | forky | sid) ;;
    *) usage_error "no such suite: '$1' (bullseye, bookworm, trixie, forky, sid)" ;;
  esac
}

# A process id alone may belong to somebody else by the time it is used; the
# start time (field 22 of stat, after the name, which may hold spaces) makes it
# unique on this boot of the machine.
start_time() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  read -r -a stat <<<"${stat##*) }"
  # A zombie has ended; only its parent has not looked yet.
  [ "${stat[0]}" != Z ] || return 1
  printf '%s\n' "${stat[19]}"
}

# remember FILE PID
remember() { printf '%s %s\n' "$2" "$(start_time "$2")" >"$1"; }

# remembered FILE: prints the id when that very process still lives.
remembered() {
  local pid started
  read -r pid started 2>/dev/null <"$1" || return 1
  [ -n "$started" ] && [ "$(start_time "$pid")" = "$started" ] || return 1
  printf '%s\n' "$pid"
}

# end FILE [SIGNAL]: ends the remembered process and waits until it is gone.
# `tail --pid` is the wait: the process is not our child, so `wait` can't.
end() {
  local pid
  pid=$(remembered "$1") || return 0
  kill "-${2:-KILL}" "$pid" 2>/dev/null || return 0
  timeout 20 tail --pid="$pid" -s 0.05 -f /dev/null || say "process $pid does not end"
}

# The recipe decides the name of what is cached, so a changed recipe is a new
# build. Comment lines don't count: a better explanation costs no rebuild.
recipe_key() {
  local extra=$1
  shift
  { printf '%s\n' "$extra"; cat "$@" | grep -v '^[[:space:]]*#'; } | sha256sum | cut -c1-12
}


# drop_reservations DIR: what was left of names that were just being taken. Not
# those of the last minute: they may still be without their owner's file.
drop_reservations() {
  [ ! -d "$1" ] || find "$1" -maxdepth 1 -name '.new-*' -mmin +1 -exec rm -rf {} +
}
