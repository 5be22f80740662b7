/** Facts about storage, networks, packages and engines. Part of `facts.ts`, which names them all. */
import type { Program } from './facts-host.ts';
import type { HostServices } from './facts-services.ts';
import type { Mount } from './mounts.ts';
import type { FileState } from './read-host.ts';

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

export interface Devices {
  readonly tun: boolean;
  readonly fuse: boolean;
}

/** Where a store in a file would be: an image of its own file system, for the containers of the target. */
export interface StoreImage {
  /** The directory at which it is mounted, `/var/lib/rootless/NAME`. */
  readonly point: string;
  /** Does systemd mount it, by a unit (systemd.mount(5))? Else a line in /etc/fstab does. */
  readonly systemd: boolean;
  /** That unit, or /etc/fstab. */
  readonly entry: FileState;
  /** All that is mounted now. */
  readonly mounts: readonly Mount[];
  /** Room where such a file would lie by itself, in bytes; null where nobody can tell. */
  readonly freeBytes: number | null;
}

/** The file system of the target's home. */
export interface Home {
  readonly path: string;
  readonly exists: boolean;
  readonly writable: boolean;
  readonly fs: FileSystem;
}

export interface FileSystem {
  readonly mountPoint: string;
  /** As in /proc/self/mountinfo: `ext4`, `xfs`, `btrfs`, `nfs4`, ... */
  readonly type: string;
  readonly options: readonly string[];
  readonly totalBytes: number;
  readonly freeBytes: number;
  readonly freeInodes: number | null;
}

/** Which overlay works on the file system that will hold the data: a real mount was tried. */
export interface OverlaySupport {
  /** Directory in whose file system the mount was tried. */
  readonly dir: string;
  readonly native: boolean;
  readonly detail: string;
  /** Path of fuse-overlayfs, null when missing. */
  readonly fuseOverlayfs: string | null;
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
  /** The file in which Podman remembers until the next boot that overlay did not work, where there is one. */
  readonly refusedOverlay?: string;
}

/** `systemctl --user is-enabled` and `is-active`; `unknown` without a user manager. */
export interface UnitState {
  readonly enabled: 'enabled' | 'disabled' | 'static' | 'masked' | 'missing' | 'unknown';
  readonly active: 'active' | 'inactive' | 'failed' | 'activating' | 'unknown';
}

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
  /** True when there is a rootless data-root with content. */
  readonly hasStore: boolean;
}

export interface Nerdctl extends HostServices {
  readonly path: string | null;
  readonly version: string | null;
  readonly containerd: string | null;
  /** containerd-rootless.sh, which starts containerd in namespaces of the user. */
  readonly rootlessScript: string | null;
  readonly setupTool: string | null;
  readonly buildkitd: string | null;
  /** The directory that holds the CNI plugins. */
  readonly cniPlugins: string | null;
  /** The directory in which nerdctl looks for them; absent where nobody looked. */
  readonly cniPath?: string;
  /** bypass4netnsd, which makes published ports and connections faster. */
  readonly bypass4netnsd: string | null;
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

export interface Lxc {
  readonly path: string | null;
  readonly version: string | null;
  readonly userNicAllowed: boolean;
  /** What it needs around it; absent where nobody looked. */
  readonly place?: LxcPlace;
}

/** Files, bridges and directories that unprivileged LXC needs. */
export interface LxcPlace {
  /** Where the containers of the target lie. */
  readonly dir: string;
  /** /etc/lxc/lxc-usernet, the user's default.conf, and /etc/default/lxc-net. */
  readonly usernet: FileState;
  readonly config: FileState;
  readonly bridgeFile: FileState;
  /** Names of the host's network interfaces. */
  readonly devices: readonly string[];
  /** IPv4 networks of the host but for the default; none where nobody looked. */
  readonly routes?: readonly LxcRoute[];
  /** lxc-net.service is enabled. */
  readonly bridgeAtBoot: boolean;
  /** The directories on the way to `dir` that are there, outermost first. */
  readonly ways: readonly LxcWay[];
  /** Those that are not, `dir` included, outermost first. */
  readonly missing: readonly string[];
}

/** One route of the host: `10.0.3.0/24`, and the interface that leads there. */
export interface LxcRoute {
  readonly device: string;
  readonly network: string;
}

/** One directory on the way to the containers. */
export interface LxcWay {
  readonly path: string;
  readonly uid: number;
  /** Everybody may search it. */
  readonly open: boolean;
  /** Else the ids that its access control list lets search it. */
  readonly ids: readonly number[];
}

/** slirp4netns(1), pasta(1) and friends: path and version, null when missing. */
export interface NetworkTools {
  readonly slirp4netns: { readonly path: string; readonly version: string } | null;
  readonly pasta: { readonly path: string; readonly version: string } | null;
  readonly netavark: string | null;
  readonly aardvark: string | null;
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
