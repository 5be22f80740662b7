import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import { nearest } from '../model/nearest.ts';
import type { Group, Grouping } from './groups.ts';
import { idFrom, type MoveInput, type MoveStep } from './move.ts';
import { moveSteps } from './moves.ts';
import { sourcesOf } from './source-engine.ts';

/** The changes that switch root's engines off: they belong to no group. */
const CUTOVER = /^migrate\.cutover(\.|$)/;

/**
 * The grouping with only those groups left to move that are named: by their name, or by that of a compose
 * project in them, as what shares a network or a volume moves together. No names: all of them.
 * @throws UserError (usage) for a name that is none, or of something that stays.
 */
export function onlyProjects(grouping: Grouping, names: readonly string[]): Grouping {
  if (names.length === 0) return grouping;
  const { groups, judgements } = grouping;
  const known = [...new Set(groups.flatMap(namesOf))];
  for (const name of names) {
    if (known.includes(name)) continue;
    const called = judgements.filter(
      ({ container }) => container.project === name || container.name === name,
    );
    const there = called.length > 0;
    // Saying it again after it has moved is no error.
    if (there && called.every(({ verdict }) => verdict === 'moved')) continue;
    const near = nearest(name, known);
    throw new UserError(
      EXIT.usage,
      msg(there ? 'moving.project-stays' : 'moving.project-unknown', { name }),
      near === null
        ? msg('moving.projects-are', { names: known })
        : msg('cli.did-you-mean', { word: near }),
    );
  }
  const chosen = groups.filter((group) => namesOf(group).some((name) => names.includes(name)));
  return { groups: chosen, judgements };
}

/** What a group is called by: its own name, and every compose project in it. */
function namesOf({ name, members }: Group): readonly string[] {
  return [name, ...members.flatMap(({ project }) => (project === null ? [] : [project]))];
}

/**
 * The groups that are left when changes are left out. Nothing is moved half: whoever leaves out an image, a
 * volume or a stop leaves out every group that needs it. A proof alone may be left out, and so may switching
 * root's engines off.
 */
export function groupsWithout(input: MoveInput, without: ReadonlySet<string>): readonly Group[] {
  const needed = [...without].filter((id) => !CUTOVER.test(id) && !id.startsWith('migrate.prove.'));
  return input.groups.filter((group) => {
    const own = new Set(changeIds(moveSteps({ ...input, groups: [group] })));
    return !needed.some((id) => own.has(id));
  });
}

/**
 * The steps of a move without what is left out. Groups that go with it stay where they are, and so does
 * the engine of root that they need.
 */
export function moveStepsWithout(
  input: MoveInput,
  without: ReadonlySet<string>,
): readonly MoveStep[] {
  const groups = groupsWithout(input, without);
  const gone = input.groups.filter((group) => !groups.includes(group));
  const staying = [
    ...input.staying,
    ...gone.flatMap(({ members }) => members.map(({ name }) => name)),
  ];
  if (groups.length === 0) return [];
  const needed = sourcesOf(gone.flatMap(({ members }) => members));
  const units = input.units.filter(
    ({ source }) => !needed.includes(source) && !without.has(idFrom('migrate.cutover', source)),
  );
  return moveSteps({ ...input, groups, staying, units }).map((step) => {
    const changes = step.changes.filter(({ id }) => !without.has(id));
    return { ...step, changes, status: changes.length === 0 ? 'skip' : step.status };
  });
}

function changeIds(steps: readonly MoveStep[]): readonly string[] {
  return steps.flatMap(({ changes }) => changes.map(({ id }) => id));
}
