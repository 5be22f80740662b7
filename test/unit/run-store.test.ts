import { execFile } from 'node:child_process';
import {
  appendFile,
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
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from '../../src/host/lock.ts';
import { DiskRunStore, runId, stateDirectory } from '../../src/host/store.ts';
import { formatLine, parseJournal } from '../../src/model/journal.ts';
import type { JournalLine } from '../../src/model/run.ts';
import { changeOf, planOf, write } from './run-fixtures.ts';

const run = promisify(execFile);
const uid = process.getuid?.() ?? 0;
const plan = planOf([changeOf('a', write('/etc/a', 'x\u00e9\n', null))]);
const NOW = new Date('2026-11-22T14:30:05Z');

const line = (change: string): JournalLine => ({
  type: 'done',
  way: 'do',
  change,
  facts: { note: 'ü' },
  at: NOW.toISOString(),
});

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rw-store-'));
});
afterEach(() => rm(dir, { recursive: true }));

const storeIn = (state = join(dir, 'state')) => new DiskRunStore(state, uid);

describe('the journal', () => {
  it('is read back as it was written, whatever reserved room follows', () => {
    const change = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.array(change), fc.nat(20), (changes, room) => {
        const lines = changes.map(line);
        const text = lines.map(formatLine).join('') + '\n'.repeat(room);
        const latin1 = Buffer.from(text, 'utf8').toString('latin1');
        const parsed = parseJournal(latin1);
        expect(parsed.lines).toEqual(lines);
        expect(parsed.length).toBe(latin1.length - room);
      }),
    );
  });

  it('ends where a crash cut a line off', () => {
    const whole = formatLine(line('a')) + formatLine(line('b'));
    const first = formatLine(line('a'));
    const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
    for (let cut = first.length; cut < whole.length; cut++) {
      const torn = `${latin1(whole).slice(0, cut)}\n\n\n`;
      expect(parseJournal(torn).lines).toHaveLength(1);
    }
  });
});

