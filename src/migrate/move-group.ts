import { msg } from '../i18n/msg.ts';
import type { SourceEngine } from '../model/action-move.ts';
import { bytesText } from '../model/bytes.ts';
import type { Change } from '../model/change.ts';
import type { Message } from '../model/message.ts';
import type { RootfulContainer } from './container.ts';
import { type Recipe, recipeOf } from './create-args.ts';
import { downtimeNote } from './estimate.ts';
import { firewallNote } from './firewall.ts';
import type { Group } from './groups.ts';
import type { Inventory, RootfulImage } from './inventory.ts';
import { idFrom, type MoveInput, type MoveStep, move, SOURCES, step, volumesOf } from './move.ts';
import { givenMoves, givenNotes } from './move-in-place.ts';
import { copiedVolumes, ownedPaths, seenFromPlaces, shownMoves, shownNotes } from './move-shown.ts';
import { nerdctlRecipe } from './nerdctl-recipe.ts';
import { sourcesOf } from './source-engine.ts';

/**
 * One group: it stops, its data is copied, its containers are made, and each is proven. Everything that can be
 * taken back has its own change, so that a group that fails is back with one undo.
 */
export function groupStep(input: MoveInput, group: Group): MoveStep {
  const { user, engine, inventory } = input;
  const { members } = group;
  const running = members.filter((each) => each.running);
  const units = unitsOf(input, members);
  const stops = sourcesOf(members).map((source) => stopOf(input, group, source));
  const after = { dependsOn: stops.map(({ id }) => id) };
  const owners = ownedPaths(input, members).map((path) =>
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
  const shown = [...shownMoves(input, members, after), ...givenMoves(input, members, after)];
  const volumes = copiedVolumes(input, members).map((name) => {
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
      SOURCES.volume,
      { ...after, from: volume?.source ?? 'docker' },
    );
  });
  const needed = {
    dependsOn: [...stops, ...owners, ...shown, ...volumes].map(({ id }) => id),
  };
  const containers = members.flatMap((container) => made(input, container, needed));
  const proofs = running.map((container) => proof(input, container));
  return step(
    'migrate-group',
    msg(group.project ? 'migrate.group-project' : 'migrate.group-plain', {
      name: group.name,
      containers: members.length,
      volumes: volumesOf(members).length,
    }),
    [...units, ...stops, ...owners, ...shown, ...volumes, ...containers, ...proofs],
    [
      ...downtimeNote(inventory, members, copiedVolumes(input, members)),
      ...shownNotes(input, members),
      ...givenNotes(input, members),
      ...firewallNote(inventory.firewall, members),
      ...members.flatMap((container) => notesOf(input, container)),
      ...(engine === 'nerdctl' && group.project ? [msg('migrate.note-nerdctl-compose')] : []),
    ],
  );
}

/** Those of one engine of root stop, and get their policy back and run again. */
function stopOf(input: MoveInput, { name, members }: Group, source: SourceEngine): Change {
  const own = members.filter((each) => each.source === source);
  // Its unit starts it again.
  const starts = (each: RootfulContainer) => each.running && unitOf(input, each) === undefined;
  const running = own.filter(starts);
  const still = own.filter((each) => !starts(each) && policyOf(each) !== 'no').map(withPolicy);
  // Those that need others stop first.
  const names = own.map((each) => each.name).toReversed();
  return move(
    idFrom(`migrate.stop.${name}`, source),
    msg('migrate.stop-title', { names }),
    msg('migrate.stop-why'),
    ['rw_migrate_stop', ...names],
    [
      'rw_migrate_start',
      ...running.map(withPolicy),
      ...(still.length > 0 ? ['--still'] : []),
      ...still,
    ],
    SOURCES.container,
    {
      kind: 'service',
      from: source,
      dependsOn: unitsOf(input, own).map(({ id }) => id),
    },
  );
}

/** The unit of systemd that starts the container of root and goes with it, or undefined. */
function unitOf({ inventory }: MoveInput, { id }: RootfulContainer): string | undefined {
  return inventory.units?.get(id);
}

/** What a unit has started, its own policy starts from then on. */
function withoutUnit(input: MoveInput, container: RootfulContainer): RootfulContainer {
  const alone = unitOf(input, container) !== undefined && ['', 'no'].includes(container.restart);
  return alone ? { ...container, restart: 'always' } : container;
}

/** Units that would start the containers again are switched off first, and last on the way back. */
function unitsOf(input: MoveInput, members: readonly RootfulContainer[]): readonly Change[] {
  return members.flatMap((each) => {
    const unit = unitOf(input, each);
    if (unit === undefined) return [];
    return [
      move(
        `migrate.unit.${unit}`,
        msg('migrate.cutover-title', { units: [unit] }),
        msg('migrate.unit-why', { name: each.name }),
        ['rw_migrate_disable_rootful', unit],
        ['rw_migrate_enable_rootful', unit],
        SOURCES.systemctl,
        { kind: 'service' },
      ),
    ];
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
  });
  const recipe =
    engine === 'nerdctl' ? nerdctlRecipe(general, container, inventory.containers) : general;
  const stopped = container.running ? [] : ['--stopped'];
  const connect = recipe.connect.flatMap((words) => ['--connect', words]);
  return { recipe, args: [...stopped, ...connect, '--', ...recipe.create] };
}

/** The container in the target, and the proof that it works. */
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
      SOURCES.container,
      { ...needed, from: container.source },
    ),
  ];
}

function proof({ user, engine }: MoveInput, container: RootfulContainer): Change {
  const { name, ports } = container;
  const published = ports
    .filter(({ host }) => host > 0)
    .map(({ address, host, protocol }) => {
      const shown = address.includes(':') ? `[${address}]` : address;
      return `${shown === '' ? '' : `${shown}:`}${host}/${protocol}`;
    });
  return move(
    `migrate.prove.${name}`,
    msg('migrate.prove-title', { name }),
    published.length === 0
      ? msg('migrate.prove-why')
      : msg('migrate.prove-why-ports', { ports: [...new Set(published)] }),
    [
      'rw_migrate_prove',
      user.name,
      engine,
      name,
      ...(isIll(container) ? ['--ill'] : []),
      ...new Set(published),
    ],
    null,
    SOURCES.rootless,
    { dependsOn: [`migrate.container.${name}`] },
  );
}

/** It can't be asked to become what it was not. */
function isIll({ health }: RootfulContainer): boolean {
  return health === 'unhealthy';
}

function notesOf(input: MoveInput, container: RootfulContainer): readonly Message[] {
  const { inventory, engine } = input;
  const notes: Message[] = [];
  const left = inventory.written.get(container.id) ?? [];
  if (left.length > 0) {
    const paths = left.slice(0, 3);
    notes.push(msg('migrate.note-written', { name: container.name, count: left.length, paths }));
  }
  if (isIll(container)) notes.push(msg('migrate.note-ill', { name: container.name }));
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

function withPolicy(container: RootfulContainer): string {
  return `${container.name}=${policyOf(container)}`;
}

function policyOf({ restart, retries }: RootfulContainer): string {
  if (restart === '') return 'no';
  return restart === 'on-failure' && retries > 0 ? `${restart}:${retries}` : restart;
}

/** Volumes without a name have 64 digits. */
function shortName(name: string): string {
  return /^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name;
}
