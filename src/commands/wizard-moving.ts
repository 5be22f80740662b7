import { msg } from '../i18n/msg.ts';
import type { RootfulContainer } from '../migrate/container.ts';
import { unseenNotes } from '../migrate/docker-source.ts';
import { downtimeNote } from '../migrate/estimate.ts';
import { moves } from '../migrate/groups.ts';
import { USUAL_WAYS } from '../migrate/idmapped.ts';
import type { Inventory } from '../migrate/inventory.ts';
import type { Judgement } from '../migrate/judge.ts';
import { volumesOf } from '../migrate/move.ts';
import { proofNotes } from '../migrate/move-proof.ts';
import { copiedVolumes } from '../migrate/move-shown.ts';
import { rootfulNerdctl } from '../migrate/nerdctl-source.ts';
import { rootfulPodman } from '../migrate/podman-source.ts';
import { shortGroups } from '../migrate/room.ts';
import { onlyProjects } from '../migrate/select.ts';
import { sourcesOf } from '../migrate/source-engine.ts';
import type { GivenAnswers } from '../model/answers.ts';
import { EXIT } from '../model/error.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { changesOf, type Plan } from '../model/plan.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { rootfulContainers } from '../probe/commands-move.ts';
import type { Moving, MovingContainer, MovingGroup, MovingThing } from '../tui/moving.ts';
import type { Outcome, RunContext as Screen } from '../tui/session.ts';
import type { Context } from './context.ts';
import { engineOf, type Judged, judgedInventory, runsContainerd } from './migrate-look.ts';

/** What was found, for the screen; `judged` is kept for the plans that are made of it. */
export interface Looked {
  readonly found: Moving;
  readonly judged: Judged;
}

/**
 * Asks root's engines and judges. `--project` only says what is ticked at first.
 * @throws UserError when the daemon may not be asked, or a project is asked for that is not there.
 */
export async function lookForMove(context: Context): Promise<Looked> {
  const asked = context.options.projects;
  const all: Context = { ...context, options: { ...context.options, projects: [] } };
  const judged = await judgedInventory(all, engineOf(context));
  const chosen = asked.length === 0 ? [] : onlyProjects(judged.grouping, asked).groups;
  const { user, target, inventory, grouping, freeBytes } = judged;
  const { ways = USUAL_WAYS } = target;
  const short = shortGroups({ ways, inventory, groups: grouping.groups }, freeBytes);
  return {
    judged,
    found: {
      user,
      engine: target.engine,
      groups: groupsFor(judged).map((group) => withRoom(group, short)),
      asked: chosen.map(({ name }) => name),
      freeBytes,
      unseen: unseenNotes(judged.inventory, user),
    },
  };
}

/**
 * The answers of a set-up for several engines, for a move to one of them: Docker where it is among them, else
 * Podman, else nerdctl, whatever else is set up beside it.
 */
export function toOneEngine(given: GivenAnswers): GivenAnswers {
  const { engines } = given;
  const to = (['docker', 'podman', 'nerdctl'] as const).find((name) =>
    engines?.value.includes(name),
  );
  if (engines === undefined || to === undefined) return given;
  return { ...given, engines: { ...engines, value: [to] } };
}

/**
 * Those that move as the planner groups them; the rest by their projects. A volume that is shown by a mount
 * takes neither room nor time.
 */
export function groupsFor({
  grouping,
  inventory,
  target: { ways = USUAL_WAYS },
}: Pick<Judged, 'grouping' | 'inventory' | 'target'>): readonly MovingGroup[] {
  const { groups, judgements } = grouping;
  const of = new Map(judgements.map((each) => [each.container.id, each]));
  const moving = groups.map(({ name, project, members }): MovingGroup => {
    const own = members.flatMap(({ id }) => of.get(id) ?? []);
    const copied = copiedVolumes({ ways, inventory }, members);
    return {
      name,
      project,
      moves: true,
      ...sourceOf(members),
      containers: own.map(container),
      things: thingsOf(inventory, own, copied),
      notes: [
        ...downtimeNote(inventory, members, copied),
        ...members.flatMap((each) => proofNotes({ inventory }, each)),
      ],
    };
  });
  const rest = new Map<string, Judgement[]>();
  for (const each of judgements.filter((one) => !moves(one))) {
    const { project, source, id } = each.container;
    const key = project === null ? id : `${source} ${project}`;
    rest.set(key, [...(rest.get(key) ?? []), each]);
  }
  const staying = [...rest.values()].map((own): MovingGroup => {
    const project = own[0]?.container.project ?? null;
    return {
      name: project ?? own[0]?.container.name ?? '',
      project: project !== null,
      moves: false,
      ...sourceOf(own.map((each) => each.container)),
      containers: own.map(container),
      things: [],
      notes: [],
    };
  });
  return [...moving, ...staying];
}

