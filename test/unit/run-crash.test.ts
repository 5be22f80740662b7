import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { SimulatedWriteHost } from '../../src/host/simulated.ts';
import { MemoryRunStore } from '../../src/host/store-memory.ts';
import type { Action, EditSubids } from '../../src/model/action.ts';
import { changesOf, type Plan } from '../../src/model/plan.ts';
import type { JournalLine, RunLog, RunStore } from '../../src/model/run.ts';
import type { WriteHost } from '../../src/model/write-host.ts';
import { apply, resume } from '../../src/run/apply.ts';
import type { RunContext } from '../../src/run/context.ts';
import { isOpen } from '../../src/run/journal.ts';
import { undo } from '../../src/run/undo.ts';
import { changeOf, hash, picture, planOf, playing, TreeHost, write } from './run-fixtures.ts';

/** A crash: nothing of the program runs after it. */
class Killed extends Error {}

/** Counts down through every point at which a process can die; 0 kills. */
class Fuse {
  left: number;
  constructor(left: number) {
    this.left = left;
  }
  burn(): void {
    if (this.left-- === 0) throw new Killed();
  }
}

/** A store whose appends may die before or after the line is on the disk. */
function fragile(store: MemoryRunStore, fuse: Fuse): RunStore {
  const wrap = (log: RunLog): RunLog => ({
    get record() {
      return log.record;
    },
    reserve: (bytes) => log.reserve(bytes),
    async append(line: JournalLine) {
      fuse.burn();
      await log.append(line);
      fuse.burn();
    },
    writeFile: (name, text) => log.writeFile(name, text),
    close: () => log.close(),
  });
  return {
    lock: async () => ({ release: async () => undefined }),
    create: async (plan) => wrap(await store.create(plan)),
    open: async (id) => wrap(await store.open(id)),
    list: () => store.list(),
  };
}

/** Shells that may die before or after the work took effect. */
function fragileShells(overlay: OverlayHost, fuse: Fuse): WriteHost {
  const real = new SimulatedWriteHost(overlay);
  return {
    async open() {
      const shell = await real.open();
      return {
        async run(work, onLine) {
          fuse.burn();
          const result = await shell.run(work, onLine);
          fuse.burn();
          return result;
        },
        close: () => shell.close(),
      };
    },
  };
}

function contextOf(overlay: OverlayHost, store: MemoryRunStore, fuse: Fuse): RunContext {
  return {
    host: overlay,
    writeHost: fragileShells(overlay, fuse),
    store: fragile(store, fuse),
    root: 'shell',
    now: () => new Date(0),
    tool: { name: 'test', version: '0' },
    onEvent: () => undefined,
    effects: playing(overlay),
  };
}

const SUBUID = 'bob:100000:65536\n';
const edit: EditSubids = {
  do: 'edit-subids',
  path: '/etc/subuid',
  remove: ['bob:100000:65536'],
  removeAt: [1],
  add: ['alice:165536:65536', 'bob:231072:65536'],
  beforeSha256: hash(SUBUID),
  afterSha256: hash('alice:165536:65536\nbob:231072:65536\n'),
};

const FILES = {
  '/etc/subuid': SUBUID,
  '/etc/a.conf': 'one\ntwo\n',
  '/proc/sys/net/ipv4/ip_unprivileged_port_start': '1024\n',
};

/** Every kind of change whose state can be seen, and one file that is written twice. */
function plan(): Plan {
  const sysctl: Action = {
    do: 'set-sysctl',
    key: 'net.ipv4.ip_unprivileged_port_start',
    value: '80',
    before: '1024',
  };
  const dir: Action = {
    do: 'make-directory',
    path: '/home/alice/.config/x',
    mode: 0o700,
    uid: 1000,
    gid: 1000,
    missing: ['/home/alice/.config', '/home/alice/.config/x'],
  };
  return planOf([
    changeOf('subids.subuid', edit),
    changeOf('a.first', write('/etc/a.conf', 'one\ntwo\nthree\n', 'one\ntwo\n')),
    changeOf('ports.now', sysctl),
    changeOf('dir', dir, { scope: 'user' }),
    changeOf('a.second', write('/etc/a.conf', 'zero\none\ntwo\nthree\n', 'one\ntwo\nthree\n')),
    changeOf('b', write('/etc/b.conf', 'new', null)),
    changeOf('relogin', { do: 'manual' }),
  ]);
}

