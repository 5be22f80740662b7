#!/bin/bash
# A hook of mmdebstrap: fills ROOT/srv/repo with the packages that the wizard,
# the tests or the virtual machine may install later, and everything they pull
# in, Recommends too, so that a plain `apt-get install podman` works offline.
#
# Each line below is one apt transaction of its own: packages that exclude each
# other (docker.io and podman-docker) must not meet, and a choice between
# alternatives has to come out as it will when somebody installs just that line.
# A name that a suite does not have is left out of its line.
set -euo pipefail

root=$1
repo=$root/srv/repo
export APT_CONFIG=$MMDEBSTRAP_APT_CONFIG DEBIAN_FRONTEND=noninteractive
arch=$(dpkg --print-architecture)

transactions() {
  cat <<LINES
podman
podman uidmap slirp4netns passt fuse-overlayfs dbus-user-session crun runc catatonit netavark aardvark-dns buildah skopeo
podman-docker
podman-compose
docker.io
docker.io docker-cli rootlesskit uidmap slirp4netns passt fuse-overlayfs dbus-user-session iptables
docker-compose
containerd runc rootlesskit containernetworking-plugins slirp4netns uidmap
lxc lxcfs libpam-cgfs uidmap
systemd-container
runit
dnf zypper createrepo-c rpm
pacman-package-manager makepkg libarchive-tools zstd
iptables nftables
opendoas doas
sudo-rs
polkitd policykit-1 pkexec
zsh fish
busybox-static libcap2-bin fuse3 acl attr strace xfsprogs apparmor apparmor-utils
nfs-kernel-server nfs-common
linux-image-cloud-$arch initramfs-tools openssh-server
LINES
}

# A name that is only mentioned or provided by others has no candidate.
has_candidate() {
  case $(apt-cache policy "$1" | sed -n 's/^  Candidate: //p') in '' | '(none)') return 1 ;; esac
}

mkdir -p "$repo/partial"
while read -r -a names; do
  wanted=()
  for name in "${names[@]}"; do
    ! has_candidate "$name" || wanted+=("$name")
  done
  [ ${#wanted[@]} = 0 ] && continue
  # Where something essential breaks it (sid, in November 2026), nobody installs it.
  [ "${wanted[*]}" != runit ] || apt-get -qq -s install runit >/dev/null 2>&1 || continue
  apt-get -qq -y --download-only -o APT::Install-Recommends=true \
    -o Dir::Cache::archives="$repo" install "${wanted[@]}" >/dev/null ||
    { echo "repo: cannot fetch: ${wanted[*]}" >&2; exit 1; }
done < <(transactions)
# OpenRC excludes systemd, so no transaction has it: a test unpacks it in a host that booted nothing.
for name in openrc librc1 librc1t64 libeinfo1 libeinfo1t64; do
  has_candidate "$name" || continue
  (cd "$repo" && apt-get -qq download "$name") || { echo "repo: cannot fetch: $name" >&2; exit 1; }
done
rm -rf "$repo/partial" "$repo/lock"

cd "$repo"
apt-ftparchive packages . >Packages
apt-ftparchive -o APT::FTPArchive::Release::Suite=local release . >../Release.new
mv ../Release.new Release
# apt's own unprivileged user reads it, in the host.
chmod -R a+rX .
