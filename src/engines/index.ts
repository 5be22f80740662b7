import type { Engine } from '../model/engine.ts';
import type { EngineName } from '../model/finding.ts';
import { docker } from './docker.ts';
import { lxc } from './lxc.ts';
import { nerdctl } from './nerdctl.ts';
import { podman } from './podman.ts';

/** All engines, the one that needs least first. */
export const ENGINES: readonly Engine[] = [podman, docker, nerdctl, lxc];

const BY_NAME: Readonly<Record<EngineName, Engine>> = { podman, docker, nerdctl, lxc };

/** The engine of that name. */
export function engineByName(name: EngineName): Engine {
  return BY_NAME[name];
}
