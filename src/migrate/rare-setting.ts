import type { TargetEngine } from './target-engine.ts';

/** One setting of one container that few containers have. */
export interface Rare {
  /** As a person writes it; what is said where it is lost. */
  readonly said: string;
  /** Words for `create` of each target that takes it. */
  readonly words: Partial<Readonly<Record<TargetEngine, readonly string[]>>>;
  /** Is the container another one without it? Else it only has to be known that it is gone. */
  readonly needed: boolean;
}

/** Every target. */
export const TAKEN = ['docker', 'podman', 'nerdctl'] as const;

/** An option that is the same word wherever it is taken. `value`: '' for a switch. */
export function plain(
  option: string,
  value: string,
  takers: readonly TargetEngine[],
  needed = false,
): Rare {
  const words = value === '' ? [option] : [option, value];
  return {
    said: words.join(' '),
    words: Object.fromEntries(takers.map((engine) => [engine, words])),
    needed,
  };
}
