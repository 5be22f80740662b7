import type { RootfulContainer } from '../migrate/container.ts';
import type { Group } from '../migrate/groups.ts';
import type { MoveInput, SourceUnits } from '../migrate/move.ts';
import { moveSteps } from '../migrate/moves.ts';
import { moveStepsWithout } from '../migrate/select.ts';
import { sourcesOf } from '../migrate/source-engine.ts';
import type { SourceEngine } from '../model/action-move.ts';
import type { GivenAnswers } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Plan } from '../model/plan.ts';
import { planOfSteps } from '../run/plan.ts';
import type { Context } from './context.ts';
import { filesOf, withFiles } from './migrate-files.ts';
import type { Judged } from './migrate-look.ts';
import { planFor } from './planning.ts';

/**
 * The move as a plan of its own; the answers of the set-up stay with it. `setUp`: what `planFor` just gave for
 * `forMove`, so that the host is not read for it once more. Reads only.
 */
export async function movePlan(context: Context, judged: Judged, setUp?: Plan): Promise<Plan> {
  return (await movePlans(context, judged, [], setUp)).all;
}

/**
 * The move with everything, and the same without changes that are left out and whatever needs them.
 * `ready` as `setUp` of `movePlan`. Reads only.
 */
export async function movePlans(
  context: Context,
  judged: Judged,
  without: readonly string[],
  ready?: Plan,
): Promise<{ readonly all: Plan; readonly plan: Plan }> {
  const { target } = judged;
  const setUp = ready ?? (await planFor(forMove(context, judged))).plan;
  const base = { ...setUp, engines: [target.engine] };
  const network =
    target.engine === 'podman' ? undefined : setUp.answers[`service.${target.engine}-network`];
  const showsCallers = (network?.value ?? 'default') !== 'default';
  const input = { ...moveInput(judged, setUp.user.name), showsCallers };
  const files = await filesOf(context.host, input, setUp.user, judged.facts);
  const all = await planOfSteps(context.host, base, withFiles(moveSteps(input), files));
  if (without.length === 0) return { all, plan: all };
  const left = new Set(without);
  const steps = withFiles(moveStepsWithout(input, left), files, left);
  return { all, plan: await planOfSteps(context.host, base, steps) };
}

function moveInput(judged: Judged, user: string): MoveInput {
  const { inventory, grouping, facts, target, freeBytes } = judged;
  return {
    user: { name: user, uid: target.uid },
    engine: target.engine,
    inventory,
    groups: grouping.groups,
    freeBytes,
    staying: remaining(judged).map(({ name }) => name),
    units: unitsToSwitchOff(judged, facts),
    ...(target.ways === undefined ? {} : { ways: target.ways }),
    ...(target.allowed == null ? {} : { allowed: target.allowed }),
  };
}

/** The set-up that the move needs: the engine, and the lowest port that a container publishes. */
export function forMove(context: Context, { target, grouping }: Judged): Context {
  const ports = publishedBelow(grouping.groups, target.firstPort);
  const low: GivenAnswers =
    ports.length === 0
      ? {}
      : {
          'ports.method': given('sysctl' as const),
          'ports.lowest': given(Math.min(...ports)),
        };
  const engines: GivenAnswers = { engines: given([target.engine]) };
  return { ...context, given: { ...low, ...context.given, ...engines } };
}

function publishedBelow(groups: readonly Group[], first: number): readonly number[] {
  return groups
    .flatMap(({ members }) => members.flatMap((each) => each.ports.map(({ host }) => host)))
    .filter((port) => port > 0 && port < first);
}

function given<T>(value: T): { readonly value: T; readonly source: 'detected' } {
  return { value, source: 'detected' };
}

/** What root's engines still have to run: what stays, and what is not chosen to move now. */
function remaining({ grouping }: Judged): readonly RootfulContainer[] {
  const going = new Set(grouping.groups.flatMap(({ members }) => members.map(({ id }) => id)));
  return grouping.judgements
    .filter(({ verdict, container }) => verdict !== 'moved' && !going.has(container.id))
    .map(({ container }) => container);
}

/** The services of each engine from which something moves, when nothing stays that needs them. */
function unitsToSwitchOff(judged: Judged, { rootful, init }: Facts): readonly SourceUnits[] {
  if (!init.known || init.value.name !== 'systemd') return [];
  const needed = sourcesOf(remaining(judged));
  const docker = rootful.known && (rootful.value.docker.active || rootful.value.docker.enabled);
  const names: Readonly<Record<SourceEngine, readonly string[]>> = {
    docker: docker ? ['docker.socket', 'docker.service'] : [],
    podman: judged.inventory.services ?? [],
    // containerd may serve others, and goes on.
    nerdctl: [],
  };
  return sourcesOf(judged.inventory.containers)
    .filter((source) => names[source].length > 0 && !needed.includes(source))
    .map((source) => ({ source, names: names[source] }));
}
