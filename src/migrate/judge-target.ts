/** What a judgement goes by: the rootless side of this host, and what is around a container. */
import type { HardLimits } from './hard-limits.ts';
import type { Ways } from './idmapped.ts';
import type { Inventory } from './inventory.ts';
import type { TargetEngine } from './target-engine.ts';
import type { ContainerIds } from './volume-judge.ts';

/** What the rootless side of this host offers. */
export interface Target {
  readonly engine: TargetEngine;
  readonly uid: number;
  /** Lowest port that the user may publish. */
  readonly firstPort: number;
  /** Are memory limits handed to the user? null: not known. */
  readonly limits: boolean | null;
  /** All controllers that are; null or nothing: not known. */
  readonly controllers?: readonly string[] | null;
  /** Can a container reach what listens on 127.0.0.1 of the host? Nothing: the engine has no such setting. */
  readonly reachesHost?: boolean;
  /** Has the engine itself a 127.0.0.1 that is not the host's? Nothing: it may. */
  readonly ownLoopback?: boolean;
  /** Hard limits of the user's processes; null: not known. Only asked for where a container has limits. */
  readonly allowed?: HardLimits | null;
  /** As `USUAL_WAYS` where it is not said. */
  readonly ways?: Ways;
  /** Not there: not known. */
  readonly ids?: ContainerIds;
}

/** What is known of the things that a container uses. */
export type Surroundings = Pick<Inventory, 'networks' | 'volumes' | 'owners' | 'written'> &
  Partial<Pick<Inventory, 'own' | 'units' | 'callers' | 'looks'>>;
