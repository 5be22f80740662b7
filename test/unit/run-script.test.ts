import { chmod, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { LocalHost } from '../../src/host/local.ts';
import type { Action } from '../../src/model/action.ts';
import { apply, resume } from '../../src/run/apply.ts';
import { actionHelpersText } from '../../src/run/preamble.ts';
import { undo } from '../../src/run/undo.ts';
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
  self,
  write,
  writeHostOf,
} from './real-run.ts';
import { changeOf } from './run-fixtures.ts';

givesDirectories();

describe('a run with the real helpers in a real shell', () => {
  beforeEach(() => put('a.conf', OLD));

  it('is applied, and taken back to the byte', async () => {
    const plan = planFor(changes());
    const { context, events } = contextFor(plan);
    const outcome = await apply(plan, context);
    expect(outcome.exit, JSON.stringify(events)).toBe(0);
    expect([await get('a.conf'), await get("sub/it's/new")]).toEqual([NEW, 'new\n']);
    const back = await undo(outcome.run, context, { packages: false });
    expect(back.exit).toBe(0);
    expect(await get('a.conf')).toBe(OLD);
    expect((await stat(join(dir, 'a.conf'))).mode & 0o777).toBe(0o640);
    expect((await readdir(dir)).sort()).toEqual(['a.conf', 'state']);
  });

  it.each([
    ['was there before', 'undo', 0],
    ['was there before', 'undo.sh', 0],
    ['it refused', 'undo', 1],
    ['it refused', 'undo.sh', 1],
  ])('leaves a directory that %s, by %s', async (_, how, others) => {
    const path = join(dir, 'prepared');
    await mkdir(path, { mode: 0o700 });
    const make = { do: 'make-directory', path, mode: 0o700, ...self, missing: [path] } as const;
    const plan = planFor([
      inUser('edit', write('a.conf', NEW, OLD)),
      inUser('dir', { ...make, uid: self.uid + others }),
    ]);
    const { context } = contextFor(plan);
    const { run: id, exit } = await apply(plan, context);
    expect(exit).toBe(others === 0 ? 0 : 5);
    if (how === 'undo') await undo(id, context, { packages: false });
    else await run('sh', [join(dir, 'state/runs', id, 'undo.sh')]);
    expect(await get('a.conf')).toBe(OLD);
    expect((await readdir(dir)).sort()).toEqual(['a.conf', 'prepared', 'state']);
  });

  it('begins nothing when it is asked to stop before the first change', async () => {
    const soft = new AbortController();
    soft.abort();
    const plan = planFor(changes());
    const { context, events } = contextFor(plan, {
      stop: { soft: soft.signal, hard: new AbortController().signal },
    });
    const outcome = await apply(plan, context);
    expect(outcome).toMatchObject({ exit: 130, run: '', message: { key: 'run.stopped-unbegun' } });
    expect(events).toEqual([]);
    expect(await get('a.conf')).toBe(OLD);
    expect(await context.store.list()).toEqual([]);
  });

  it('does nothing when a file has changed since the plan was made', async () => {
    for (const spoil of [
      () => put('a.conf', 'other'),
      () => rm(join(dir, 'a.conf')),
      () => chmod(join(dir, 'a.conf'), 0o600),
    ]) {
      await put('a.conf', OLD);
      await spoil();
      const plan = planFor(changes().toReversed());
      const { context, events } = contextFor(plan);
      const outcome = await apply(plan, context);
      expect(outcome).toMatchObject({ exit: 3, run: '', message: { key: 'run.stale' } });
      expect(events).toEqual([]);
      expect(await get("sub/it's/new")).toBeNull();
    }
  });

  it('stops at a file that changes while it runs, stays open, and goes on when it is right again', async () => {
    const spoil: Action = {
      do: 'run-command',
      argv: ['cp', '/dev/null', join(dir, 'a.conf')],
      undo: null,
      effects: [],
    };
    const plan = planFor([inUser('spoil', spoil), ...changes()]);
    const { context, events } = contextFor(plan);
    const outcome = await apply(plan, context);
    expect(outcome).toMatchObject({ exit: 5, message: { key: 'run.open' } });
    expect(events.at(-1)).toMatchObject({ type: 'step_failed', change: 'edit', code: 3 });
    await put('a.conf', OLD);
    expect((await resume(outcome.run, context)).exit).toBe(0);
    expect(await get('a.conf')).toBe(NEW);
  });

  it('tells notes of a helper from the output of programs', async () => {
    const plan = planFor([inUser('a', write('new', 'new', null))]);
    const says =
      'rw_write_file() { rw_say about to begin; echo output; rw_say note is in the file now; }';
    const { context, events } = contextFor(plan, {
      writeHost: writeHostOf(plan, `${actionHelpersText()}\n${says}\n`),
    });
    expect((await apply(plan, context)).exit).toBe(0);
    const logged = events.filter(({ type }) => type === 'step_log');
    const step = { type: 'step_log', change: 'a' };
    expect(logged).toEqual([
      { ...step, line: 'output' },
      { ...step, line: 'to begin' },
      { ...step, line: 'is in the file now', note: true },
    ]);
  });

  it('says what the helper said when a change fails', async () => {
    await mkdir(join(dir, 'b.conf'));
    const plan = planFor([...changes(), inUser('fails', write('b.conf', 'x', null))]);
    const { context, events } = contextFor(plan, { host: hiding(join(dir, 'b.conf')) });
    const outcome = await apply(plan, context);
    expect(outcome.exit).toBe(5);
    expect(outcome.next).toEqual([
      `rootless-wizard apply --resume ${outcome.run}`,
      `rootless-wizard undo ${outcome.run}`,
    ]);
    const failed = events.at(-1);
    expect(failed?.type === 'step_failed' && String(failed.reason.args?.['detail'])).toContain(
      'b.conf',
    );
    expect((await undo(outcome.run, context, { packages: false })).exit).toBe(0);
    expect(await get('a.conf')).toBe(OLD);
  });
});

