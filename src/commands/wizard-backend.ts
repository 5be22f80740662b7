import { DraftFile } from '../host/draft.ts';
import { stateDirectory } from '../host/store.ts';
import { writeTextFile } from '../host/write-text.ts';
import { msg } from '../i18n/msg.ts';
import type { AnswerKey, Answers, GivenAnswers } from '../model/answers.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Facts } from '../model/facts.ts';
import type { Needs } from '../model/finding.ts';
import { changesOf, makesAccount, type Plan } from '../model/plan.ts';
import type { RunRecord } from '../model/run.ts';
import type { HostShell, WriteHost } from '../model/write-host.ts';
import { readFacts, runChecks } from '../probe/index.ts';
import { resume } from '../run/apply.ts';
import type { Outcome as RunOutcome } from '../run/context.ts';
import { isOpen, isReadable } from '../run/journal.ts';
import { makePlan } from '../run/plan.ts';
import { undo } from '../run/undo.ts';
import { resolveAnswers } from '../steps/answers.ts';
import { renderAnswersFile } from '../steps/answers-render.ts';
import { enginesQuestion } from '../steps/engines-question.ts';
import { familyQuestion } from '../steps/family.ts';
import { STEPS } from '../steps/index.ts';
import type { Moving } from '../tui/moving.ts';
import type {
  Draft,
  Outcome,
  Planned,
  PlanRequest,
  RunContext as Screen,
  Start,
  StepPage,
  TargetChoice,
  WizardBackend,
} from '../tui/session.ts';
import { afterRun } from './after-run.ts';
import type { Context } from './context.ts';
import { forMove, movePlans } from './migrate-plan.ts';
import { plannedIdMap } from './planned-ids.ts';
import { applyAndProve, runContext, type Watch } from './runner.ts';
import { standingOn } from './undo-moved.ts';
import { undoPreview } from './undo-preview.ts';
import {
  afterMove,
  hasRootful,
  type Looked,
  lookForMove,
  toOneEngine,
  withProjects,
} from './wizard-moving.ts';
import { asDraft, hostLine, openRun, userList } from './wizard-start.ts';
import { waysFor } from './wizard-ways.ts';
import type { Writing } from './world.ts';

/** The engines are asked for on the first page, before the questions of the steps. */
const PAGES: readonly StepPage[] = STEPS.map((step) =>
  step.id === 'system'
    ? { ...step, questions: [familyQuestion, enginesQuestion, ...step.questions] }
    : step,
);

/** The rooms behind the wizard's screen: every method is a few calls into them, nothing is decided here. */
export class RealBackend implements WizardBackend {
  readonly #context: Context;
  readonly #draft: DraftFile | null;
  /** What was found of root's Docker: the plans are made of it until it is looked at again. */
  #looked: Looked | null = null;
  readonly hostName: string;
  readonly uid: number;
  readonly simulated: boolean;
  readonly purpose: WizardBackend['purpose'];
  readonly steps = PAGES;
  readonly answersPath = 'rootless-wizard-answers.yaml';

  constructor(context: Context) {
    this.#context = context;
    this.hostName = context.host.name;
    this.uid = context.host.self.uid;
    this.simulated = context.simulated;
    this.purpose = context.options.command === 'migrate' ? 'move' : 'set-up';
    this.#draft = context.simulated ? null : new DraftFile(stateDirectory(context.env));
  }

