import { msg } from '../i18n/msg.ts';
import type { Action, Effect } from '../model/action.ts';
import type { PlannedChange } from '../model/change.ts';
import { EXIT, type ExitCode } from '../model/error.ts';
import type { RunEvent } from '../model/event.ts';
import type { Message } from '../model/message.ts';
import type { ReadHost } from '../model/read-host.ts';
import type { RunLog, RunStore } from '../model/run.ts';
import type { HostShell, WriteHost } from '../model/write-host.ts';

/** Everything that a run needs of the world. */
export interface RunContext {
  /** The host as it is now: not cached, because it is looked at again and again. */
  readonly host: ReadHost;
  readonly writeHost: WriteHost;
  readonly store: RunStore;
  /** `script`: nobody here is root, the root part becomes a script for the administrator. */
  readonly root: 'shell' | 'script';
  readonly now: () => Date;
  readonly tool: { readonly name: string; readonly version: string };
  readonly onEvent: (event: RunEvent) => void;
  /** `soft`: stop after the change that is running; `hard`: now. */
  readonly stop?: { readonly soft: AbortSignal; readonly hard: AbortSignal };
  /** What an action leaves, for simulated hosts; without it nothing is played. */
  readonly effects?: (action: Action) => Promise<readonly Effect[]>;
}

/** How a run, an undo or a resume ended. */
export interface Outcome {
  readonly exit: ExitCode;
  /** Id of the run, '' when none was begun: then nothing was changed. */
  readonly run: string;
  readonly message: Message;
  /** Commands that a person would type next. */
  readonly next: readonly string[];
  /** Path of the script for the administrator, where nobody here is root. */
  readonly script?: string;
  /** Paths of the texts for the configuration or the image of this system, where something must go there. */
  readonly papers?: readonly string[];
}

/** The last event of a stream. */
export function resultEvent(outcome: Outcome): RunEvent {
  const { exit, run, message, next } = outcome;
  return { type: 'result', exit, run, message, next };
}

/** Commands that go on with, or take back, a run that was stopped half way. */
export function waysOn(run: string): readonly string[] {
  return [`rootless-wizard apply --resume ${run}`, `rootless-wizard undo ${run}`];
}

/** The outcome of an open run: `because` says what stopped it. */
export function stillOpen(log: RunLog, because: Message): Outcome {
  const { id } = log.record;
  return {
    exit: EXIT.open,
    run: id,
    message: msg('run.open', { because, run: id }),
    next: waysOn(id),
  };
}

/** The two shells of a run, opened when they are first needed and closed together. */
export class Shells {
  readonly #host: WriteHost;
  readonly #open = new Map<'root' | 'user', HostShell>();

  constructor(host: WriteHost) {
    this.#host = host;
  }

  /** @throws PrivilegeRefused */
  async get(scope: 'root' | 'user'): Promise<HostShell> {
    const open = this.#open.get(scope);
    if (open !== undefined) return open;
    const shell = await this.#host.open(scope);
    this.#open.set(scope, shell);
    return shell;
  }

  /** The shell that is open already, if one is. */
  opened(scope: 'root' | 'user'): HostShell | undefined {
    return this.#open.get(scope);
  }

  /** Forgets a shell that is gone, so that the next one who asks gets a new one. */
  async drop(scope: 'root' | 'user'): Promise<void> {
    const shell = this.#open.get(scope);
    this.#open.delete(scope);
    await shell?.close();
  }

  async close(): Promise<void> {
    for (const shell of [...this.#open.values()].reverse()) await shell.close();
    this.#open.clear();
  }
}

/** A change that must be made by root: not one that only a person can do. */
export function needsRoot(change: PlannedChange): boolean {
  return change.scope === 'root' && change.action.do !== 'manual';
}

/** Asked to stop before anything was begun, while root was asked for: there is nothing to go on with. */
export function stoppedUnbegun(context: Pick<RunContext, 'stop'>): Outcome | null {
  if (stopAsked(context) === null) return null;
  const next = ['rootless-wizard'];
  return { exit: EXIT.sigint, run: '', message: msg('run.stopped-unbegun'), next };
}

/** Was a stop asked for? The message for it, or null. */
export function stopAsked(context: Pick<RunContext, 'stop'>): Message | null {
  const asked = context.stop?.soft.aborted === true || context.stop?.hard.aborted === true;
  return asked ? msg('run.stopped') : null;
}
