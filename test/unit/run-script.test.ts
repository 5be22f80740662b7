import { execFile } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalHost } from '../../src/host/local.ts';
import { DiskRunStore } from '../../src/host/store.ts';
import { LocalWriteHost } from '../../src/host/write-local.ts';
import type { Action } from '../../src/model/action.ts';
import type { PlannedChange } from '../../src/model/change.ts';
import type { Plan } from '../../src/model/plan.ts';
import { apply, resume } from '../../src/run/apply.ts';
import type { RunContext } from '../../src/run/context.ts';
import { inPlace, isOpen, isReadable, lastRun } from '../../src/run/journal.ts';
import { actionHelpersText } from '../../src/run/preamble.ts';
import { undo } from '../../src/run/undo.ts';
import { changeOf, collector, hash, planOf } from './run-fixtures.ts';

const run = promisify(execFile);
const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };

let dir = '';
beforeEach(async () => {
  // Not below /tmp: helpers that run as root do not work where everyone may write.
  dir = await mkdtemp(join(homedir(), '.rw-test-'));
});
afterEach(() => rm(dir, { recursive: true }));

/** A write of a file of ours, in the test's own directory. */
function write(name: string, bytes: string, before: string | null): Action {
  const owner = { mode: 0o640, ...self };
  return {
    do: 'write-file',
    path: join(dir, name),
    bytes,
    ...owner,
    before:
      before === null
        ? { kind: 'absent' }
        : { kind: 'file', bytes: before, sha256: hash(before), ...owner },
  };
}

const inUser = (id: string, action: Action, more: Partial<PlannedChange> = {}) =>
  changeOf(id, action, { scope: 'user', ...more });

function planFor(changes: readonly PlannedChange[]): Plan {
  const user = { name: 'me', ...self, home: dir, runtimeDir: join(dir, 'run') };
  return { ...planOf(changes), user };
}

function contextFor(plan: Plan, more: Partial<RunContext> = {}) {
  const { events, onEvent } = collector();
  const context: RunContext = {
    host: new LocalHost(),
    writeHost: writeHostOf(plan, actionHelpersText()),
    store: new DiskRunStore(join(dir, 'state'), self.uid),
    root: 'shell',
    now: () => new Date(),
    tool: { name: 'test', version: '0' },
    onEvent,
    ...more,
  };
  return { context, events };
}

function writeHostOf(plan: Plan, helpers: string): LocalWriteHost {
  return new LocalWriteHost({
    self,
    user: plan.user,
    root: { way: 'script' },
    init: 'other',
    helpers,
  });
}

async function put(name: string, text: string): Promise<void> {
  await writeFile(join(dir, name), Buffer.from(text, 'latin1'));
  await chmod(join(dir, name), 0o640);
}

const get = async (name: string) =>
  (await readFile(join(dir, name)).catch(() => null))?.toString('latin1') ?? null;

const OLD = 'a\r\n\u00ff\\n%s $(id)\nno end';
const NEW = `b'; rm -rf x\n\u00fe\n${OLD}`;

/** A file that is changed, one that is new in a new directory, and one in the wrong place for `sh`. */
function changes(): readonly PlannedChange[] {
  const path = join(dir, "sub/it's");
  return [
    inUser('edit', write('a.conf', NEW, OLD)),
    inUser('dir', {
      do: 'make-directory',
      path,
      mode: 0o700,
      ...self,
      missing: [join(dir, 'sub'), path],
    }),
    inUser('new', write("sub/it's/new", 'new\n', null), { dependsOn: ['dir'] }),
  ];
}

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

  it('is taken back by undo.sh alone, without what was changed since', async () => {
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

  it('knows of a run that undo.sh took back, until it is gone on with', async () => {
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

  it('is not taken back by undo.sh before a run that came later, unless that is wished', async () => {
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

  it('is not taken back by undo.sh under containers that root moved here, unless that is wished', async () => {
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

  it('asks nothing in undo.sh where the move is beside it, which says so itself', async () => {
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

  it('does not follow a link where undo.sh makes its note', async () => {
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

  it('leaves alone in undo.sh what was never begun', async () => {
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
