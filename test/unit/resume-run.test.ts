import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import type { Context } from '../../src/commands/context.ts';
import { parseOptions } from '../../src/commands/options.ts';
import { openWorld } from '../../src/commands/world.ts';
import { DiskRunStore } from '../../src/host/store.ts';
import { translator } from '../../src/i18n/translate.ts';
import { UserError } from '../../src/model/error.ts';
import { changesOf } from '../../src/model/plan.ts';
import { paint } from '../../src/report/paint.ts';
import { apply as run } from '../../src/run/apply.ts';
import { openRun } from '../../src/run/journal.ts';
import { makePlan } from '../../src/run/plan.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rw-resume-'));
});
afterEach(() => rm(dir, { recursive: true }));

/** `apply ARGS` on the recorded host, with runs on the disk; what it says is in `out` and `err`. */
async function given(args: readonly string[]) {
  const options = parseOptions(['apply', '--simulate', 'debian-13', ...args]);
  const world = await openWorld(options, () => undefined);
  const said = { out: '', err: '' };
  const t = translator('en');
  const context: Context = {
    options,
    output: {
      out: (text) => (said.out += `${text}\n`),
      err: (text) => (said.err += `${text}\n`),
      stdinIsTTY: false,
      stdoutIsTTY: false,
      stderrIsTTY: false,
      columns: 80,
      rows: 24,
    },
    env: () => undefined,
    version: '1',
    language: 'en',
    t,
    style: { t, paint: paint(false), verbose: false },
    ...world,
    store: new DiskRunStore(dir, process.getuid?.() ?? 0),
    given: {},
    acceptedRisks: [],
  };
  return { context, said };
}

/** A run with a risk that was stopped after its first change. @returns its id */
async function stopped(): Promise<string> {
  const { context } = await given([]);
  const { host, store, userName } = context;
  const { plan, facts } = await makePlan({
    host,
    userName,
    given: {
      engines: { value: ['docker'], source: 'flag' },
      'ports.method': { value: 'setcap', source: 'flag' },
    },
  });
  expect(changesOf(plan).flatMap(({ risks }) => risks)).not.toEqual([]);
  const { writeHost } = await context.write(facts, plan.user);
  const soft = new AbortController();
  const { run: id, exit } = await run(plan, {
    host,
    writeHost,
    store,
    root: 'shell',
    now: () => new Date(),
    tool: { name: 'rootless-wizard', version: '1' },
    stop: { soft: soft.signal, hard: new AbortController().signal },
    onEvent: ({ type }) => type === 'step_done' && soft.abort(),
  });
  expect(exit).toBe(5);
  return id;
}

const refusal = async (args: readonly string[]): Promise<UserError> => {
  const { context } = await given(args);
  const error = await apply(context).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof UserError) return error;
  throw new Error(`apply ${args.join(' ')} was not refused`);
};

describe('apply --resume', () => {
  it('goes on with the open run, whose risks were accepted before, and leaves none open', async () => {
    const id = await stopped();
    const { context, said } = await given(['--resume', '--yes']);
    expect(await apply(context), said.out + said.err).toBe(0);
    expect(said.out).toMatch(new RegExp(`^1 of \\d+ changes of the run ${id} is made`));
    const runs = await context.store.list();
    expect(runs.map((one) => one.id)).toEqual([id]);
    expect(openRun(runs)).toBeNull();
  });

  it('does not guess a yes', async () => {
    await stopped();
    expect(await refusal(['--resume'])).toMatchObject({
      exit: 2,
      text: { key: 'cli.apply-needs-yes' },
    });
  });

  it('refuses where there is nothing to go on with', async () => {
    const none = await refusal(['--resume', '--yes']);
    expect(none).toMatchObject({ exit: 2, text: { key: 'cli.nothing-to-resume' } });
    const id = await stopped();
    const unknown = await refusal(['--resume', '19990101-000000-0000', '--yes']);
    expect(unknown).toMatchObject({ exit: 2, text: { key: 'run.unknown' } });
    const { context } = await given(['--resume', id.slice(0, 17), '--yes']);
    expect(await apply(context)).toBe(0);
    const ended = await refusal(['--resume', id, '--yes']);
    expect(ended).toMatchObject({ exit: 2, text: { key: 'cli.not-open' } });
  });

  it('is what apply names when it finds an open run', async () => {
    const id = await stopped();
    const { context, said } = await given(['--engine', 'podman']);
    await apply(context).catch(() => null);
    expect(said.err).toContain(`rootless-wizard apply --resume ${id}`);
  });
});
