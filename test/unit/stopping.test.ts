import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stoppable } from '../../src/commands/stopping.ts';
import type { Stop } from '../../src/host/signals.ts';
import { exitHeard, processOutput } from '../../src/host/terminal.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { RunEvent } from '../../src/model/event.ts';

let stop: Stop | null = null;
afterEach(() => stop?.dispose());

function started(unattended = false) {
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
  const made = stoppable({ output, t: translator('en') }, follow, () => (kills += 1), unattended);
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

describe('a lost session', () => {
  it('ends a move only while it asks for the password', () => {
    const { watch, stop: own } = started(true);
    watch.onEvent({ type: 'version', tool: 'rootless-wizard', version: '1', run: '' });
    signal();
    expect(own.soft.aborted).toBe(true);
  });

  it('is nothing to a move that has begun, which other signals stop as ever', () => {
    const { said, watch, stop: own, kills } = started(true);
    watch.onEvent(begin);
    signal();
    signal();
    expect([said, own.soft.aborted, own.code(), kills()]).toEqual([[], false, null, 0]);
    process.emit('SIGTERM', 'SIGTERM');
    expect([own.soft.aborted, own.code()]).toEqual([true, 143]);
  });
});

describe('output that cannot be written', () => {
  const lose = (code: string) =>
    process.stdout.emit('error', Object.assign(new Error(code), { code }));
  const before = process.stdout.listeners('error');
  beforeEach(() => void processOutput());
  afterEach(() => {
    for (const stream of [process.stdout, process.stderr]) {
      for (const listener of stream.listeners('error')) {
        if (!before.includes(listener)) stream.off('error', listener as () => void);
      }
    }
  });

  it('stops a run after the change, once, where a signal would', () => {
    const { said, stop: own, watch, kills } = started();
    watch.onEvent(begin);
    // A terminal that is gone is told by SIGHUP.
    lose('EIO');
    expect(own.soft.aborted).toBe(false);
    lose('EPIPE');
    expect(own.soft.aborted).toBe(true);
    expect(said).toEqual([expect.stringMatching(/after the change that is running/)]);
    lose('EPIPE');
    expect([kills(), own.hard.aborted, own.code()]).toEqual([0, false, null]);
    expect([exitHeard(0), exitHeard(5)]).toEqual([1, 5]);
  });
});
