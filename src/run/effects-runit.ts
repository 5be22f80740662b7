import { baseOf, dirOf } from '../edit/file.ts';
import type { Effect } from '../model/action.ts';
import type { RunitServiceAction } from '../model/action-runit.ts';

/** What the host looks like when a service of runit was switched: its link is there, or gone. */
export function runitEffects({ operation, link }: RunitServiceAction): readonly Effect[] {
  const name = [baseOf(link)];
  switch (operation) {
    case 'enable':
      return [{ type: 'names', dir: dirOf(link), add: name, remove: [] }];
    case 'disable':
      return [{ type: 'names', dir: dirOf(link), add: [], remove: name }];
    case 'restart':
      return [];
  }
}
