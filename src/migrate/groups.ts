import { msg } from '../i18n/msg.ts';
import type { RootfulContainer } from './container.ts';
import type { Judgement } from './judge.ts';

/** Containers that move together or not at all, in the order in which they start. */
export interface Group {
  /** The compose project, or the name of the first container. */
  readonly name: string;
  readonly project: boolean;
  readonly members: readonly RootfulContainer[];
}

/** What moves, in groups; and every container with its judgement, those that stay for another's sake included. */
export interface Grouping {
  readonly groups: readonly Group[];
  readonly judgements: readonly Judgement[];
}

/**
 * Puts together what shares a compose project, a network of its own, a volume, a directory whose owners
 * change, or another container's network. If one of them stays, all do: the others would lose what they
 * talk to or write to. `shifted`: directories of the host whose owners change, by container id.
 */
export function groupsOf(
  judgements: readonly Judgement[],
  shifted: ReadonlyMap<string, readonly string[]>,
): Grouping {
  const all = judgements.map(({ container }) => container);
  const changing = new Set([...shifted.values()].flat());
  const sets = union(all, (container) => bonds(container, all, changing));
  const staying = new Map(
    judgements.flatMap(({ container, verdict }) =>
      verdict === 'stays' ? [[sets.get(container.id), container.name] as const] : [],
    ),
  );
  const judged = judgements.map((judgement): Judgement => {
    if (!moves(judgement)) return judgement;
    const other = staying.get(sets.get(judgement.container.id));
    if (other === undefined) return judgement;
    return { ...judgement, verdict: 'stays', because: [msg('migrate.stays-with', { other })] };
  });
  const moving = judged.filter(moves);
  const roots = [...new Set(moving.map(({ container }) => sets.get(container.id)))];
  const groups = roots.map((root): Group => {
    const members = moving
      .filter(({ container }) => sets.get(container.id) === root)
      .map(({ container }) => container);
    const project = members.find((each) => each.project !== null)?.project ?? null;
    return {
      name: project ?? members[0]?.name ?? '',
      project: project !== null,
      members: inOrder(members),
    };
  });
  return { groups, judgements: judged };
}

/** Is it one of those that move, on whatever terms? */
export function moves({ verdict }: Judgement): boolean {
  return verdict === 'moves' || verdict === 'moves-with-changes';
}

/** Names of what binds a container to others. */
function bonds(
  container: RootfulContainer,
  all: readonly RootfulContainer[],
  changing: ReadonlySet<string>,
): readonly string[] {
  const volumes = container.mounts.filter(({ type }) => type === 'volume');
  const dirs = container.mounts
    .filter(({ type }) => type === 'bind')
    .flatMap(({ source }) => touched(source, changing));
  const { source: from, id, project, pod } = container;
  return [
    `container ${id}`,
    ...others(container, all).map((other) => `container ${other}`),
    ...(project === null ? [] : [`project ${from} ${project}`]),
    ...(pod === null ? [] : [`pod ${pod}`]),
    ...container.networks.map(({ name }) => `network ${from} ${name}`),
    ...volumes.map(({ source }) => `volume ${from} ${source}`),
    ...dirs.map((dir) => `directory ${dir}`),
  ];
}

/** The directories that change which it is, lies in, or holds. */
function touched(path: string, changing: ReadonlySet<string>): readonly string[] {
  return [...changing].filter((dir) => within(path, dir) || within(dir, path));
}

function within(path: string, dir: string): boolean {
  return path === dir || path.startsWith(`${dir}/`);
}

/** Containers whose network it uses, to which it has a link of old, or that its compose file names before it. */
function others(container: RootfulContainer, all: readonly RootfulContainer[]): readonly string[] {
  const [, joined] = /^container:(.*)$/.exec(container.networkMode) ?? [];
  const { dependsOn, needs } = container;
  const linked = container.links.map((link) => link.split(':')[0]?.replace(/^\//, '') ?? '');
  return all
    .filter(
      ({ source, id, name, project, service }) =>
        source === container.source &&
        (id === joined ||
          name === joined ||
          needs.includes(id) ||
          linked.includes(name) ||
          (project === container.project && service !== null && dependsOn.includes(service))),
    )
    .map(({ id }) => id);
}

/** What others need starts first: whose network they use, what they link to. Else as the daemon lists them, oldest first. */
function inOrder(members: readonly RootfulContainer[]): readonly RootfulContainer[] {
  const done: RootfulContainer[] = [];
  const visit = (container: RootfulContainer, path: readonly string[]): void => {
    if (done.includes(container) || path.includes(container.id)) return;
    for (const id of others(container, members)) {
      const other = members.find((each) => each.id === id);
      if (other !== undefined && other !== container) visit(other, [...path, container.id]);
    }
    done.push(container);
  };
  // `docker ps` lists the newest first.
  for (const container of members.toReversed()) visit(container, []);
  return done;
}

/** Which set each container is in, by its id: those that share a bond share a set. */
function union(
  all: readonly RootfulContainer[],
  bondsOf: (container: RootfulContainer) => readonly string[],
): ReadonlyMap<string, number> {
  const sets = new Map(all.map(({ id }, at) => [id, at]));
  const owner = new Map<string, string>();
  for (const container of all) {
    for (const bond of bondsOf(container)) {
      const other = owner.get(bond) ?? container.id;
      owner.set(bond, other);
      const [from, to] = [sets.get(container.id), sets.get(other)];
      if (from === to || to === undefined) continue;
      for (const [id, set] of sets) if (set === from) sets.set(id, to);
    }
  }
  return sets;
}
