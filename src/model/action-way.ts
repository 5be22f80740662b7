/**
 * Directories that a change makes on its way, although it is not about them. The plan fills it in
 * (`run/missing.ts`), so that undo can take them away again as far as they are empty.
 */
export interface MakesWay {
  /** Those that were not there when the plan was made, outermost first. */
  readonly missing?: readonly string[];
}

/** What takes such a change back removes these as well, as far as they are empty. */
export interface ClearsWay {
  /** Innermost first. */
  readonly emptied?: readonly string[];
}
