import type { Values } from './answers.ts';
import type { Facts, FamilyId } from './facts.ts';
import type { EngineName, Finding } from './finding.ts';
import type { Message } from './message.ts';

/** A need that packages fulfil; `distro/` knows which package has it where. */
export type PackageNeed =
  | 'uidmap'
  | 'dbus-user'
  | 'iptables'
  | 'nftables'
  | 'slirp4netns'
  | 'pasta'
  | 'fuse-overlayfs'
  | 'setcap'
  | 'podman'
  | 'crun'
  | 'netavark'
  | 'aardvark-dns'
  | 'dnsname'
  | 'catatonit'
  | 'docker'
  | 'docker-cli'
  | 'rootlesskit'
  | 'nerdctl'
  | 'containerd'
  | 'cni-plugins'
  | 'buildkit'
  | 'lxc'
  | 'machinectl'
  | 'gpg'
  | 'ca-certificates'
  | 'xfsprogs'
  | 'podman-compose'
  | 'docker-compose'
  | 'podman-docker'
  | 'acl';

/** An engine: what it needs and how it is proven. One file each in `engines/`. */
export interface Engine {
  readonly name: EngineName;
  readonly title: Message;
  /** What must be installed for it on this host, most important first. */
  needs(facts: Facts, values: Values): readonly PackageNeed[];
  /** Why this engine can't be set up here, or null. Conflicts with other engines come here too. */
  refuse(facts: Facts, values: Values): Message | null;
  /** The proofs at the end: shell text that runs as the target user. */
  proofs(facts: Facts, values: Values): readonly Proof[];
  /** The first commands to try, for the last screen. */
  tryNext(facts: Facts, values: Values): readonly string[];
}

/**
 * One thing that is shown at the end by doing it. The text calls helpers of scripts/helpers/verify*.sh,
 * which print the evidence; exit 0 is `ok`, 10 is `skip`, 11 is `warn`, anything else `fail`.
 */
export interface Proof {
  /** Finding id: `verify.podman.run`. */
  readonly id: string;
  readonly title: Message;
  readonly text: string;
  /** Evidence on a simulated host. */
  readonly simulated: string;
  /** How it ends there, as its exit: 0 unless the facts say that it could not be shown. */
  readonly simulatedCode?: number;
  readonly cause: Message;
  readonly source: string;
  /** Ids of proofs that must have passed before; else this one is skipped. */
  readonly after: readonly string[];
}

/** A family of distributions as data. */
export interface Family {
  readonly id: FamilyId;
  /** os-release IDs that belong to it, beside those found through ID_LIKE. */
  readonly ids: readonly string[];
  readonly manager: 'apt' | 'dnf' | 'zypper' | 'pacman' | 'apk' | 'xbps' | 'emerge' | null;
  /** Package names by need; several names are all needed. null: nothing to install for that need. */
  readonly packages: Readonly<Partial<Record<PackageNeed, PackageRule>>>;
  /** Said where the package of Docker comes without the scripts of rootless mode. */
  readonly dockerScripts?: ScriptsElsewhere;
  /** Packages of the distribution itself, for which the person has to open one more of its repositories. */
  readonly more?: MoreRepository;
}

/** A repository of the distribution that is not open at first. */
export interface MoreRepository {
  /** os-release IDs of the distributions that have it. */
  readonly on: readonly string[];
  /** The package that opens it: it brings the file of the source, and its key. */
  readonly opener: string;
  /** What root types for that. */
  readonly command: string;
  /** The names of its packages that no other repository there has. */
  readonly packages: readonly string[];
  /** URL that says so. */
  readonly source: string;
}

/** Where dockerd-rootless.sh is to be had, where the distribution's own package of Docker lacks it. */
export interface ScriptsElsewhere {
  /** os-release IDs of the distributions that this is true of, where that is not the whole family. */
  readonly on?: readonly string[];
  /** A package that its package manager does not install, for the person to get; null where there is none. */
  readonly name: string | null;
  /** URL of what the package installs. */
  readonly source: string;
}

/** Names of packages, possibly by release, with the source that confirms them. */
export interface PackageRule {
  readonly names: readonly string[];
  /** By os-release `ID-VERSION_ID` (`debian-12`) or `ID`: other names there. */
  readonly on?: Readonly<Record<string, readonly string[]>>;
  /** URL, or the package list in which it was seen. */
  readonly source: string;
  /** False where nobody has looked yet: the person is told. */
  readonly confirmed: boolean;
  /** The releases (keys as in `on`) on which it was looked up, where that is not all of the family. */
  readonly confirmedOn?: readonly string[];
}

/** Result of a proof. */
export type ProofFinding = Finding;
