/** An undo that would stop what was moved from root, of which its own journal knows nothing. */
import { describe, expect, it } from 'vitest';
import { standingOn } from '../../src/commands/undo-moved.ts';
import type { Facts } from '../../src/model/facts.ts';
import { commandKey, type ReadHost } from '../../src/model/read-host.ts';
import type { RunRecord } from '../../src/model/run.ts';
import { movedContainers } from '../../src/probe/commands-move.ts';
import type { UndoStep } from '../../src/run/undo.ts';
import { FakeHost } from '../probes/fake-host.ts';

const target = { uid: 1000, gid: 1000, name: 'alice', runtimeDir: '/run/user/1000' } as never;
const facts = {
  target: { known: true, value: target },
  nerdctl: { known: false },
  podman: { known: true, value: { info: null, hasStore: true } },
} as unknown as Facts;
const key = (engine: 'docker' | 'podman') => commandKey(movedContainers(target, engine));
const host = (docker: string, podman = '') =>
  new FakeHost({ commands: { [key('docker')]: docker, [key('podman')]: podman } });

const ours = 'a'.repeat(64);
const run = (id: string, action: string, user = 'alice') =>
  ({
    id,
    plan: {
      user: { name: user },
      steps: [
        {
          id: action === 'move' ? 'migrate-group' : 'subids',
          changes: [{ id: 'c', action: { do: action } }],
        },
      ],
    },
    journal: [{ type: 'done', way: 'apply', change: 'c' }],
  }) as unknown as RunRecord;
const step = (how: object) => ({ how }) as unknown as UndoStep;
const steps = [step({ run: {} })];

const names = (on: ReadHost, more: object = {}) => {
  const setUp = run('1', 'write-file');
  return standingOn(on, facts, { run: setUp, steps, runs: [setUp], ...more });
};

describe('containers that were moved and stand on a run', () => {
  it('are told by their label, in every engine of the user', async () => {
    const said = `web\t${ours}\nown\t\nhalf\tvolume\n`;
    expect(await names(host(said, `db\t${ours}\n`))).toEqual(['db', 'web']);
    expect(await names(host('own\t\n'))).toEqual([]);
  });

  it('are not asked for where nothing would be taken away, or the move itself is', async () => {
    const on = host(`web\t${ours}\n`);
    expect(await names(on, { steps: [step({ keep: {} })] })).toEqual([]);
    expect(await names(on, { run: run('2', 'move') })).toEqual([]);
  });

  it('are seen to already where the move is in the same journal, for the same user', async () => {
    const on = host(`web\t${ours}\n`);
    expect(await names(on, { runs: [run('2', 'move'), run('1', 'write-file')] })).toEqual([]);
    expect(await names(on, { runs: [run('2', 'move', 'bob')] })).toEqual(['web']);
  });
});
