import type { SourceEngine } from '../model/action-move.ts';
import type { ReadHost } from '../model/read-host.ts';
import type { Fields } from './json.ts';
import { containerShape, imageShape, networkShape } from './podman-shape.ts';
import { countedSizes, dockerSizes } from './sizes.ts';

/** How an engine of root is asked, and what it says, in the words of Docker. */
export interface Manner {
  /** Does it list the newest container first? */
  readonly newestFirst: boolean;
  /** What it knows an image by. */
  readonly imageName: (id: string) => string;
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
    container: containerShape,
    image: imageShape,
    volume: asItIs,
    network: networkShape,
    sizes: countedSizes,
    // Names of the host, and of its user.
    writes: ['/etc', '/etc/passwd', '/etc/group'],
  },
};

function asItIs(entry: Fields): Fields {
  return entry;
}
