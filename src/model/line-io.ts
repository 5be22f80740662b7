/** A terminal or a pipe that knows only lines. */
export interface LineIo {
  /** Writes one line. Nothing is ever written over. */
  write(line: string): void;
  /** The next line that the person types; null when there will be none any more. */
  ask(): Promise<string | null>;
  /** Did Ctrl-C end the last question, rather than the end of the input? */
  readonly interrupted?: boolean;
}
