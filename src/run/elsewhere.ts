import { papersFor } from '../distro/snippets/index.ts';
import { parseSysctls } from '../edit/sysctl.ts';
import type { Action } from '../model/action.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import type { Plan, PlannedStep } from '../model/plan.ts';
import type { StepId } from '../model/step.ts';
import { rootScript } from './root-script.ts';

/** What a plan leaves to the configuration or the image of the system, as it is gathered step by step. */
export interface Elsewhere {
  /** Ids of those changes, and of what depends on them. */
  readonly ids: Set<string>;
  readonly changes: Change[];
  /** Did a step say that something is missing there? */
  any: boolean;
}

/** Adds what one step leaves. */
export function remember(all: Elsewhere, id: StepId, changes: readonly Change[] | undefined): void {
  if (changes === undefined) return;
  all.any = true;
  all.changes.push(...changes);
  for (const change of changes) all.ids.add(change.id);
  // What needs packages waits for those of the image, too, where no manager could say which they are.
  if (id === 'packages') all.ids.add('packages.install');
}

/** The texts for it, as the part of a plan; nothing where nothing is left elsewhere. */
export function papersOf(
  facts: Facts,
  values: Values,
  { any, changes }: Elsewhere,
  here: readonly PlannedStep[],
): Pick<Plan, 'papers'> {
  if (!any || !facts.os.known || facts.os.value.immutable === null) return {};
  const { immutable, ...os } = facts.os.value;
  const delegates = changes.some(({ id }) => id === 'cgroup.delegate');
  const papers = papersFor({
    os: { ...os, immutable },
    user: facts.target.known ? facts.target.value.name : 'USER',
    engines: values.engines,
    linger: values.linger,
    controllers: delegates && facts.cgroup.known ? delegated(facts.cgroup.value.controllers) : [],
    actions: changes.map(({ action }) => action),
    sysctls: new Map(changes.flatMap(({ action }) => settingsOf(action))),
    sources: here.flatMap((step) => step.changes.flatMap(({ action }) => sourceOf(action))),
    script: rootScript(changes),
  });
  // What only an answer can bring comes first: there is nothing to put anywhere yet.
  return papers.length === 0 ? {} : { papers };
}

/** The same as the step `cgroup` hands down. */
function delegated(controllers: readonly string[]): readonly string[] {
  return ['cpu', 'cpuset', 'io', 'memory', 'pids'].filter((name) => controllers.includes(name));
}

/** What it sets in the kernel, now or at each boot. */
function settingsOf(action: Action): readonly (readonly [string, string])[] {
  if (action.do === 'set-sysctl') return [[action.key, action.value]];
  if (action.do !== 'write-file' || !action.path.startsWith('/etc/sysctl.d/')) return [];
  return parseSysctls(action.bytes).map(({ key, value }) => [key, value]);
}

/** The file that adds a source of packages or its key, if this does. */
function sourceOf(action: Action): readonly string[] {
  if (action.do === 'fetch-key') return [action.path];
  return action.do === 'write-file' && /^\/etc\/(yum\.repos|zypp\/repos)\.d\//.test(action.path)
    ? [action.path]
    : [];
}
