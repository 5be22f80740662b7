/** A Debian that takes itself for Fedora and has nothing for nerdctl but its full release archive. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestHost } from '../../hosts/hosts.ts';
import { type Archive, bringNerdctl } from '../../hosts/nerdctl.ts';

/**
 * What Fedora would bring is there from Debian: newuidmap and iptables. dnf knows one package, so that its
 * lists count as fetched, and none of containerd, rootlesskit, slirp4netns and the CNI plugins. libslirp0 is
 * for Debian's slirp4netns; that of the release is static.
 */
const FEDORA = String.raw`
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get install -y -qq --no-install-recommends dnf rpm createrepo-c \
  uidmap iptables dbus-user-session libslirp0 >/dev/null 2>&1
work=$(mktemp -d)
mkdir -p /srv/base /etc/yum.repos.d
printf '%s\n' 'Name: dbus-daemon' 'Version: 1.16.0' 'Release: 4.fc43' 'Summary: made for a test' 'License: MIT' \
  'BuildArch: noarch' %description empty %files >"$work/one.spec"
rpmbuild -bb --quiet --define '_rpmdir /srv/base' "$work/one.spec" >/dev/null 2>&1
createrepo_c -q /srv/base
printf '%s\n' '[base]' name=base baseurl=file:///srv/base enabled=1 gpgcheck=0 >/etc/yum.repos.d/base.repo
rm /etc/os-release
# There /usr/sbin is a link to /usr/bin.
ln -s ../sbin/iptables /usr/bin/iptables
printf '%s\n' ID=fedora VERSION_ID=43 'PRETTY_NAME="Fedora Linux 43"' >/etc/os-release
dnf -q makecache
rm -rf "$work"
`;

/** $1 is the archive with nerdctl and BuildKit: the rest is added to it, in the places of a release. */
const FULL = `
set -eu
work=$(mktemp -d)
tar -C "$work" -xzf "$1"
mkdir -p "$work/libexec/cni" "$work/lib/systemd/system" "$work/share/doc/nerdctl-full" "$work/deb"
for name in containerd runc rootlesskit slirp4netns containernetworking-plugins; do
  dpkg-deb -x /srv/repo/"$name"_*.deb "$work/deb"
done
cd "$work/deb/usr"
cp bin/containerd bin/containerd-shim-runc-v2 bin/ctr sbin/runc bin/rootlesskit bin/rootlessctl bin/slirp4netns "$work/bin"
cp lib/cni/* "$work/libexec/cni"
echo '[Unit]' >"$work/lib/systemd/system/containerd.service"
echo made for a test >"$work/share/doc/nerdctl-full/README.md"
cd /
rm -rf "$work/deb"
tar -C "$work" --owner=0 --group=0 -czf "$1.new" bin lib libexec share
chmod 0644 "$1.new"
mv "$1.new" "$1"
rm -rf "$work"
`;

/** Makes it of a host of trixie; both of nerdctl's archives lie in it, the full one whole. */
export async function makeBareFedora(
  host: TestHost,
): Promise<{ readonly small: Archive; readonly full: Archive }> {
  const small = await bringNerdctl(host);
  const { path } = await bringNerdctl(host, 'full');
  await host.must(FEDORA);
  await host.must(['sh', '-c', FULL, 'sh', path]);
  const bytes = readFileSync(join(host.root, path));
  return { small, full: { path, sha256: createHash('sha256').update(bytes).digest('hex') } };
}
