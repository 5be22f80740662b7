import { msg } from '../i18n/msg.ts';
import { bytesText } from '../model/bytes.ts';
import type { Change } from '../model/change.ts';
import type { Message } from '../model/message.ts';
import type { RootfulContainer } from './container.ts';
import { type Recipe, recipeOf } from './create-args.ts';
import { downtimeNote } from './estimate.ts';
import { callersNote, firewallNote } from './firewall.ts';
import type { Group } from './groups.ts';
import type { Inventory, RootfulImage } from './inventory.ts';
import { at, type Fields } from './json.ts';
import { type MoveInput, type MoveStep, move, step, volumesOf } from './move.ts';
import { givenMoves, givenNotes } from './move-in-place.ts';
import { proof, proofNotes } from './move-proof.ts';
import {
  contentNotes,
  copiedVolumes,
  ownedPaths,
  seenFromPlaces,
  shownMoves,
  shownNotes,
} from './move-shown.ts';
import { MANUALS, SOURCES } from './move-sources.ts';
import { stopOf, unitsOf, withoutUnit } from './move-stop.ts';
import { nerdctlRecipe } from './nerdctl-recipe.ts';
import { sourcesOf } from './source-engine.ts';

/**
 * One group: it stops, its data is copied, its containers are made, and each is proven. Everything that can be
 * taken back has its own change, so that a group that fails is back with one undo.
 */
export function groupStep(input: MoveInput, group: Group): MoveStep {
  const { engine, inventory } = input;
  const { members } = group;
  const running = members.filter((each) => each.running);
  const units = unitsOf(input, members);
  const stops = sourcesOf(members).map((source) => stopOf(input, group, source));
  const after = { dependsOn: stops.map(({ id }) => id) };
  const owners = ownerMoves(input, members, after);
  const shown = [...shownMoves(input, members, after), ...givenMoves(input, members, after)];
  const volumes = copyMoves(input, members, after);
  const needed = {
    dependsOn: [...stops, ...owners, ...shown, ...volumes].map(({ id }) => id),
  };
  const containers = members.flatMap((container) => made(input, container, needed));
  const proofs = running.map((container) => proof(input, container));
  return step(
    'migrate-group',
    becauseOf(group),
    [...units, ...stops, ...owners, ...shown, ...volumes, ...containers, ...proofs],
    [
      ...downtimeNote(inventory, members, copiedVolumes(input, members)),
      ...shownNotes(input, members),
      ...givenNotes(input, members),
      ...contentNotes(input, members),
      ...firewallNote(inventory.firewall, members),
      ...callersNote(engine, input.showsCallers === true, members),
      ...members.flatMap((container) => notesOf(input, container)),
      ...(engine === 'nerdctl' && group.project ? [msg('migrate.note-nerdctl-compose')] : []),
    ],
  );
}

/** What moves together, in one line. */
function becauseOf({ name, project, members }: Group): Message {
  const volumes = volumesOf(members).length;
  if (project) {
    return msg('migrate.group-project', { name, containers: members.length, volumes });
  }
  return volumes === 0
    ? msg('migrate.group-alone', { name })
    : msg('migrate.group-plain', { name, volumes });
}

/** Directories of the host whose files get the ids of the user's containers. */
function ownerMoves(
  input: MoveInput,
  members: readonly RootfulContainer[],
  after: Pick<Change, 'dependsOn'>,
): readonly Change[] {
  const { user, engine } = input;
  return ownedPaths(input, members).map((path) =>
    move(
      `migrate.owners.${path.replaceAll(/[^A-Za-z0-9._/-]/g, '_')}`,
      msg('migrate.owners-title', { path }),
      msg('migrate.owners-why', { user: user.name }),
      ['rw_migrate_owners', user.name, engine, path],
      ['rw_migrate_owners_undo', user.name, engine, path],
      SOURCES.owners,
      { ...after, risks: ['owners-in-place'] },
    ),
  );
}

