import { createHash } from 'node:crypto';
import type { OverlayHost } from '../../src/host/overlay.ts';
import type { Action, Before, Effect } from '../../src/model/action.ts';
import type { PlannedChange } from '../../src/model/change.ts';
import type { RunEvent } from '../../src/model/event.ts';
import { unknown } from '../../src/model/fact.ts';
import type { Facts } from '../../src/model/facts.ts';
import type { Plan } from '../../src/model/plan.ts';
import type {
  CommandResult,
  FileState,
  PathState,
  ReadCommand,
  ReadHost,
  Space,
} from '../../src/model/read-host.ts';
import { effectsOf } from '../../src/run/effects.ts';
import { inverse } from '../../src/run/inverse.ts';
import { render } from '../../src/run/render.ts';

/** A host with nothing but the files that are given; every command is missing. */
export class TreeHost implements ReadHost {
  readonly name = 'tree';
  readonly self = { uid: 1000, gid: 1000 };
  readonly #files: Readonly<Record<string, string>>;

  constructor(files: Readonly<Record<string, string>>) {
    this.#files = files;
  }

  env(): null {
    return null;
  }

  async file(path: string): Promise<FileState> {
    const bytes = this.#files[path];
    if (bytes === undefined) return { kind: 'absent', path };
    const sha256 = hash(bytes);
    const owner = { mode: 0o644, uid: 0, gid: 0 };
    return { kind: 'file', path, bytes, sha256, ...owner, nlink: 1, realPath: null };
  }

  async stat(path: string): Promise<PathState> {
    const bytes = this.#files[path];
    const kind = bytes === undefined ? 'absent' : 'file';
    const mode = kind === 'file' ? 0o644 : 0;
    return { kind, mode, uid: 0, gid: 0, size: bytes?.length ?? 0, realPath: null };
  }

  async list(): Promise<null> {
    return null;
  }

  async space(_path: string): Promise<Space | null> {
    return null;
  }

  async run(_command: ReadCommand): Promise<CommandResult> {
    return { status: 'missing', code: -1, stdout: '', stderr: '' };
  }
}

export function hash(latin1: string): string {
  return createHash('sha256').update(latin1, 'latin1').digest('hex');
}

/** The state of a root-owned file before a change. */
export function was(bytes: string | null): Before {
  return bytes === null
    ? { kind: 'absent' }
    : { kind: 'file', bytes, sha256: hash(bytes), mode: 0o644, uid: 0, gid: 0 };
}

/** Writes a root-owned file. */
export function write(path: string, bytes: string, before: string | null): Action {
  return {
    do: 'write-file',
    path,
    bytes,
    mode: 0o644,
    uid: 0,
    gid: 0,
    before: was(before),
  };
}

/** A change around an action, as a plan has it. */
export function changeOf(
  id: string,
  action: Action,
  more: Partial<PlannedChange> = {},
): PlannedChange {
  const back = inverse(action);
  return {
    id,
    kind: 'file',
    scope: 'root',
    title: { key: 'core.raw', args: { text: id } },
    why: { key: 'core.raw', args: { text: id } },
    action,
    risks: [],
    needs: 'none',
    dependsOn: [],
    source: 'test',
    diff: null,
    commands: render(action),
    undo: back === null ? [] : render(back),
    preview: [],
    ...more,
  };
}

/** A plan of one step with these changes. */
export function planOf(changes: readonly PlannedChange[]): Plan {
  return {
    schema: 'rootless-wizard/plan',
    version: 1,
    id: 'test',
    host: { name: 'tree', os: 'test', kernel: '6', machineId: '' },
    user: {
      name: 'alice',
      uid: 1000,
      gid: 1000,
      home: '/home/alice',
      runtimeDir: '/run/user/1000',
    },
    engines: [],
    answers: {} as Plan['answers'],
    steps: [
      {
        id: 'system',
        status: 'change',
        because: { key: 'core.raw', args: { text: '' } },
        changes,
        notes: [],
      },
    ],
  };
}

/** Facts of a host of which nothing is known: enough for actions on files. */
export function noFacts(): Facts {
  const because = { key: 'core.raw', args: { text: 'test' } };
  return new Proxy({}, { get: () => unknown(because) }) as Facts;
}

/** Plays actions on an overlay, as a simulated host does. */
export function playing(overlay: OverlayHost): (action: Action) => Promise<readonly Effect[]> {
  return (action) => effectsOf(action, { host: overlay, facts: noFacts(), for: 'simulate' });
}

/** Bytes, mode and owner of some paths, for comparing. */
export async function picture(
  host: ReadHost,
  paths: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  const entries = paths.map(async (path) => {
    const state = await host.file(path);
    const { kind } = state;
    return [
      path,
      kind === 'file' ? [state.bytes, state.mode, state.uid, state.gid] : kind,
    ] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Collects events. */
export function collector(): { readonly events: RunEvent[]; onEvent(event: RunEvent): void } {
  const events: RunEvent[] = [];
  return { events, onEvent: (event) => events.push(event) };
}
