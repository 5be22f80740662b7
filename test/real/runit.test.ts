/** A Debian that runit runs: engines as services of the host that belong to an ordinary user. */
import { RUNIT } from './lib/inits.ts';
import { servesEngines } from './lib/inits-docker.ts';

servesEngines(RUNIT);
