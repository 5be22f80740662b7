import { createHash } from 'node:crypto';
import { CachedHost } from '../host/cached.ts';
import { OverlayHost } from '../host/overlay.ts';
import { msg } from '../i18n/msg.ts';
import type { Action } from '../model/action.ts';
import type { AnswerKey, GivenAnswers } from '../model/answers.ts';
import type { Change, PlannedChange, RiskName } from '../model/change.ts';
import type { Facts, Target } from '../model/facts.ts';
import { isObject } from '../model/json.ts';
import type { Plan, PlannedStep, PlanUser } from '../model/plan.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import type { AnyQuestion } from '../model/step.ts';
import { simulateInstall } from '../probe/commands.ts';
import { readFacts } from '../probe/index.ts';
import { type AnswerProblem, resolveAnswers, valuesOf } from '../steps/answers.ts';
import { idleAnswers } from '../steps/idle-answers.ts';
import { STEPS } from '../steps/index.ts';
import { withWholeArchives } from './archive-members.ts';
import { effectsOf } from './effects.ts';
import { type Elsewhere, papersOf, remember } from './elsewhere.ts';
import { hostSummary } from './host-summary.ts';
import { inverse } from './inverse.ts';
import { withMissing } from './missing.ts';
import { diffOf } from './plan-diff.ts';
import { render } from './render.ts';

/** What a plan is made from. */
export interface PlanInput {
  readonly host: ReadHost;
  /** `--user`, null for whoever runs the wizard. */
  readonly userName: string | null;
  readonly given: GivenAnswers;
  /** Ids of changes that the person does not want; what depends on them is left out, too. */
  readonly without?: ReadonlySet<string>;
}

/** A plan with the facts of the host as it is now, and the given answers that can't be taken. */
export interface PlanResult {
  readonly plan: Plan;
  readonly facts: Facts;
  readonly problems: readonly AnswerProblem[];
}

/**
 * Makes the plan: facts, answers, then step by step, each on top of what the steps before it would leave.
 * Reads only; the same host and answers give the same plan, with the same id.
 */
export async function makePlan(input: PlanInput): Promise<PlanResult> {
  const overlay = new OverlayHost(new CachedHost(input.host));
  const facts = await readFacts(overlay, input.userName);
  const { answers, problems } = resolveAnswers(facts, input.given);
  const values = valuesOf(answers);
  const left = new Set(input.without ?? []);
  const elsewhere: Elsewhere = { ids: new Set(), changes: [], any: false };
  const steps: PlannedStep[] = [];
  let now = facts;
  for (const step of STEPS) {
    const user = now.target.known ? now.target.value : null;
    const result = await withWholeArchives(input.host, overlay, step.plan(now, values), user);
    const { status, because, changes, notes = [] } = result;
    const before = elsewhere.ids.size;
    remember(elsewhere, step.id, result.elsewhere);
    const planned: PlannedChange[] = [];
    for (const change of changes) {
      if (left.has(change.id) || change.dependsOn.some((id) => left.has(id))) {
        left.add(change.id);
        continue;
      }
      if (change.dependsOn.some((id) => elsewhere.ids.has(id))) {
        elsewhere.ids.add(change.id);
        continue;
      }
      const filled = await fill(overlay, change, now.target.known ? now.target.value : null);
      planned.push(filled);
      const effects = await effectsOf(filled.action, { host: overlay, facts: now, for: 'plan' });
      if (effects.length === 0) continue;
      overlay.apply(effects);
      now = await readFacts(overlay, input.userName);
    }
    const emptied = status === 'change' && planned.length === 0;
    steps.push({
      id: step.id,
      status: emptied ? 'skip' : status,
      because: emptied
        ? msg(elsewhere.ids.size > before ? 'run.after-elsewhere' : 'run.left-out')
        : because,
      changes: planned,
      notes: [...notes, ...idleAnswers(step.questions.map(keyOf), answers)],
    });
  }
  const plan = planWith({
    host: await hostSummary(overlay, facts),
    user: userOf(now, input.userName),
    engines: values.engines,
    answers,
    steps,
    ...papersOf(facts, values, elsewhere, steps),
  });
  return { plan, facts, problems };
}