const PATHS = [
  ...Object.keys(FILES),
  '/etc/b.conf',
  '/home/alice/.config/x',
  '/home/alice/.config',
];
const NEVER = 1_000_000;

async function whole(): Promise<{ readonly after: unknown; readonly points: number }> {
  const overlay = new OverlayHost(new TreeHost(FILES));
  const fuse = new Fuse(NEVER);
  const outcome = await apply(plan(), contextOf(overlay, new MemoryRunStore(), fuse));
  expect(outcome.exit).toBe(0);
  return { after: await picture(overlay, PATHS), points: NEVER - fuse.left };
}

/** Runs until the fuse burns through; true when it did. */
async function dies(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return false;
  } catch (error) {
    if (error instanceof Killed) return true;
    throw error;
  }
}

describe('a run that is killed', () => {
  it('can be gone on with and taken back from every point', async () => {
    const before = await picture(new OverlayHost(new TreeHost(FILES)), PATHS);
    const { after, points } = await whole();
    expect(points).toBeGreaterThan(25);
    for (let point = 0; point < points; point++) {
      for (const way of ['resume', 'undo'] as const) {
        const overlay = new OverlayHost(new TreeHost(FILES));
        const store = new MemoryRunStore();
        const killed = await dies(() => apply(plan(), contextOf(overlay, store, new Fuse(point))));
        expect(killed).toBe(true);
        const [run] = await store.list();
        if (run === undefined || run.journal.length === 0) continue;
        const context = contextOf(overlay, store, new Fuse(NEVER));
        const outcome =
          way === 'resume'
            ? await resume(run.id, context)
            : await undo(run.id, context, { packages: false });
        expect(outcome.exit, `${way} after point ${point}`).toBe(0);
        expect(await picture(overlay, PATHS), `${way} after point ${point}`).toEqual(
          way === 'resume' ? after : before,
        );
        const [closed] = await store.list();
        expect(closed !== undefined && isOpen(closed)).toBe(false);
      }
    }
  });

  it('still has both ways when the undo or the resume is killed, too', async () => {
    const before = await picture(new OverlayHost(new TreeHost(FILES)), PATHS);
    const { after, points } = await whole();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: points }),
        fc.array(fc.tuple(fc.boolean(), fc.nat(40)), { maxLength: 4 }),
        fc.boolean(),
        async (first, middle, forth) => {
          const overlay = new OverlayHost(new TreeHost(FILES));
          const store = new MemoryRunStore();
          await dies(() => apply(plan(), contextOf(overlay, store, new Fuse(first))));
          const [run] = await store.list();
          if (run === undefined || run.journal.length === 0) return;
          const go = (onwards: boolean, fuse: Fuse) => {
            const context = contextOf(overlay, store, fuse);
            return onwards ? resume(run.id, context) : undo(run.id, context, { packages: false });
          };
          for (const [onwards, point] of middle) await dies(() => go(onwards, new Fuse(point)));
          const outcome = await go(forth, new Fuse(NEVER));
          expect(outcome.exit).toBe(0);
          expect(await picture(overlay, PATHS)).toEqual(forth ? after : before);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('writes an intent before each change and its outcome after', async () => {
    const overlay = new OverlayHost(new TreeHost(FILES));
    const store = new MemoryRunStore();
    await apply(plan(), contextOf(overlay, store, new Fuse(NEVER)));
    const [run] = await store.list();
    const lines = run?.journal ?? [];
    expect(lines[0]?.type).toBe('start');
    expect(lines.at(-1)).toMatchObject({ type: 'end', exit: 0 });
    for (const { id, action } of changesOf(plan())) {
      const own = lines.filter((line) => 'change' in line && line.change === id);
      expect(own.map(({ type }) => type)).toEqual(
        action.do === 'manual' ? ['done'] : ['intent', 'done'],
      );
    }
  });
});
