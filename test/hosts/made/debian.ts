import { rootfulAnswer } from './containers.ts';
import { type Made, textAt } from './host.ts';
import {
  BUS,
  directory,
  machine,
  made,
  mounts,
  node,
  type Patch,
  packages,
  programs,
  says,
  subids,
  text,
  USUAL_MOUNTS,
} from './machine.ts';

/** As the recorded debian-13 has them. */
const TRIXIE = `
aardvark-dns 1.14.0-3
ca-certificates 20250419+deb13u1
catatonit 0.2.1-2+b14
containerd 1.7.24~ds1-6+deb13u1
containernetworking-plugins 1.1.1+ds1-3+b17
crun 1.21-1
dbus-user-session 1.16.2-2
docker-cli 26.1.5+dfsg1-9+deb13u1
docker.io 26.1.5+dfsg1-9+deb13u1
fuse-overlayfs 1.14-1+b1
gpg 2.4.7-21+deb13u1+b5
iptables 1.8.11-2
libcap2-bin 1:2.75-10+deb13u1+b3
lxc 1:6.0.4-4+deb13u4
netavark 1.14.0-2
nftables 1.1.3-1
passt 0.0~git20250503.587980c-2+deb13u1
podman 5.4.2+ds1-2+b2
podman-docker 5.4.2+ds1-2+b2
rootlesskit 2.0.2-2+b9
slirp4netns 1.2.1-1.1
systemd-container 257.13-1~deb13u1
uidmap 1:4.17.4-2
xfsprogs 6.13.0-2+deb13u1`;

/** A Debian 13 with what its installer brings, and these packages. */
function debian13(...installed: readonly string[]): Made {
  return made(
    machine(),
    BUS,
    packages(TRIXIE, ['ca-certificates', 'dbus-user-session', 'libcap2-bin', ...installed]),
    {
      files: { '/usr/lib/systemd/user/dbus.socket': text('') },
    },
  );
}

const NFS = 'target$ try-overlay /home/alice/.local/state/rootless-wizard/probe';

/** Homes on a server: it refuses files of subordinate ids, and overlay cannot stand on it. */
export function nfsHome(): Made {
  return made(
    debian13(),
    mounts(...USUAL_MOUNTS, '/home nfs4 rw,relatime,vers=4.2,hard,proto=tcp server:/export/home'),
    {
      name: 'nfs-home',
      documents: [
        'https://github.com/containers/podman/blob/main/rootless.md',
        'https://docs.docker.com/engine/security/rootless/troubleshoot/',
        'https://docs.kernel.org/filesystems/overlayfs.html',
      ],
      commands: {
        [NFS]: says(
          'mount\n',
          0,
          'mount: m: wrong fs type, bad option, bad superblock on overlay.\n',
        ),
        'target$ stat -f -c %S %b %a %c %d /home/alice': says(
          '1048576 2097152 1048576 134217728 130000000\n',
        ),
        'target$ stat -f -c %S %b %a %c %d /': says('4096 26214400 15728640 6553600 6000000\n'),
      },
    },
  );
}

const DIRECTORY_ALICE = { uid: 1466800004, gid: 1466800004 };

/** An account that is in no file of the host; the directory gives it its ids, too. */
export function directoryUser(): Made {
  const { uid } = DIRECTORY_ALICE;
  const base = debian13('uidmap');
  const passwd = `alice:*:${uid}:${uid}:Alice:/home/alice:/bin/bash\n`;
  const withoutAlice = (path: string): Patch => ({
    files: { [path]: text(removeLine(base, path, 'alice')) },
  });
  return made(
    base,
    withoutAlice('/etc/passwd'),
    withoutAlice('/etc/group'),
    programs({
      '/usr/bin/newuidmap': null,
      '/usr/bin/newgidmap': null,
      '/usr/bin/getsubids': null,
    }),
    movedSession(uid),
    {
      name: 'directory-user',
      documents: [
        'https://sssd.io/release-notes/sssd-2.6.0.html',
        'https://freeipa.readthedocs.io/en/latest/designs/subordinate-ids.html',
        'https://man7.org/linux/man-pages/man1/getsubids.1.html',
      ],
      self: DIRECTORY_ALICE,
      env: { XDG_RUNTIME_DIR: `/run/user/${uid}` },
      files: {
        '/etc/nsswitch.conf': text(
          'passwd: files systemd sss\ngroup: files systemd sss\nshadow: files sss\nsubid: sss\n',
        ),
        '/home/alice': directory(0o700, uid),
        '/home/alice/.bashrc': text('# ~/.bashrc\n', 0o644, uid),
        '/home/alice/.profile': text('[ -f ~/.bashrc ] && . ~/.bashrc\n', 0o644, uid),
      },
      commands: {
        [`getent passwd ${uid}`]: says(passwd),
        'getent passwd alice': says(passwd),
        // sssd lists nobody unless it is told to (sssd.conf(5), enumerate).
        'getent passwd': says(removeLine(base, '/etc/passwd', 'alice')),
        'getent group': says(removeLine(base, '/etc/group', 'alice')),
        'id -G alice': says(`${uid}\n`),
        'getsubids alice': says('0: alice 2147680256 65536\n'),
        'getsubids -g alice': says('0: alice 2147680256 65536\n'),
      },
    },
  );
}

