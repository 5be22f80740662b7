import { writeText } from '../edit/file.ts';
import { FUSE_SNAPSHOTTER, fuseSocket, nerdctlDirs } from '../engines/nerdctl-snapshotter.ts';
import { msg } from '../i18n/msg.ts';
import type { Change } from '../model/change.ts';
import type { Nerdctl, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { FileState } from '../model/read-host.ts';
import { besideUnit } from './service-beside.ts';
import { isOurs, unitChanges, wasState } from './service-change.ts';

const SOURCE = FUSE_SNAPSHOTTER;
const UNIT = 'containerd-fuse-overlayfs.service';
const NOT_THERE = { wasEnabled: false, wasActive: false } as const;

/**
 * The user unit of the snapshotter for fuse-overlayfs, in the name and place of the vendor's
 * (`containerd-rootless-setuptool.sh install-fuse-overlayfs`). It says by sd_notify that
 * its socket is there, so what is ordered after it finds it.
 * https://github.com/containerd/nerdctl/blob/main/extras/rootless/containerd-rootless-setuptool.sh
 *
 * `tool` is the absolute path of containerd-rootless-setuptool.sh, `program` that of
 * containerd-fuse-overlayfs-grpc, `root` where it keeps its snapshots, `path` as in the unit of containerd.
 */
export function fuseUnit(
  tool: string,
  program: string,
  socket: string,
  root: string,
  path: string,
): string {
  const command = [tool, 'nsenter', '--', program, socket, root];
  return besideUnit(
    [
      'fuse-overlayfs for the containerd of this user. Written by rootless-wizard; add to it in',
      'containerd-fuse-overlayfs.service.d.',
    ],
    { description: 'containerd-fuse-overlayfs (rootless)', documentation: SOURCE, path, command },
  );
}

/** What runs in the namespaces of containerd, or null where the program is not here. */
export function fuseCommand(
  { fuseSnapshotter: program }: Nerdctl,
  target: Target,
  base: string | null,
): readonly string[] | null {
  const { fuse } = nerdctlDirs(base ?? target.dataHome);
  return program == null ? null : [program, fuseSocket(target), fuse];
}

/** What is said of a snapshotter of ours that nerdctl is not to ask any more: containers may still need it. */
export function fuseStays({ fuseService }: Nerdctl, state: FileState): readonly Message[] {
  const { wasEnabled, wasActive } = fuseService == null ? NOT_THERE : wasState(fuseService);
  if ((!wasEnabled && !wasActive) || !isOurs(state)) return [];
  const command = `systemctl --user disable --now ${UNIT}`;
  return [msg('service.fuse-stays', { unit: UNIT, command })];
}

/** What the unit is made of; `base` stands for the data home where that holds no containers. */
export interface FusePlace {
  readonly state: FileState;
  readonly target: Target;
  readonly base: string | null;
  readonly path: string;
}

/** The snapshotter under the user's own systemd. `order` are the changes that bring containerd up. */
export function fuseChanges(
  found: Nerdctl,
  { state, target, base, path }: FusePlace,
  order: readonly string[],
): { readonly changes: readonly Change[]; readonly blocked: Message | null } {
  const { fuseSnapshotter: program, setupTool } = found;
  if (program == null) return { changes: [], blocked: null };
  const stop = (because: Message) => ({ changes: [], blocked: because });
  if (setupTool === null) return stop(msg('service.nerdctl-no-script'));
  const unit = found.fuseService ?? { enabled: 'missing', active: 'inactive' };
  if (unit.enabled === 'masked') {
    return stop(msg('service.masked', { command: `systemctl --user unmask ${UNIT}` }));
  }
  const { fuse } = nerdctlDirs(base ?? target.dataHome);
  const text = fuseUnit(setupTool, program, fuseSocket(target), fuse, path);
  const write = writeText(state, text, { mode: 0o644, uid: target.uid, gid: target.gid });
  if (write.kind === 'refused') return stop(write.because);
  const changes = unitChanges(
    write.kind === 'action' ? write.action : null,
    wasState(unit),
    {
      id: 'service.fuse-overlayfs',
      unit: UNIT,
      path: state.path,
      why: msg('service.fuse-overlayfs-why', { path: `${state.path}.d` }),
      startWhy: msg('service.fuse-overlayfs-start-why'),
      source: SOURCE,
    },
    order,
  );
  return { changes, blocked: null };
}
