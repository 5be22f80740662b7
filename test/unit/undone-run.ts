import { expect } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { SimulatedWriteHost } from '../../src/host/simulated.ts';
import { MemoryRunStore } from '../../src/host/store-memory.ts';
import type { PlannedChange } from '../../src/model/change.ts';
import { apply } from '../../src/run/apply.ts';
import type { RunContext } from '../../src/run/context.ts';
import { fileEffect } from '../../src/run/effects.ts';
import { collector, planOf, playing, TreeHost } from './run-fixtures.ts';

/** Of an ordinary file of root. */
export const ROOT = { mode: 0o644, uid: 0, gid: 0 };

/** Applies changes on a simulated host; gives what is needed to edit its files and to take the run back. */
export async function applied(changes: readonly PlannedChange[], files: Record<string, string>) {
  const overlay = new OverlayHost(new TreeHost(files));
  const store = new MemoryRunStore();
  const { events, onEvent } = collector();
  const context: RunContext = {
    host: overlay,
    writeHost: new SimulatedWriteHost(overlay),
    store,
    root: 'shell',
    now: () => new Date(0),
    tool: { name: 'test', version: '0' },
    onEvent,
    effects: playing(overlay),
  };
  const outcome = await apply(planOf(changes), context);
  expect(outcome.exit).toBe(0);
  events.length = 0;
  const bytesOf = async (path: string) => {
    const state = await overlay.file(path);
    return state.kind === 'file' ? state.bytes : state.kind;
  };
  const edit = (path: string, bytes: string) => overlay.apply([fileEffect(path, bytes, ROOT)]);
  return { overlay, store, context, events, bytesOf, edit, run: outcome.run };
}
