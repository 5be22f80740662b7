import type { Action } from '../../model/action.ts';
import type { Os } from '../../model/facts.ts';
import type { EngineName } from '../../model/finding.ts';

/** What a snippet is made from: the part of a plan that would not last in the running system. */
export interface Wanted {
  readonly os: Pick<Os, 'prettyName' | 'variantId'> & {
    readonly immutable: NonNullable<Os['immutable']>;
  };
  readonly user: string;
  readonly engines: readonly EngineName[];
  /** Is the user to go on after the end of a session? */
  readonly linger: boolean;
  /** Controllers that are handed down; empty where that is not wanted. */
  readonly controllers: readonly string[];
  /** The changes of root that were not made, in order. */
  readonly actions: readonly Action[];
  /** Settings of the kernel that are to last, by key. */
  readonly sysctls: ReadonlyMap<string, string>;
  /** Files of this machine that package managers need for them: sources of packages, and their keys. */
  readonly sources: readonly string[];
  /** The same as a script for root, for images that are built by one. */
  readonly script: string;
}

/** Every package that would be installed, once each. */
export function packagesOf({ actions }: Wanted): readonly string[] {
  return [
    ...new Set(
      actions.flatMap((action) =>
        action.do === 'install-packages' && !action.reinstall ? action.names : [],
      ),
    ),
  ];
}

/** Modules of the kernel to load. */
export function modulesOf({ actions }: Wanted): readonly string[] {
  return actions.flatMap((action) => (action.do === 'load-module' ? [action.module] : []));
}

/** The ranges that would be added to /etc/subuid or /etc/subgid for this user, subuid(5). */
export function rangesOf(
  { actions, user }: Wanted,
  path: '/etc/subuid' | '/etc/subgid',
): readonly { readonly start: number; readonly count: number }[] {
  return actions.flatMap((action) =>
    action.do === 'edit-subids' && action.path === path
      ? action.add.flatMap((line) => {
          const [owner, start, count] = line.split(':');
          return owner === user ? [{ start: Number(start), count: Number(count) }] : [];
        })
      : [],
  );
}
