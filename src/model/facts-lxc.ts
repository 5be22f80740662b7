/** Facts about LXC, which has more around it than other engines: a network of the host, and ways to walk. Part of `facts.ts`. */
import type { UnitState } from './facts-engines.ts';
import type { FileState } from './read-host.ts';

/** `path` null: not installed. */
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
  /** What starts containers with the host; absent where nobody looked. */
  readonly boot?: LxcBoot;
}

/** The user's units for containers that start with the host. */
export interface LxcBoot {
  /** The files of the unit of one container, and of the one that starts those that are marked. */
  readonly container: FileState;
  readonly starter: FileState;
  /** And of what is said of the scopes that LXC makes. */
  readonly scope: FileState;
  /** How the one that starts them stands. */
  readonly state: UnitState;
  /** Units of the person's own that start at boot and are about LXC. */
  readonly others: readonly string[];
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
