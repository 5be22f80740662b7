import type { SourceEngine } from '../model/action-move.ts';
import type { Message } from '../model/message.ts';
import type { RootfulContainer } from './container.ts';
import type { Firewall } from './firewall.ts';
import type { Fields } from './json.ts';
import type { Owners } from './owners.ts';
import type { Sample } from './sample.ts';
import type { VolumeLook } from './volume-look.ts';

/** What engines of root have, as far as a move needs it. */
export interface Inventory {
  readonly containers: readonly RootfulContainer[];
  /** `docker inspect` as it is, by container id; of another engine, in that shape. */
  readonly entries: ReadonlyMap<string, Fields>;
  /** Those that containers use, by id. */
  readonly images: ReadonlyMap<string, RootfulImage>;
  /** Those that containers use, by name. */
  readonly volumes: ReadonlyMap<string, RootfulVolume>;
  /** User-defined ones that containers use, by name. */
  readonly networks: ReadonlyMap<string, RootfulNetwork>;
  /** Owners of what is mounted from the host, by path; null where it can't be seen. */
  readonly owners: ReadonlyMap<string, Owners | null>;
  /** What reading a little of the largest volumes took, by name; none of those that can't be read. */
  readonly samples: ReadonlyMap<string, Sample>;
  /** Published ports behind which nothing listens, as `PORT/PROTOCOL` of the container, by its id (`silent.ts`). */
  readonly silent?: ReadonlyMap<string, readonly string[]>;
  /** What is in the plain ones of the volumes, by name; null where it could not be seen whole. */
  readonly looks?: ReadonlyMap<string, VolumeLook | null>;
  /** The firewall that published ports pass by today, and will not. */
  readonly firewall: Firewall | null;
  /** Paths that were written in a container outside of volumes, by container id; empty for most. */
  readonly written: ReadonlyMap<string, readonly string[]>;
  /** Reasons to stay that are the engine's own, by container id. */
  readonly own?: ReadonlyMap<string, readonly Message[]>;
  /** Units of systemd that start a container and do nothing else, by its id: they go with it. */
  readonly units?: ReadonlyMap<string, string>;
  /** Files that call the engine of root for a container, by its id. */
  readonly callers?: ReadonlyMap<string, readonly string[]>;
  /** Services of root's Podman that are enabled. */
  readonly services?: readonly string[];
  /** What could not be looked at. */
  readonly unseen?: readonly Unseen[];
  /** Namespaces of containerd in which root's nerdctl has containers, too. */
  readonly namespaces?: readonly string[];
}

/** Containers that there may be: only root can see them, or nobody while their daemon does not run. */
export type Unseen =
  | 'docker-hidden'
  | 'docker-asleep'
  | 'podman-hidden'
  | 'nerdctl-hidden'
  | 'nerdctl-asleep';

/** An image of root. */
export interface RootfulImage {
  readonly source: SourceEngine;
  readonly id: string;
  readonly refs: readonly string[];
  /** `REPOSITORY@sha256:…` of the registries it came from or went to; none of one that was made here. */
  readonly digests?: readonly string[];
  /** Bytes; layers that images share count in each. */
  readonly size: number;
  readonly entry: Fields;
}

/** A volume of root. */
export interface RootfulVolume {
  readonly source: SourceEngine;
  readonly name: string;
  readonly driver: string;
  readonly options: readonly string[];
  readonly labels: readonly (readonly [string, string])[];
  readonly mountpoint: string;
  /** Bytes, rounded; null where nobody says. */
  readonly size: number | null;
}

/** A network of root. */
export interface RootfulNetwork {
  readonly name: string;
  readonly driver: string;
  readonly internal: boolean;
  readonly labels: readonly (readonly [string, string])[];
  /** Ranges of addresses, as somebody chose them or the engine picked them. */
  readonly pools: readonly Pool[];
  readonly ipv6: boolean;
  /** Is it without IPv4? */
  readonly ipv6Only: boolean;
  /** Of the driver, in Docker's words; those that only Podman has in its own. */
  readonly options: readonly (readonly [string, string])[];
  /** May containers of swarm services and others join it? Means nothing on a bridge, but Docker keeps it. */
  readonly attachable: boolean;
  /** `--ipam-driver`, '' for the usual one; with its options. */
  readonly ipamDriver: string;
  readonly ipamOptions: readonly (readonly [string, string])[];
  /** Words for `network create` that only Podman has, each with its value. */
  readonly podmanOnly: readonly string[];
}

/** A range of addresses of a network. '' where nothing is said. */
export interface Pool {
  readonly subnet: string;
  readonly gateway: string;
  /** The part of it from which containers get addresses; Podman may say `FIRST-LAST`. */
  readonly range: string;
  /** Addresses that are kept from containers, each with a name. */
  readonly aux: readonly (readonly [string, string])[];
}

/** The inventory of a host without containers of root. */
export const NOTHING: Inventory = {
  containers: [],
  entries: new Map(),
  images: new Map(),
  volumes: new Map(),
  networks: new Map(),
  owners: new Map(),
  samples: new Map(),
  firewall: null,
  written: new Map(),
};
