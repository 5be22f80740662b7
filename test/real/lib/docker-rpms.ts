/** A Debian that takes itself for Red Hat Enterprise Linux, and Docker's repository for that. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestHost } from '../../hosts/hosts.ts';
import { run } from '../../hosts/run.ts';

/** The repository, one that another key has signed, and the key of the first. */
export interface RpmMirror {
  readonly address: string;
  readonly forged: string;
  readonly fingerprint: string;
}

/**
 * Makes the host one whose os-release says RHEL 10 and whose packages dnf installs. What Red Hat would have is
 * there from Debian, where it is not Docker: pasta, but no slirp4netns. gnupg2, dbus-daemon and a podman-docker
 * that excludes docker-ce stand in a repository of the distribution. The rpms of
 * Docker's names hold Debian's programs, and are signed one by one, as Docker's are.
 */
const MAKE = String.raw`
set -eu
export DEBIAN_FRONTEND=noninteractive GNUPGHOME=/root/signer
apt-get install -y -qq --no-install-recommends dnf rpm createrepo-c gpg gpg-agent \
  uidmap passt iptables dbus-user-session >/dev/null 2>&1
mkdir -m 0700 -p $GNUPGHOME
for who in good evil; do
  gpg --batch --quiet --passphrase '' --pinentry-mode loopback --quick-gen-key $who rsa3072 sign never 2>/dev/null
done
work=$(mktemp -d)
of() { dpkg-deb -x /srv/repo/"$1"_*.deb "$2"; }
of docker.io "$work/io"; of docker-cli "$work/cli"; of containerd "$work/cd"; of runc "$work/cd"
of rootlesskit "$work/kit"; of tini "$work/io"
mkdir -p "$work/docker-ce" "$work/docker-ce-cli" "$work/containerd.io" "$work/docker-ce-rootless-extras"
cp "$work"/io/usr/sbin/* "$work/docker-ce"
cp "$work/io/usr/bin/tini-static" "$work/docker-ce/docker-init"
cp "$work/cli/usr/bin/docker" "$work/docker-ce-cli"
cp "$work"/cd/usr/bin/containerd* "$work/cd/usr/bin/ctr" "$work/cd/usr/sbin/runc" "$work/containerd.io"
cp "$work"/io/usr/share/docker.io/contrib/dockerd-rootless*.sh "$work"/kit/usr/bin/* "$work/docker-ce-rootless-extras"
mv /srv/rootlesskit "$work/docker-ce-rootless-extras/rootlesskit"
pack() { # NAME DIRECTORY REQUIRES [CONFLICTS]: what lies in $work/NAME, into /usr/bin
  {
    printf '%s\n' "Name: $1" 'Version: 29.0.0' 'Release: 1.el9' 'Summary: made for a test' 'License: MIT' \
      'AutoReqProv: no' "Requires: $3" "Conflicts: ${'$'}{4-}" '%global debug_package %{nil}' '%global __os_install_post %{nil}' \
      %description empty %install 'mkdir -p %{buildroot}/usr/bin' \
      "for file in $work/$1/*; do [ ! -e \$file ] || cp \$file %{buildroot}/usr/bin; done" %files |
      sed '/^Requires: $/d; /^Conflicts: $/d'
    for file in "$work/$1"/*; do [ ! -e "$file" ] || echo "/usr/bin/${'$'}{file##*/}"; done
  } >"$work/$1.spec"
  rpmbuild -bb --quiet --define "_rpmdir $2" --define '_build_name_fmt %%{NAME}.rpm' \
    --define '_binary_payload w0.gzdio' "$work/$1.spec" >/dev/null 2>&1
}
stable=/srv/mirror/linux/rhel/10/$(uname -m)/stable
mkdir -p "$stable" /srv/base
pack docker-ce "$stable" 'docker-ce-cli, containerd.io'
pack docker-ce-cli "$stable" ''
pack containerd.io "$stable" ''
pack docker-ce-rootless-extras "$stable" docker-ce
pack docker-buildx-plugin "$stable" ''
pack docker-compose-plugin "$stable" ''
pack gnupg2 /srv/base ''
pack dbus-daemon /srv/base ''
pack podman-docker /srv/base '' docker-ce
gpg --armor --export good >/srv/mirror/linux/rhel/gpg
cp -a /srv/mirror /srv/forged
sign() { rpmsign --define "_gpg_name $1" --addsign "$2"/*.rpm >/dev/null 2>&1; createrepo_c -q "$2"; }
sign good "$stable"
sign evil "/srv/forged/${'$'}{stable#/srv/mirror/}"
createrepo_c -q /srv/base
mkdir -p /etc/yum.repos.d
printf '%s\n' '[base]' name=base baseurl=file:///srv/base enabled=1 gpgcheck=0 >/etc/yum.repos.d/base.repo
rm /etc/os-release
printf '%s\n' ID=rhel 'ID_LIKE="fedora"' VERSION_ID=10.0 'PRETTY_NAME="Red Hat Enterprise Linux 10.0"' >/etc/os-release
dnf -q makecache
gpg --with-colons --list-keys good | sed -n 's/^fpr:*\([0-9A-F]*\):.*/\1/p' | head -n 1
gpgconf --kill all
rm -rf $GNUPGHOME "$work"
`;

const ROOTLESSKIT = fileURLToPath(new URL('../../hosts/rootlesskit', import.meta.url));

/** Makes it of a host of trixie. rootlesskit is as new as Docker's own package has it; Debian's is too old for pasta. */
export async function makeRpmMirror(host: TestHost): Promise<RpmMirror> {
  const built = await run('bash', [ROOTLESSKIT], {});
  if (built.code !== 0) throw new Error(`${ROOTLESSKIT}: exit ${built.code}\n${built.stderr}`);
  copyFileSync(built.stdout.trim(), join(host.root, 'srv/rootlesskit'));
  const fingerprint = (await host.must(MAKE)).trim();
  return { address: 'file:///srv/mirror', forged: 'file:///srv/forged', fingerprint };
}