/** This machine, but one path looks as if nothing were there. */
function hiding(path: string): LocalHost {
  const host = new LocalHost();
  const file = host.file.bind(host);
  host.file = (asked, options) =>
    asked === path ? Promise.resolve({ kind: 'absent', path }) : file(asked, options);
  return host;
}

describe('where nobody is root', () => {
  it('writes a script for the administrator and does the rest', async () => {
    await put('a.conf', OLD);
    const rooted = changeOf('rooted', write('r.conf', 'by root\n', null));
    const after = inUser('after', write('after.conf', 'x\n', null), { dependsOn: ['rooted'] });
    const plan = planFor([rooted, after, ...changes()]);
    const { context } = contextFor(plan, { root: 'script' });
    const outcome = await apply(plan, context);
    expect(outcome).toMatchObject({ exit: 4, message: { key: 'run.for-administrator' } });
    expect([await get('r.conf'), await get('after.conf'), await get('a.conf')]).toEqual([
      null,
      null,
      NEW,
    ]);
    const script = outcome.script ?? '';
    if (self.uid === 0) {
      for (const _ of ['once', 'again']) await run('sh', [script]);
      expect(await get('r.conf')).toBe('by root\n');
    } else {
      await expect(run('sh', [script])).rejects.toMatchObject({ code: 4 });
    }
    // What the administrator has run belongs to the run: only root can take it back.
    const back = await undo(outcome.run, context, { packages: false });
    expect(back.exit).toBe(self.uid === 0 ? 4 : 0);
    await run('sh', [join(dir, 'state/runs', outcome.run, 'undo.sh')]);
    expect([await get('a.conf'), await get('r.conf')]).toEqual([OLD, null]);
  });

  it('changes nothing when root is refused', async () => {
    const plan = planFor([...changes(), changeOf('rooted', write('r.conf', 'x', null))]);
    const { context, events } = contextFor(plan);
    await put('a.conf', OLD);
    const outcome = await apply(plan, context);
    expect(outcome).toMatchObject({ exit: 4, run: '', message: { key: 'run.refused' } });
    expect(events).toEqual([]);
    expect(await get('a.conf')).toBe(OLD);
    expect(await context.store.list()).toEqual([]);
  });
});
