import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import { formatLine, parseJournal } from '../model/journal.ts';
import type { Plan } from '../model/plan.ts';
import { isPlan } from '../model/plan-shape.ts';
import type { JournalLine, RunLog, RunRecord, RunStore, UnreadableRun } from '../model/run.ts';
import {
  codeOf,
  makeWay,
  privateDirectory,
  syncDirectory,
  writeAll,
  writeDurably,
} from './durable.ts';
import { type Lock, takeLock } from './lock.ts';
import { takenBackLines } from './taken-back.ts';

/** Version of the folder format. A newer program reads all older ones, for ever. */
const VERSION = 1;

/**
 * Where this program keeps its state: `$XDG_STATE_HOME/rootless-wizard` of the user that runs it. The home
 * is that of the account, not `$HOME`: under `sudo` that may be someone else's, and then the XDG
 * variables are not believed either (XDG Base Directory Specification).
 */
export function stateDirectory(env: (name: string) => string | undefined): string {
  const home = accountHome() ?? env('HOME') ?? '/';
  const given = env('XDG_STATE_HOME');
  const own = env('HOME') === home && given?.startsWith('/') === true;
  return join(own ? given : join(home, '.local/state'), 'rootless-wizard');
}

function accountHome(): string | null {
  try {
    return userInfo().homedir;
  } catch {
    return null;
  }
}

/** Runs as folders on the disk: `runs/ID/{plan.json,journal.jsonl,undo.sh}`, private to the user. */
export class DiskRunStore implements RunStore {
  readonly #state: string;
  readonly #uid: number;

  /** @param state as `stateDirectory` gives it; it is made when the first run is. */
  constructor(state: string, uid: number) {
    this.#state = state;
    this.#uid = uid;
  }

