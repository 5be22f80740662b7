import type { AnswerKey, Answers, GivenAnswers } from '../model/answers.ts';
import type { PlannedChange, RiskName } from '../model/change.ts';
import type { RunEvent } from '../model/event.ts';
import type { Facts } from '../model/facts.ts';
import type { Finding, Needs } from '../model/finding.ts';
import type { Message } from '../model/message.ts';
import type { Plan } from '../model/plan.ts';
import type { AnyQuestion, StepId } from '../model/step.ts';
import type { Moving, MovingRequest } from './moving.ts';

/**
 * The seam between the wizard and the rooms behind it. `commands/setup.ts` implements it with the real
 * host, the steps and the run; tests and previews implement it with recorded data. The wizard never
 * asks for more than this, so whatever it shows can be shown without a host.
 *
 * A method that fails throws `UserError` (shown as its sentence) or anything else (shown as a defect).
 */
export interface WizardBackend extends WizardModel {
  /** What is known before anything is read: whom to ask for, what was left open last time. */
  start(): Promise<Start>;
  /** Reads the host for one user. Changes nothing. */
  detect(target: TargetChoice): Promise<Detection>;
  /** Asks what root's Docker has, and judges what of it can move to the user. Changes nothing. */
  look(target: TargetChoice, given: GivenAnswers): Promise<Moving>;
  /** Works out the changes. Changes nothing. Called again after every changed answer. */
  plan(request: PlanRequest): Promise<Planned>;
  /** Applies a plan and proves the result. Ends with the outcome, also when it failed or was stopped. */
  apply(plan: Plan, accepted: readonly RiskName[], run: RunContext): Promise<Outcome>;
  /** Goes on with an open run. */
  resume(id: string, run: RunContext): Promise<Outcome>;
  /**
   * Containers that root moved to the user and that would stop with an undo of this run, by name; empty where
   * none would. Changes nothing.
   */
  standing(id: string): Promise<readonly string[]>;
  /** Takes back a run. */
  undo(id: string, run: RunContext): Promise<Outcome>;
  /** Writes the answers for the next machine. @returns the absolute path that was written. */
  saveAnswers(answers: Answers, path: string): Promise<string>;
  /** Keeps unfinished answers for the next start; null forgets them. Must never throw. */
  keepDraft(draft: Draft | null): Promise<void>;
}

/** The part of the backend that is pure: what can be asked, and what the answers are. */
export interface WizardModel {
  /** Short name of the host for the title line. */
  readonly hostName: string;
  /** User id that the program runs with: who is 0 is asked for no password, and may set up another user. */
  readonly uid: number;
  /** True for `--simulate`: every screen says that nothing real is changed. */
  readonly simulated: boolean;
  /** What it was started for: the set-up, which may lead to a migration, or the migration at once. */
  readonly purpose: 'set-up' | 'move';
  /** The steps in order, with their questions. */
  readonly steps: readonly StepPage[];
  /** Every answer with its source: the given ones, and the recommended ones for the rest. Pure. */
  complete(facts: Facts, given: GivenAnswers): Answers;
  /** Where `s` offers to save the answers. */
  readonly answersPath: string;
}

/** What the wizard needs of a step; `Step` satisfies it. */
export interface StepPage {
  readonly id: StepId;
  readonly title: Message;
  readonly intro: Message;
  readonly questions: readonly AnyQuestion[];
}

/** What is known at start. */
export interface Start {
  /** Started as root without `--user`: whom to ask for; null when the user is known already. */
  readonly askUser: UserList | null;
  /** The user to set up when `askUser` is null. */
  readonly user: string;
  /** Answers of file and flags. */
  readonly given: GivenAnswers;
  /** Runs that did not come to their end, newest first. */
  readonly openRuns: readonly OpenRun[];
  /** Answers that were left unfinished last time. */
  readonly draft: Draft | null;
}

/** Whom containers could be set up for. */
export interface UserList {
  readonly users: readonly { readonly name: string; readonly uid: number; readonly home: string }[];
  /** Name that is offered for a new account. */
  readonly newName: string;
  /** Why this name can't be given to a new account, or null. Pure. */
  refuse(name: string): Message | null;
}

/** For whom; `create`: the account is made as the first change of the plan. */
export interface TargetChoice {
  readonly name: string;
  readonly create: boolean;
}

/** Unfinished answers, as plain data. */
export interface Draft {
  readonly target: TargetChoice;
  readonly given: GivenAnswers;
  readonly without: readonly string[];
}

