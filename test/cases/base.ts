import { familyOf } from '../../src/distro/family-of.ts';
import { allPackageNames } from '../../src/distro/packages.ts';
import { sha256Of } from '../../src/edit/file.ts';
import { known } from '../../src/model/fact.ts';
import type { Facts, FileRole, Os, PackageState } from '../../src/model/facts.ts';
import type { FileState } from '../../src/model/read-host.ts';
import { encodeUtf8 } from '../../src/model/text.ts';

/** A file of root with this text. */
export function fileOf(path: string, text: string): FileState {
  const bytes = encodeUtf8(text);
  const owner = { mode: 0o644, uid: 0, gid: 0, nlink: 1, realPath: null };
  return { kind: 'file', path, bytes, sha256: sha256Of(bytes), ...owner };
}

const FROM = 'a made host';

const PATHS: Readonly<Record<FileRole, string>> = {
  'podman.storage': '/home/alice/.config/containers/storage.conf',
  'podman.storage.system': '/etc/containers/storage.conf',
  'podman.storage.vendor': '/usr/share/containers/storage.conf',
  'podman.storage.dropin': '/home/alice/.config/containers/storage.conf.d/50-rootless-wizard.conf',
  'podman.containers': '/home/alice/.config/containers/containers.conf',
  'podman.containers.dropin':
    '/home/alice/.config/containers/containers.conf.d/50-rootless-wizard.conf',
  'docker.daemon': '/home/alice/.config/docker/daemon.json',
  'docker.unit': '/home/alice/.config/systemd/user/docker.service',
  'docker.client': '/home/alice/.docker/config.json',
  'docker.contextMeta': '/home/alice/.docker/contexts/meta/0/meta.json',
  'docker.apt-source': '/etc/apt/sources.list.d/docker.sources',
  'docker.apt-key': '/etc/apt/keyrings/docker.asc',
  'docker.rpm-source': '/etc/yum.repos.d/docker-ce.repo',
  'docker.rpm-key': '/etc/pki/rpm-gpg/RPM-GPG-KEY-docker-ce',
  'nerdctl.unit': '/home/alice/.config/systemd/user/containerd.service',
  'nerdctl.buildkit': '/home/alice/.config/systemd/user/buildkit.service',
  'nerdctl.toml': '/home/alice/.config/nerdctl/nerdctl.toml',
  'nerdctl.containerd': '/home/alice/.config/containerd/config.toml',
  'nerdctl.fuse': '/home/alice/.config/systemd/user/containerd-fuse-overlayfs.service',
  'nerdctl.bypass': '/home/alice/.config/systemd/user/bypass4netnsd.service',
  'nerdctl.iptables': '/home/alice/.local/bin/iptables',
  'nerdctl.mount': '/home/alice/.local/bin/mount.fuse3',
  'cgroup.delegate': '/etc/systemd/system/user@.service.d/50-rootless-wizard.conf',
  'sysctl.userns': '/etc/sysctl.d/60-rootless-wizard-userns.conf',
  'sysctl.ports': '/etc/sysctl.d/60-rootless-wizard-ports.conf',
  'sysctl.ping': '/etc/sysctl.d/60-rootless-wizard-ping.conf',
  'sysctl.bridge': '/etc/sysctl.d/60-rootless-wizard-bridge.conf',
  'modules.bridge': '/etc/modules-load.d/rootless-wizard-bridge.conf',
  'modules.tun': '/etc/modules-load.d/rootless-wizard.conf',
};

function systemOf(id: string, versionId: string | null, codename: string): Os {
  return {
    id,
    idLike: id === 'ubuntu' ? ['debian'] : [],
    versionId,
    codename,
    prettyName: `${id} ${versionId ?? codename}`,
    family: familyOf(id, id === 'ubuntu' ? ['debian'] : []),
    immutable: null,
  };
}

/** Every package that Debian has is to be had in version 1; those that it has not are not. */
function packagesOf(os: Os): Record<string, PackageState> {
  const foreign = /^docker-(ce|buildx-plugin|compose-plugin)|^containerd\.io/;
  const names = allPackageNames(os).map((name): [string, PackageState] => [
    name,
    { installed: null, candidate: foreign.test(name) ? null : '1' },
  ]);
  return Object.fromEntries(names);
}

const noUnit = { enabled: 'missing', active: 'inactive' } as const;

