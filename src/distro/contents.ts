import type { Os } from '../model/facts.ts';
import { isUbuntu } from './base-release.ts';

/**
 * What packages bring that a probe would see, so that a plan can be made, and a simulated host be set up,
 * as if they were installed. Only what facts are read from; not a list of files.
 * Source: the file lists of https://packages.debian.org/ ; other distributions put programs in the same
 * places unless noted.
 */
export interface PackageContents {
  /** Programs, with their mode; 0755 and owned by root unless said otherwise. */
  readonly programs: readonly ProgramFile[];
  /** Units for users. */
  readonly userUnits?: readonly string[];
  /** Which package owns a program of it is asked for. */
  readonly listed?: boolean;
}

export interface ProgramFile {
  readonly path: string;
  readonly mode?: number;
  /** What `PROGRAM --version` prints; `VERSION` stands for the upstream version of the package. */
  readonly version?: string;
}

const program = (path: string, version?: string): ProgramFile =>
  version === undefined ? { path } : { path, version };

const DOCKER_CLI = program('/usr/bin/docker', 'Docker version VERSION, build 0000000');
const DOCKERD = program('/usr/sbin/dockerd', 'Docker version VERSION, build 0000000');
const CONTRIB = '/usr/share/docker.io/contrib';

const ID_TOOLS: PackageContents = {
  programs: [
    { path: '/usr/bin/newuidmap', mode: 0o4755 },
    { path: '/usr/bin/newgidmap', mode: 0o4755 },
  ],
};

/** openSUSE, Arch and Alpine keep the daemon and its client in /usr/bin, in packages that say `docker`. */
const DOCKERD_IN_BIN = program('/usr/bin/dockerd', 'Docker version VERSION, build 0000000');

/** nerdctl's own archive and most packages of it hold the scripts of rootless mode. */
const NERDCTL: PackageContents = {
  programs: [
    program('/usr/bin/nerdctl', 'nerdctl version VERSION'),
    program('/usr/bin/containerd-rootless.sh'),
    program('/usr/bin/containerd-rootless-setuptool.sh'),
  ],
};

function same(contents: PackageContents, ...names: string[]): Record<string, PackageContents> {
  return Object.fromEntries(names.map((name) => [name, contents]));
}

/** By package name. A package that is not here is installed without visible files. */
export const CONTENTS: Readonly<Record<string, PackageContents>> = {
  uidmap: ID_TOOLS,
  ...same(ID_TOOLS, 'shadow-utils', 'shadow', 'shadow-uidmap'),
  podman: {
    programs: [program('/usr/bin/podman', 'podman version VERSION')],
    userUnits: ['podman.socket', 'podman-restart.service'],
  },
  crun: { programs: [program('/usr/bin/crun')] },
  netavark: { programs: [program('/usr/lib/podman/netavark')] },
  'aardvark-dns': { programs: [program('/usr/lib/podman/aardvark-dns')] },
  'golang-github-containernetworking-plugin-dnsname': {
    programs: [program('/usr/lib/cni/dnsname')],
  },
  catatonit: { programs: [program('/usr/bin/catatonit')] },
  slirp4netns: {
    programs: [program('/usr/bin/slirp4netns', 'slirp4netns version VERSION')],
  },
  passt: { programs: [program('/usr/bin/pasta', 'pasta VERSION')] },
  'fuse-overlayfs': { programs: [program('/usr/bin/fuse-overlayfs')] },
  ...same({ programs: [program('/usr/sbin/iptables')] }, 'iptables', 'iptables-nft'),
  nftables: { programs: [program('/usr/sbin/nft')] },
  'libcap2-bin': { programs: [program('/usr/sbin/getcap'), program('/usr/sbin/setcap')] },
  'dbus-user-session': { programs: [], userUnits: ['dbus.socket', 'dbus.service'] },
  'systemd-container': { programs: [program('/usr/bin/machinectl')] },
  rootlesskit: { programs: [program('/usr/bin/rootlesskit')] },
  containerd: { programs: [program('/usr/bin/containerd')] },
  ...same(
    { programs: [program('/usr/lib/cni/bridge')] },
    'containernetworking-plugins',
    'cni-plugins',
  ),
  nerdctl: NERDCTL,
  buildkit: { programs: [program('/usr/bin/buildkitd')] },
  buildctl: { programs: [program('/usr/bin/buildctl')] },
  acl: { programs: [program('/usr/bin/getfacl'), program('/usr/bin/setfacl')] },
  lxc: { programs: [program('/usr/bin/lxc-start', 'VERSION')] },
  'docker-cli': { programs: [DOCKER_CLI] },
  docker: { programs: [DOCKERD_IN_BIN, DOCKER_CLI] },
  // Its ebuild links upstream's scripts, and its client is an ebuild of its own.
  'app-containers/docker': {
    programs: [
      DOCKERD_IN_BIN,
      program('/usr/bin/dockerd-rootless.sh'),
      program('/usr/bin/dockerd-rootless-setuptool.sh'),
    ],
  },
  moby: { programs: [DOCKERD_IN_BIN] },
  'docker-rootless-extras': {
    programs: [program('/usr/bin/dockerd-rootless.sh'), program('/usr/bin/rootlesskit')],
  },
  ...same(
    { programs: [program('/usr/sbin/getcap'), program('/usr/sbin/setcap')] },
    'libcap-progs',
    'libcap',
  ),
  // Docker's own packages: https://github.com/docker/docker-ce-packaging
  'docker-ce': { listed: true, programs: [DOCKERD_IN_BIN] },
  'docker-ce-cli': { programs: [DOCKER_CLI] },
  'containerd.io': { programs: [program('/usr/bin/containerd')] },
  'docker-ce-rootless-extras': {
    programs: [
      program('/usr/bin/dockerd-rootless.sh'),
      program('/usr/bin/dockerd-rootless-setuptool.sh'),
      program('/usr/bin/rootlesskit'),
    ],
  },
  // The client is a package of its own from trixie (Docker 26) on; contentsOf knows, and what Ubuntu has.
  'docker.io': {
    listed: true,
    programs: [
      DOCKERD,
      program(`${CONTRIB}/dockerd-rootless.sh`),
      program(`${CONTRIB}/dockerd-rootless-setuptool.sh`),
    ],
  },
};

