/** A server of root, moved to rootless Docker and back. */
import { movesTheServer } from './lib/moves-server.ts';

movesTheServer('docker');
