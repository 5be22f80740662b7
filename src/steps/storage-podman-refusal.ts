import { msg } from '../i18n/msg.ts';
import type { Change } from '../model/change.ts';
import { change } from './common.ts';

/**
 * Who tried Podman in a home that cannot hold images is refused in the new place as well: Podman noted that
 * overlay does not work, without noting where (seen with 5.4 and a home on NFS). The note goes with the new
 * storage.conf; Podman makes it again where it is true.
 */
export function forgetRefusal(path: string | undefined): readonly Change[] {
  if (path === undefined) return [];
  return [
    change({
      id: 'storage.podman-forget',
      kind: 'command',
      scope: 'user',
      title: msg('storage.podman-forget', { path }),
      why: msg('storage.podman-forget-why'),
      action: {
        do: 'run-command',
        argv: ['rm', '-f', '--', path],
        undo: null,
        effects: [{ type: 'file', state: { kind: 'absent', path } }],
      },
      dependsOn: ['storage.podman-conf'],
      source: 'https://github.com/containers/storage/blob/main/drivers/overlay/overlay.go',
    }),
  ];
}
