import { type Rule, root, user } from './rule.ts';

const PODMAN = 'https://github.com/containers/podman/blob/main/troubleshooting.md';

/** Of a line about a denial, whose domain asked (`container_t`), as SELinux names it. */
const ASKED = {
  container: String.raw`scontext=\S+?:container(_init|_userns)?_t:`,
  iptables: String.raw`scontext=\S+?:iptables_t:`,
};

/**
 * A denial as audit and the kernel write it, `avc:  denied  { read } for ... scontext=... tcontext=... tclass=file
 * permissive=0`; `rest` is what has to follow the rights. With permissive=1 nothing was stopped: that is a rule of
 * its own. https://github.com/SELinuxProject/selinux-notebook/blob/main/src/auditing.md
 */
function denied(rest: string): RegExp {
  return new RegExp(String.raw`avc: +denied +\{[^}]*\}(?!.*\bpermissive=1\b)${rest}`);
}

/** What SELinux writes into the journal and the audit log, and what its denials look like from within a container. */
export const SELINUX_RULES: readonly Rule[] = [
  {
    id: 'selinux-store',
    // The layers that a driver or a snapshotter keeps, in a place whose label is not that of the usual one.
    pattern: new RegExp(
      `${denied(String.raw`(?=.*${ASKED.container}).*\bpath="[^"]*/(overlay|vfs|overlay2|fuse-overlayfs|snapshots)/`).source}|error while loading shared libraries: .*cannot (open shared object file|apply additional memory protection.*): Permission denied`,
    ),
    confidence: 'likely',
    title: 'diagnose.selinux-store',
    cause: 'diagnose.selinux-store-cause',
    findings: [],
    remedy: [
      root('semanage fcontext -a -e ~USER/.local/share/containers DIR'),
      root('restorecon -R -v DIR'),
    ],
    source: PODMAN,
  },
  {
    id: 'selinux-volume',
    pattern: denied(
      String.raw`(?!.*\bpath="[^"]*/(overlay|vfs|overlay2|fuse-overlayfs|snapshots)/)(?=.*\btclass=(file|dir|lnk_file|sock_file|fifo_file)\b).*${ASKED.container}`,
    ),
    confidence: 'certain',
    title: 'diagnose.selinux-volume',
    cause: 'diagnose.selinux-volume-cause',
    findings: [],
    remedy: [user('podman run -v DIR:/data:Z ...')],
    source: PODMAN,
  },
  {
    id: 'selinux-iptables',
    pattern: new RegExp(
      String.raw`${denied(`.*${ASKED.iptables}`).source}|can't open lock file /run/xtables\.lock: Permission denied`,
    ),
    confidence: 'likely',
    title: 'diagnose.selinux-iptables',
    cause: 'diagnose.selinux-iptables-cause',
    findings: [],
    remedy: [root('semanage permissive -a iptables_t')],
    source: 'https://github.com/moby/moby/issues/41230',
  },
  {
    id: 'selinux-denied',
    pattern: new RegExp(
      String.raw`${denied(String.raw`(?!.*${ASKED.iptables})(?!.*${ASKED.container}.*tclass=(file|dir|lnk_file|sock_file|fifo_file)\b).*scontext=`).source}|SELinux is preventing \S+ from`,
    ),
    confidence: 'likely',
    title: 'diagnose.selinux-denied',
    cause: 'diagnose.selinux-denied-cause',
    findings: [],
    remedy: [user('restorecon -R -v ~/.local/share ~/.config'), root('ausearch -m AVC -ts recent')],
    source: 'restorecon(8), ausearch(8)',
  },
  {
    id: 'selinux-permissive',
    pattern: /avc: +denied +\{.*\bpermissive=1\b/,
    confidence: 'possible',
    title: 'diagnose.selinux-permissive',
    cause: 'diagnose.selinux-permissive-cause',
    findings: [],
    remedy: [],
    source: 'https://github.com/SELinuxProject/selinux-notebook/blob/main/src/auditing.md',
  },
];
