/** A copy of Docker's own repository as a host's own disk has it: Debian's programs under Docker's names. */
import { quote } from '../../../src/model/quote.ts';
import type { TestHost } from '../../hosts/hosts.ts';

/** Where it lies, and who signed it. */
export interface DockerMirror {
  /** What `docker.repository` is told. */
  readonly address: string;
  /** The same packages, whose list somebody else has signed than the key there says. */
  readonly forged: string;
  /** A key, and not a package. */
  readonly empty: string;
  readonly fingerprint: string;
}

/**
 * Makes packages with the names, conflicts, services and places of Docker's own out of those of Debian, and
 * a signed repository of them. gpg, which signs, is away again afterwards: a fresh Debian has none.
 */
const MAKE = String.raw`
set -eu
export DEBIAN_FRONTEND=noninteractive GNUPGHOME=/root/signer
apt-get install -y -qq --no-install-recommends gpg gpg-agent >/dev/null 2>&1
mkdir -m 0700 -p $GNUPGHOME
for who in good evil; do
  gpg --batch --quiet --passphrase '' --pinentry-mode loopback --quick-gen-key $who ed25519 sign never 2>/dev/null
done
arch=$(dpkg --print-architecture)
work=$(mktemp -d)
pool=/srv/mirror/linux/debian/pool
mkdir -p $pool
of() { dpkg-deb -x /srv/repo/"$1"_*.deb "$2"; }
pack() { # NAME DEPENDS CONFLICTS: what lies in $work/NAME
  mkdir -p "$work/$1/DEBIAN"
  printf '%s\n' "Package: $1" 'Version: 5:29.0.0-1' "Architecture: $arch" 'Maintainer: nobody <nobody@example.org>' \
    "Depends: $2" "Conflicts: $3" 'Description: made for a test' >"$work/$1/DEBIAN/control"
  sed -i '/: $/d' "$work/$1/DEBIAN/control"
  dpkg-deb --root-owner-group -Znone -b "$work/$1" "$pool/$1_29.0.0-1_$arch.deb" >/dev/null
}
starts() { # NAME UNIT: as the maintainer scripts of Docker and Debian do
  mkdir -p "$work/$1/DEBIAN"
  printf '%s\n' '#!/bin/sh' "deb-systemd-helper enable $2 >/dev/null" 'systemctl daemon-reload' \
    "deb-systemd-invoke start $2 >/dev/null || :" >"$work/$1/DEBIAN/postinst"
  chmod 0755 "$work/$1/DEBIAN/postinst"
}
mkdir -p "$work"/docker-ce/usr/bin "$work"/docker-ce/usr/lib/systemd/system "$work"/docker-ce-cli/usr/bin \
  "$work"/containerd.io/usr/bin "$work"/containerd.io/usr/lib/systemd/system \
  "$work"/docker-ce-rootless-extras/usr/bin
of docker.io "$work/io"; of docker-cli "$work/cli"; of containerd "$work/cd"; of runc "$work/cd"
of rootlesskit "$work/kit"; of tini "$work/io"
cp "$work"/io/usr/sbin/* "$work/docker-ce/usr/bin"
cp "$work/io/usr/bin/tini-static" "$work/docker-ce/usr/bin/docker-init"
cp "$work"/io/usr/lib/systemd/system/* "$work/docker-ce/usr/lib/systemd/system"
sed -i 's,/usr/sbin/dockerd,/usr/bin/dockerd,' "$work/docker-ce/usr/lib/systemd/system/docker.service"
cp "$work/cli/usr/bin/docker" "$work/docker-ce-cli/usr/bin"
cp "$work"/cd/usr/bin/containerd* "$work/cd/usr/bin/ctr" "$work/cd/usr/sbin/runc" "$work/containerd.io/usr/bin"
cp "$work"/cd/usr/lib/systemd/system/* "$work/containerd.io/usr/lib/systemd/system"
cp "$work"/io/usr/share/docker.io/contrib/dockerd-rootless*.sh "$work"/kit/usr/bin/* "$work/docker-ce-rootless-extras/usr/bin"
starts docker-ce docker.service
starts containerd.io containerd.service
pack docker-ce 'containerd.io, docker-ce-cli, iptables, libsystemd0, adduser' docker.io
pack docker-ce-cli libc6 'docker.io, docker-cli'
pack containerd.io libseccomp2 'containerd, runc'
pack docker-ce-rootless-extras dbus-user-session rootlesskit
pack docker-buildx-plugin '' ''
pack docker-compose-plugin '' ''
rm -rf "$work"

cd /srv/mirror/linux/debian
dist=dists/trixie
mkdir -p $dist/stable/binary-$arch
for deb in pool/*.deb; do
  dpkg-deb -f "$deb"
  printf 'Filename: %s\nSize: %s\nSHA256: %s\n\n' "$deb" "$(stat -c %s "$deb")" "$(sha256sum "$deb" | cut -d ' ' -f 1)"
done >$dist/stable/binary-$arch/Packages
list=stable/binary-$arch/Packages
printf '%s\n' 'Origin: Docker' 'Suite: trixie' 'Codename: trixie' "Architectures: $arch" 'Components: stable' \
  "Date: $(date -Ru)" 'SHA256:' \
  " $(sha256sum $dist/$list | cut -d ' ' -f 1) $(stat -c %s $dist/$list) $list" >$dist/Release
sign() { gpg --batch --quiet --yes --local-user "$1" --clearsign --output "$2" $dist/Release; }
gpg --armor --export good >gpg
cp -a /srv/mirror /srv/forged
mkdir -p /srv/empty/linux/debian
cp gpg /srv/empty/linux/debian
sign good $dist/InRelease
sign evil /srv/forged/linux/debian/$dist/InRelease
chmod -R a+rX /srv/mirror /srv/forged /srv/empty
gpg --with-colons --list-keys good | sed -n 's/^fpr:*\([0-9A-F]*\):.*/\1/p' | head -n 1
gpgconf --kill all
rm -rf $GNUPGHOME
apt-get purge -y -qq --autoremove gpg gpg-agent >/dev/null 2>&1
`;