/** A group that does not fit beside the others says so, and what helps. */
function withRoom(group: MovingGroup, short: ReadonlyMap<string, readonly Message[]>): MovingGroup {
  const notes = group.moves ? short.get(group.name) : undefined;
  return notes === undefined ? group : { ...group, short: true, notes: [...group.notes, ...notes] };
}

function sourceOf(containers: readonly RootfulContainer[]): Pick<MovingGroup, 'source'> {
  const [first, ...more] = sourcesOf(containers);
  return first === undefined || first === 'docker' || more.length > 0 ? {} : { source: first };
}

function container({ container: of, verdict, because }: Judgement): MovingContainer {
  const ports = of.ports
    .filter(({ host }) => host > 0)
    .map(
      ({ address, host, protocol }) => `${address === '' ? '' : `${address}:`}${host}/${protocol}`,
    );
  return { name: of.name, image: of.image, ports: [...new Set(ports)], verdict, because };
}

function thingsOf(
  { images, volumes }: Inventory,
  own: readonly Judgement[],
  copied: readonly string[],
): readonly MovingThing[] {
  const containers = own.map((each) => each.container);
  const used = [...new Set(containers.map(({ imageId }) => imageId))];
  return [
    ...used.map((id): MovingThing => {
      const image = images.get(id);
      return { kind: 'image', name: image?.refs[0] ?? id, bytes: image?.size ?? null };
    }),
    ...volumesOf(containers).map(
      (name): MovingThing => ({
        kind: 'volume',
        name,
        bytes: copied.includes(name) ? (volumes.get(name)?.size ?? null) : 0,
      }),
    ),
  ];
}

/** What was kept of the look, with only the groups that the person ticked. */
export function withProjects(judged: Judged, projects: readonly string[]): Judged {
  const { groups, judgements } = judged.grouping;
  const chosen = groups.filter(({ name }) => projects.includes(name));
  return { ...judged, grouping: { groups: chosen, judgements } };
}

/** Does an engine of root have containers here? True also where Docker runs and does not answer this user. */
export async function hasRootful(host: ReadHost, facts: Facts): Promise<boolean> {
  return (
    (await hasDocker(host, facts)) ||
    (await rootfulPodman(host)) === 'there' ||
    (await rootfulNerdctl(host, runsContainerd(facts))).seen === 'there'
  );
}

async function hasDocker(host: ReadHost, facts: Facts): Promise<boolean> {
  if (!facts.rootful.known || !facts.rootful.value.docker.active) return false;
  try {
    const list = await host.run(rootfulContainers());
    if (list.status === 'missing') return false;
    return list.code !== 0 || list.stdout.trim() !== '';
  } catch (error) {
    // Recordings of older versions do not hold the answer: nothing is offered then.
    if (error instanceof NotRecorded) return false;
    throw error;
  }
}

/** Is it the plan of a move, and not that of a set-up? */
export function isMovePlan({ steps }: Plan): boolean {
  return steps.some(({ id }) => id === 'migrate-group');
}

/**
 * What the last page tells of a move that went well: the proofs, which are changes of its plan, what to try, and
 * how to remove what root still has of it.
 */
export function afterMove(plan: Plan, outcome: Outcome, screen: Pick<Screen, 'onEvent'>): Outcome {
  if (!isMovePlan(plan) || outcome.exit !== EXIT.ok) return outcome;
  for (const { id, action, source } of changesOf(plan)) {
    if (action.do !== 'move' || action.call[0] !== 'rw_migrate_prove') continue;
    const [, , , name = ''] = action.call;
    screen.onEvent({
      type: 'finding',
      finding: {
        id,
        level: 'ok',
        title: msg('moving.proven', { name }),
        evidence: '',
        remedy: [],
        needs: 'none',
        source,
      },
    });
  }
  return {
    ...outcome,
    tryNext: plan.engines.map((engine) => `${engine} ps`),
    hints: [],
    finish: 'rootless-wizard migrate --finish',
  };
}
