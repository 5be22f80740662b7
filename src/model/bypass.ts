import type { Nerdctl } from './facts.ts';
import { textOf } from './text.ts';

/**
 * Is bypass4netnsd among what the service of the host runs for nerdctl, where OpenRC or runit starts things? The
 * program of ours names it only then.
 */
export function servesBypass({ openrc, runit, program }: Nerdctl): boolean {
  const enabled = openrc?.enabled === true || runit?.enabled === true;
  return enabled && program !== undefined && (textOf(program) ?? '').includes('bypass4netnsd');
}