describe('the store on the disk', () => {
  it('says that a journal is damaged instead of taking the damage for its end', async () => {
    const log = await storeIn().create(plan, NOW);
    for (const change of ['a', 'b', 'c']) await log.append(line(change));
    await log.close();
    const path = join(log.record.dir, 'journal.jsonl');
    const whole = await readFile(path, 'utf8');
    const second = formatLine(line('b'));
    for (const spoilt of [`x${second.slice(1)}`, '\n'.repeat(second.length)]) {
      const damaged = whole.replace(second, spoilt);
      await writeFile(path, damaged);
      expect(await storeIn().list()).toMatchObject([{ id: log.record.id, unreadable: 'damaged' }]);
      await expect(storeIn().open(log.record.id)).rejects.toThrow('run.damaged');
      expect(await readFile(path, 'utf8')).toBe(damaged);
    }
    await rm(path);
    await mkdir(path);
    expect(await storeIn().list()).toMatchObject([{ unreadable: 'damaged' }]);
  });

  it('makes the directories above it, and gives up where none can be made', async () => {
    const deep = join(dir, 'one/two/state');
    await (await storeIn(deep).create(plan, NOW)).close();
    expect((await stat(join(dir, 'one/two'))).mode & 0o777).toBe(0o700);
    // mkdir(2) in /proc says that /proc is not there.
    await expect(storeIn('/proc/rootless-wizard/state').create(plan, NOW)).rejects.toThrow(
      'run.store-failed',
    );
    await writeFile(join(dir, 'file'), '');
    await expect(storeIn(join(dir, 'file/state')).create(plan, NOW)).rejects.toThrow(
      'run.store-failed',
    );
  });

  it('gives the newest run first, also of those that began in one second', async () => {
    const begun: string[] = [];
    // Ids of one second end in chance: in eight of them some pair is out of order.
    for (let nth = 0; nth < 8; nth++) {
      const now = new Date(NOW.getTime() + nth);
      const log = await storeIn().create(plan, now);
      const at = now.toISOString();
      await log.append({ type: 'start', way: 'do', at, tool: '0', plan: plan.id });
      await log.close();
      begun.unshift(log.record.id);
    }
    const later = await storeIn().create(plan, new Date(NOW.getTime() + 5000));
    await later.close();
    expect((await storeIn().list()).map(({ id }) => id)).toEqual([later.record.id, ...begun]);
  });

  it('keeps a run private, and gives it back', async () => {
    const log = await storeIn().create(plan, NOW);
    await log.reserve(5000);
    await log.append(line('a'));
    await log.append(line('b'));
    const script = await log.writeFile('undo.sh', 'echo\n');
    await log.close();
    expect(log.record.id).toMatch(/^20261122-143005-[0-9a-f]{4}$/);
    const [found] = await storeIn().list();
    expect(found).toMatchObject({ id: log.record.id, plan, journal: [line('a'), line('b')] });
    for (const path of [log.record.dir, join(dir, 'state'), join(dir, 'state/runs')]) {
      expect((await stat(path)).mode & 0o777).toBe(0o700);
    }
    const files = await readdir(log.record.dir);
    expect(files.sort()).toEqual(['journal.jsonl', 'plan.json', 'undo.sh']);
    for (const file of files) {
      expect((await stat(join(log.record.dir, file))).mode & 0o777).toBe(0o600);
    }
    expect(await readFile(script, 'utf8')).toBe('echo\n');
  });

  it('goes on after the last whole line, and blanks what was cut off', async () => {
    const log = await storeIn().create(plan, NOW);
    await log.append(line('a'));
    await log.close();
    const path = join(log.record.dir, 'journal.jsonl');
    await appendFile(path, '{"type":"done","change":"cut\n\n\n\n');
    const again = await storeIn().open(log.record.id);
    expect(again.record.journal).toEqual([line('a')]);
    await again.append(line('b'));
    await again.close();
    expect(await readFile(path, 'utf8')).toMatch(
      new RegExp(`^${literal(formatLine(line('a')) + formatLine(line('b')))}\n*$`),
    );
  });

  it('says what it can not read, and leaves it', async () => {
    const runs = join(dir, 'state/runs');
    const ids = [1, 2, 3, 4].map((n) => `20200101-00000${n}-0000`);
    for (const id of ids) await mkdir(join(runs, id), { recursive: true });
    await writeFile(join(runs, ids[0] ?? '', 'plan.json'), '{"run":99,"plan":{}}');
    await writeFile(join(runs, ids[1] ?? '', 'plan.json'), '{"run":1,"pl');
    const noSteps = { run: 1, plan: { ...plan, steps: undefined } };
    await writeFile(join(runs, ids[3] ?? '', 'plan.json'), JSON.stringify(noSteps));
    await mkdir(join(runs, 'something else'));
    const found = await storeIn().list();
    expect(found.map((one) => ('unreadable' in one ? one.unreadable : 'read'))).toEqual([
      'damaged',
      'damaged',
      'damaged',
      'newer',
    ]);
    await expect(storeIn().open(ids[0] ?? '')).rejects.toThrow('run.newer');
    await expect(storeIn().open('20200101-000009-0000')).rejects.toThrow('run.unknown');
  });

  it('does not follow a link that was put in its place, nor a directory that others can write', async () => {
    await mkdir(join(dir, 'elsewhere'));
    await symlink(join(dir, 'elsewhere'), join(dir, 'state'));
    await expect(storeIn().create(plan, NOW)).rejects.toThrow('run.store-not-ours');
    expect(await readdir(join(dir, 'elsewhere'))).toEqual([]);
    await mkdir(join(dir, 'open'));
    await chmod(join(dir, 'open'), 0o777);
    await expect(storeIn(join(dir, 'open')).create(plan, NOW)).rejects.toThrow(
      'run.store-not-ours',
    );
  });

  it('believes XDG_STATE_HOME only together with the own home', () => {
    const home = stateDirectory(() => undefined).replace('/.local/state/rootless-wizard', '');
    const env = (HOME: string, XDG_STATE_HOME: string) => (name: string) =>
      ({ HOME, XDG_STATE_HOME })[name];
    expect(stateDirectory(env(home, '/elsewhere'))).toBe('/elsewhere/rootless-wizard');
    expect(stateDirectory(env(home, 'relative'))).toBe(`${home}/.local/state/rootless-wizard`);
    expect(stateDirectory(env('/home/other', '/elsewhere'))).toBe(
      `${home}/.local/state/rootless-wizard`,
    );
  });

  it('names runs so that they sort by time', () => {
    expect(runId(NOW) < runId(new Date('2026-11-22T14:30:06Z'))).toBe(true);
  });
});

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Bundles a program for child processes: they can't read TypeScript. */
async function bundled(name: string, source: string): Promise<string> {
  const outfile = join(dir, `${name}.mjs`);
  await build({
    stdin: { contents: source, resolveDir: join(import.meta.dirname, '../..'), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

describe('on a full disk', () => {
  it('refuses before the start, or writes the whole journal', async ({ skip }) => {
    const program = await bundled(
      'full',
      `import { DiskRunStore } from './src/host/store.ts';
       import { execFileSync } from 'node:child_process';
       const plan = ${JSON.stringify(plan)};
       const store = new DiskRunStore(process.argv[2] + '/state', ${uid});
       const log = await store.create(plan, new Date(0));
       await log.reserve(20000);
       // From here on there is not a byte left.
       try { execFileSync('sh', ['-c', 'cat /dev/zero >' + process.argv[2] + '/filler'], { stdio: 'ignore' }); } catch {}
       const line = (n) => ({ type: 'done', way: 'do', change: 'c' + n, facts: {}, at: 'x'.repeat(200) });
       let n = 0;
       for (; n < 70; n++) await log.append(line(n));
       await log.close();
       const [run] = await store.list();
       console.log(String(run.journal.length));`,
    );
    const mount = join(dir, 'mnt');
    await mkdir(mount);
    const inside = (kilobytes: number) =>
      run('unshare', [
        uid === 0 ? '-m' : '-Urm',
        'sh',
        '-c',
        'mount -t tmpfs -o size=$1 tmpfs "$2" && exec "$3" "$4" "$2"',
        'sh',
        `${kilobytes}k`,
        mount,
        process.execPath,
        program,
      ]).then(
        ({ stdout }) => stdout.trim(),
        (error: Error & { stderr?: string }) =>
          /run\.[a-z-]+/.exec(error.stderr ?? '')?.[0] ?? String(error.stderr),
      );
    const results = await Promise.all([4, 8, 16, 24, 28, 40].map(inside));
    if (results.every((result) => /unshare|mount/.test(result))) skip('no namespace to mount in');
    expect(results.slice(0, 3)).toEqual(['run.disk-full', 'run.disk-full', 'run.disk-full']);
    expect(results.at(-1)).toBe('70');
    for (const result of results) expect(['run.disk-full', '70']).toContain(result);
  });
});

describe('the lock', () => {
  it('is held by one, released, and taken again', async () => {
    const path = join(dir, 'lock');
    const lock = await takeLock(path);
    await expect(takeLock(path)).rejects.toMatchObject({ exit: 75 });
    await lock.release();
    await (await takeLock(path)).release();
    expect(await readdir(dir)).toEqual([]);
  });

  it.each([
    ['an empty file', ''],
    ['garbage', 'garbage'],
    ['a process that is gone', { pid: 4194304, started: '1' }],
    ['a process id that is used again', { pid: process.pid, started: '1' }],
    ['an earlier boot', { pid: process.pid, boot: 'another' }],
  ])('is taken over from %s', async (_name, content) => {
    const path = join(dir, 'lock');
    await (await takeLock(path)).release();
    const mine = await takeLock(path);
    const real = JSON.parse(await readFile(path, 'utf8')) as object;
    await mine.release();
    const text = typeof content === 'string' ? content : JSON.stringify({ ...real, ...content });
    await writeFile(path, text);
    await (await takeLock(path)).release();
    expect(await readdir(dir)).toEqual([]);
  });

  it('is left to a holder on another machine', async () => {
    const path = join(dir, 'lock');
    const mine = await takeLock(path);
    const text = await readFile(path, 'utf8');
    await mine.release();
    await writeFile(path, JSON.stringify({ ...JSON.parse(text), where: 'elsewhere', pid: 1 }));
    await expect(takeLock(path)).rejects.toMatchObject({ exit: 75 });
  });

  it('goes to exactly one of many that find a dead holder', async () => {
    const program = await bundled(
      'race',
      `import { takeLock } from './src/host/lock.ts';
       import { appendFileSync } from 'node:fs';
       const [, , path, log] = process.argv;
       for (let n = 0; n < 20; n++) {
         try {
           const lock = await takeLock(path);
           appendFileSync(log, 'in\\n');
           await new Promise((resolve) => setImmediate(resolve));
           appendFileSync(log, 'out\\n');
           // Sometimes the holder dies with the lock in its hand.
           if (n === 10 + (process.pid % 5)) process.exit(0);
           await lock.release();
         } catch (error) { if (error.exit !== 75) throw error; }
       }`,
    );
    const path = join(dir, 'lock');
    const log = join(dir, 'log');
    await writeFile(path, 'left behind');
    await Promise.all(Array.from({ length: 6 }, () => run(process.execPath, [program, path, log])));
    const entries = (await readFile(log, 'utf8')).trim().split('\n');
    expect(entries.length).toBeGreaterThan(10);
    entries.forEach((entry, index) => {
      expect(entry).toBe(index % 2 === 0 ? 'in' : 'out');
    });
  });
});
