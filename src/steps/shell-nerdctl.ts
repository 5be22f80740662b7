import { writeText } from '../edit/file.ts';
import { FUSE_SNAPSHOTTER, usesFuse } from '../engines/nerdctl-snapshotter.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import { quote } from '../model/quote.ts';
import type { FileState } from '../model/read-host.ts';
import { change } from './common.ts';
import type { ShellPart } from './shell-context.ts';

const SOURCE =
  'https://github.com/containerd/nerdctl/blob/main/pkg/portutil/iptable/iptables_linux.go';

/** Where Debian's fuse3 has it. https://packages.debian.org/trixie/amd64/fuse3/filelist */
const MOUNT_FUSE = '/usr/sbin/mount.fuse3';

/**
 * nerdctl looks for iptables in the PATH of whoever types it, to see which ports are taken, and publishes
 * none where it finds no iptables (seen with 2.3.5). With fuse-overlayfs it looks for mount.fuse3 in the same
 * way, and starts no container without it. Debian keeps both in /usr/sbin, which is not in the PATH of
 * ordinary users. A file beside nerdctl that hands on to it helps in every shell and in scripts, and no start
 * file has to be edited.
 */
export function nerdctlPath(facts: Facts, values: Values): ShellPart {
  const nothing: ShellPart = { changes: [], notes: [], blocked: null };
  const files = orNull(facts.files);
  const found = orNull(facts.nerdctl);
  if (files === null || orNull(facts.os)?.family !== 'debian' || found?.path == null)
    return nothing;
  const iptables = orNull(facts.netfilter)?.iptables?.path ?? null;
  const fuse = found.fuseSnapshotter != null && usesFuse(facts, values);
  return {
    ...nothing,
    changes: [
      ...(iptables === null
        ? []
        : handOn(facts, files['nerdctl.iptables'], iptables, {
            id: 'shell.nerdctl-iptables',
            title: msg('shell.nerdctl-iptables', { path: files['nerdctl.iptables'].path }),
            why: msg('shell.nerdctl-iptables-why', { path: iptables }),
            source: SOURCE,
          })),
      ...(fuse
        ? handOn(facts, files['nerdctl.mount'], MOUNT_FUSE, {
            id: 'shell.nerdctl-mount',
            title: msg('shell.nerdctl-mount', { path: files['nerdctl.mount'].path }),
            why: msg('shell.nerdctl-mount-why', { path: MOUNT_FUSE }),
            source: FUSE_SNAPSHOTTER,
          })
        : []),
    ],
  };
}

/** A file of the user's, `state`, that hands on to `program`; none where that is in the PATH anyway. */
function handOn(
  facts: Facts,
  state: FileState,
  program: string,
  words: Pick<Change, 'id' | 'title' | 'why' | 'source'>,
): readonly Change[] {
  const target = orNull(facts.target);
  // Whatever a person has there is found as well.
  if (target === null || !program.includes('/sbin/') || state.kind !== 'absent') return [];
  const name = program.slice(program.lastIndexOf('/') + 1);
  const text =
    `#!/bin/sh\n# nerdctl looks for ${name} in PATH, where ordinary users have no ${dirOf(program)}.\n` +
    `# Written by rootless-wizard.\nexec ${quote(program)} "$@"\n`;
  const owner = { mode: 0o755, uid: target.uid, gid: target.gid };
  const write = writeText(state, text, owner);
  if (write.kind !== 'action') return [];
  return [change({ ...words, kind: 'file', scope: 'user', action: write.action })];
}

function dirOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
