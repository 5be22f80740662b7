import type { Os } from '../model/facts.ts';

/** Where Docker's own packages are, unless the person names a mirror: https://docs.docker.com/engine/install/ */
export const DOCKER_ADDRESS = 'https://download.docker.com';

/**
 * All of them; the last two are only recommended by docker-ce, but Compose and `docker build` are what people
 * mean by Docker. https://docs.docker.com/engine/install/debian/#install-using-the-repository
 */
export const DOCKER_PACKAGES = [
  'docker-ce',
  'docker-ce-cli',
  'containerd.io',
  'docker-ce-rootless-extras',
  'docker-buildx-plugin',
  'docker-compose-plugin',
] as const;

/**
 * What a plan takes for the version of a package that no list names yet: the major release of the day, which
 * is all that other steps look at. The package manager installs what the repository has.
 */
export const ASSUMED_VERSION = '29.0.0-1';

/** Where the repository and its key are written: as in Docker's instructions, and for rpm where keys belong. */
export const DOCKER_FILES = {
  apt: {
    list: '/etc/apt/sources.list.d/docker.sources',
    key: '/etc/apt/keyrings/docker.asc',
  },
  dnf: {
    list: '/etc/yum.repos.d/docker-ce.repo',
    key: '/etc/pki/rpm-gpg/RPM-GPG-KEY-docker-ce',
  },
} as const;

/**
 * The primary keys. rpm: https://docs.docker.com/engine/install/fedora/ and all pages for rpm. deb: the same
 * pages for Debian and Ubuntu up to 2021, and "Docker Release (CE deb)" in
 * https://github.com/docker/docs/pull/11990/files .
 */
const FINGERPRINTS = {
  apt: '9DC858229FC7DD38854AE2D88D81803C0EBFCD88',
  dnf: '060A61C51B558A7F742B77AAC52FEB6B621E9F35',
} as const;

/** Docker's repository for one system. */
export interface DockerRepository {
  readonly manager: 'apt' | 'dnf';
  /** Below the address: `linux/debian`. The key is there as `gpg`. */
  readonly dir: string;
  /** apt: the suite (`trixie`); dnf: what stands for the release in an address. */
  readonly release: string;
  /** 40 hexadecimal digits, large. */
  readonly fingerprint: string;
  /** False for a rebuild that Docker's documentation does not name, which uses the packages for RHEL. */
  readonly named: boolean;
  /** The page of Docker's documentation. */
  readonly source: string;
}

/** What `uname -m` says where Docker has packages; not all of them for each system. */
const MACHINES = ['x86_64', 'aarch64', 'armv7l', 'ppc64le', 's390x'];

const REBUILDS = ['rocky', 'almalinux', 'ol'];

/**
 * The repository for this system, or null where Docker has none. Derivatives are left out: Docker does not
 * support them, and which release of Debian or Ubuntu one stands on is not certain. `machine`: `uname -m`, or
 * null where that is not known.
 */
export function dockerRepositoryFor(
  { id, versionId, codename }: Pick<Os, 'id' | 'versionId' | 'codename'>,
  machine: string | null,
): DockerRepository | null {
  if (machine !== null && !MACHINES.includes(machine)) return null;
  // Debian's sid has none.
  if (versionId === null) return null;
  const version = Number.parseInt(versionId, 10);
  const page = (name: string) => `https://docs.docker.com/engine/install/${name}/`;
  if ((id === 'debian' && version >= 11) || (id === 'ubuntu' && version >= 22)) {
    const place = { dir: `linux/${id}`, release: codename ?? '' };
    const given = { fingerprint: FINGERPRINTS.apt, named: true, source: page(id) };
    return codename === null ? null : { manager: 'apt', ...place, ...given };
  }
  const rpm = { manager: 'dnf', fingerprint: FINGERPRINTS.dnf } as const;
  if (id === 'fedora' && version >= 41) {
    const place = { dir: 'linux/fedora', release: '$releasever' };
    return { ...rpm, ...place, named: true, source: page('fedora') };
  }
  // A release that is pinned (`9.4`) would be $releasever, so the major number stands there itself.
  if (id === 'centos' && version >= 9) {
    const place = { dir: 'linux/centos', release: String(version) };
    return { ...rpm, ...place, named: true, source: page('centos') };
  }
  if ((id === 'rhel' || REBUILDS.includes(id)) && version >= 8) {
    const place = { dir: 'linux/rhel', release: String(version) };
    return { ...rpm, ...place, named: id === 'rhel', source: page('rhel') };
  }
  return null;
}

/** The address of the key, below another one than Docker's where `address` is a mirror. */
export function dockerKeyAddress({ dir }: DockerRepository, address: string): string {
  return `${address}/${dir}/gpg`;
}

/** What the file of sources says: sources.list(5), deb822 style, or dnf.conf(5). Signed by that key alone. */
export function dockerSourceText(repository: DockerRepository, address: string): string {
  const { manager, dir, release } = repository;
  const lines =
    manager === 'apt'
      ? [
          'Types: deb',
          `URIs: ${address}/${dir}`,
          `Suites: ${release}`,
          'Components: stable',
          `Signed-By: ${DOCKER_FILES.apt.key}`,
        ]
      : [
          '[docker-ce-stable]',
          'name=Docker CE Stable - $basearch',
          `baseurl=${address}/${dir}/${release}/$basearch/stable`,
          'enabled=1',
          'gpgcheck=1',
          `gpgkey=file://${DOCKER_FILES.dnf.key}`,
        ];
  return `${["# Docker's own repository.", '# Written by rootless-wizard.', ...lines].join('\n')}\n`;
}