/** Volumes that are copied. */
function copyMoves(
  input: MoveInput,
  members: readonly RootfulContainer[],
  after: Pick<Change, 'dependsOn'>,
): readonly Change[] {
  const { user, engine, inventory } = input;
  return copiedVolumes(input, members).map((name) => {
    const volume = inventory.volumes.get(name);
    const size = volume?.size ?? null;
    const labels = (volume?.labels ?? []).flatMap(([key, value]) => ['--label', `${key}=${value}`]);
    return move(
      `migrate.volume.${name}`,
      size === null
        ? msg('migrate.volume-title', { name: shortName(name) })
        : msg('migrate.volume-title-size', { name: shortName(name), size: bytesText(size) }),
      msg('migrate.volume-why'),
      ['rw_migrate_volume', user.name, engine, name, ...labels],
      ['rw_migrate_volume_undo', user.name, engine, name],
      MANUALS[engine].volume,
      { ...after, from: volume?.source ?? 'docker' },
    );
  });
}

/** How the target makes a container, with the arguments of `rw_migrate_container` behind its name; null without its image. */
export function makingOf(
  input: MoveInput,
  container: RootfulContainer,
): { readonly recipe: Recipe; readonly args: readonly string[] } | null {
  const { engine, inventory } = input;
  const entry = inventory.entries.get(container.id);
  const image = inventory.images.get(container.imageId);
  if (entry === undefined || image === undefined) return null;
  const seen = seenFromPlaces(input, withoutUnit(input, container));
  const general = recipeOf(entry, seen, image.entry, {
    target: engine,
    image: imageName(container, image),
    nameOf: (id) => nameOf(inventory, id),
    allowed: input.allowed,
  });
  const recipe =
    engine === 'nerdctl' ? nerdctlRecipe(general, container, inventory.containers) : general;
  const stopped = container.running ? keptOpen(input, entry) : ['--stopped'];
  const connect = recipe.connect.flatMap((words) => ['--connect', words]);
  return { recipe, args: [...stopped, ...connect, '--', ...recipe.create] };
}

/**
 * `docker create --interactive` closes the input of a server as soon as somebody has looked at its console once
 * (StdinOnce), and only `docker run --detach` does not: what was started that way is started that way.
 * Source: https://github.com/docker/cli/blob/master/cli/command/container/run.go
 */
function keptOpen({ engine }: MoveInput, entry: Fields): readonly string[] {
  const config = at(entry, 'Config');
  const open = config['OpenStdin'] === true && config['StdinOnce'] === false;
  return open && engine === 'docker' ? ['--run'] : [];
}

/** The container in the target; nothing without its image. */
function made(
  input: MoveInput,
  container: RootfulContainer,
  needed: Pick<Change, 'dependsOn'>,
): readonly Change[] {
  const { user, engine } = input;
  const { name } = container;
  const making = makingOf(input, container);
  if (making === null) return [];
  return [
    move(
      `migrate.container.${name}`,
      msg('migrate.container-title', { name, engine: msg(`engines.${engine}`) }),
      container.running ? msg('migrate.container-why') : msg('migrate.container-why-stopped'),
      ['rw_migrate_container', user.name, engine, name, ...making.args],
      ['rw_migrate_container_undo', user.name, engine, name],
      MANUALS[engine].create,
      { ...needed, from: container.source },
    ),
  ];
}

function notesOf(input: MoveInput, container: RootfulContainer): readonly Message[] {
  const { inventory, engine } = input;
  const notes: Message[] = [];
  const left = inventory.written.get(container.id) ?? [];
  if (left.length > 0) {
    const paths = left.slice(0, 3);
    notes.push(msg('migrate.note-written', { name: container.name, count: left.length, paths }));
  }
  notes.push(...proofNotes(input, container));
  if (engine === 'podman' && !['', 'no'].includes(withoutUnit(input, container).restart)) {
    notes.push(msg('migrate.note-podman-restart', { name: container.name }));
  }
  return notes;
}

/** By the name that it was made with, where that still means the same image; else by another, else by its id. */
function imageName({ image }: RootfulContainer, { refs, id }: RootfulImage): string {
  const wanted = [image, `${image}:latest`].find((name) => refs.includes(name));
  return wanted ?? refs[0] ?? id.replace(/^sha256:/, '');
}

function nameOf({ containers }: Inventory, id: string): string {
  return containers.find((each) => each.id === id || each.name === id)?.name ?? id;
}

/** Volumes without a name have 64 digits. */
function shortName(name: string): string {
  return /^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name;
}
