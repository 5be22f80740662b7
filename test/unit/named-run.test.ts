import { describe, expect, it } from 'vitest';
import { namedRun } from '../../src/commands/named-run.ts';
import { MemoryRunStore } from '../../src/host/store-memory.ts';
import type { RunRecord, RunStore, UnreadableRun } from '../../src/model/run.ts';
import { changeOf, planOf, write } from './run-fixtures.ts';

const plan = planOf([changeOf('a', write('/etc/a', 'x', null))]);
const run = (id: string): RunRecord => ({ id, dir: `/runs/${id}`, plan, journal: [] });
const storeOf = (...runs: readonly (RunRecord | UnreadableRun)[]): RunStore =>
  Object.assign(new MemoryRunStore(), { list: async () => runs });

describe('a run that is named on the command line', () => {
  const two = storeOf(run('20261126-101010-aaaa'), run('20261125-101010-bbbb'));

  it('is found by its name and by a beginning that no other run has', async () => {
    expect((await namedRun(two, '20261125-101010-bbbb')).id).toBe('20261125-101010-bbbb');
    expect((await namedRun(two, '20261125')).id).toBe('20261125-101010-bbbb');
  });

  it('is not guessed', async () => {
    await expect(namedRun(two, '202611')).rejects.toThrow('run.ambiguous');
    await expect(namedRun(two, '')).rejects.toThrow('run.unknown');
    await expect(namedRun(two, '2027')).rejects.toThrow('run.unknown');
  });

  it('is not called unknown when it cannot be read', async () => {
    const unreadable = (why: 'newer' | 'damaged') =>
      storeOf({ id: '20261126-101010-aaaa', dir: '/runs/it', unreadable: why });
    await expect(namedRun(unreadable('newer'), '2026')).rejects.toThrow('run.newer');
    await expect(namedRun(unreadable('damaged'), '2026')).rejects.toThrow('run.damaged');
  });
});