  async lock(): Promise<Lock> {
    await this.#directory();
    const path = join(this.#state, 'lock');
    return roomFor(path, () => takeLock(path));
  }

  async create(plan: Plan, now: Date): Promise<RunLog> {
    const runs = await this.#directory();
    const id = runId(now);
    const dir = join(runs, id);
    await roomFor(dir, async () => {
      await mkdir(dir, { mode: 0o700 });
      await writeDurably(join(dir, 'plan.json'), `${JSON.stringify({ run: VERSION, plan })}\n`);
      await syncDirectory(runs);
    });
    return DiskRunLog.open({ id, dir, plan, journal: [] });
  }

  async open(id: string): Promise<RunLog> {
    const run = (await this.list()).find((one) => one.id === id);
    if (run === undefined) throw new UserError(EXIT.usage, msg('run.unknown', { run: id }));
    if (!('plan' in run)) {
      throw new UserError(
        EXIT.failed,
        run.unreadable === 'newer'
          ? msg('run.newer', { dir: run.dir })
          : msg('run.damaged', { dir: run.dir }),
      );
    }
    return DiskRunLog.open(run);
  }

  async list(): Promise<readonly (RunRecord | UnreadableRun)[]> {
    const runs = join(this.#state, 'runs');
    const names = await readdir(runs).catch(() => []);
    const ids = names.filter((name) => /^\d{8}-\d{6}-[0-9a-f]{4}$/.test(name)).sort();
    const read = await Promise.all(ids.reverse().map((id) => readRun(id, join(runs, id))));
    return read.sort(newestFirst);
  }

  /** Makes `runs/` and what is above it; everything from our own folder down is private and ours. */
  async #directory(): Promise<string> {
    const runs = join(this.#state, 'runs');
    await roomFor(runs, async () => {
      await makeWay(join(this.#state, '..'));
      await privateDirectory(this.#state, this.#uid);
      await privateDirectory(runs, this.#uid);
    });
    return runs;
  }
}

/** `20261122-143005-9f3a`, UTC: sorts by time. */
export function runId(now: Date): string {
  const [day = '', time = ''] = now.toISOString().replace(/[-:]/g, '').split(/[T.]/);
  return `${day}-${time}-${randomBytes(2).toString('hex')}`;
}

/** By the time in the id; two runs of one second by when they began. */
function newestFirst(a: RunRecord | UnreadableRun, b: RunRecord | UnreadableRun): number {
  const second = (run: typeof a) => run.id.slice(0, 'yyyymmdd-hhmmss'.length);
  const began = (run: typeof a) => ('journal' in run ? (run.journal[0]?.at ?? '') : '');
  const [x, y] = second(a) === second(b) ? [began(a), began(b)] : [a.id, b.id];
  return x < y ? 1 : x > y ? -1 : 0;
}

async function readRun(id: string, dir: string): Promise<RunRecord | UnreadableRun> {
  const plan = await readPlan(join(dir, 'plan.json'));
  if (typeof plan === 'string') return { id, dir, unreadable: plan };
  const journal = await readJournal(join(dir, 'journal.jsonl'));
  if (journal === null) return { id, dir, unreadable: 'damaged' };
  const { lines, damaged } = parseJournal(journal);
  if (damaged) return { id, dir, unreadable: 'damaged' };
  return { id, dir, plan, journal: [...lines, ...(await takenBackLines(dir, plan, lines))] };
}

/** The journal, empty where the run was killed before there was one; null where it can't be read. */
async function readJournal(path: string): Promise<string | null> {
  return readFile(path, 'latin1').catch((error) => (codeOf(error) === 'ENOENT' ? '' : null));
}

async function readPlan(path: string): Promise<Plan | 'newer' | 'damaged'> {
  try {
    const file = JSON.parse(await readFile(path, 'utf8')) as { run?: unknown; plan?: unknown };
    if (typeof file.run !== 'number') return 'damaged';
    if (file.run > VERSION) return 'newer';
    return isPlan(file.plan) ? file.plan : 'damaged';
  } catch {
    return 'damaged';
  }
}

/** How much room is asked for at once, so that the journal of a small run is one block or two. */
const GRAIN = 4096;

/** The journal of one run on the disk. */
class DiskRunLog implements RunLog {
  record: RunRecord;
  readonly #handle: FileHandle;
  /** Where the next line goes, and where the reserved room ends. */
  #position: number;
  #end: number;

  private constructor(record: RunRecord, handle: FileHandle, position: number, end: number) {
    this.record = record;
    this.#handle = handle;
    this.#position = position;
    this.#end = end;
  }

  static async open(record: RunRecord): Promise<DiskRunLog> {
    const path = join(record.dir, 'journal.jsonl');
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;
    const handle = await open(path, flags, 0o600);
    await syncDirectory(record.dir);
    const bytes = await handle.readFile();
    const { lines, length } = parseJournal(bytes.toString('latin1'));
    // A line that a crash cut off is blanked, so that it can never be read together with a later one.
    if (bytes.subarray(length).some((byte) => byte !== 0x0a)) {
      await writeAll(handle, Buffer.alloc(bytes.length - length, '\n'), length);
      await handle.sync();
    }
    const log = new DiskRunLog({ ...record, journal: lines }, handle, length, bytes.length);
    // Who goes on from here stands on what undo.sh did: it is written down before anything follows.
    for (const line of await takenBackLines(record.dir, record.plan, lines)) await log.append(line);
    return log;
  }

  /** Blank lines are written for real, so that the blocks are there when the disk is full later (dpkg's way). */
  async reserve(bytes: number): Promise<void> {
    const missing = this.#position + bytes - this.#end;
    if (missing <= 0) return;
    const room = Math.ceil(missing / GRAIN) * GRAIN;
    await roomFor(this.record.dir, async () => {
      await writeAll(this.#handle, Buffer.alloc(room, '\n'), this.#end);
      await this.#handle.sync();
    });
    this.#end += room;
  }

  async append(line: JournalLine): Promise<void> {
    const bytes = Buffer.from(formatLine(line), 'utf8');
    await roomFor(this.record.dir, async () => {
      await writeAll(this.#handle, bytes, this.#position);
      await this.#handle.datasync();
    });
    this.#position += bytes.length;
    this.#end = Math.max(this.#end, this.#position);
    this.record = { ...this.record, journal: [...this.record.journal, line] };
  }

  async writeFile(name: string, text: string): Promise<string> {
    const path = join(this.record.dir, name);
    await roomFor(path, () => writeDurably(path, text));
    return path;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

/** Errors of the disk as sentences: what could not be written and why. EDQUOT has no name in Node 20. */
async function roomFor<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = codeOf(error);
    const full = code === 'ENOSPC' || code === 'EDQUOT' || numberOf(error) === -122;
    throw new UserError(
      EXIT.failed,
      full
        ? msg('run.disk-full', { path })
        : msg('run.store-failed', { path, detail: code || String(error) }),
    );
  }
}

function numberOf(error: unknown): number | null {
  return error instanceof Error && 'errno' in error ? Number(error.errno) : null;
}
