import { msg } from '../i18n/msg.ts';
import type { AnswerKey, AnswerSource } from '../model/answers.ts';
import type { PlannedChange, RiskName } from '../model/change.ts';
import type { Finding, Level } from '../model/finding.ts';
import type { Message } from '../model/message.ts';
import { changesOf, type Plan, type PlannedStep } from '../model/plan.ts';
import { pair, plain } from './joined.ts';
import { type Asked, askedQuestions, valueMessage } from './questions.ts';
import type { StepPage } from './session.ts';
import type { Screen, WizardState } from './state.ts';
import { askedWays } from './ways.ts';

/** State of a step or a change in lists. */
export type Mark = 'ok' | 'change' | 'skip' | 'blocked' | 'unknown';

/** One row of the summary: an answer, or a step that has nothing to ask. */
export interface SummaryRow {
  readonly id: string;
  readonly step: StepPage;
  /** null: a step without a question; it can be explained, not edited. */
  readonly asked: Asked | null;
  readonly title: Message;
  readonly value: Message;
  readonly source: AnswerSource | null;
  readonly mark: Mark;
  readonly risks: readonly RiskName[];
  /** Made doubtful by another answer. */
  readonly doubtful: boolean;
  readonly problem: Message | null;
}

/** The rows of the summary, in the order of the steps. Empty before detection. */
export function summaryRows(state: WizardState): readonly SummaryRow[] {
  const { answers } = state;
  if (state.detection === null || answers === null) return [];
  const asked = askedQuestions(state.model.steps, state.detection.facts, answers);
  return state.model.steps.flatMap((step) => {
    const planned = state.planned?.plan.steps.find(({ id }) => id === step.id) ?? null;
    const risks = [...new Set(planned?.changes.flatMap((change) => change.risks) ?? [])];
    const mark = planned?.status ?? 'unknown';
    const own = asked.filter((one) => one.step === step);
    if (own.length === 0) {
      const value = planned?.because ?? msg('tui.working-out');
      const row: SummaryRow = {
        id: step.id,
        step,
        asked: null,
        title: step.title,
        value,
        source: null,
        mark,
        risks,
        doubtful: false,
        problem: null,
      };
      return [row];
    }
    return own.map((one, index): SummaryRow => {
      const problem = state.planned?.problems.find(({ key }) => key === one.key) ?? null;
      return {
        id: one.key,
        step,
        asked: one,
        title: one.title,
        value: valueMessage(one),
        source: answers[one.key].source,
        mark,
        // A step's risks stand at its first answer: one sign for one thing.
        risks: index === 0 ? risks : [],
        doubtful: state.doubtful.includes(one.key),
        problem: problem?.message ?? null,
      };
    });
  });
}

/** The question of a key as it is now, or null when it is not asked any more. */
export function askedByKey(state: WizardState, key: AnswerKey): Asked | null {
  const { detection, answers } = state;
  if (detection === null || answers === null) return null;
  const all = [...askedWays(state), ...askedQuestions(state.model.steps, detection.facts, answers)];
  return all.find((one) => one.key === key) ?? null;
}

/** One row of the review: a step, or a change below it. */
export type ReviewRow =
  | { readonly kind: 'step'; readonly step: PlannedStep; readonly title: Message }
  | {
      readonly kind: 'change';
      readonly step: PlannedStep;
      readonly change: PlannedChange;
      /** Not in the plan: left out by the person, or because it depends on such a change. */
      readonly left: 'no' | 'chosen' | 'depends';
    };

/** The rows of the review. Steps that are fine stand there, too: an empty step says why. */
export function reviewRows(state: WizardState): readonly ReviewRow[] {
  const { planned } = state;
  if (planned === null) return [];
  const kept = new Map(changesOf(planned.plan).map((change) => [change.id, change]));
  return planned.all.steps.flatMap((step): ReviewRow[] => {
    return [
      { kind: 'step', step, title: titleOfStep(state.model, step) },
      ...step.changes.map((change): ReviewRow => {
        const now = kept.get(change.id);
        const chosen = state.without.includes(change.id) ? 'chosen' : 'depends';
        return { kind: 'change', step, change: now ?? change, left: now ? 'no' : chosen };
      }),
    ];
  });
}

