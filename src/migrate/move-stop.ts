/** How containers of root come to rest, so that nothing starts them again while they move, and how they come back. */
import { msg } from '../i18n/msg.ts';
import type { SourceEngine } from '../model/action-move.ts';
import type { Change } from '../model/change.ts';
import type { RootfulContainer } from './container.ts';
import type { Group } from './groups.ts';
import { idFrom, type MoveInput, move } from './move.ts';
import { MANUALS, SOURCES } from './move-sources.ts';

/** Those of one engine of root stop. Taken back, they get their restart policy again, and run where they ran. */
export function stopOf(input: MoveInput, { name, members }: Group, source: SourceEngine): Change {
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
    MANUALS[source].stop,
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

/** A container that only a unit has started: its own policy starts it from then on. */
export function withoutUnit(input: MoveInput, container: RootfulContainer): RootfulContainer {
  const alone = unitOf(input, container) !== undefined && ['', 'no'].includes(container.restart);
  return alone ? { ...container, restart: 'always' } : container;
}

/** Units that would start the containers again are switched off first, and last on the way back. */
export function unitsOf(input: MoveInput, members: readonly RootfulContainer[]): readonly Change[] {
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

function withPolicy(container: RootfulContainer): string {
  return `${container.name}=${policyOf(container)}`;
}

function policyOf({ restart, retries }: RootfulContainer): string {
  if (restart === '') return 'no';
  return restart === 'on-failure' && retries > 0 ? `${restart}:${retries}` : restart;
}
