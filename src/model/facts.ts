import type { Fact } from './fact.ts';
import type {
  Devices,
  Docker,
  DockerClient,
  Nerdctl,
  Netfilter,
  NetworkTools,
  PackageLists,
  Packages,
  Podman,
  Rootful,
} from './facts-engines.ts';
import type {
  Accounts,
  Cgroup,
  Environment,
  IdTools,
  Init,
  Kernel,
  Lsm,
  Os,
  Privilege,
  Session,
  ShellStart,
  Subids,
  Sysctls,
  Target,
  Userns,
} from './facts-host.ts';
import type { Lxc } from './facts-lxc.ts';
import type { Home, OverlaySupport, StoreImage } from './facts-storage.ts';
import type { FileState } from './read-host.ts';

export type * from './facts-engines.ts';
export type * from './facts-host.ts';
export type * from './facts-lxc.ts';
export type * from './facts-services.ts';
export type * from './facts-storage.ts';

/**
 * All that the wizard knows of a host, as plain data. One probe fills each entry (`probe/index.ts` is
 * typed so that none is forgotten). "target" is the user who will run containers.
 */
export interface Facts {
  readonly os: Fact<Os>;
  readonly kernel: Fact<Kernel>;
  readonly environment: Fact<Environment>;
  readonly init: Fact<Init>;
  readonly accounts: Fact<Accounts>;
  readonly target: Fact<Target>;
  readonly subids: Fact<Subids>;
  readonly idTools: Fact<IdTools>;
  readonly userns: Fact<Userns>;
  readonly lsm: Fact<Lsm>;
  readonly sysctls: Fact<Sysctls>;
  readonly cgroup: Fact<Cgroup>;
  readonly session: Fact<Session>;
  readonly netfilter: Fact<Netfilter>;
  readonly devices: Fact<Devices>;
  readonly home: Fact<Home>;
  readonly storeImage: Fact<StoreImage>;
  readonly overlay: Fact<OverlaySupport>;
  readonly packages: Fact<Packages>;
  readonly packageLists: Fact<PackageLists>;
  readonly podman: Fact<Podman>;
  readonly docker: Fact<Docker>;
  readonly nerdctl: Fact<Nerdctl>;
  readonly lxc: Fact<Lxc>;
  readonly networkTools: Fact<NetworkTools>;
  readonly rootful: Fact<Rootful>;
  readonly dockerClient: Fact<DockerClient>;
  readonly shell: Fact<ShellStart>;
  readonly privilege: Fact<Privilege>;
  /** The configuration files that steps may edit, by role. */
  readonly files: Fact<Readonly<Record<FileRole, FileState>>>;
}

export type FactId = keyof Facts;

/** The configuration files that steps may write. Paths: `probe/files.ts`. */
export type FileRole =
  | 'podman.storage'
  | 'podman.storage.system'
  | 'podman.storage.vendor'
  | 'podman.storage.dropin'
  | 'podman.containers'
  | 'podman.containers.dropin'
  | 'docker.daemon'
  | 'docker.unit'
  | 'docker.client'
  | 'docker.contextMeta'
  | 'docker.apt-source'
  | 'docker.apt-key'
  | 'docker.rpm-source'
  | 'docker.rpm-key'
  | 'nerdctl.unit'
  | 'nerdctl.toml'
  | 'nerdctl.containerd'
  | 'nerdctl.fuse'
  | 'nerdctl.bypass'
  | 'nerdctl.buildkit'
  | 'nerdctl.iptables'
  | 'nerdctl.mount'
  | 'cgroup.delegate'
  | 'sysctl.userns'
  | 'sysctl.ports'
  | 'sysctl.ping'
  | 'sysctl.bridge'
  | 'modules.tun'
  | 'modules.bridge';