/** Contents of one package in one version on a system (null: not known), or null where we know nothing of it. */
export function contentsOf(
  name: string,
  version: string,
  os: (Pick<Os, 'id' | 'family' | 'codename'> & Partial<Os>) | null = null,
): PackageContents | null {
  // Gentoo's names have a category before them: `app-containers/podman`.
  const contents = CONTENTS[name] ?? CONTENTS[name.replace(/^.*\//, '')] ?? null;
  if (contents === null) return null;
  const major = Number(/^\d+/.exec(upstreamVersion(version))?.[0] ?? Number.NaN);
  // Packaged by itself there, with the client and without /usr/sbin:
  // https://packages.ubuntu.com/resolute/amd64/docker.io/filelist
  if (name === 'docker.io' && os !== null && isUbuntu(os)) {
    const programs = contents.programs.map((one) => (one === DOCKERD ? DOCKERD_IN_BIN : one));
    return { ...contents, programs: [...programs, DOCKER_CLI] };
  }
  if (name === 'docker.io' && major < 26) {
    return { ...contents, programs: [...contents.programs, DOCKER_CLI] };
  }
  if (name === 'docker-rootless-extras' && os !== null) {
    return { programs: [program(rootlessScriptOf(os)), program('/usr/bin/rootlesskit')] };
  }
  if (os !== null && contents === CONTENTS['cni-plugins']) {
    const dir = PACKAGED_CNI[os.id in PACKAGED_CNI ? os.id : os.family];
    return dir === undefined ? contents : { programs: dir.map((one) => program(`${one}/bridge`)) };
  }
  return contents;
}

/**
 * Where packages put the CNI plugins, of distributions and families that do not have them in /usr/lib/cni; empty where
 * nobody has looked into the package, so that it shows only when it is installed.
 * https://src.fedoraproject.org/rpms/containernetworking-plugins ,
 * https://github.com/alpinelinux/aports/blob/master/community/cni-plugins/APKBUILD ,
 * https://github.com/void-linux/void-packages/blob/master/srcpkgs/cni-plugins/template and
 * https://gitweb.gentoo.org/repo/gentoo.git/tree/app-containers/cni-plugins
 */
const PACKAGED_CNI: Readonly<Record<string, readonly string[]>> = {
  amzn: [],
  fedora: ['/usr/libexec/cni'],
  alpine: ['/usr/libexec/cni'],
  void: ['/usr/libexec/cni'],
  gentoo: ['/opt/cni/bin'],
};

/** Where `docker-rootless-extras` puts upstream's dockerd-rootless.sh: Alpine's APKBUILD drops the ending. */
export function rootlessScriptOf({ family }: Pick<Os, 'family'>): string {
  return family === 'alpine' ? '/usr/bin/dockerd-rootless' : '/usr/bin/dockerd-rootless.sh';
}

/** `1:4.3.1+ds1-8+deb12u1` → `4.3.1`: without epoch, repacking mark and Debian revision. */
export function upstreamVersion(version: string): string {
  return version
    .replace(/^\d+:/, '')
    .replace(/-[^-]*$/, '')
    .replace(/[+~]?(ds|dfsg).*$/, '');
}
