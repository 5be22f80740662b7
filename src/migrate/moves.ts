import { msg } from '../i18n/msg.ts';
import type { SourceEngine } from '../model/action-move.ts';
import { bytesText } from '../model/bytes.ts';
import type { Change } from '../model/change.ts';
import type { RootfulContainer } from './container.ts';
import type { Inventory } from './inventory.ts';
import {
  idFrom,
  type MoveInput,
  type MoveStep,
  move,
  networksOf,
  step,
  volumesOf,
} from './move.ts';
import { groupStep, makingOf } from './move-group.ts';
import { imagesOf, imagesStep } from './move-images.ts';
import { checkWords, copiedVolumes } from './move-shown.ts';
import { MANUALS, SOURCES } from './move-sources.ts';
import { flagsOf } from './nerdctl-recipe.ts';
import { networkWords } from './network-words.ts';
import { roomNotes } from './room.ts';
import { sourcesOf } from './source-engine.ts';

/**
 * The steps of a migration, in their order: nothing stops before images and networks are there, then group
 * by group stops, is copied, starts and is proven. Pure.
 */
export function moveSteps(input: MoveInput): readonly MoveStep[] {
  const containers = input.groups.flatMap(({ members }) => members);
  return [
    checkStep(input, containers),
    imagesStep(input, containers),
    networksStep(input, containers),
    ...input.groups.map((group) => groupStep(input, group)),
    cutoverStep(input),
  ];
}

function checkStep(input: MoveInput, containers: readonly RootfulContainer[]): MoveStep {
  const { freeBytes } = input;
  const sources = sourcesOf(containers);
  const needs = sources.map((source) => needOf(input, ownOf(containers, source)));
  const checks = sources.map((source, at) => {
    // What the others need is not free either.
    const others = needs.reduce((sum, { known }, other) => (other === at ? sum : sum + known), 0);
    return checkOf(input, source, ownOf(containers, source), others);
  });
  const need = needs.reduce((sum, { known }) => sum + known, 0);
  const room =
    freeBytes === null || needs.some(({ whole }) => !whole)
      ? []
      : [
          msg('migrate.note-room', {
            need: bytesText(need),
            free: bytesText(freeBytes),
            left: bytesText(Math.max(0, freeBytes - need)),
          }),
          ...roomNotes(input, freeBytes),
        ];
  return step('migrate-check', msg('migrate.check-because'), checks, room);
}

function ownOf(containers: readonly RootfulContainer[], source: SourceEngine) {
  return containers.filter((each) => each.source === source);
}

/** Bytes of images and volumes; not the whole where the size of a volume is not known. */
function needOf(input: MoveInput, containers: readonly RootfulContainer[]) {
  const { inventory } = input;
  const sizes = copiedVolumes(input, containers).map(
    (name) => inventory.volumes.get(name)?.size ?? null,
  );
  const images = imageBytes(inventory, containers);
  return {
    known: sizes.reduce<number>((sum, size) => sum + (size ?? 0), images),
    whole: !sizes.includes(null),
  };
}

function imageBytes(inventory: Inventory, containers: readonly RootfulContainer[]): number {
  return imagesOf(inventory, containers).reduce((sum, image) => sum + image.size, 0);
}

function checkOf(
  input: MoveInput,
  source: SourceEngine,
  containers: readonly RootfulContainer[],
  others: number,
): Change {
  const { user, engine, inventory } = input;
  const args = [
    ...checkWords(input, containers),
    ...volumesOf(containers).flatMap((name) => ['new', 'volume', name]),
    ...networksOf(containers).flatMap((name) => ['new', 'network', name]),
    ...containers.flatMap(({ name }) => ['new', 'container', name]),
    ...(engine === 'nerdctl' ? nerdctlFlags(input, containers) : []),
  ];
  const bytes = String(imageBytes(inventory, containers) + others);
  return move(
    idFrom('migrate.check', source),
    msg('migrate.check-title'),
    msg('migrate.check-why'),
    ['rw_migrate_check', user.name, engine, bytes, ...args],
    null,
    MANUALS[engine].rootless,
    { from: source },
  );
}

function networksStep(
  { user, engine, inventory }: MoveInput,
  containers: readonly RootfulContainer[],
): MoveStep {
  const changes = networksOf(containers).flatMap((name) => {
    const network = inventory.networks.get(name);
    if (network === undefined) return [];
    const chosen = containers.some((each) =>
      each.networks.some((one) => one.name === name && `${one.ipv4}${one.ipv6}` !== ''),
    );
    const { subnet, gateway, more } = networkWords(network, engine, chosen);
    const args = [
      subnet || '-',
      gateway || '-',
      ...more,
      ...network.labels.flatMap(([key, value]) => ['--label', `${key}=${value}`]),
      ...(network.internal ? ['--internal'] : []),
    ];
    return [
      move(
        `migrate.network.${name}`,
        msg('migrate.network-title', { name }),
        msg('migrate.network-why'),
        ['rw_migrate_network', user.name, engine, name, ...args],
        ['rw_migrate_network_undo', user.name, engine, name],
        MANUALS[engine].network,
      ),
    ];
  });
  const because = msg('migrate.networks-because', { count: changes.length });
  const apart =
    engine === 'nerdctl' && changes.length > 0 ? [msg('migrate.note-nerdctl-networks')] : [];
  return step('migrate-networks', because, changes, apart);
}

/** Words for the check: an older nerdctl lacks some of the flags, which its own help tells. */
function nerdctlFlags(
  input: MoveInput,
  containers: readonly RootfulContainer[],
): readonly string[] {
  const flags = containers.flatMap((container) => {
    const making = makingOf(input, container);
    return making === null ? [] : flagsOf(making.recipe);
  });
  const networks = networksOf(containers).flatMap(
    (name) => input.inventory.networks.get(name) ?? [],
  );
  const internal = networks.some((network) => network.internal);
  const ipv6 = networks.some((network) => network.ipv6);
  return [
    ...[...new Set(flags)].flatMap((flag) => ['flag', `create:${flag}`]),
    ...(internal ? ['flag', 'network-create:--internal'] : []),
    ...(ipv6 ? ['flag', 'network-create:--ipv6'] : []),
  ];
}

function cutoverStep({ units, staying, groups }: MoveInput): MoveStep {
  const served = groups.some(({ members }) => members.some(({ source }) => source === 'nerdctl'));
  const goesOn = served ? [msg('migrate.cutover-containerd')] : [];
  const changes = units.map(({ source, names }) =>
    move(
      idFrom('migrate.cutover', source),
      msg('migrate.cutover-title', { units: [...names] }),
      msg('migrate.cutover-why', { engine: msg(`engines.${source}`) }),
      ['rw_migrate_disable_rootful', ...names],
      ['rw_migrate_enable_rootful', ...names],
      SOURCES.systemctl,
      { kind: 'service' },
    ),
  );
  if (changes.length > 0) {
    const because = msg('migrate.cutover-because');
    return step('migrate-cutover', because, changes, [msg('migrate.keeps'), ...goesOn]);
  }
  const because =
    staying.length === 0
      ? (goesOn[0] ?? msg('migrate.cutover-none'))
      : msg('migrate.cutover-stays', { names: staying });
  return step('migrate-cutover', because, [], staying.length === 0 ? [] : goesOn);
}
