import { writeText } from '../edit/file.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Facts } from '../model/facts.ts';
import { quote } from '../model/quote.ts';
import { change } from './common.ts';
import type { ShellPart } from './shell-context.ts';

const SOURCE =
  'https://github.com/containerd/nerdctl/blob/main/pkg/portutil/iptable/iptables_linux.go';

/**
 * nerdctl looks for iptables in the PATH of whoever types it, to see which ports are taken, and publishes
 * none where it finds no iptables (seen with 2.3.5). Debian keeps iptables in /usr/sbin, which is not in the
 * PATH of ordinary users. A file beside nerdctl that hands on to it helps in every shell and in scripts,
 * and no start file has to be edited.
 */
export function nerdctlPath(facts: Facts): ShellPart {
  const nothing: ShellPart = { changes: [], notes: [], blocked: null };
  const target = orNull(facts.target);
  const files = orNull(facts.files);
  const iptables = orNull(facts.netfilter)?.iptables?.path ?? null;
  const debian = orNull(facts.os)?.family === 'debian';
  if (target === null || files === null || iptables === null || !debian) return nothing;
  if (!iptables.includes('/sbin/') || orNull(facts.nerdctl)?.path == null) return nothing;
  const state = files['nerdctl.iptables'];
  // Whatever a person has there is found as well.
  if (state.kind !== 'absent') return nothing;
  const text =
    `#!/bin/sh\n# nerdctl looks for iptables in PATH, where ordinary users have no ${dirOf(iptables)}.\n` +
    `# Written by rootless-wizard.\nexec ${quote(iptables)} "$@"\n`;
  const owner = { mode: 0o755, uid: target.uid, gid: target.gid };
  const write = writeText(state, text, owner);
  if (write.kind !== 'action') return nothing;
  return {
    ...nothing,
    changes: [
      change({
        id: 'shell.nerdctl-iptables',
        kind: 'file',
        scope: 'user',
        title: msg('shell.nerdctl-iptables', { path: state.path }),
        why: msg('shell.nerdctl-iptables-why', { path: iptables }),
        action: write.action,
        source: SOURCE,
      }),
    ],
  };
}

function dirOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
