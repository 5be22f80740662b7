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
import { isOpen, isReadable, progressOf } from '../run/journal.ts';
import { makePlan } from '../run/plan.ts';
import { undo } from '../run/undo.ts';
import { resolveAnswers } from '../steps/answers.ts';
import { renderAnswersFile } from '../steps/answers-render.ts';
import { enginesQuestion } from '../steps/engines-question.ts';
import { familyQuestion } from '../steps/family.ts';
import { STEPS } from '../steps/index.ts';
import type {
  Draft,
  OpenRun,
  Outcome,
  Planned,
  PlanRequest,
  RunContext as Screen,
  Start,
  StepPage,
  TargetChoice,
  UserList,
  WizardBackend,
} from '../tui/session.ts';
import { afterRun } from './after-run.ts';
import type { Context } from './context.ts';
import { plannedIdMap } from './planned-ids.ts';
import { applyAndProve, runContext, type Watch } from './runner.ts';
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
  readonly hostName: string;
  readonly simulated: boolean;
  readonly steps = PAGES;
  readonly answersPath = 'rootless-wizard-answers.yaml';

  constructor(context: Context) {
    this.#context = context;
    this.hostName = context.host.name;
    this.simulated = context.simulated;
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
      draft: asDraft(await this.#draft?.read()),
    };
  }

  async detect(target: TargetChoice) {
    const facts = await readFacts(this.#context.host, target.name);
    const { answers } = resolveAnswers(facts, this.#with(target, this.#context.given));
    const findings = runChecks(facts, { engines: answers.engines.value });
    return { facts, findings, host: hostLine(facts) };
  }

  complete(facts: Facts, given: GivenAnswers): Answers {
    return resolveAnswers(facts, given).answers;
  }

  async plan({ target, given, without }: PlanRequest): Promise<Planned> {
    const { host } = this.#context;
    const request = { host, userName: target.name, given: this.#with(target, given) };
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
      findings: runChecks(facts, { engines: plan.engines }),
      problems,
      idMap: plannedIdMap(facts, plan),
    };
  }

  async apply(plan: Plan, _accepted: readonly string[], screen: Screen): Promise<Outcome> {
    const facts = await readFacts(this.#context.host, plan.user.name);
    return this.#run(plan, screen, (context, watch) => applyAndProve(context, plan, facts, watch));
  }

  async resume(id: string, screen: Screen): Promise<Outcome> {
    const { plan } = await this.#find(id);
    const facts = await readFacts(this.#context.host, plan.user.name);
    return this.#run(plan, screen, (context, watch) =>
      applyAndProve(context, plan, facts, watch, (run) => resume(id, run)),
    );
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
    await this.#draft?.keep(draft);
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

/** `Debian GNU/Linux 13 (trixie), kernel 6.12.48, vm kvm`. */
function hostLine(facts: Facts): string {
  const parts = [
    facts.os.known ? facts.os.value.prettyName : null,
    facts.kernel.known ? `kernel ${facts.kernel.value.release}` : null,
    facts.environment.known && facts.environment.value.kind !== 'machine'
      ? `${facts.environment.value.kind} ${facts.environment.value.detail}`.trim()
      : null,
  ];
  return parts.filter((part) => part !== null && part !== '').join(', ');
}

/** Ordinary accounts: an id that useradd gives to people, a home and a shell to log in with. */
function userList(facts: Facts): UserList {
  const users = facts.accounts.known ? facts.accounts.value.users : [];
  const ordinary = users.filter(
    ({ uid, shell }) => uid >= 1000 && uid < 60000 && !/(nologin|false)$/.test(shell),
  );
  const taken = new Set(users.map(({ name }) => name));
  const newName = ['containers', 'container', 'rootless'].find((name) => !taken.has(name)) ?? '';
  return {
    users: ordinary.map(({ name, uid, home }) => ({ name, uid, home })),
    newName,
    refuse(name) {
      if (taken.has(name)) return msg('cli.name-taken', { name });
      // useradd(8): what every distribution accepts.
      return /^[a-z_][a-z0-9_-]{0,31}$/.test(name) ? null : msg('cli.name-bad');
    },
  };
}

function openRun(run: RunRecord): OpenRun {
  const progress = progressOf(run.plan, run.journal);
  const states = { done: 'done', failed: 'failed', half: 'begun', 'half-undone': 'begun' } as const;
  const last = run.journal.at(-1);
  return {
    id: run.id,
    user: run.plan.user.name,
    started: run.id.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d).*/, '$1-$2-$3 $4:$5 UTC'),
    because:
      last?.type === 'failed'
        ? msg('cli.open-failed', { reason: last.reason })
        : msg('cli.open-stopped'),
    changes: changesOf(run.plan).map(({ id, title }) => {
      const state = progress.get(id)?.state ?? 'todo';
      return { title, state: Object.hasOwn(states, state) ? states[state as 'done'] : 'waiting' };
    }),
    canResume: true,
  };
}

/** A draft of another version is simply forgotten. */
function asDraft(value: unknown): Draft | null {
  if (typeof value !== 'object' || value === null) return null;
  const draft: { target?: unknown; given?: unknown; without?: unknown } = value;
  const { target, given, without } = draft;
  const ok =
    typeof target === 'object' &&
    target !== null &&
    'name' in target &&
    typeof given === 'object' &&
    given !== null &&
    Array.isArray(without);
  return ok ? (value as Draft) : null;
}
