import type { CachedHost } from '../host/cached.ts';
import type { GivenAnswers } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import { changesOf } from '../model/plan.ts';
import { readFacts } from '../probe/index.ts';
import { firstStale } from './inspect.ts';
import { makePlan } from './plan.ts';

/**
 * Asks a host all that a recording must answer: every fact, a plan for each choice of engines, because a
 * simulated run asks the package manager the same, and what `apply` compares with the plan before it begins.
 * What was asked is in `host` afterwards.
 */
export async function askAll(
  host: CachedHost,
  user: string | null,
  given: GivenAnswers,
): Promise<{ readonly facts: Facts; readonly userName: string | null }> {
  const facts = await readFacts(host, user);
  // The same by name, as `--simulate` reads it.
  const userName = facts.target.known ? facts.target.value.name : user;
  // With the changes that nobody has by default, so that a simulated run may choose them.
  const boots = facts.cgroup.known && facts.cgroup.value.boot?.way != null;
  const more: GivenAnswers = boots ? { 'cgroup.switch': { value: true, source: 'flag' } } : {};
  for (const value of [['podman'], ['docker'], ['podman', 'docker'], ['nerdctl']] as const) {
    const engines = { value, source: 'flag' } as const;
    const { plan } = await makePlan({ host, userName, given: { ...given, ...more, engines } });
    await firstStale(
      host,
      changesOf(plan).map(({ action }) => action),
    );
  }
  return { facts, userName };
}
