import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { apply, resume } from '../../src/run/apply.ts';
import { inPlace, isOpen, isReadable, lastRun } from '../../src/run/journal.ts';
import {
  changes,
  contextFor,
  dir,
  get,
  givesDirectories,
  inUser,
  NEW,
  OLD,
  planFor,
  put,
  run,
  write,
} from './real-run.ts';

givesDirectories();

describe('a run, with undo.sh', () => {
  beforeEach(() => put('a.conf', OLD));

  it('is taken back by it alone, without what was changed since', async () => {
    const plan = planFor(changes());
    const { context } = contextFor(plan);
    const { run: id } = await apply(plan, context);
    const script = join(dir, 'state/runs', id, 'undo.sh');
    await put("sub/it's/new", 'edited\n');
    const failed = await run('sh', [script]).catch(
      (error: { code: number; stdout: string }) => error,
    );
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.stdout).toMatch(/left new stays as it is/);
    expect([await get('a.conf'), await get("sub/it's/new")]).toEqual([OLD, 'edited\n']);
    await put("sub/it's/new", 'new\n');
    const { stdout } = await run('sh', [script]);
    expect(stdout).toMatch(/done taken back/);
    expect((await readdir(dir)).sort()).toEqual(['a.conf', 'state']);
  });

  it('is known to be taken back, until it is gone on with', async () => {
    const plan = planFor(changes());
    const { context } = contextFor(plan);
    const { run: id } = await apply(plan, context);
    const script = join(dir, 'state/runs', id, 'undo.sh');
    const [before] = (await context.store.list()).filter(isReadable);
    expect(before && inPlace(before)).toBeGreaterThan(0);

    // What is left in place is still there: the script says so, and nothing is noted.
    await put("sub/it's/new", 'edited\n');
    await run('sh', [script]).catch(() => {});
    expect(lastRun(await context.store.list(), false)?.id).toBe(id);

    await put("sub/it's/new", 'new\n');
    await run('sh', [script]);
    const [after] = (await context.store.list()).filter(isReadable);
    expect(after && [isOpen(after), inPlace(after)]).toEqual([false, 0]);
    expect(lastRun(await context.store.list(), false)).toBeNull();

    // Going on makes the changes again, and from then on the note counts no more.
    expect(await resume(id, context)).toMatchObject({ exit: 0 });
    expect(await get("sub/it's/new")).toBe('new\n');
    expect(lastRun(await context.store.list(), false)?.id).toBe(id);
  });

  it('is not taken back before a run that came later, unless that is wished', async () => {
    const early = contextFor(planFor(changes()), { now: () => new Date(1_000) });
    const { run: first } = await apply(planFor(changes()), early.context);
    const plan = planFor([inUser('more', write('b.conf', 'b\n', null))]);
    const { run: second } = await apply(plan, contextFor(plan).context);
    const script = (id: string) => join(dir, 'state/runs', id, 'undo.sh');
    const refused = await run('sh', [script(first)]).catch(
      (error: { code: number; stdout: string }) => error,
    );
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stdout).toContain(script(second));
    expect([await get('a.conf'), await get('b.conf')]).toEqual([NEW, 'b\n']);
    const { stdout } = await run('sh', [script(first), '--anyway']);
    expect(stdout).toMatch(/done taken back/);
    expect([await get('a.conf'), await get('b.conf')]).toEqual([OLD, 'b\n']);

    await resume(first, early.context);
    await run('sh', [script(second)]);
    // One that was refused before it had begun is none that came later.
    const refusedRun = join(dir, 'state/runs/99991231-235959-0000');
    await mkdir(refusedRun);
    const lines = ['{"type":"start","way":"do",', '{"type":"end","way":"do","exit":3,'];
    await writeFile(join(refusedRun, 'journal.jsonl'), lines.map((each) => `${each}\n`).join(''));
    await run('sh', [script(first)]);
    expect([await get('a.conf'), await get('b.conf')]).toEqual([OLD, null]);
  });

  it('is not taken back under containers that root moved here, unless that is wished', async () => {
    const plan = planFor(changes());
    const { context } = contextFor(plan);
    const { run: id } = await apply(plan, context);
    const script = join(dir, 'state/runs', `${id}`, 'undo.sh');
    // An engine of the user, in the user's own place for programs.
    await mkdir(join(dir, '.local/bin'), { recursive: true });
    const engine = join(dir, '.local/bin/nerdctl');
    const label = 'a'.repeat(64);
    const rows = `web ${label}\nown \nhalf volume\ndb ${label}\n`;
    await writeFile(engine, `#!/bin/sh\nprintf '%s' '${rows}'\n`, { mode: 0o755 });
    const refused = await run('sh', [script]).catch(
      (error: { code: number; stdout: string }) => error,
    );
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stdout).toContain('would be taken back: db, web\n');
    expect(await get('a.conf')).toBe(NEW);

    // The move beside it would have been named by itself.
    const beside = join(dir, 'state/runs/19700101-000000-0000');
    await mkdir(beside);
    const lines = ['{"type":"start","way":"do",', '{"type":"intent","action":{"do":"move"}}'];
    await writeFile(join(beside, 'journal.jsonl'), lines.map((each) => `${each}\n`).join(''));
    await writeFile(join(beside, 'plan.json'), '{"plan":{"user":{"name":"bob",}}}');
    expect(await run('sh', [script]).catch((error: { code: number }) => error.code)).toBe(1);
    await rm(beside, { recursive: true });

    const { stdout } = await run('sh', [script, '--anyway']);
    expect(stdout).toMatch(/done taken back/);
    expect(await get('a.conf')).toBe(OLD);
  });

  it('asks nothing where the move is beside it, which says so itself', async () => {
    const plan = planFor(changes());
    const { context } = contextFor(plan);
    const { run: id } = await apply(plan, context);
    await mkdir(join(dir, '.local/bin'), { recursive: true });
    const rows = `web ${'a'.repeat(64)}`;
    await writeFile(join(dir, '.local/bin/nerdctl'), `#!/bin/sh\necho '${rows}'\n`, {
      mode: 0o755,
    });
    const beside = join(dir, 'state/runs/19700101-000000-0000');
    await mkdir(beside);
    const lines = [
      '{"type":"start","way":"do","at":"x"}',
      '{"type":"intent","way":"do","change":"m","action":{"do":"move"}}',
    ];
    await writeFile(join(beside, 'journal.jsonl'), lines.map((each) => `${each}\n`).join(''));
    await writeFile(join(beside, 'plan.json'), '{"run":1,"plan":{"user":{"name":"me","uid":1}}}');
    const { stdout } = await run('sh', [join(dir, 'state/runs', `${id}`, 'undo.sh')]);
    expect(stdout).toMatch(/done taken back/);
  });

  it('does not follow a link where it makes its note', async () => {
    const plan = planFor(changes());
    const { context } = contextFor(plan);
    const { run: id } = await apply(plan, context);
    await put('precious', 'precious\n');
    const folder = join(dir, 'state/runs', id);
    await symlink(join(dir, 'precious'), join(folder, 'taken-back'));
    await run('sh', [join(folder, 'undo.sh')]);
    expect(await get('precious')).toBe('precious\n');
    expect(lastRun(await context.store.list(), false)).toBeNull();
  });

  it('leaves alone what was never begun', async () => {
    const second = inUser('second', write('b.conf', 'b\n', 'not so'));
    const plan = planFor([...changes(), second]);
    const soft = new AbortController();
    const { context } = contextFor(plan, {
      stop: { soft: soft.signal, hard: new AbortController().signal },
      onEvent: () => soft.abort(),
    });
    await put('b.conf', 'not so');
    const outcome = await apply(plan, context);
    expect(outcome).toMatchObject({ exit: 5, message: { key: 'run.open' } });
    expect([await get('a.conf'), await get('b.conf')]).toEqual([OLD, 'not so']);
    // Somebody else makes it what we would have made it: undo.sh must not take that away.
    await put('b.conf', 'b\n');
    await run('sh', [join(dir, 'state/runs', outcome.run, 'undo.sh')]);
    expect([await get('a.conf'), await get('b.conf')]).toEqual([OLD, 'b\n']);
  });
});
