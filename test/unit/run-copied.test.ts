import { expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { MemoryRunStore } from '../../src/host/store-memory.ts';
import type { ShellResult } from '../../src/model/write-host.ts';
import { apply } from '../../src/run/apply.ts';
import { changeOf, collector, planOf, playing, TreeHost, write } from './run-fixtures.ts';

/** What the end of a change says when its helper said these words. */
async function noteOf(said: ShellResult['said']) {
  const { events, onEvent } = collector();
  const overlay = new OverlayHost(new TreeHost({}));
  const plan = planOf([changeOf('migrate.volume.data', write('/etc/a', 'b', null))]);
  await apply(plan, {
    store: new MemoryRunStore(),
    writeHost: {
      open: async () => ({ run: async () => ({ code: 0, said }), close: async () => undefined }),
    },
    host: overlay,
    effects: playing(overlay),
    onEvent,
    root: 'shell',
    tool: { name: 'test', version: '0' },
    now: () => new Date(0),
  });
  const done = events.find(({ type }) => type === 'step_done');
  return done?.type === 'step_done' ? done.note : null;
}

it('says how much of a volume was copied and found the same', async () => {
  expect(await noteOf([{ word: 'copied', rest: '12 3072' }])).toEqual({
    key: 'run.copied',
    args: { count: 12, size: '3.0 KiB' },
  });
  expect(await noteOf([{ word: 'moved', rest: 'volume data' }])).toBeUndefined();
  expect(await noteOf([{ word: 'copied', rest: 'nothing' }])).toBeUndefined();
});
