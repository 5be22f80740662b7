import type { Answers } from './answers.ts';
import type { PlannedChange } from './change.ts';
import type { EngineName } from './finding.ts';
import type { Message } from './message.ts';
import type { Paper } from './paper.ts';
import type { StepId } from './step.ts';

/** The ordered changes for these facts and answers. JSON round-trips; saved plans are applied from it. */
export interface Plan {
  readonly schema: 'rootless-wizard/plan';
  readonly version: 1;
  /** sha256 over steps and answers: the same host and answers give the same id. */
  readonly id: string;
  readonly host: HostSummary;
  readonly user: PlanUser;
  readonly engines: readonly EngineName[];
  readonly answers: Answers;
  readonly steps: readonly PlannedStep[];
  /**
   * What must be put elsewhere, because it would not last in this system: texts for its configuration or
   * its image. Not there on ordinary systems, and where nothing is missing.
   */
  readonly papers?: readonly Paper[];
}

/** Which host a plan was made for; `machineId` binds a saved plan to it (machine-id(5), hashed). */
export interface HostSummary {
  readonly name: string;
  readonly os: string;
  readonly kernel: string;
  readonly machineId: string;
}

export interface PlanUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly runtimeDir: string;
}

export interface PlannedStep {
  readonly id: StepId;
  readonly status: 'change' | 'ok' | 'skip' | 'blocked';
  readonly because: Message;
  readonly changes: readonly PlannedChange[];
  readonly notes: readonly Message[];
}

/**
 * Does the plan make the account of its user? What that user needs can be read only afterwards, so a second
 * plan follows.
 */
export function makesAccount(plan: Plan): boolean {
  return changesOf(plan).some(({ action }) => action.do === 'create-account');
}

/**
 * Does the plan move containers? Between the stop of a project and its new start its services are away: such a run
 * is not ended by the loss of a terminal.
 */
export function movesContainers(plan: Plan): boolean {
  return plan.steps.some(({ id, changes }) => id === 'migrate-group' && changes.length > 0);
}

/** All changes of a plan in order. */
export function changesOf(plan: Plan): readonly PlannedChange[] {
  return plan.steps.flatMap((step) => step.changes);
}
