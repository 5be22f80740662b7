import type { Fact } from '../model/fact.ts';
import type { FactId, Facts, Target } from '../model/facts.ts';
import type { Check } from '../model/finding.ts';
import type { ReadHost } from '../model/read-host.ts';

/** What a probe may know beside the host: nothing but who is set up. */
export interface ProbeContext {
  /** `--user`, or null: the user that runs the wizard. */
  readonly userName: string | null;
  /** The target once it is known; probes that look as the target wait for it. */
  readonly target: Promise<Fact<Target>>;
}

/**
 * Reads one fact: a raw read through the host, then a pure parse (exported beside it, for the tests).
 * A probe never throws for a host that is odd: it says unknown and why. `NotRecorded` and defects are
 * turned into unknown by `probe/index.ts`.
 */
export interface Probe<K extends FactId> {
  readonly id: K;
  read(host: ReadHost, context: ProbeContext): Promise<Facts[K]>;
}

/** A file of `probe/` exports its probe and the checks that read it. */
export interface ProbeModule<K extends FactId> {
  readonly probe: Probe<K>;
  readonly checks: readonly Check[];
}
