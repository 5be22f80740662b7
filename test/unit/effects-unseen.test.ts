/** What nothing comes of that a probe would see needs no look at the host: a move has many of those. */
import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/model/action.ts';
import type { ReadHost } from '../../src/model/read-host.ts';
import { simulatedEffects } from '../../src/run/effects.ts';

describe('the effects of an action that no probe sees', () => {
  const asked: PropertyKey[] = [];
  const host = new Proxy({} as ReadHost, {
    get: (_, name) => {
      asked.push(name);
      return undefined;
    },
  });

  it.each<Action>([
    { do: 'move', call: ['rw_migrate_stop', 'web'], undo: ['rw_migrate_start', 'web=no'] },
    { do: 'system-reload' },
  ])('are none, and nobody is asked: $do', async (action) => {
    expect(await simulatedEffects(host, 'alice')(action)).toEqual([]);
    expect(asked).toEqual([]);
  });
});
