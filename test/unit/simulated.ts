import type { OverlayHost } from '../../src/host/overlay.ts';
import { SimulatedWriteHost } from '../../src/host/simulated.ts';
import { MemoryRunStore } from '../../src/host/store-memory.ts';
import { simulatedEffects } from '../../src/run/effects.ts';

/** What `apply` and `verify` need to play a plan for alice on a recorded host, without a screen. */
export function simulated(host: OverlayHost, root: 'shell' | 'script' = 'shell') {
  return {
    host,
    writeHost: new SimulatedWriteHost(host),
    store: new MemoryRunStore(),
    root,
    now: () => new Date(0),
    tool: { name: 'test', version: '0' },
    onEvent: () => {},
    effects: simulatedEffects(host, 'alice'),
  } as const;
}
