import type { Effect } from '../../../src/tui/events.ts';
import { parseInput } from '../../../src/tui/input.ts';
import { summaryRows } from '../../../src/tui/rows.ts';
import { type Session, startSession } from '../../../src/tui/runtime.ts';
import type { WizardBackend } from '../../../src/tui/session.ts';
import type { WizardState } from '../../../src/tui/state.ts';
import { KEY } from '../../support/keys.ts';

/** A wizard without any screen. */
export interface Driven {
  readonly session: Session;
  readonly state: () => WizardState;
  /** Types keys, and waits until nothing is under way any more. */
  type(keys: string): Promise<WizardState>;
  settle(): Promise<WizardState>;
  /** Effects that only a screen has. */
  readonly performed: Effect[];
}

/** Starts a wizard at its first page. `now` is a clock that stands still. */
export async function drive(
  backend: WizardBackend,
  size = { columns: 80, rows: 24 },
): Promise<Driven> {
  let wake: () => void = () => {};
  const performed: Effect[] = [];
  const session = startSession(
    backend,
    {
      changed: () => wake(),
      handOver: (work) => work(),
      perform: (effect) => void performed.push(effect),
    },
    { language: 'en', ascii: false, ...size, now: () => 0 },
  );
  const settle = async () => {
    while (session.busy && session.state.exit === null) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        queueMicrotask(() => {
          if (!session.busy) resolve();
        });
      });
    }
    return session.state;
  };
  await settle();
  return {
    session,
    state: () => session.state,
    settle,
    performed,
    async type(keys) {
      for (const key of parseInput(keys, true).keys) {
        session.dispatch({ type: 'key', key });
        await settle();
      }
      return session.state;
    },
  };
}

/** The keys that lead to a row of the summary, by its id. */
export function rowAt(state: WizardState, id: string): string {
  const at = summaryRows(state).findIndex((row) => row.id === id);
  return `g${KEY.down.repeat(at)}`;
}
