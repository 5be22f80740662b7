import type { AnswerKey, Answers, GivenAnswers, Values } from '../../../src/model/answers.ts';
import type { RiskName } from '../../../src/model/change.ts';
import { unknown } from '../../../src/model/fact.ts';
import type { Facts } from '../../../src/model/facts.ts';
import { changesOf, type Plan } from '../../../src/model/plan.ts';
import type { Moving } from '../../../src/tui/moving.ts';
import { valuesOf } from '../../../src/tui/questions.ts';
import type {
  Draft,
  Outcome,
  PlanRequest,
  RunContext,
  Start,
  StepPage,
  WizardBackend,
} from '../../../src/tui/session.ts';
import { DEFAULTS } from './fake-answers.ts';
import { FINDINGS, plannedSteps, planOf } from './fake-plan.ts';
import { outcome, playRun } from './fake-run.ts';
import { fakeSteps, raw } from './fake-steps.ts';

/** Facts of nothing: the fake steps do not look at them. */
export function noFacts(): Facts {
  const none = unknown(raw('not read'));
  return new Proxy({} as Facts, { get: () => none });
}

export interface FakeOptions {
  readonly name?: (english: string) => string;
  readonly simulated?: boolean;
  /** Who runs the program; alice herself (1000) unless said otherwise. */
  readonly uid?: number;
  readonly purpose?: 'set-up' | 'move';
  /** What root's Docker has; without it there is none. */
  readonly moving?: Moving;
  /** A move needs a set-up first. */
  readonly setUp?: boolean;
  /** Containers that an undo would stop. */
  readonly standing?: readonly string[];
  readonly start?: Partial<Start>;
  readonly ready?: boolean;
  readonly apply?: (plan: Plan, run: RunContext) => Promise<Outcome>;
  readonly problems?: readonly AnswerKey[];
}

/** A backend without a host. What it was asked for is in `calls`. */
export class FakeBackend implements WizardBackend {
  readonly hostName = 'debian13';
  readonly uid: number;
  readonly simulated: boolean;
  readonly purpose: 'set-up' | 'move';
  readonly steps: readonly StepPage[];
  readonly answersPath = '/home/alice/rootless-wizard.yaml';
  readonly calls: string[] = [];
  readonly plans: PlanRequest[] = [];
  accepted: readonly RiskName[] = [];
  saved: { readonly path: string; readonly answers: Answers } | null = null;
  draft: Draft | null = null;
  readonly #options: FakeOptions;

  constructor(options: FakeOptions = {}) {
    this.#options = options;
    this.simulated = options.simulated ?? false;
    this.uid = options.uid ?? 1000;
    this.purpose = options.purpose ?? 'set-up';
    this.steps = fakeSteps(options.name);
  }

  async start(): Promise<Start> {
    this.calls.push('start');
    return {
      askUser: null,
      user: 'alice',
      given: {},
      openRuns: [],
      draft: null,
      ...this.#options.start,
    };
  }

  async detect() {
    this.calls.push('detect');
    return {
      facts: noFacts(),
      findings: FINDINGS,
      host: 'Debian GNU/Linux 13 (trixie), kernel 6.12.48+deb13-amd64, vm kvm',
      rootful: this.#options.moving !== undefined,
    };
  }

  complete(facts: Facts, given: GivenAnswers): Answers {
    const values: Record<string, unknown> = { ...DEFAULTS };
    const answers: Record<string, unknown> = {};
    for (const key of Object.keys(DEFAULTS)) {
      const question = this.steps
        .flatMap(({ questions }) => questions)
        .find((one) => one.key === key);
      const own = given[key as AnswerKey];
      const recommended = question?.recommend(facts, values as Partial<Values>);
      const answer = own ?? recommended ?? { value: values[key], source: 'default' };
      values[key] = answer.value;
      answers[key] = { value: answer.value, source: answer.source };
    }
    return answers as Answers;
  }

  async look() {
    this.calls.push('look');
    const { moving } = this.#options;
    if (moving === undefined) throw new Error('there is no Docker of root');
    return moving;
  }

  async plan(request: PlanRequest) {
    this.plans.push(request);
    const answers = this.complete(noFacts(), request.given);
    const steps = this.#options.ready === true ? [] : plannedSteps(valuesOf(answers));
    const all = planOf(this.steps, steps, answers);
    const gone = new Set(request.without);
    for (const change of changesOf(all)) {
      if (change.dependsOn.some((id) => gone.has(id))) gone.add(change.id);
    }
    const plan: Plan = {
      ...all,
      steps: all.steps.map((step) => ({
        ...step,
        changes: step.changes.filter(({ id }) => !gone.has(id)),
      })),
    };
    return {
      plan,
      all,
      stage: this.#stage(request),
      findings: FINDINGS,
      problems: (this.#options.problems ?? []).map((key) => ({
        key,
        message: raw(`${key} can't be so`),
      })),
      idMap: {
        user: 'alice',
        uid: 1000,
        uids: [
          { container: 0, host: 1000, count: 1 },
          { container: 1, host: 100000, count: 65536 },
        ],
        gids: [
          { container: 0, host: 1000, count: 1 },
          { container: 1, host: 100000, count: 65536 },
        ],
      },
    };
  }

  /** The set-up that a move needs is there once it has been applied. */
  #stage({ moving }: PlanRequest): 'set-up' | 'move' | null {
    if (moving === undefined) return null;
    return this.#options.setUp === true && !this.calls.includes('apply') ? 'set-up' : 'move';
  }

  async apply(plan: Plan, accepted: readonly RiskName[], run: RunContext): Promise<Outcome> {
    this.calls.push('apply');
    this.accepted = accepted;
    if (this.#options.apply !== undefined) return this.#options.apply(plan, run);
    return playRun(plan, run);
  }

  async resume(id: string, run: RunContext): Promise<Outcome> {
    this.calls.push(`resume ${id}`);
    run.onEvent({
      type: 'step_start',
      change: 'linger.on',
      index: 3,
      total: 3,
      title: raw('Enable linger'),
    });
    run.onEvent({ type: 'step_done', change: 'linger.on' });
    return outcome({});
  }

  async standing(id: string): Promise<readonly string[]> {
    this.calls.push(`standing ${id}`);
    return this.#options.standing ?? [];
  }

  async undo(id: string, run: RunContext): Promise<Outcome> {
    this.calls.push(`undo ${id}`);
    run.onEvent({
      type: 'step_start',
      change: 'linger.on',
      index: 1,
      total: 1,
      title: raw('Disable linger'),
    });
    run.onEvent({ type: 'step_done', change: 'linger.on' });
    return outcome({ message: raw('All is as it was.'), tryNext: [], undo: null, hints: [] });
  }

  async saveAnswers(answers: Answers, path: string): Promise<string> {
    this.saved = { path, answers };
    return path;
  }

  async keepDraft(draft: Draft | null): Promise<void> {
    this.draft = draft;
  }
}
