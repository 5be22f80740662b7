import type { SourceEngine } from '../model/action-move.ts';
import type { ReadHost } from '../model/read-host.ts';
import type { Fields } from './json.ts';
import { gatherNerdctl } from './nerdctl-gather.ts';
import * as nerdctl from './nerdctl-shape.ts';
import { containerShape, imageShape, networkShape } from './podman-shape.ts';
import { countedSizes, dockerSizes } from './sizes.ts';

/** How an engine of root is asked, and what it says, in the words of Docker. */
export interface Manner {
  /** Does it list the newest container first? */
  readonly newestFirst: boolean;
  /** What it knows an image by. */
  readonly imageName: (id: string) => string;
  /** What it does not say of containers at once, put beside each. */
  readonly gather: (host: ReadHost, entries: readonly Fields[]) => Promise<readonly Fields[]>;
  readonly container: (entry: Fields) => Fields;
  readonly image: (entry: Fields) => Fields;
  readonly volume: (entry: Fields) => Fields;
  readonly network: (entry: Fields) => Fields;
  /** Bytes of volumes, by name; asked with their directories. */
  readonly sizes: (
    host: ReadHost,
    places: readonly (readonly [string, string])[],
  ) => Promise<ReadonlyMap<string, number>>;
  /** What it makes fit for each container, so that nobody wrote it. */
  readonly writes: readonly string[];
}

/** Of each engine. */
export const MANNERS: Readonly<Record<SourceEngine, Manner>> = {
  docker: {
    newestFirst: true,
    imageName: (id) => id,
    gather: nothingMore,
    container: asItIs,
    image: asItIs,
    volume: asItIs,
    network: asItIs,
    sizes: dockerSizes,
    writes: [],
  },
  podman: {
    newestFirst: false,
    // It knows no other id than the digits.
    imageName: (id) => id.replace('sha256:', ''),
    gather: nothingMore,
    container: containerShape,
    image: imageShape,
    volume: asItIs,
    network: networkShape,
    sizes: countedSizes,
    // Names of the host, and of its user.
    writes: ['/etc', '/etc/passwd', '/etc/group'],
  },
  nerdctl: {
    newestFirst: true,
    imageName: (id) => id,
    gather: gatherNerdctl,
    container: nerdctl.containerShape,
    image: nerdctl.imageShape,
    volume: nerdctl.volumeShape,
    network: nerdctl.networkShape,
    sizes: countedSizes,
    // What --init puts before the command.
    writes: ['/sbin/tini'],
  },
};

function nothingMore(_: ReadHost, entries: readonly Fields[]): Promise<readonly Fields[]> {
  return Promise.resolve(entries);
}

function asItIs(entry: Fields): Fields {
  return entry;
}
