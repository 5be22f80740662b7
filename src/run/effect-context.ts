import type { Facts } from '../model/facts.ts';
import type { ReadHost } from '../model/read-host.ts';

/** What effects are worked out from: the host and its facts as they are before the action. */
export interface EffectContext {
  readonly host: ReadHost;
  readonly facts: Facts;
  /**
   * `plan`: what later steps may rely on. `simulate`: also what can't be known before it is done for real
   * (the uid of a new account).
   */
  readonly for: 'plan' | 'simulate';
}
