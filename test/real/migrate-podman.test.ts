/** A server of root, moved to rootless Podman and back. */
import { movesTheServer } from './lib/moves-server.ts';

movesTheServer('podman');
