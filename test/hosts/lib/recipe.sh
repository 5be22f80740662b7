# shellcheck shell=bash disable=SC2034
# What a root tree holds: this file and repo.sh are what the cached trees are
# made from. A changed line here is a new build of every suite, so what only
# drives the build stays in tree.sh. Sourced by host and vm.

# What every fresh server has. Left out on purpose, because finding and adding
# them is the wizard's work: uidmap, podman, docker, slirp4netns, passt,
# fuse-overlayfs, dbus-user-session, iptables, nftables. The variant minbase and
# no Recommends keep them from coming back (nftables has priority "important").
TREE_PACKAGES="systemd systemd-sysv libpam-systemd dbus sudo login passwd
  iproute2 iputils-ping procps psmisc curl ca-certificates less kmod udev
  libstdc++6 libatomic1 locales tzdata nano man-db mawk bsdutils util-linux e2fsprogs"

# What the tree holds beyond its packages.
settle() {
  local root=$1
  # No trace of the machine that built it: mirror, proxy, name server.
  rm -f "$root"/etc/apt/sources.list "$root"/etc/apt/sources.list.d/* \
    "$root"/etc/apt/apt.conf.d/*mmdebstrap* "$root"/etc/resolv.conf "$root"/etc/hostname
  echo 'deb [trusted=yes] file:/srv/repo ./' >"$root/etc/apt/sources.list"
  : >"$root/etc/resolv.conf"
  echo 'LANG=C.UTF-8' >"$root/etc/default/locale"
  # Empty means: make one at boot, but don't ask a person anything, as
  # "uninitialized" would.
  : >"$root/etc/machine-id"
  # /etc/localtime missing makes tzdata and date guess; Debian's default is UTC.
  ln -sfn /usr/share/zoneinfo/Etc/UTC "$root/etc/localtime"

  chroot "$root" useradd -m -u 1000 -U -s /bin/bash -c Alice alice
  chroot "$root" useradd -m -u 1001 -U -s /bin/bash -c Bob bob
  printf '%s\n' alice:alice bob:bob root:root | chroot "$root" chpasswd
  chroot "$root" usermod -aG sudo alice
  # useradd hands out ranges when it finds these files; nobody has one here.
  # The backups (subuid-) go too: they would tell of ranges that never were.
  : >"$root/etc/subuid"
  : >"$root/etc/subgid"
  rm -f "$root"/etc/{subuid,subgid}-
  # The tests' own node is bound here when a host starts.
  install -D -m 0755 /dev/null "$root/usr/local/bin/node"

  # /proc and the like: man-db and friends run triggers when packages come.
  chroot "$root" apt-get -q update
  rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/cache/apt/*.bin
}
