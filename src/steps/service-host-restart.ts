import { msg } from '../i18n/msg.ts';
import type { Action } from '../model/action.ts';
import type { Change } from '../model/change.ts';
import type { HostServices } from '../model/facts.ts';
import { change } from './common.ts';

/**
 * An engine that runs as a service of the host reads its configuration only when it starts, as any other.
 * `id` and `dependsOn` are those of the change; nothing where OpenRC and runit have no such service up.
 */
export function restartHostService(
  { openrc, runit }: HostServices,
  { id, dependsOn, source }: Pick<Change, 'id' | 'dependsOn' | 'source'>,
): readonly Change[] {
  const restart = (unit: string, action: Action): readonly Change[] => [
    change({
      id,
      kind: 'service',
      scope: 'root',
      title: msg('service.restart-title', { unit }),
      why: msg('service.restart-why'),
      action,
      dependsOn,
      source,
    }),
  ];
  if (openrc?.started === true) {
    const argv = ['rc-service', openrc.name, 'restart'] as const;
    return restart(openrc.name, {
      do: 'run-command',
      argv,
      undo: argv,
      effects: [],
      rereads: true,
    });
  }
  if (runit?.enabled !== true) return [];
  const { name, dir, link } = runit;
  return restart(name, { do: 'runit-service', operation: 'restart', dir, link });
}
