/** A Debian that OpenRC runs: engines as services of the host that belong to an ordinary user. */
import { OPENRC } from './lib/inits.ts';
import { servesEngines } from './lib/inits-docker.ts';

servesEngines(OPENRC);
