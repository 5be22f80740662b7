/** Facts about engines and what they need beside them: packages, programs, devices. Part of `facts.ts`. */
import type { Program } from './facts-host.ts';
import type { HostServices } from './facts-services.ts';
import type { ConfFile } from './facts-storage.ts';

/** Each tried in a throw-away user and network namespace. */
export interface Netfilter {
  readonly iptables: Trial | null;
  readonly nft: Trial | null;
}

/** A program that was tried. */
export interface Trial {
  readonly path: string;
  readonly works: boolean;
  readonly detail: string;
}

/** The device files that the target may open: /dev/net/tun for networks, /dev/fuse for fuse-overlayfs. */
export interface Devices {
  readonly tun: boolean;
  readonly fuse: boolean;
}

/** What the package manager says about the packages that we may want. */
export interface Packages {
  readonly manager: 'apt' | 'dnf' | 'zypper' | 'pacman' | 'apk' | 'xbps' | 'emerge';
  readonly byName: Readonly<Record<string, PackageState>>;
  /** Where the family of the system is unknown and several managers answer: the rest of them. */
  readonly others?: readonly Packages[];
}

/** Were the lists of what can be installed ever fetched? */
export interface PackageLists {
  readonly manager: Packages['manager'];
  readonly fetched: boolean;
}

export interface PackageState {
  /** Installed version, or null. */
  readonly installed: string | null;
  /** Version that would be installed, or null where no repository has it. */
  readonly candidate: string | null;
}

/** `path` null: not installed. */
export interface Podman extends HostServices {
  readonly path: string | null;
  readonly version: string | null;
  /** `podman info` as the target, when the program is there and it worked. */
  readonly info: {
    readonly driver: string;
    readonly graphRoot: string;
    readonly networkBackend: string;
    readonly rootlessNetworkCmd: string;
    readonly cgroupManager: string;
    readonly ociRuntime: string;
    readonly images: number;
    readonly containers: number;
    readonly idMapUid: readonly {
      readonly container: number;
      readonly host: number;
      readonly count: number;
    }[];
  } | null;
  /** Error output of `podman info`, '' when fine. */
  readonly infoError: string;
  /** systemd user unit podman.socket: enabled and active. */
  readonly socket: UnitState;
  /** systemd user unit podman-restart.service, which starts containers at boot. */
  readonly restart: UnitState;
  /** True when there is a store that a change of driver would hide. */
  readonly hasStore: boolean;
  /** Where the store is by the files, variables expanded; absent where nobody looked. */
  readonly store?: string;
  /** The stores that are there, the one in use first; absent where nobody looked. */
  readonly stores?: readonly PodmanStore[];
  /** Drop-ins of storage.conf, in the order in which Podman 6 reads them; absent where nobody looked. */
  readonly storageDropins?: readonly ConfFile[];
  /** What the person's own shell says to containers/storage, `NAME=value`; absent where it says nothing. */
  readonly storageEnv?: readonly string[];
  /** The file in which Podman remembers until the next boot that overlay did not work, where there is one. */
  readonly refusedOverlay?: string;
}

/** A store of containers/storage. */
export interface PodmanStore {
  readonly dir: string;
  /** `overlay`, `fuse-overlayfs`, `vfs` and others; null where its directories are of several, or of none. */
  readonly driver: string | null;
}

/** `systemctl --user is-enabled` and `is-active`; `unknown` without a user manager. */
export interface UnitState {
  readonly enabled: 'enabled' | 'disabled' | 'static' | 'masked' | 'missing' | 'unknown';
  readonly active: 'active' | 'inactive' | 'failed' | 'activating' | 'unknown';
}