/** The review, with the cursor on the first thing that would be changed. */
export function reviewScreen(state: WizardState): Screen {
  const first = reviewRows(state).findIndex(({ kind }) => kind === 'change');
  return { name: 'review', cursor: Math.max(0, first) };
}

/** A change of the present plan or of what was left out of it. */
export function changeById(state: WizardState, id: string): PlannedChange | null {
  const row = reviewRows(state).find((one) => one.kind === 'change' && one.change.id === id);
  return row?.kind === 'change' ? row.change : null;
}

/** A risk with the changes that bring it. */
export interface RiskRow {
  readonly name: RiskName;
  readonly changes: readonly PlannedChange[];
  readonly accepted: boolean;
}

/** The named risks of what would be applied, or taken back. */
export function riskRows(state: WizardState): readonly RiskRow[] {
  if (state.screen.name === 'risks' && state.screen.undo !== undefined) {
    const name = 'stops-moved';
    return [{ name, changes: [], accepted: state.accepted.includes(name) }];
  }
  const changes = state.planned === null ? [] : changesOf(state.planned.plan);
  const names = [...new Set(changes.flatMap(({ risks }) => risks))];
  return names.map((name) => ({
    name,
    changes: changes.filter(({ risks }) => risks.includes(name)),
    accepted: state.accepted.includes(name),
  }));
}

/** Numbers of a plan: all changes, those as root, its risks. */
export function countsOf(plan: Plan): {
  readonly changes: number;
  readonly root: number;
  readonly blocked: number;
} {
  const changes = changesOf(plan);
  return {
    changes: changes.length,
    root: changes.filter(({ scope }) => scope === 'root').length,
    blocked: plan.steps.filter(({ status }) => status === 'blocked').length,
  };
}

const RANK: Readonly<Record<Level, number>> = { fail: 0, warn: 1, skip: 2, info: 3, ok: 4 };

/** Findings, the most urgent first; the order within a level is kept. */
export function byUrgency(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => RANK[a.level] - RANK[b.level]);
}

/** The findings of the chosen engines once they are known, else those of the detection. */
export function findingsOf(state: WizardState): readonly Finding[] {
  return state.planned?.findings ?? state.detection?.findings ?? [];
}

/** Can the wizard go on to a migration from here: is there a Docker of root, and a user to move to? */
export function offersMove({
  detection,
  target,
  moving,
  screen,
  run,
  outcome,
}: WizardState): boolean {
  const there = detection?.rootful === true && target?.create === false && moving === null;
  if (screen.name === 'summary') return there;
  return screen.name === 'done' && there && run?.kind === 'apply' && outcome?.exit === 0;
}

/** The title of a step: as its page has it; the groups of a migration are told apart by their names. */
export function titleOfStep(model: WizardState['model'], { id, because }: PlannedStep): Message {
  const page = model.steps.find((step) => step.id === id);
  const name = because.args?.['name'];
  if (id === 'migrate-group' && typeof name === 'string') {
    return pair(msg('report.step-migrate-group'), plain(name));
  }
  return page?.title ?? msg(`report.step-${id}`);
}

/** What can be done with an open run. */
export type OpenChoice = 'resume' | 'undo' | 'look' | 'later';

/** The choices for the open run: going on is missing where it is impossible. */
export function openChoices(state: WizardState): readonly OpenChoice[] {
  const run = state.start?.openRuns[0];
  return run?.canResume === false ? ['undo', 'look', 'later'] : ['resume', 'undo', 'look', 'later'];
}

export const DRAFT_CHOICES = ['continue', 'forget'] as const;

/** Name of the user of the plan where it is not the one who runs the program, else null. */
export function somebodyElse({ model, planned }: WizardState): string | null {
  const user = planned?.plan.user;
  return user === undefined || user.uid === model.uid ? null : user.name;
}
