/** Runs with the real helpers in a real shell, on files of a directory of their own. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach } from 'vitest';
import { LocalHost } from '../../src/host/local.ts';
import { DiskRunStore } from '../../src/host/store.ts';
import { LocalWriteHost } from '../../src/host/write-local.ts';
import type { Action } from '../../src/model/action.ts';
import type { PlannedChange } from '../../src/model/change.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { RunContext } from '../../src/run/context.ts';
import { actionHelpersText } from '../../src/run/preamble.ts';
import { changeOf, collector, hash, planOf } from './run-fixtures.ts';

/** Runs a program, and throws where it fails. */
export const run = promisify(execFile);
/** Who runs these tests. */
export const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };

/** The directory of the test that runs. */
export let dir = '';

/** Gives each test of a file a directory of its own. */
export function givesDirectories(): void {
  beforeEach(async () => {
    // Not below /tmp: helpers that run as root do not work where everyone may write.
    dir = await mkdtemp(join(homedir(), '.rw-test-'));
  });
  afterEach(() => rm(dir, { recursive: true }));
}

/** A write of a file of ours, in the test's own directory. */
export function write(name: string, bytes: string, before: string | null): Action {
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

/** A change of the user's own. */
export const inUser = (id: string, action: Action, more: Partial<PlannedChange> = {}) =>
  changeOf(id, action, { scope: 'user', ...more });

/** A plan of these changes, for who runs the tests. */
export function planFor(changes: readonly PlannedChange[]): Plan {
  const user = { name: 'me', ...self, home: dir, runtimeDir: join(dir, 'run') };
  return { ...planOf(changes), user };
}

/** What a run of that plan needs, and the events that come of it. */
export function contextFor(plan: Plan, more: Partial<RunContext> = {}) {
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

/** A host on which nobody is root, with these helpers. */
export function writeHostOf(plan: Plan, helpers: string): LocalWriteHost {
  return new LocalWriteHost({
    self,
    user: plan.user,
    root: { way: 'script' },
    init: 'other',
    helpers,
  });
}

/** Puts a file of one byte a character there. */
export async function put(name: string, text: string): Promise<void> {
  await writeFile(join(dir, name), Buffer.from(text, 'latin1'));
  await chmod(join(dir, name), 0o640);
}

/** The same way back; null where there is none. */
export const get = async (name: string) =>
  (await readFile(join(dir, name)).catch(() => null))?.toString('latin1') ?? null;

/** A file before the change of `changes`, and after it. */
export const OLD = 'a\r\n\u00ff\\n%s $(id)\nno end';
export const NEW = `b'; rm -rf x\n\u00fe\n${OLD}`;

/** A file that is changed, one that is new in a new directory, and one in the wrong place for `sh`. */
export function changes(): readonly PlannedChange[] {
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
