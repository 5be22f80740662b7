# shellcheck shell=bash
# Starts a throw-away host over a cached tree, and ends it. Sourced by host.

# The cgroup v2 tree of this machine, wherever it is mounted: alone on
# /sys/fs/cgroup, or beside the version 1 hierarchies.
cgroup_root() { findmnt -rn -t cgroup2 -o TARGET | head -n 1; }

# A cgroup of its own for each host makes its end complete. ./nspawn: nspawn
# puts everything into ./payload below the cgroup it is started in, so two hosts
# that were started from one shell would share theirs. ./up: this very process
# and its children, so that a `cp` whose parent was killed can be found as well.
cgroup_up() {
  local dir=$1 top=$2 parent=$2/rootless-wizard group
  group=$parent/${dir##*/}-$$
  mkdir -p "$group/up" "$group/nspawn"
  echo "$group" >"$dir/cgroup"
  # Hand down what the machine hands down itself, which may be nothing at all.
  # Its own root cgroup is not ours to change.
  local each controller
  for each in "$parent" "$group"; do
    for controller in $(<"$each/cgroup.controllers"); do
      echo "+$controller" 2>/dev/null >"$each/cgroup.subtree_control" || true
    done
  done
  CAME_FROM=$top$(sed -n 's/^0:://p' /proc/self/cgroup)
  echo $$ >"$group/up/cgroup.procs"
}

cgroup_down() {
  local group i
  group=$(cat "$1/cgroup" 2>/dev/null) || return 0
  [ -d "$group" ] || return 0
  # Not ourselves, when an `up` that failed cleans up behind itself.
  [ -z "${CAME_FROM:-}" ] || echo $$ >"$CAME_FROM/cgroup.procs"
  [ -z "${CAME_FROM:-}" ] || echo "$BASHPID" >"$CAME_FROM/cgroup.procs"
  [ ! -e "$group/cgroup.kill" ] || echo 1 >"$group/cgroup.kill" || true
  # A killed process leaves its cgroup a moment later. Bounded: 5 seconds.
  for ((i = 0; i < 100; i++)); do
    find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
    [ -d "$group" ] || return 0
    sleep 0.05
  done
  say "processes are left in $group"
}

# mount_root DIR TREE: the merged root at DIR/root.
mount_root() {
  local dir=$1 tree=$2 part
  mkdir -p "$dir"/{upper,work,root,disk}
  mount -t overlay rootless-wizard-host -o \
    "lowerdir=$tree,upperdir=$dir/upper,workdir=$dir/work" "$dir/root"
  # Containers keep their layers below these two. They must lie on an ordinary
  # file system, as on a real host: overlay on overlay is a fault of its own.
  for part in home var/lib; do
    mkdir -p "$(dirname "$dir/disk/$part")"
    cp -a "$tree/$part" "$dir/disk/$part"
    mount --bind "$dir/disk/$part" "$dir/root/$part"
  done
}

unmount_root() {
  local root=$1/root
  mountpoint -q "$root" || return 0
  # Lazily only when it has to be: the tests hear of a leak then.
  umount -R "$root" 2>/dev/null || { say "still busy: $root"; umount -R -l "$root"; }
}

# What a host of this name has in /etc.
personalise() {
  local dir=$1 name=$2 root=$1/root
  echo "$name" >"$root/etc/hostname"
  # Without its own name here, sudo complains on every call.
  printf '127.0.0.1\tlocalhost\n127.0.1.1\t%s\n::1\tlocalhost ip6-localhost\n' "$name" >"$root/etc/hosts"
  # Nobody answers there, but at once: a host without a route to the world.
  echo "nameserver $(net_address "$dir" machine)" >"$root/etc/resolv.conf"
}

# The machine may have no cgroup v2 controllers to give, and then crun fails on
# the pids limit that Podman sets by default. Left out, it is a fault to find.
write_pids_file() {
  local etc=$1/root/etc/containers file=containers.conf.d/50-nspawn.conf
  # Podman 3.0 does not read the directory.
  [ "$(cat "$1/suite")" != bullseye ] || file=containers.conf
  mkdir -p "$(dirname "$etc/$file")"
  printf '[containers]\npids_limit = 0\n' >"$etc/$file"
}

# The init of the container, seen from here: the child that is process 1 inside.
find_leader() {
  local child
  local children
  children=$(cat "/proc/$1/task/$1/children" 2>/dev/null) || return 1
  for child in $children; do
    if grep -qs $'^NSpid:.*\t1$' "/proc/$child/status"; then
      printf '%s\n' "$child"
      return
    fi
  done
  return 1
}

# start_nspawn DIR NAME SYSTEMD(yes|no) BIND...
start_nspawn() {
  local dir=$1 name=$2 systemd=$3 bind arguments=() command=()
  shift 3
  for bind; do
    case $bind in
      *:*:rw) arguments+=("--bind=${bind%:rw}") ;;
      *) arguments+=("--bind-ro=${bind%:ro}") ;;
    esac
  done
  for bind in /dev/fuse /dev/net/tun; do
    [ ! -e "$bind" ] || arguments+=("--bind=$bind")
  done
  if [ "$systemd" = yes ]; then
    arguments+=(--boot)
  else
    # A stub is process 1 and reaps; this is the one process of the host.
    arguments+=(--as-pid2)
    command=(sleep infinity)
  fi
  # --system-call-filter: without it crun and runc fail on keyctl, and runc can't hand over a seccomp listener
  #   (pidfd_getfd), which bypass4netns waits for.
  # --timezone, --resolv-conf: what it would mount over those files makes the
  #   configuration of tzdata fail, and the host's name server is not ours.
  # The network's kernel settings are the host's own and may be written, as the
  #   wizard does; all others are this machine's and stay read-only.
  # A new session: a Ctrl-C in the terminal that started it must not end it.
  # The descriptor is closed on exec: whoever waits for our output must not wait
  # for the end of the host.
  (
    echo "$BASHPID" >"$(cat "$dir/cgroup")/nspawn/cgroup.procs"
    exec env -i PATH="$PATH" SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 \
      SYSTEMD_NSPAWN_API_VFS_WRITABLE=network \
      setsid systemd-nspawn --quiet --directory="$dir/root" --machine="$name" \
      --network-namespace-path="/run/netns/rwhost$(cat "$dir/net")" \
      --register=no --keep-unit --capability=all \
      --system-call-filter='@keyring bpf @mount pidfd_getfd' \
      --timezone=off --resolv-conf=off --link-journal=no --console=read-only \
      --bind-ro="$(node_binary):/usr/local/bin/node" \
      "${arguments[@]}" "${command[@]}" </dev/null >"$dir/console.log" 2>&1
  ) &
  remember "$dir/nspawn" $!
  # bash would report its end as a job's.
  disown
}

