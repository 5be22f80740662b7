import { composeOf } from './compose.ts';
import type { MoveInput } from './move.ts';
import { makingOf } from './move-group.ts';
import { quadletOf, type Version } from './quadlet.ts';
import { movedLabel } from './words.ts';

/** A file that makes a container again as it was moved, for the person to keep. */
export interface KeptFile {
  readonly container: string;
  readonly kind: 'compose' | 'quadlet';
  /** Below the user's home. */
  readonly path: string;
  readonly text: string;
}

/** Below the user's home: a directory for each container. Nothing reads it but people. */
export const KEPT = '.local/share/rootless-wizard/migrated';

/**
 * The files that a move writes out: for Docker and nerdctl a compose file of each container that no compose
 * project has, for Podman a Quadlet unit of each one with a restart policy. `podman`: its version, null where it is
 * not known. Pure.
 */
export function keptFiles(input: MoveInput, podman: Version | null): readonly KeptFile[] {
  const containers = input.groups.flatMap(({ members }) => members);
  return containers.flatMap((container): readonly KeptFile[] => {
    const { name, project, imageId } = container;
    const making = makingOf(input, container);
    if (making === null) return [];
    if (input.engine !== 'podman') {
      if (project !== null) return [];
      const text = composeOf(making.recipe, name, movedLabel(making.args), input.engine);
      return [{ container: name, kind: 'compose', path: `${KEPT}/${name}/compose.yaml`, text }];
    }
    const text = quadletOf(making.recipe, name, imageId, podman);
    if (text === null) return [];
    return [{ container: name, kind: 'quadlet', path: `${KEPT}/${name}/${name}.container`, text }];
  });
}
