/** Where the rules of a move come from: the manual of the engine that does it. */
import type { TargetEngine } from './target-engine.ts';

/** Pages for what an engine does in a move; each a URL. */
interface Manual {
  /** An image from a stream of another engine. */
  readonly load: string;
  /** An image from its registry, by digest. */
  readonly pull: string;
  readonly network: string;
  readonly volume: string;
  /** Making a container. */
  readonly create: string;
  readonly stop: string;
  /** What it means to run it without root. */
  readonly rootless: string;
}

const DOCKER = 'https://docs.docker.com/reference/cli/docker';
const PODMAN = 'https://docs.podman.io/en/latest/markdown';
const NERDCTL = 'https://github.com/containerd/nerdctl/blob/main/docs';

/** By the engine: of the user where something is made, of root where something is stopped. */
export const MANUALS: Readonly<Record<TargetEngine, Manual>> = {
  docker: {
    load: `${DOCKER}/image/load/`,
    pull: `${DOCKER}/image/pull/#pull-an-image-by-digest-immutable-identifier`,
    network: `${DOCKER}/network/create/`,
    volume: 'https://docs.docker.com/engine/storage/volumes/',
    create: `${DOCKER}/container/create/`,
    stop: `${DOCKER}/container/stop/`,
    rootless: 'https://docs.docker.com/engine/security/rootless/',
  },
  podman: {
    load: `${PODMAN}/podman-load.1.html`,
    pull: `${PODMAN}/podman-pull.1.html`,
    network: `${PODMAN}/podman-network-create.1.html`,
    volume: `${PODMAN}/podman-volume-create.1.html`,
    create: `${PODMAN}/podman-create.1.html`,
    stop: `${PODMAN}/podman-stop.1.html`,
    rootless: `${PODMAN}/podman.1.html#rootless-mode`,
  },
  nerdctl: {
    load: `${NERDCTL}/command-reference.md#whale-nerdctl-load`,
    pull: `${NERDCTL}/command-reference.md#whale-nerdctl-pull`,
    network: `${NERDCTL}/command-reference.md#whale-nerdctl-network-create`,
    volume: `${NERDCTL}/command-reference.md#whale-nerdctl-volume-create`,
    create: `${NERDCTL}/command-reference.md#whale-nerdctl-create`,
    stop: `${NERDCTL}/command-reference.md#whale-nerdctl-stop`,
    rootless: `${NERDCTL}/rootless.md`,
  },
};

/** Pages for what has nothing to do with an engine. */
export const SOURCES = {
  owners: 'https://man7.org/linux/man-pages/man7/user_namespaces.7.html',
  idmapped: 'https://man7.org/linux/man-pages/man2/mount_setattr.2.html',
  systemctl: 'https://www.freedesktop.org/software/systemd/man/latest/systemctl.html',
} as const;
