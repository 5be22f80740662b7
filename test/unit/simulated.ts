import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording, renderRecording } from '../../src/host/recording-file.ts';
import { SimulatedWriteHost } from '../../src/host/simulated.ts';
import { MemoryRunStore } from '../../src/host/store-memory.ts';
import { simulatedEffects } from '../../src/run/effects.ts';
import { MADE } from '../hosts/made/index.ts';
import { recordMade } from '../hosts/made/record.ts';

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

/** A made host by its name, as its recording would be if it were written now: golden plans never see an old one. */
export async function madeHost(name: string): Promise<OverlayHost> {
  const described = MADE[name];
  if (described === undefined) throw new Error(`no made host ${name}`);
  const text = renderRecording(await recordMade(described.make()));
  return new OverlayHost(new RecordedHost(parseRecording(text, name)));
}