/** The session of the recorded user under another uid. */
function movedSession(uid: number): Patch {
  const slice = `/sys/fs/cgroup/user.slice/user-${uid}.slice/user@${uid}.service`;
  return {
    files: {
      '/run/user/1000': null,
      '/run/user/1000/bus': null,
      '/run/user/1000/systemd/private': null,
      [`/run/user/${uid}`]: directory(0o700, uid),
      [`/run/user/${uid}/bus`]: node(0o666, uid),
      [`/run/user/${uid}/systemd/private`]: node(0o700, uid),
      [`${slice}/cgroup.controllers`]: text('cpu memory pids\n', 0o444),
      '/proc/self/mountinfo':
        mounts(...USUAL_MOUNTS.slice(0, -1), `/run/user/${uid} tmpfs rw,nosuid,nodev,relatime`)
          .files?.['/proc/self/mountinfo'] ?? null,
    },
  };
}

function removeLine(host: Made, path: string, name: string): string {
  const rows = (host.files[path]?.bytes ?? '').split('\n');
  return rows.filter((row) => !row.startsWith(`${name}:`)).join('\n');
}

/** Every id that shadow and systemd leave to users belongs to somebody. */
export function subidsExhausted(): Made {
  const base = debian13('uidmap');
  const passwd = textAt(base, '/etc/passwd');
  return made(base, subids('user1:100000:65536\nfarm:165536:1878882656\n'), {
    name: 'subids-exhausted',
    documents: [
      'https://man7.org/linux/man-pages/man5/subuid.5.html',
      'https://systemd.io/UIDS-GIDS/',
    ],
    files: {
      ...programs({ '/usr/bin/newuidmap': null, '/usr/bin/newgidmap': null }).files,
      '/etc/passwd': text(`${passwd}farm:x:970:970::/srv/farm:/usr/sbin/nologin\n`),
      '/etc/group': text(`${textAt(base, '/etc/group')}farm:x:970:\n`),
    },
  });
}

/** A shared host: nothing that leads to root is installed. */
export function noRoot(): Made {
  return made(debian13(), {
    name: 'no-root',
    documents: [
      'https://docs.docker.com/engine/security/rootless/',
      'https://man7.org/linux/man-pages/man8/sudo.8.html',
    ],
    files: { '/usr/bin/sudo': null, '/usr/bin/run0': null, '/usr/bin/systemd-run': null },
  });
}

/** Rootful Docker that people depend on; alice is in its group, which is root in all but name. */
export function rootfulDocker(): Made {
  const base = debian13('docker.io', 'docker-cli', 'containerd', 'iptables');
  const group = (base.files['/etc/group']?.bytes ?? '').replace(
    /^user1:/m,
    'docker:x:990:alice\nuser1:',
  );
  const units = ['docker.service', 'docker.socket', 'containerd.service'];
  const shown = units.map(
    (id) => `Id=${id}\nLoadState=loaded\nActiveState=active\nUnitFileState=enabled\n`,
  );
  const contrib = '/usr/share/docker.io/contrib';
  const listed = ['/usr/sbin/dockerd', `${contrib}/dockerd-rootless.sh`];
  return made(
    base,
    programs({
      '/usr/bin/docker': 'Docker version 26.1.5+dfsg1, build a72d7cd',
      '/usr/sbin/dockerd': 'Docker version 26.1.5+dfsg1, build 411e817',
      '/usr/bin/containerd': null,
      '/usr/sbin/iptables': null,
      [`${contrib}/dockerd-rootless.sh`]: null,
      [`${contrib}/dockerd-rootless-setuptool.sh`]: null,
    }),
    {
      name: 'rootful-docker',
      answer: rootfulAnswer,
      documents: [
        'https://packages.debian.org/trixie/docker.io',
        'https://docs.docker.com/reference/cli/docker/inspect/',
      ],
      files: {
        '/etc/group': text(group),
        '/run/docker.sock': node(0o660, 0, 990),
        '/run/docker.pid': text('712\n'),
        '/proc/712/comm': text('dockerd\n', 0o444),
        // As dockerd makes it: others see no volumes.
        '/var/lib/docker': directory(0o710),
        '/srv': directory(),
        '/srv/shop': directory(),
        '/srv/prometheus': directory(0o755, 65534),
        '/srv/shop/nginx.conf': text(''),
        '/var/lib/dpkg/info/docker.io.list': text(`${listed.join('\n')}\n`),
        ...Object.fromEntries(units.map((id) => [`/usr/lib/systemd/system/${id}`, text('')])),
      },
      commands: {
        [`systemctl show --property=Id,LoadState,UnitFileState,ActiveState ${units.join(' ')}`]:
          says(shown.join('\n')),
        'target$ unshare -Urn /usr/sbin/iptables -t nat -L -n': says(''),
      },
    },
  );
}
