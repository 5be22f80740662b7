/**
 * The terminal that the wizard draws on, as the caller gives it: screens know no process. The real one
 * is `host/wizard-terminal.ts`; tests give an emulator.
 */
export interface WizardTerminal {
  /** Keys. Must be a terminal: the wizard sets raw mode and takes it back. */
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /**
   * Signals that end the program, while the wizard lives. SIGINT comes only while the bare terminal is
   * handed over (in raw mode Ctrl-C is a key); it must then be left to the program in front.
   * @returns takes the listener away again.
   */
  onSignal(listener: (signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => void): () => void;
  /** Stops this program as Ctrl-Z does and resolves when it goes on. */
  suspend(): Promise<void>;
  /** Is there an alternate screen? Not on a Linux console or a serial terminal. */
  readonly alternateScreen: boolean;
}
