import type { Facts, FamilyId } from './facts.ts';
import type { EngineName } from './finding.ts';
import type { Message } from './message.ts';

/** Every question of the wizard and the type of its answer. Keys are those of the answers file, dotted. */
export interface AnswerValues {
  readonly engines: readonly EngineName[];
  /** Whose packages an unknown distribution has; counts only there. */
  readonly 'system.family': 'by-hand' | Exclude<FamilyId, 'unknown' | 'nixos'>;
  readonly 'user.create': boolean;
  /** Where Docker comes from: packages of the distribution, Docker's own packages, or its static programs. */
  readonly 'docker.source': 'distribution' | 'docker' | 'static';
  /** Where Docker's own repository is: the address that `/linux/...` is put behind. */
  readonly 'docker.repository': string;
  /** Absolute path of the repository's key on this host; '' to get it from the repository. */
  readonly 'docker.key': string;
  /** Its fingerprint, 40 hexadecimal digits, with or without blanks. */
  readonly 'docker.fingerprint': string;
  /** Absolute paths of the archives with Docker's static programs, and their sha256; '' for none. */
  readonly 'docker.archive': string;
  readonly 'docker.sha256': string;
  readonly 'docker.extras': string;
  readonly 'docker.extras-sha256': string;
  readonly 'packages.install': boolean;
  /** Compose for the chosen engines. */
  readonly 'packages.compose': boolean;
  /** The command `docker` as a wrapper of Podman. */
  readonly 'packages.podman-docker': boolean;
  /** Absolute path of nerdctl's release archive on this host, or an https: address of it; '' for none. */
  readonly 'nerdctl.archive': string;
  /** Its sha256 as the release page has it, 64 hexadecimal digits. */
  readonly 'nerdctl.sha256': string;
  /** Where what comes out of it goes: below ~/.local, or below /usr/local, for everybody. */
  readonly 'nerdctl.place': 'home' | 'usr-local';
  /** Ids per file. 65536 for one engine, 131072 for one level of nesting. */
  readonly 'subids.count': number;
  readonly 'kernel.settings': boolean;
  readonly 'ports.method': 'none' | 'sysctl' | 'setcap';
  /** Lowest port that containers will publish, 1..1023. */
  readonly 'ports.lowest': number;
  readonly 'ping.allow': boolean;
  readonly 'cgroup.delegate': boolean;
  /** Boot with cgroup v2 from now on, on a host that still has v1. */
  readonly 'cgroup.switch': boolean;
  readonly linger: boolean;
  readonly 'storage.podman.driver': 'auto' | 'overlay' | 'fuse-overlayfs' | 'vfs';
  /** Absolute path, or `default`. */
  readonly 'storage.podman.graphroot': string;
  /** Absolute path of the file that holds the containers' own file system; '' for none. */
  readonly 'storage.image': string;
  /** Its size in GB (10^9 bytes). */
  readonly 'storage.image-size': number;
  readonly 'storage.docker.driver': 'auto' | 'overlay2' | 'fuse-overlayfs' | 'vfs';
  readonly 'storage.docker.data-root': string;
  readonly 'storage.nerdctl.snapshotter': 'auto' | 'overlayfs' | 'fuse-overlayfs' | 'native';
  /** Absolute path that takes the place of the data home for containerd and nerdctl, or `default`. */
  readonly 'storage.nerdctl.root': string;
  /** Start Docker's user service now and at login. */
  readonly 'service.docker': boolean;
  /** How rootlesskit connects Docker's network. */
  readonly 'service.docker-network': 'default' | 'no-proxy' | 'slirp4netns' | 'pasta';
  /** Containers of Docker get IPv6: addresses, a way out, and published ports that lead to them over it. */
  readonly 'service.docker-ipv6': boolean;
  /** Containers of Docker may connect to what listens on the host's 127.0.0.1. */
  readonly 'service.docker-reach-host': boolean;
  /** Start the user's containerd now and at login. */
  readonly 'service.nerdctl': boolean;
  /** How rootlesskit connects the network of nerdctl's containerd. */
  readonly 'service.nerdctl-network': 'default' | 'slirp4netns' | 'pasta';
  /** Containers of nerdctl that ask for it get sockets of the host (bypass4netns). */
  readonly 'service.nerdctl-bypass': boolean;
  readonly 'service.podman-socket': boolean;
  /** Containers with `--restart=always` start with the machine; counts only with linger. */
  readonly 'service.podman-restart': boolean;
  /** Containers of LXC with `lxc.start.auto = 1` start with the machine; counts only with linger. */
  readonly 'service.lxc-autostart': boolean;
  /** The bridge that LXC containers of the user are attached to. */
  readonly 'lxc.bridge': string;
  readonly 'shell.docker-context': boolean;
  readonly 'shell.docker-host': boolean;
  readonly verify: boolean;
  /** How directories of the host reach the containers that `migrate` moves. */
  readonly 'migrate.directories': 'owners' | 'idmapped' | 'leave';
  /** How named volumes do. */
  readonly 'migrate.volumes': 'copy' | 'idmapped' | 'in-place';
  /** Where their images come from: root's store, or the registry they once came from. */
  readonly 'migrate.images': 'copy' | 'pull';
}

export type AnswerKey = keyof AnswerValues;

/** Where a value comes from, shown beside it everywhere. */
export type AnswerSource = 'detected' | 'default' | 'file' | 'flag' | 'person';

/** One answer with its source. */
export interface Answer<K extends AnswerKey = AnswerKey> {
  readonly value: AnswerValues[K];
  readonly source: AnswerSource;
}

/** A complete set: every key has a value, because every question has a default. */
export type Answers = { readonly [K in AnswerKey]: Answer<K> };

/** What was given so far by file, flags or the person; the rest is filled by the questions' defaults. */
export type GivenAnswers = { readonly [K in AnswerKey]?: Answer<K> };

/** The values alone, for steps. */
export type Values = AnswerValues;

/** A question: pure, belongs to a step, drives the wizard, the answers file and `--set` alike. */
export interface Question<K extends AnswerKey = AnswerKey> {
  readonly key: K;
  readonly title: Message;
  /** One or two sentences: why one would choose what. */
  readonly help: Message;
  readonly input: QuestionInput<AnswerValues[K]>;
  /** Is it worth asking for these facts and the answers so far? A question that is not asked keeps its default. */
  applies(facts: Facts, values: Partial<Values>): boolean;
  /** The recommended answer and the reason for it. */
  recommend(
    facts: Facts,
    values: Partial<Values>,
  ): {
    readonly value: AnswerValues[K];
    readonly source: 'detected' | 'default';
    readonly because: Message;
  };
  /** Why a value can't be taken (shown beside the field), or null. */
  refuse(value: AnswerValues[K], facts: Facts, values: Partial<Values>): Message | null;
}

/** How a question is asked. `risk` names what accepting the option means (see `change.ts`). */
export type QuestionInput<V> =
  | { readonly type: 'choice'; readonly options: readonly Option<V>[] }
  | {
      readonly type: 'several';
      readonly options: readonly Option<V extends readonly (infer E)[] ? E : never>[];
    }
  | { readonly type: 'yes-no' }
  | { readonly type: 'number'; readonly min: number; readonly max: number }
  | { readonly type: 'text' };

export interface Option<V> {
  readonly value: V;
  readonly label: Message;
  readonly help: Message;
}