  async start(): Promise<Start> {
    const { host, userName, given, store } = this.#context;
    const facts = await readFacts(host, userName);
    const runs = await store.list();
    const askUser = userName === null && host.self.uid === 0 ? userList(facts) : null;
    return {
      askUser,
      user: userName ?? (facts.target.known ? facts.target.value.name : ''),
      given,
      openRuns: runs.filter(isReadable).filter(isOpen).map(openRun),
      draft: this.purpose === 'move' ? null : asDraft(await this.#draft?.read()),
    };
  }

  async detect(target: TargetChoice) {
    const facts = await readFacts(this.#context.host, target.name);
    const { answers } = resolveAnswers(facts, this.#with(target, this.#context.given));
    const findings = runChecks(facts, { engines: answers.engines.value });
    const rootful = await hasRootful(this.#context.host, facts);
    return { facts, findings, host: hostLine(facts), rootful };
  }

  complete(facts: Facts, given: GivenAnswers): Answers {
    return resolveAnswers(facts, given).answers;
  }

  async look(target: TargetChoice, given: GivenAnswers): Promise<Moving> {
    const { judged, found } = await lookForMove(this.#contextFor(target, toOneEngine(given)));
    this.#looked = { judged, found: { ...found, ways: waysFor(judged, found) } };
    return this.#looked.found;
  }

  async plan(request: PlanRequest): Promise<Planned> {
    const { target, given, without, moving } = request;
    if (moving === undefined || this.#looked === null) {
      return this.#planSetUp(target, this.#with(target, given), without);
    }
    const judged = withProjects(this.#looked.judged, moving.projects);
    const context = this.#contextFor(target, toOneEngine(given));
    // As `migrate` does: what the groups need of the set-up comes first, whatever is left out of it.
    const setUp = await this.#planSetUp(target, forMove(context, judged).given, without);
    const blocked = setUp.plan.steps.some(({ status }) => status === 'blocked');
    if (blocked || changesOf(setUp.plan).length > 0) return { ...setUp, stage: 'set-up' };
    const { plan, all } = await movePlans(context, judged, without);
    const { facts } = judged;
    const findings = runChecks(facts, { engines: plan.engines });
    return { plan, all, stage: 'move', findings, problems: [], idMap: plannedIdMap(facts, plan) };
  }

  async #planSetUp(
    target: TargetChoice,
    given: GivenAnswers,
    without: readonly string[],
  ): Promise<Planned> {
    const { host } = this.#context;
    const request = { host, userName: target.name, given };
    const all = await makePlan(request);
    const made =
      without.length === 0 ? all : await makePlan({ ...request, without: new Set(without) });
    const { plan, facts } = made;
    const blocked = all.plan.steps.find(({ status }) => status === 'blocked');
    const problems = made.problems.map(({ key, message }) => ({
      key: key as AnswerKey | null,
      message,
    }));
    if (blocked !== undefined && !makesAccount(plan)) {
      const step = msg(`report.step-${blocked.id}`);
      problems.push({ key: null, message: msg('cli.blocked', { step, because: blocked.because }) });
    }
    return {
      plan,
      all: all.plan,
      stage: null,
      findings: runChecks(facts, { engines: plan.engines }),
      problems,
      idMap: plannedIdMap(facts, plan),
    };
  }

  async apply(plan: Plan, _accepted: readonly string[], screen: Screen): Promise<Outcome> {
    const facts = await readFacts(this.#context.host, plan.user.name);
    const outcome = await this.#run(plan, screen, (context, watch) =>
      applyAndProve(context, plan, facts, watch),
    );
    return afterMove(plan, outcome, screen);
  }

  async resume(id: string, screen: Screen): Promise<Outcome> {
    const { plan } = await this.#find(id);
    const facts = await readFacts(this.#context.host, plan.user.name);
    const outcome = await this.#run(plan, screen, (context, watch) =>
      applyAndProve(context, plan, facts, watch, (run) => resume(id, run)),
    );
    return afterMove(plan, outcome, screen);
  }

  async standing(id: string): Promise<readonly string[]> {
    const { host } = this.#context;
    const run = await this.#find(id);
    const facts = await readFacts(host, run.plan.user.name);
    const preview = await undoPreview(this.#context, run, { packages: false });
    return standingOn(host, facts, { run, ...preview });
  }

  async undo(id: string, screen: Screen): Promise<Outcome> {
    const { plan } = await this.#find(id);
    const facts = await readFacts(this.#context.host, plan.user.name);
    const outcome = await this.#run(plan, screen, async (context, watch) => {
      const writing = await context.write(facts, plan.user);
      return undo(id, runContext(context, writing, plan.user.name, watch), { packages: false });
    });
    return { ...outcome, undo: null, tryNext: [], hints: [] };
  }

  saveAnswers(answers: Answers, path: string): Promise<string> {
    return writeTextFile(path, renderAnswersFile(answers, { full: false }));
  }

  async keepDraft(draft: Draft | null): Promise<void> {
    if (this.purpose === 'set-up') await this.#draft?.keep(draft);
  }

  /** Runs something with the screen's terminal, events and stops. */
  async #run(
    plan: Plan,
    screen: Screen,
    work: (context: Context, watch: Watch) => Promise<RunOutcome>,
  ): Promise<Outcome> {
    const context: Context = {
      ...this.#context,
      write: async (facts, user) => askOnTerminal(await this.#context.write(facts, user), screen),
    };
    const watch: Watch = {
      onEvent: (event) => screen.onEvent(event),
      stop: { soft: screen.soon, hard: screen.now },
      onWriting: (writing) => screen.now.addEventListener('abort', () => writing.kill()),
    };
    const outcome = await work(context, watch);
    const needs = changesOf(plan).reduce<Needs>(
      (most, change) => worst(most, change.needs),
      'none',
    );
    return { ...(await afterRun(context, plan, outcome)), needs };
  }

  async #find(id: string): Promise<RunRecord> {
    const run = (await this.#context.store.list()).filter(isReadable).find((one) => one.id === id);
    if (run === undefined) throw new UserError(EXIT.usage, msg('run.unknown', { run: id }));
    return run;
  }

  #contextFor({ name }: TargetChoice, given: GivenAnswers): Context {
    return { ...this.#context, userName: name, given };
  }

  #with(target: TargetChoice, given: GivenAnswers): GivenAnswers {
    return target.create ? { ...given, 'user.create': { value: true, source: 'person' } } : given;
  }
}

/** The password is asked for by the privilege tool itself, on the bare terminal. */
function askOnTerminal(writing: Writing, screen: Screen): Writing {
  const { writeHost, asks } = writing;
  if (asks === null) return writing;
  const asking: WriteHost = {
    open: (scope): Promise<HostShell> =>
      scope === 'root' ? screen.withTerminal(() => writeHost.open(scope)) : writeHost.open(scope),
  };
  return { ...writing, writeHost: asking };
}

function worst(a: Needs, b: Needs): Needs {
  const rank = { none: 0, relogin: 1, reboot: 2 };
  return rank[a] >= rank[b] ? a : b;
}