# Waits until the host is there. Two short bounded polls (for things that send
# no event to us), then systemd's own word that the boot is over.
await_host() {
  local dir=$1 systemd=$2 supervisor leader="" i state
  supervisor=$(remembered "$dir/nspawn") || return 1
  for ((i = 0; i < 600; i++)); do
    remembered "$dir/nspawn" >/dev/null || return 1
    if leader=$(find_leader "$supervisor"); then
      [ "$systemd" = yes ] || break
      [ ! -S "/proc/$leader/root/run/systemd/private" ] || break
    fi
    sleep 0.05
  done
  [ -n "$leader" ] || return 1
  remember "$dir/leader" "$leader"
  [ "$systemd" = yes ] || return 0
  state=$(timeout 120 nsenter -t "$leader" -a -- systemctl is-system-running --wait) || true
  echo "$state" >"$dir/state"
  case $state in running | degraded) ;; *) say "systemd says: ${state:-nothing}"; return 1 ;; esac
}

# Ends whatever there is of a host: alive, half made, or left by a crash. What
# fails must not keep the rest from being cleaned up, hence the subshell.
# One at a time: two test runs may find the same dead host.
host_down() (
  set +e
  dir=$LIVE/$1
  exec 7>"$LIVE/.down"
  flock 7
  [ -d "$dir" ] || return 0
  # After a restart of the machine the numbers in there are somebody else's.
  if [ -e "$dir/boot" ] && [ "$(cat "$dir/boot")" != "$(cat /proc/sys/kernel/random/boot_id)" ]; then
    remove_trees "$dir"
    return
  fi
  # The leader is process 1 of its namespace: the kernel ends everything in it.
  [ ! -e "$dir/leader" ] || end "$dir/leader"
  [ ! -e "$dir/nspawn" ] || end "$dir/nspawn"
  cgroup_down "$dir"
  net_down "$dir"
  unmount_root "$dir"
  remove_trees "$dir"
)