function keyOf({ key }: AnyQuestion): AnswerKey {
  return key;
}

/** Steps with changes that are not yet filled: what a migration plans by itself. */
export type BareStep = Omit<PlannedStep, 'changes'> & { readonly changes: readonly Change[] };

/**
 * A plan of other steps than those of the set-up, for the same user and host. `base`: the plan of the
 * set-up, whose answers it keeps. Reads only.
 */
export async function planOfSteps(
  host: ReadHost,
  base: Plan,
  steps: readonly BareStep[],
): Promise<Plan> {
  const filled: PlannedStep[] = [];
  for (const step of steps) {
    const changes: PlannedChange[] = [];
    for (const change of step.changes) changes.push(await fill(host, change));
    filled.push({ ...step, changes });
  }
  const { user, engines } = base;
  // Its proofs are changes of its own.
  const verify = { ...base.answers.verify, value: false };
  return planWith({
    host: base.host,
    user,
    engines,
    answers: { ...base.answers, verify },
    steps: filled,
  });
}

function planWith(body: Omit<Plan, 'schema' | 'version' | 'id'>): Plan {
  return {
    schema: 'rootless-wizard/plan',
    version: 1,
    id: planId(body.steps, body.answers),
    ...body,
  };
}

/**
 * A change with all that is shown of it, computed from its action. `host` as it is before the change;
 * `target` null for a user that is yet to be made.
 */
export async function fill(
  host: ReadHost,
  change: Change,
  target: Pick<Target, 'configHome' | 'manager'> | null = null,
): Promise<PlannedChange> {
  const { preview, removes } = await previewOf(host, change.action);
  // The helper refuses to let packages be removed unless the plan says so, and then by name of the risk.
  const action: Action =
    removes && change.action.do === 'install-packages'
      ? { ...change.action, mayRemove: true }
      : await withMissing(host, change.action, target);
  const risk: RiskName = 'removes-packages';
  const back = inverse(action);
  return {
    ...change,
    action,
    risks: removes && !change.risks.includes(risk) ? [...change.risks, risk] : change.risks,
    diff: await diffOf(host, action),
    commands: render(action),
    undo: back === null ? [] : render(back),
    preview,
  };
}

/** What apt itself says it would do. Empty where it can't be asked; whether it works shows at the change. */
async function previewOf(
  host: ReadHost,
  action: Action,
): Promise<{ readonly preview: readonly string[]; readonly removes: boolean }> {
  const nothing = { preview: [], removes: false };
  if (action.do !== 'install-packages' || action.manager !== 'apt') return nothing;
  try {
    const result = await host.run(simulateInstall(action.names, action.reinstall));
    if (result.status !== 'exited' || result.code !== 0) return nothing;
    const preview = parseSimulation(result.stdout);
    return { preview, removes: preview.some((line) => line.startsWith('Remv ')) };
  } catch (error) {
    if (error instanceof NotRecorded) return nothing;
    throw error;
  }
}

/** The lines of `apt-get -s` that say what is installed and removed; `Conf` repeats `Inst`. apt-get(8). */
export function parseSimulation(stdout: string): readonly string[] {
  return stdout.split('\n').filter((line) => /^(Inst|Remv) /.test(line));
}

/** The user of the plan; an account that is yet to be made has a name only. */
function userOf({ target }: Facts, userName: string | null): PlanUser {
  if (!target.known) return { name: userName ?? '', uid: -1, gid: -1, home: '', runtimeDir: '' };
  const { name, uid, gid, home, runtimeDir } = target.value;
  return { name, uid, gid, home, runtimeDir };
}

/** sha256 over the canonical JSON of steps and answers. */
export function planId(steps: Plan['steps'], answers: Plan['answers']): string {
  return hash(canonical({ steps, answers }));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** JSON with sorted keys: the same data is the same text, in whatever order it was put together. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isObject(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  );
}
