import type { Facts } from './facts.ts';
import type { Message } from './message.ts';

/** How bad: `skip` means it could not be looked at, which is never the same as passed (design law 6). */
export type Level = 'ok' | 'info' | 'warn' | 'fail' | 'skip';

/** What a person must do before a remedy is felt. */
export type Needs = 'none' | 'relogin' | 'reboot';

/** What a fact means for the goal. Ids never change their meaning (cli.md). */
export interface Finding {
  readonly id: string;
  readonly level: Level;
  readonly title: Message;
  /** What was seen, untranslated: a value, a line of a file, an error output. */
  readonly evidence: string;
  /** Why it matters; absent where it is fine. */
  readonly cause?: Message;
  /** Commands that mend it, most useful first. */
  readonly remedy: readonly Remedy[];
  readonly needs: Needs;
  /** Where the rule comes from: a URL or a man page. */
  readonly source: string;
}

/** One command that mends something. */
export interface Remedy {
  readonly command: string;
  readonly root: boolean;
}

/** What the checks are asked about: the same facts mean different things for different engines. */
export interface Goal {
  readonly engines: readonly EngineName[];
}

export type EngineName = 'docker' | 'nerdctl' | 'podman' | 'lxc';

/**
 * A pure rule from facts to findings. It lies beside the probe that it reads (`probe/`).
 * An empty result means: does not apply to this goal.
 */
export interface Check {
  /** Prefix of the ids of its findings: `subid` for `subid.size`. */
  readonly id: string;
  run(facts: Facts, goal: Goal): readonly Finding[];
}