/** Makes the mirror in a host of trixie. */
export async function makeDockerMirror(host: TestHost): Promise<DockerMirror> {
  const fingerprint = (await host.must(MAKE)).trim();
  return {
    address: 'file:///srv/mirror',
    forged: 'file:///srv/forged',
    empty: 'file:///srv/empty',
    fingerprint,
  };
}

/** An address at which `serveOverHttps` hands the mirror out. */
export const HTTPS_ADDRESS = 'https://localhost:8443';

/** Files of /srv/mirror over https. */
const SERVER = `
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:https';
const [key, cert] = ['/srv/tls/key.pem', '/srv/tls/mirror.crt'].map((path) => readFileSync(path));
createServer({ key, cert }, ({ url }, response) => {
  const path = '/srv/mirror' + decodeURIComponent(new URL(url, 'https://localhost').pathname);
  const found = statSync(path, { throwIfNoEntry: false });
  response.writeHead(found?.isFile() ? 200 : 404, { 'content-length': found?.isFile() ? found.size : 0 });
  found?.isFile() ? createReadStream(path).pipe(response) : response.end();
}).listen(8443, 'localhost');
`;

/** Serves /srv/mirror over https in the host, by a certificate that it does not trust yet. */
export async function serveOverHttps(host: TestHost): Promise<void> {
  await host.must(String.raw`
    set -eu
    mkdir -p /srv/tls
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
      -keyout /srv/tls/key.pem -out /srv/tls/mirror.crt 2>/dev/null
    printf '%s' ${quote(SERVER)} >/srv/tls/server.mjs
    systemd-run --quiet --unit=mirror /usr/local/bin/node /srv/tls/server.mjs
    curl -ks --retry 60 --retry-all-errors --retry-delay 1 -o /dev/null ${HTTPS_ADDRESS}/`);
}

/** Makes the host trust that certificate, as an administrator does with that of a company. */
export async function trustHttps(host: TestHost): Promise<void> {
  await host.must(
    'cp /srv/tls/mirror.crt /usr/local/share/ca-certificates && update-ca-certificates >/dev/null 2>&1',
  );
}
