/** Podman 6, newer than any suite's: Debian's own packages with the programs of that version, in a repository of the host. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestHost } from '../../hosts/hosts.ts';
import { run } from '../../hosts/run.ts';

const SCRIPT = fileURLToPath(new URL('../../hosts/podman-6', import.meta.url));

/**
 * What Debian's maintainer scripts, dependencies and places are, with what `test/hosts/podman-6` has built. The
 * configuration of CNI goes: Podman 6 has none.
 */
const MAKE = String.raw`
set -eu
work=$(mktemp -d)
new=/srv/new
mkdir -p /srv/podman-6
open() { dpkg-deb -R /srv/repo/"$1"_*.deb "$work/$1"; }
pack() { # NAME VERSION
  sed -i "s/^Version: .*/Version: $2/" "$work/$1/DEBIAN/control"
  rm -f "$work/$1/DEBIAN/md5sums"
  dpkg-deb --root-owner-group -Znone -b "$work/$1" "/srv/podman-6/$1.deb" >/dev/null
}
open podman
rm -rf "$work/podman/etc/cni" "$work/podman/usr/share/doc"
sed -i '\,/etc/cni,d' "$work/podman/DEBIAN/conffiles"
install -m 0755 $new/podman "$work/podman/usr/bin/podman"
install -m 0755 $new/quadlet $new/rootlessport "$work/podman/usr/libexec/podman/"
for scope in system user; do install -m 0644 $new/units/* "$work/podman/usr/lib/systemd/$scope/"; done
rm "$work/podman/usr/lib/systemd/system/podman-user-wait-network-online.service"
pack podman 6.0.2-1
open netavark
install -m 0755 $new/netavark "$work/netavark/usr/lib/podman/netavark"
pack netavark 2.0.0-1
open aardvark-dns
install -m 0755 $new/aardvark-dns "$work/aardvark-dns/usr/lib/podman/aardvark-dns"
pack aardvark-dns 2.0.0-1
open golang-github-containers-common
install -m 0644 $new/containers.conf $new/seccomp.json "$work/golang-github-containers-common/usr/share/containers/"
pack golang-github-containers-common 0.68.1-1
rm -rf "$work" $new
cd /srv/podman-6
for deb in *.deb; do
  dpkg-deb -f "$deb"
  printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$deb" "$(stat -c %s "$deb")" "$(sha256sum "$deb" | cut -d ' ' -f 1)"
done >Packages
chmod -R a+rX /srv/podman-6
echo 'deb [trusted=yes] file:/srv/podman-6 ./' >/etc/apt/sources.list.d/podman-6.list
apt-get update -qq`;

/** Puts them into a host of trixie, for apt to install. */
export async function bringPodman6(host: TestHost): Promise<void> {
  const built = await run('bash', [SCRIPT], {});
  if (built.code !== 0) throw new Error(`${SCRIPT}: exit ${built.code}\n${built.stderr}`);
  cpSync(built.stdout.trim(), join(host.root, 'srv/new'), { recursive: true });
  await host.must(MAKE, { timeoutMs: 60_000 });
}