/** A Debian as it is after the installation: systemd, one user alice logged in, nothing for containers. */
function bare(os: Os): Facts {
  const fact = <T>(value: T) => known(value, FROM);
  const alice = { name: 'alice', uid: 1000, gid: 1000, home: '/home/alice', shell: '/bin/bash' };
  const files = Object.fromEntries(
    Object.entries(PATHS).map(([role, path]) => [role, { kind: 'absent', path }]),
  ) as unknown as Readonly<Record<FileRole, FileState>>;
  return {
    os: fact(os),
    kernel: fact({ release: '6.12.48-amd64', major: 6, minor: 12, arch: 'x86_64' }),
    environment: fact({ kind: 'vm', detail: 'kvm' }),
    init: fact({ name: 'systemd', version: 257 }),
    accounts: fact({
      users: [{ name: 'root', uid: 0, gid: 0, home: '/root', shell: '/bin/bash' }, alice],
      groups: [
        { name: 'root', gid: 0, members: [] },
        { name: 'alice', gid: 1000, members: [] },
      ],
      complete: true,
    }),
    target: fact({
      ...alice,
      groups: ['alice', 'sudo'],
      self: true,
      origin: 'files',
      configHome: '/home/alice/.config',
      dataHome: '/home/alice/.local/share',
      stateHome: '/home/alice/.local/state',
      runtimeDir: '/run/user/1000',
    }),
    subids: fact({
      subuid: fileOf('/etc/subuid', ''),
      subgid: fileOf('/etc/subgid', ''),
      nss: 'files',
      policy: {
        uidMin: 100000,
        uidMax: 600100000,
        uidCount: 65536,
        gidMin: 100000,
        gidMax: 600100000,
        gidCount: 65536,
      },
      getsubids: null,
      taken: [],
    }),
    idTools: fact({ newuidmap: null, newgidmap: null }),
    userns: fact({ works: true, detail: '', nested: false, noNewPrivs: false }),
    lsm: fact({
      apparmor: true,
      apparmorRestrictsUserns: false,
      apparmorProfiles: [],
      selinux: 'disabled',
    }),
    sysctls: fact({
      now: {
        'kernel.unprivileged_userns_clone': '1',
        'user.max_user_namespaces': '63000',
        'net.ipv4.ip_unprivileged_port_start': '1024',
        'net.ipv4.ping_group_range': '1 0',
      },
      files: [],
    }),
    cgroup: fact({
      version: 2,
      controllers: ['cpu', 'cpuset', 'io', 'memory', 'pids', 'misc'],
      delegated: ['cpu', 'memory', 'pids'],
    }),
    session: fact({
      userManager: 'running',
      xdgRuntimeDir: '/run/user/1000',
      runtimeDirOk: true,
      dbus: true,
      linger: false,
    }),
    netfilter: fact({ iptables: null, nft: null }),
    devices: fact({ tun: true, fuse: true }),
    home: fact({
      path: '/home/alice',
      exists: true,
      writable: true,
      fs: {
        mountPoint: '/',
        type: 'ext4',
        options: ['rw'],
        totalBytes: 1e11,
        freeBytes: 5e10,
        freeInodes: 1e6,
      },
    }),
    storeImage: fact({
      point: '/var/lib/rootless/alice',
      systemd: true,
      entry: { kind: 'absent', path: '/etc/systemd/system/var-lib-rootless-alice.mount' },
      mounts: [{ point: '/', type: 'ext4', source: '/dev/vda', options: ['rw'] }],
      freeBytes: 50_000_000_000,
    }),
    overlay: fact({ dir: '/home/alice', native: true, detail: '', fuseOverlayfs: null }),
    packages: fact({ manager: 'apt', byName: packagesOf(os) }),
    packageLists: fact({ manager: 'apt', fetched: true }),
    podman: fact({
      path: null,
      version: null,
      info: null,
      infoError: '',
      socket: noUnit,
      restart: noUnit,
      hasStore: false,
    }),
    docker: fact({
      cli: null,
      dockerd: null,
      rootlessScript: null,
      setupTool: null,
      rootlesskit: null,
      fromPackage: null,
      service: noUnit,
      answers: null,
      hasStore: false,
    }),
    nerdctl: fact({
      path: null,
      version: null,
      containerd: null,
      rootlessScript: null,
      setupTool: null,
      buildkitd: null,
      cniPlugins: null,
      bypass4netnsd: null,
      service: noUnit,
      buildkit: noUnit,
      hasStore: false,
      rootlessContainerd: false,
    }),
    lxc: fact({ path: null, version: null, userNicAllowed: false }),
    networkTools: fact({ slirp4netns: null, pasta: null, netavark: null, aardvark: null }),
    rootful: fact({
      docker: { active: false, enabled: false, socket: false },
      containerd: { active: false },
      podman: { active: false },
      incus: false,
      targetInDockerGroup: false,
    }),
    dockerClient: fact({
      dockerHost: null,
      dockerContext: null,
      currentContext: 'default',
      contexts: [],
    }),
    shell: fact({ name: 'bash', startFile: { kind: 'absent', path: '/home/alice/.bashrc' } }),
    privilege: fact({ isRoot: false, tools: [{ name: 'sudo', path: '/usr/bin/sudo' }] }),
    files: fact(files),
  };
}

/** The hosts that cases start from; all else is a patch in the case. */
export const HOSTS: Readonly<Record<string, Facts>> = {
  'debian-13': bare(systemOf('debian', '13', 'trixie')),
  'debian-12': bare(systemOf('debian', '12', 'bookworm')),
  'debian-11': bare(systemOf('debian', '11', 'bullseye')),
  'ubuntu-24.04': bare(systemOf('ubuntu', '24.04', 'noble')),
};