/** Programs that are null are not installed. */
export interface Docker extends HostServices {
  readonly cli: { readonly path: string; readonly version: string } | null;
  /** `docker` is the wrapper of the package podman-docker; `cli` is null then. */
  readonly podmanDocker?: boolean;
  readonly dockerd: { readonly path: string; readonly version: string } | null;
  /** dockerd-rootless.sh, also where the distribution hides it (/usr/share/docker.io/contrib). */
  readonly rootlessScript: string | null;
  /** dockerd-rootless-setuptool.sh, likewise. */
  readonly setupTool: string | null;
  readonly rootlesskit: Program | null;
  /** All programs of that name, the one that is used first; absent where there is at most one. */
  readonly rootlesskits?: readonly string[];
  /** What it says its version is; asked only beside a Docker for which that matters (28 and later). */
  readonly rootlesskitVersion?: string;
  /** Which package owns dockerd: `docker.io`, `docker-ce`, another name, or null when unknown. */
  readonly fromPackage: string | null;
  /** The user unit docker.service. */
  readonly service: UnitState;
  /** Does the rootless socket answer? null when there is no socket. */
  readonly answers: {
    readonly serverVersion: string;
    readonly driver: string;
    readonly dataRoot: string;
    readonly cgroupDriver: string;
    readonly securityOptions: readonly string[];
  } | null;
  /** Why dockerd would not start with daemon.json, by itself; '' where it would, absent where it was not asked. */
  readonly configProblem?: string;
  /** True when there is a rootless data-root with content. */
  readonly hasStore: boolean;
}

/** Programs that are null are not installed. */
export interface Nerdctl extends HostServices {
  readonly path: string | null;
  readonly version: string | null;
  readonly containerd: string | null;
  /** containerd-rootless.sh, which starts containerd in namespaces of the user. */
  readonly rootlessScript: string | null;
  readonly setupTool: string | null;
  readonly buildkitd: string | null;
  /** The rootlesskit on the path and what it says its version is; absent where it was not asked. */
  readonly rootlesskit?: { readonly path: string; readonly version: string };
  /**
   * What containerd.service in the home tells containerd-rootless.sh of the network namespace (its variable
   * CONTAINERD_ROOTLESS_ROOTLESSKIT_DETACH_NETNS), null for nothing, and the file that says so last, else the unit.
   * Absent where there is no such unit, or hosts were recorded before it was looked at.
   */
  readonly detachNetns?: { readonly value: string | null; readonly path: string };
  /** The directory that holds the CNI plugins. */
  readonly cniPlugins: string | null;
  /** The directory in which nerdctl looks for them; absent where nobody looked. */
  readonly cniPath?: string;
  /** bypass4netnsd, which makes published ports and connections faster. */
  readonly bypass4netnsd: string | null;
  /** bypass4netns in the same directory, which that starts for each container; absent where the daemon is not here. */
  readonly bypass4netns?: string | null;
  /** What the runc that containerd finds says its version is; absent where there is none, or it was not asked. */
  readonly runcVersion?: string;
  /** The user unit bypass4netnsd.service; absent where that program is not here. */
  readonly bypassService?: UnitState;
  /** containerd-fuse-overlayfs-grpc, with which containerd can use fuse-overlayfs; absent where nobody looked. */
  readonly fuseSnapshotter?: string | null;
  /** The user unit containerd-fuse-overlayfs.service; absent where that program is not here. */
  readonly fuseService?: UnitState;
  /** The user unit containerd.service. */
  readonly service: UnitState;
  /** The user unit buildkit.service. */
  readonly buildkit: UnitState;
  /** True when the user's containerd has data already. */
  readonly hasStore: boolean;
  /** A rootless containerd of the target is running or set up. */
  readonly rootlessContainerd: boolean;
}

/** slirp4netns(1), pasta(1) and friends: path and version, null when missing. */
export interface NetworkTools {
  readonly slirp4netns: { readonly path: string; readonly version: string } | null;
  readonly pasta: { readonly path: string; readonly version: string } | null;
  readonly netavark: string | null;
  readonly aardvark: string | null;
  /** The CNI plugin with which a Podman without aardvark-dns finds names. Hosts were recorded before it was looked for. */
  readonly dnsname?: string | null;
  /**
   * Which IPv6 addresses the host has: `none` where the kernel has no IPv6 or it is switched off, `local` where
   * none leads out of the link, `global` else. Hosts were recorded before this was looked at.
   */
  readonly ipv6?: 'none' | 'local' | 'global';
}

/** Daemons that run as root. Never touched by the set-up. */
export interface Rootful {
  readonly docker: {
    readonly active: boolean;
    readonly enabled: boolean;
    readonly socket: boolean;
  };
  readonly containerd: { readonly active: boolean };
  readonly podman: { readonly active: boolean };
  readonly incus: boolean;
  readonly targetInDockerGroup: boolean;
}

/** What the docker client of the target would talk to. */
export interface DockerClient {
  readonly dockerHost: string | null;
  readonly dockerContext: string | null;
  readonly currentContext: string;
  readonly contexts: readonly { readonly name: string; readonly host: string }[];
}
