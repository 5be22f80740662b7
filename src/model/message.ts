/**
 * A sentence of the catalogue with its arguments, as plain data.
 *
 * Facts, findings, steps and changes carry messages instead of text, so that a plan survives JSON and can
 * be read in another language than the one it was made in. `i18n/msg.ts` makes them (typed by the
 * English catalogue), `i18n/translate.ts` turns them into text.
 */
export interface Message {
  /** Key of the catalogue, `area.name`. */
  readonly key: string;
  /** Values for the `{placeholders}` of the sentence. A nested message is translated first. */
  readonly args?: Readonly<Record<string, MessageArg>>;
}

/** What can fill a placeholder; a list is joined in the way of the language. */
export type MessageArg = string | number | Message | readonly string[];
