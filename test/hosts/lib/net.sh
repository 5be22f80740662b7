# shellcheck shell=bash
# A network of its own for each host: a namespace with an address and a default
# route, tied by a veth pair to this machine and to nothing else. Sourced.
#
# The default route matters: without one pasta refuses to start a container.
# It leads to this machine, which forwards nothing that comes from there.

# Takes the lowest free number and makes its devices; leaves the number in
# DIR/net as soon as it is taken, so that a crash right after can be cleaned up.
net_up() {
  local dir=$1 n a
  for ((n = 0; n < 4096; n++)); do
    # The kernel is the judge of what is free: hosts of another cache directory
    # or another session count too, and two that start at once can't both win.
    ip link add "rwhost$n" type veth peer name "rwpeer$n" 2>/dev/null && break
  done
  ((n < 4096)) || die "no free network number"
  echo "$n" >"$dir/net"
  a=10.231.$((n / 64)).$((n % 64 * 4))
  ip netns add "rwhost$n"
  ip link set "rwpeer$n" netns "rwhost$n" name eth0
  # Also on a machine that forwards for others (a Docker host does), nothing of
  # ours leaves it.
  sysctl -qw "net.ipv4.conf.rwhost$n.forwarding=0"
  sysctl -qw "net.ipv6.conf.rwhost$n.disable_ipv6=1" 2>/dev/null || true
  ip address add "${a%.*}.$((${a##*.} + 1))/30" dev "rwhost$n"
  ip link set "rwhost$n" up
  ip -n "rwhost$n" link set lo up
  ip -n "rwhost$n" address add "${a%.*}.$((${a##*.} + 2))/30" dev eth0
  ip -n "rwhost$n" link set eth0 up
  ip -n "rwhost$n" route add default via "${a%.*}.$((${a##*.} + 1))"
}

# net_address DIR machine|host
net_address() {
  local n end=2
  n=$(cat "$1/net") || return 1
  [ "$2" = machine ] && end=1
  printf '10.231.%d.%d\n' $((n / 64)) $((n % 64 * 4 + end))
}

net_down() {
  local n
  n=$(cat "$1/net" 2>/dev/null) || return 0
  # Deleting the link first is what makes it gone when this returns; a namespace
  # is taken apart by the kernel some time after its name has gone.
  ip link delete "rwhost$n" 2>/dev/null || true
  [ ! -e "/run/netns/rwhost$n" ] || ip netns delete "rwhost$n"
  rm -f "$1/net"
}
