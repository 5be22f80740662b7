#!/bin/bash
# usage: image-recipe.sh TREE WORKDIR NODE PUBLIC_KEY PACKAGES
# Makes WORKDIR/{disk.raw,kernel,initrd} from a cached tree: the same Debian,
# plus the kernel and ssh that a machine of its own needs. Runs in a mount
# namespace of its own (unshare --mount), so that whatever it mounts is gone
# when it ends, however it ends.
set -euo pipefail
tree=$1 work=$2 node=$3 key=$4
read -r -a packages <<<"$5"
root=$work/root

mkdir -p "$work"/{upper,overlay,root}
mount -t overlay image -o "lowerdir=$tree,upperdir=$work/upper,workdir=$work/overlay" "$root"

# From the tree's own offline repository.
mount -t proc proc "$root/proc"
mount --bind /dev/null "$root/dev/null"
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
chroot "$root" apt-get -q -y install --no-install-recommends \
  "linux-image-cloud-$(dpkg --print-architecture)" initramfs-tools openssh-server apparmor "${packages[@]}"

# Servers that come along with a package: emulated, they would cost half a minute of each boot. A test that
# wants one starts it.
for unit in docker.service docker.socket containerd.service nfs-server.service rpcbind.service rpcbind.socket; do
  if [ -e "$root/usr/lib/systemd/system/$unit" ]; then chroot "$root" systemctl disable --quiet "$unit"; fi
done

# The network of QEMU's user mode. systemd-networkd is part of Debian's systemd.
cat >"$root/etc/systemd/network/80-dhcp.network" <<'UNIT'
[Match]
Name=en* eth*
[Network]
DHCP=ipv4
UNIT
chroot "$root" systemctl enable systemd-networkd.service ssh.service
# Nothing waits for the network at boot, and nothing should wait in vain.
chroot "$root" systemctl mask systemd-networkd-wait-online.service
echo 'nameserver 10.0.2.3' >"$root/etc/resolv.conf"
echo debian >"$root/etc/hostname"
printf '127.0.0.1\tlocalhost\n127.0.1.1\tdebian\n::1\tlocalhost ip6-localhost\n' >"$root/etc/hosts"
echo '/dev/vda / ext4 errors=remount-ro 0 1' >"$root/etc/fstab"

for home in root home/alice home/bob; do
  mkdir -p "$root/$home/.ssh"
  chmod 0700 "$root/$home/.ssh"
  cp "$key" "$root/$home/.ssh/authorized_keys"
  chown -R --reference="$root/$home" "$root/$home/.ssh"
done
cp "$node" "$root/usr/local/bin/node"
chmod 0755 "$root/usr/local/bin/node"

umount "$root/dev/null" "$root/proc"
cp "$root"/boot/vmlinuz-* "$work/kernel"
cp "$root"/boot/initrd.img-* "$work/initrd"
# Sparse: what is not written takes no room.
mkfs.ext4 -q -L root -d "$root" "$work/disk.raw" 8G