/** What was read. */
export interface Detection {
  readonly facts: Facts;
  readonly findings: readonly Finding[];
  /** What this host is in one line, untranslated: `Debian GNU/Linux 13 (trixie), kernel 6.12, vm`. */
  readonly host: string;
  /** A Docker of root runs here that has containers, or may have some: it does not answer everybody. */
  readonly rootful: boolean;
}

export interface PlanRequest {
  readonly target: TargetChoice;
  readonly given: GivenAnswers;
  /** Ids of changes that the person left out. The backend leaves out what depends on them, too. */
  readonly without: readonly string[];
  /** Not the set-up that the answers ask for, but a migration, or the set-up that it needs. */
  readonly moving?: MovingRequest;
}

/** The changes for these answers. */
export interface Planned {
  /** What would be applied. */
  readonly plan: Plan;
  /** The same with nothing left out: the review shows what is missing from `plan` as left out. */
  readonly all: Plan;
  /** Of a migration: the set-up that has to come first, or the move; null: it is not about one. */
  readonly stage: 'set-up' | 'move' | null;
  /** Findings for the chosen engines. */
  readonly findings: readonly Finding[];
  /** What stands in the way; a problem with a key is shown beside its answer. Nothing is applied while there is one. */
  readonly problems: readonly Problem[];
  /** Which host ids the user's container ids will be, or null when not known. */
  readonly idMap: IdMap | null;
}

/** An answer that can't be taken, or (key null) a plan that can't be carried out. */
export interface Problem {
  readonly key: AnswerKey | null;
  readonly message: Message;
}

/** Rows as in /proc/self/uid_map: `count` ids from `container` on are `host` and following. */
export interface IdMap {
  readonly user: string;
  readonly uid: number;
  readonly uids: readonly IdMapRow[];
  readonly gids: readonly IdMapRow[];
}

export interface IdMapRow {
  readonly container: number;
  readonly host: number;
  readonly count: number;
}

/** What a run may use of the screen. */
export interface RunContext {
  onEvent(event: RunEvent): void;
  /** Aborted by the first Ctrl-C: stop after the change that is running. */
  readonly soon: AbortSignal;
  /** Aborted by the second Ctrl-C: stop now. */
  readonly now: AbortSignal;
  /** Gives the bare terminal to `work` (the password prompt) and takes it back afterwards. */
  withTerminal<T>(work: () => Promise<T>): Promise<T>;
}

/** How a run ended. */
export interface Outcome {
  /** cli.md. */
  readonly exit: number;
  /** null when no run was begun (root was refused, the plan was stale). */
  readonly run: string | null;
  /** The one sentence that says how it ended. */
  readonly message: Message;
  /** Commands for what comes next, most useful first: after a failure or an open run. */
  readonly next: readonly string[];
  /** What the person must do before all of it is felt. */
  readonly needs: Needs;
  /** The first commands to try; empty unless it went well. */
  readonly tryNext: readonly string[];
  /** For tools that look for a socket: one line each. */
  readonly hints: readonly { readonly title: Message; readonly line: string }[];
  /** The command that takes the run back, or null. */
  readonly undo: string | null;
  /** After a move: the command that removes what root still has of it, or null. */
  readonly finish: string | null;
  /** Path of the full log, or null. */
  readonly log: string | null;
  /** Root part as a script for the administrator (`--privilege none`), or null. */
  readonly script: string | null;
  /** Paths of the texts for the configuration or the image of a system on which changes would not last. */
  readonly papers?: readonly string[];
}

/** A run that did not come to its end. */
export interface OpenRun {
  readonly id: string;
  readonly user: string;
  /** Local time, as text. */
  readonly started: string;
  /** Why it is open: a failure, a stop, a crash, or a login or reboot that it waits for. */
  readonly because: Message;
  readonly changes: readonly {
    readonly title: Message;
    readonly state: 'done' | 'failed' | 'begun' | 'waiting';
  }[];
  /** False when going on is impossible (another version, another host). */
  readonly canResume: boolean;
}

/** Changes that `all` has and `plan` has not. */
export function leftOut(planned: Planned): readonly PlannedChange[] {
  const kept = new Set(planned.plan.steps.flatMap((step) => step.changes.map(({ id }) => id)));
  return planned.all.steps.flatMap((step) => step.changes.filter(({ id }) => !kept.has(id)));
}
