import { afterEach, describe, expect, it } from 'vitest';
import { stoppable } from '../../src/commands/stopping.ts';
import type { Stop } from '../../src/host/signals.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { RunEvent } from '../../src/model/event.ts';

let stop: Stop | null = null;
afterEach(() => stop?.dispose());

function started() {
  const said: string[] = [];
  const seen: RunEvent[] = [];
  let kills = 0;
  const output = {
    out: () => {},
    err: (text: string) => void said.push(text),
    stdinIsTTY: true,
    stdoutIsTTY: true,
    stderrIsTTY: true,
    columns: 80,
    rows: 24,
  };
  const follow = { onEvent: (event: RunEvent) => void seen.push(event) };
  const made = stoppable({ output, t: translator('en') }, follow, () => (kills += 1));
  ({ stop } = made);
  return { ...made, said, seen, kills: () => kills };
}

// A signal that nothing else in the test listens to.
const signal = () => void process.emit('SIGHUP', 'SIGHUP');
const begin: RunEvent = {
  type: 'step_start',
  change: 'a',
  index: 1,
  total: 2,
  title: { key: 'core.raw', args: { text: 'a' } },
};

describe('the first signal', () => {
  it('at the password prompt says that nothing was changed, and of no change that is running', () => {
    const { said, watch, stop: own } = started();
    watch.onEvent({ type: 'version', tool: 'rootless-wizard', version: '1', run: '' });
    signal();
    expect(said).toEqual([expect.stringMatching(/nothing was changed/)]);
    expect(own.soft.aborted).toBe(true);
    expect(own.hard.aborted).toBe(false);
  });

  it('in the middle says that it stops after the change, and the second one stops now', () => {
    const { said, seen, watch, stop: own, kills } = started();
    watch.onEvent(begin);
    expect(seen).toEqual([begin]);
    signal();
    expect(said).toEqual([expect.stringMatching(/after the change that is running/)]);
    expect(kills()).toBe(0);
    signal();
    expect([kills(), own.hard.aborted, own.code()]).toEqual([1, true, 129]);
  });
});
