/** Many containers, of which an engine cannot say everything in one answer. */
import { expect, it } from 'vitest';
import { inspectAll } from '../../src/migrate/ask.ts';
import type { CommandResult, ReadCommand } from '../../src/model/read-host.ts';
import { rootfulInspect } from '../../src/probe/commands-move.ts';
import { FakeHost } from '../probes/fake-host.ts';

const names = Array.from({ length: 45 }, (_, n) => `c${n}`);
const inspect = (some: readonly string[]) => rootfulInspect(some, 'podman');

class Engine extends FakeHost {
  readonly asked: number[] = [];
  readonly #ends: number;

  /** `ends`: so many calls end by themselves. */
  constructor(ends: number) {
    super({});
    this.#ends = ends;
  }

  override run({ argv }: ReadCommand): Promise<CommandResult> {
    const some = argv.filter((word) => /^c\d+$/.test(word));
    this.asked.push(some.length);
    const done = this.asked.length <= this.#ends;
    const stdout = done ? JSON.stringify(some.map((Name) => ({ Name }))) : '';
    return Promise.resolve({
      status: done ? 'exited' : 'timeout',
      code: done ? 0 : -1,
      stdout,
      stderr: '',
    });
  }
}

it('asks for some at a time, and has all of them in their order', async () => {
  const host = new Engine(9);
  const found = await inspectAll(host, names, 'podman', inspect);
  expect(found.map(({ Name }) => Name)).toEqual(names);
  expect(host.asked).toEqual([20, 20, 5]);
  expect(await inspectAll(host, [], 'podman', inspect)).toEqual([]);
});

it('takes a part for nothing', async () => {
  await expect(inspectAll(new Engine(2), names, 'nerdctl', inspect)).rejects.toMatchObject({
    exit: 4,
  });
});
