/** The helpers that move what a daemon of root has to an engine of a user (`scripts/helpers/migrate-*.sh`). */
export type MoveHelper =
  | 'rw_migrate_check'
  | 'rw_migrate_image'
  | 'rw_migrate_image_pull'
  | 'rw_migrate_image_undo'
  | 'rw_migrate_network'
  | 'rw_migrate_network_undo'
  | 'rw_migrate_volume'
  | 'rw_migrate_volume_undo'
  | 'rw_migrate_owners'
  | 'rw_migrate_owners_undo'
  | 'rw_migrate_idmap'
  | 'rw_migrate_idmap_undo'
  | 'rw_migrate_volume_idmap'
  | 'rw_migrate_volume_idmap_undo'
  | 'rw_migrate_volume_in_place'
  | 'rw_migrate_volume_in_place_undo'
  | 'rw_migrate_stop'
  | 'rw_migrate_start'
  | 'rw_migrate_container'
  | 'rw_migrate_container_undo'
  | 'rw_migrate_finish'
  | 'rw_migrate_prove'
  | 'rw_migrate_disable_rootful'
  | 'rw_migrate_enable_rootful'
  | 'rw_migrate_leave_group'
  | 'rw_migrate_join_group';

/** Engines of root whose containers can move, in the order in which they are shown; their clients are called the same. */
export const SOURCE_ENGINES = ['docker', 'podman', 'nerdctl'] as const;

/** One of them. */
export type SourceEngine = (typeof SOURCE_ENGINES)[number];

/**
 * One piece of a migration. The helper looks at both engines first, does nothing twice, and goes on where
 * a call was cut off; so where a host stands is its own to say.
 */
export interface Move {
  readonly do: 'move';
  readonly call: readonly [MoveHelper, ...string[]];
  /** From whose engine of root; Docker unless said. Both calls are made with it. */
  readonly from?: Exclude<SourceEngine, 'docker'>;
  /** What takes it back; null for what only looks. */
  readonly undo: readonly [MoveHelper, ...string[]] | null;
}
