import type { HostShell, ShellResult, ShellWork, WriteHost } from '../model/write-host.ts';
import type { OverlayHost } from './overlay.ts';

/**
 * The writing half of a simulated host: nothing is run, no password is asked; what an action would leave
 * becomes true in the overlay, and the lines that it would print are printed.
 */
export class SimulatedWriteHost implements WriteHost {
  readonly #overlay: OverlayHost;

  constructor(overlay: OverlayHost) {
    this.#overlay = overlay;
  }

  async open(): Promise<HostShell> {
    const overlay = this.#overlay;
    return {
      async run(work: ShellWork, onLine: (line: string) => void): Promise<ShellResult> {
        for (const line of work.simulated ?? []) onLine(line);
        overlay.apply(work.effects);
        return { code: work.simulatedCode ?? 0, said: [] };
      },
      async close() {
        // Nothing was started.
      },
    };
  }
}
